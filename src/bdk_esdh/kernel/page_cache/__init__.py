"""Pages of the public face, kept in memory and given again without asking the application.

Read ``asking`` for what may be answered so, ``keeping`` for where pages are kept and under what, ``watching``
for how a process hears that something public was changed, ``answering`` for the WSGI application around ours.
What a commit touches is ``kernel.public_generation``; by which index, ``kernel.shown_index``.

It lies outside all tweens: what makes a page slow is all that is inside. So it must be sure by itself that
nobody gets what is not for everybody: it looks at nothing that comes with a cookie or a token, and keeps
nothing that sets a cookie or says itself that it is not to be kept.
"""

from pyramid.config import Configurator
from pyramid.events import ContextFound
from pyramid.router import Router

from ..public_generation import stamp_of
from .answering import RENDERING, PageCache
from .keeping import Pages
from .watching import GenerationWatch

_MEGABYTE = 1_000_000


def cached(config: Configurator) -> PageCache:
    """Make the WSGI application that ``config`` describes, with the page cache around it."""
    app: Router = config.make_wsgi_app()
    return PageCache(app, app.registry)


def _note_generation(event: ContextFound) -> None:
    """Note of which generation a page will be that is kept: as its own transaction sees it."""
    rendering = event.request.environ.get(RENDERING)
    if rendering is not None:
        rendering.stamp = stamp_of(event.request.root)


def includeme(config: Configurator) -> None:
    """Make the place where pages are kept; the application is put inside by :func:`cached`."""
    registry = config.registry
    registry.kept_pages = Pages(registry.esdh_settings.page_cache_mb * _MEGABYTE)
    registry.generation_watch = GenerationWatch(registry)
    config.add_subscriber(_note_generation, ContextFound)
