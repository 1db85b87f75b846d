"""Finding things: lists from the transactional catalog, with rights inside the query.

Read ``lists.py`` for lists, ``matching.py`` for words, ``hits.py`` for what a type
supplies to be found by everyone, ``public.py`` and ``intranet.py`` for the two pages.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Declare the indexes that every node has, and the search pages."""
    config.include(".indexes")
    config.include(".hits")
    for name in ("public", "intranet", "api"):
        config.scan(f".{name}", categories=("pyramid",))
