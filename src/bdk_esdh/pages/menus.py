"""The pages at fixed addresses that the public menu names, each while it can be read."""

from collections.abc import Callable

from pyramid.config import Configurator
from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.records import Face
from .content import Page

FIXED_PAGES = (
    ("selvbetjening", _("Selvbetjening"), "list-check", 20),
    ("aktindsigt", _("Aktindsigt"), "visibility", 50),
    ("debat", _("Debat og høringer"), "chat", 60),
    ("mine-sager", _("Mine sager"), "folder-open", 80),
)


def while_published(name: str) -> Callable[[Request], bool]:
    """Make the question whether the page ``name`` in the root can be read by everyone now."""

    def visible(request: Request) -> bool:
        page = getattr(request, "root", {}).get(name)
        return isinstance(page, Page) and page.is_published(request.clock.now())

    return visible


def includeme(config: Configurator) -> None:
    """Put the fixed pages in the public menu."""
    for name, title, icon, order in FIXED_PAGES:
        config.add_menu_item(
            Face.PUBLIC, title, f"/{name}", icon=icon, order=order, visible=while_published(name)
        )
