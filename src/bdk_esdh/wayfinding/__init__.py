"""How visitors and search engines find their way: sitemap, robots.txt, accessibility statement."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Scan the files."""
    for name in ("sitemap", "statement"):
        config.scan(f".{name}", categories=("pyramid",))
