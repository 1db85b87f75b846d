"""The pages of the journal: of a case, of a document, of oneself, and for whoever controls.

What is stored and how stands in ``audit``; here is who may see which of it, and in what words.
"""

from datetime import timedelta

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Have entries sealed; put the panel on cases and the pages in the menu."""
    config.add_journal_verbs(".journal")
    config.add_periodic_work(
        "seal_journal", "bdk_esdh.audit.sealing.seal_journal", every=timedelta(seconds=0.5)
    )
    config.add_case_panel(".case_panel.journal_panel", order=20)
    for name in ("record_pages", "own_page", "control_page", "api"):
        config.scan(f".{name}", categories=("pyramid",))
    config.add_list(".filtering.ENTRIES")
    config.add_menu_item(
        Face.INTRANET,
        _("Mit spor"),
        "/intranet/mit-spor",
        icon="person",
        order=85,
        permission=Permission.INTRANET_VIEW,
    )
    config.add_menu_item(
        Face.INTRANET,
        _("Journal"),
        "/intranet/journal",
        icon="visibility",
        order=90,
        permission=Permission.JOURNAL_CONTROL,
    )
