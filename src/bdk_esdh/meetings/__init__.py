"""Meetings: committees, their meetings, agendas and minutes, and what the public sees of them."""

from operator import attrgetter

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .content import AgendaItem
from .intranet.mine import sits_in_a_committee
from .journal import ITEM_OPENED
from .kept_papers import KeptPapers


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.include(".text_records")
    config.include(".trash")
    config.registry.kept_papers = KeptPapers()
    config.add_journal_verbs(".journal")
    config.add_default_reading(AgendaItem, ITEM_OPENED, when=attrgetter("closed_session"))
    for name in ("content", "actions", "items", "public", "paper_pages", "intranet", "api"):
        config.scan(f".{name}", categories=("pyramid",))
    config.scan(".subscribers", categories=("substanced",))
    config.add_case_panel(".intranet.proposing.meetings_of_case", order=50)
    config.add_list(".intranet.committees.COMMITTEES")
    config.add_list(".intranet.committees.MEETINGS")
    config.add_menu_item(
        Face.INTRANET,
        _("Møder"),
        "/intranet/udvalg",
        icon="groups",
        order=40,
        permission=Permission.MEETING_VIEW,
    )
    config.add_menu_item(
        Face.INTRANET,
        _("Mine møder"),
        "/intranet/mine-moeder",
        icon="calendar-month",
        order=39,
        permission=Permission.MEETING_VIEW,
        visible=sits_in_a_committee,
    )
    config.add_public_links("bdk_esdh.meetings.public_records.public_links")
    config.add_whereabouts(".intranet.reading.agendas_of_document")
    config.add_menu_item(Face.PUBLIC, _("Politik og møder"), "/udvalg", icon="groups", order=30)
