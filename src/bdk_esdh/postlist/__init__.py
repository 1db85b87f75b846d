"""The postlist: what the municipality has received and sent, for everyone to see.

It is worked out from the documents each time and never copied: what is made
confidential or taken off the list is gone from it in the same moment. Read
``predicate.py`` first: the one place that says what is shown, from when, and why
something is held back. ``public_entry.py`` is all that anyone outside is shown.
"""

from pyramid.config import Configurator

from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Scan the files of the capability."""
    config.include(".indexes")
    config.include(".text_records")
    for name in ("content", "public", "feeds", "intranet", "api"):
        config.scan(f".{name}", categories=("pyramid",))
    config.scan(".subscribers", categories=("substanced",))
    config.add_public_links("bdk_esdh.postlist.public_entry.public_links")
    config.add_whereabouts(".intranet.postlist_of_document")
    config.add_list(".intranet.CLERKS_LIST")
    config.add_menu_item(Face.PUBLIC, _("Postlister"), "/postlister", icon="view-in-list", order=40)
    config.add_menu_item(
        Face.INTRANET,
        _("Postliste"),
        "/intranet/postlister",
        icon="view-in-list",
        order=60,
        permission=Permission.POSTLIST_VIEW,
    )
