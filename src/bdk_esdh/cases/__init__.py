"""Cases: what the office works on, each with its number, subject, people and documents."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .content import Case
from .due_soon import EVERY
from .journal import OPENED


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.include(".text_records")
    config.add_journal_verbs(".journal")
    config.add_default_reading(Case, OPENED)
    config.include(".closing")
    config.include(".panels")
    config.include(".trash")
    config.scan(".content", categories=("pyramid",))
    config.scan(".actions", categories=("pyramid",))
    config.scan(".intranet", categories=("pyramid",))
    config.scan(".api", categories=("pyramid",))
    config.add_periodic_work("deadlines near", "bdk_esdh.cases.due_soon.tell_of_deadlines", every=EVERY)
    config.add_list(".intranet.case_list.CASES")
    config.add_person_link(".intranet.handing_over.person_link")
    config.add_access_reasons(".access_reasons.case_reasons")
    config.add_menu_item(
        Face.INTRANET, _("Sager"), "/intranet/sager", icon="folder", order=20, permission=Permission.CASE_VIEW
    )
