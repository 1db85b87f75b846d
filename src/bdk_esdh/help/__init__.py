"""Help: the guides of ``docs/`` as pages, and which part of them belongs to which page.

One source: what stands behind the "?" of a page is the section of the guide that the manual shows too.
"""

from pyramid.config import Configurator

from .guides import Guides
from .topics import help_address


def includeme(config: Configurator) -> None:
    """Scan the pages; give both frames their "?"."""
    config.registry.guides = Guides(config.registry.esdh_settings.docs.resolve())
    config.registry.help_source = help_address
    config.scan(".public", categories=("pyramid",))
