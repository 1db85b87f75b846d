"""Pages and news: what the municipality tells everyone, and what it tells those who work there.

Some pages stand at an address that a capability takes over later (``/aktindsigt``,
``/selvbetjening``, ``/debat``, ``/mine-sager``); until then they say what one may do today.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Scan the files of the capability; put its places in the menus."""
    config.include(".indexes")
    config.include(".text_records")
    config.include(".trash")
    config.add_journal_verbs(".journal")
    config.include(".menus")
    config.add_choices("page_places", "bdk_esdh.pages.moving_pages.page_places")
    config.add_moved_addresses(".moving.moved_address")
    for name in (
        "content",
        "actions",
        "jobs",
        "public",
        "intranet",
        "picture_pages",
        "moving_pages",
        "schedule_pages",
        "copy_pages",
        "earlier_pages",
        "api",
    ):
        config.scan(f".{name}", categories=("pyramid",))
    config.add_menu_item(Face.PUBLIC, _("Nyheder"), "/nyheder", icon="notifications", order=70)
    config.add_menu_item(
        Face.INTRANET,
        _("Nyheder"),
        "/intranet/nyheder",
        icon="notifications",
        order=50,
        permission=Permission.PAGE_VIEW,
    )
    config.add_menu_item(
        Face.INTRANET,
        _("Sider"),
        "/intranet/sider",
        icon="document",
        order=55,
        permission=Permission.PAGE_EDIT,
    )
