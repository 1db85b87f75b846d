"""Break-glass: opening, with a reason, a case that is closed to one, for a while and on record.

Each case that not all staff read carries a token of its own among those who may read it
(``security.readers``); whoever has opened it holds that token until the opening ends. Nothing is
reindexed, and nothing has to run for it to end: the time is looked at in each request.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Scan the pages; say where an opening is seen."""
    config.add_journal_verbs(".journal")
    config.scan(".intranet", categories=("pyramid",))
    config.add_token_source("bdk_esdh.break_glass.content.tokens_of_openings")
    config.add_case_notice("bdk_esdh.break_glass.notices.banner")
    config.add_access_notes("bdk_esdh.break_glass.notices.access_notes")
    config.add_menu_item(
        Face.INTRANET,
        _("Nødadgang"),
        "/intranet/noedadgang",
        icon="lock",
        order=85,
        permission=Permission.BREAK_GLASS,
    )
