"""The trash: what somebody throws away lies here, out of every list, until somebody takes it back.

Read ``rules.py`` for how a capability says what may go, ``actions.py`` for what happens.
Nothing is ever removed by time: what is to be destroyed, and when, is a matter of the law
on archives, and has no code yet.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .deleting import delete_item


def includeme(config: Configurator) -> None:
    """Make the register of rules; scan the files of the capability."""
    config.include(".rules")
    config.add_journal_verbs(".journal")
    config.scan(".content", categories=("pyramid",))
    config.include(".indexes")
    config.scan(".intranet", categories=("pyramid",))
    config.include(".groups")
    config.registry.delete_item = delete_item
    config.add_menu_item(
        Face.INTRANET,
        _("Papirkurv"),
        "/intranet/papirkurv",
        icon="delete",
        order=90,
        permission=Permission.TRASH_VIEW,
    )
