"""Finding things: lists from the transactional catalog, with rights inside the query."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Declare the indexes that every node has."""
    config.include(".indexes")
