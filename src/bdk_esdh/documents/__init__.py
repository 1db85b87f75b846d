"""Documents: letters, notes and reports on a case, with their versions and files."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .content import Document
from .journal import OPENED
from .schema import DOCUMENT_TYPES


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.include(".text_records")
    config.add_journal_verbs(".journal")
    config.add_default_reading(Document, OPENED)
    config.include(".published")
    config.include(".whereabouts")
    config.include(".trash")
    config.add_moved_addresses(".addresses.moved_document")
    for name in ("content", "actions", "jobs", "intranet", "api", "evolve"):
        config.scan(f".{name}", categories=("pyramid",))
    config.scan(".subscribers", categories=("substanced",))
    config.add_case_panel(".intranet.case_documents.case_documents", order=10)
    config.add_list(".intranet.document_list.DOCUMENTS")
    config.add_closing_check(".closing.unfinished_documents")
    config.add_closing_help(".intranet.finalising.finalise_all_line")
    config.add_choices("document_types", lambda _request: DOCUMENT_TYPES)
    config.add_menu_item(
        Face.INTRANET,
        _("Dokumenter"),
        "/intranet/dokumenter",
        icon="document",
        order=30,
        permission=Permission.DOCUMENT_VIEW,
    )
