"""How visitors and search engines find their way: sitemap, robots.txt, accessibility statement."""

from pyramid.config import Configurator

from .nearby import help_for


def includeme(config: Configurator) -> None:
    """Scan the files; let pages that say no lead on."""
    config.registry.lost_help = help_for
    for name in ("sitemap", "statement"):
        config.scan(f".{name}", categories=("pyramid",))
