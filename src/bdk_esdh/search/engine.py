"""Which engine searches: the one place that names it."""

from pyramid.config import Configurator
from pyramid.registry import Registry

from .port import SearchEngine
from .running import index_folder
from .whoosh_engine.engine import WhooshEngine


def make_engine(registry: Registry) -> SearchEngine:
    """Return an engine on the index of this installation; nothing is opened before something is asked."""
    return WhooshEngine(index_folder(registry))


def includeme(config: Configurator) -> None:
    """Make the engine when the settings are known."""
    config.registry.search_engine = make_engine(config.registry)
