"""Background work: put in a queue in the transaction that needs it, done by a worker."""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Make the register of job kinds and scan the queue and its page."""
    config.include(".handlers")
    config.add_journal_verbs(".journal")
    config.scan(".queue", categories=("pyramid",))
    config.scan(".intranet", categories=("pyramid",))
    config.add_menu_item(
        Face.INTRANET,
        _("Baggrundsarbejde"),
        "/intranet/baggrundsarbejde",
        icon="sync",
        order=95,
        permission=Permission.JOBS_MANAGE,
    )
