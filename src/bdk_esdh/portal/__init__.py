"""The portal: the two front pages and the foot, put together from what the capabilities have.

It stands above them all, and works whichever of them are switched on: a part of a page
is there when its type is declared, a link when its address can be read.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission
from .footer import footer_columns
from .keys import keys_are_off
from .profile import language_chosen, profile_address


def includeme(config: Configurator) -> None:
    """Scan the files; give the public frame its foot and the intranet its first place."""
    for name in ("content", "public", "intranet", "keys", "profile", "language"):
        config.scan(f".{name}", categories=("pyramid",))
    config.add_subscriber("bdk_esdh.portal.subscribers.note_visit", "bdk_esdh.security.events.SessionOpened")
    config.registry.footer_source = footer_columns
    config.registry.keys_off_source = keys_are_off
    config.registry.profile_source = profile_address
    config.registry.language_source = language_chosen
    config.add_menu_item(
        Face.INTRANET, _("Start"), "/intranet/", icon="home", order=10, permission=Permission.INTRANET_VIEW
    )
