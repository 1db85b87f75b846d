"""Who one is, what one may do, and who may read what.

Read ``permissions.py`` for the acts, ``roles.py`` for the table of who may do
them, ``readers.py`` for the one rule of reading, ``policy.py`` for how a request
is judged by the three.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from .permissions import Permission


def includeme(config: Configurator) -> None:
    """Install the policy, sessions and CSRF protection."""
    config.include(".policy")
    config.include(".sessions")
    config.include(".indexes")
    config.include(".csp_reports")
    config.scan(".intranet", categories=("pyramid",))
    config.add_menu_item(
        Face.INTRANET,
        _("Sikkerhed"),
        "/intranet/sikkerhed",
        icon="lock",
        order=96,
        permission=Permission.SECURITY_REPORTS,
    )
