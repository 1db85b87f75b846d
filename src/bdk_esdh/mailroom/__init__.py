"""The mail room: what has come in waits here, seen by those who may, until somebody registers it."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .content import WaitingLetter
from .journal import OPENED


def includeme(config: Configurator) -> None:
    """Scan the files of the capability; put the queue in the menu and on the pages of cases."""
    config.include(".indexes")
    config.include(".trash")
    config.add_journal_verbs(".journal")
    config.add_default_reading(WaitingLetter, OPENED)
    for name in ("content", "actions", "jobs", "intranet"):
        config.scan(f".{name}", categories=("pyramid",))
    config.add_case_notice(".intranet.on_case.letters_on_case")
    config.add_menu_item(
        Face.INTRANET,
        _("Postrum"),
        "/intranet/postrum",
        icon="email",
        order=15,
        permission=Permission.DOCUMENT_ADD,
    )
