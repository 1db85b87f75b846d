"""``/was``: the accessibility statement (webtilgængelighedsloven § 4, bekendtgørelse 904/2019).

The short address that the agency asks of every public site leads to the statement: to the one made with the
agency's tool when its address is set, else to the page that editors keep at ``/tilgaengelighed``, and until
there is one it says itself what the law asks for.
"""

from typing import Any

from pyramid.httpexceptions import HTTPFound
from pyramid.request import Request

from ..kernel.faces import public_view
from ..kernel.i18n import _
from ..root import Root
from ..search.published import published_at
from ..security.permissions import Permission

#: the page that editors may keep
PAGE = "tilgaengelighed"
PHONE = "09 45 45 45"
#: what the agency asks people to read before they write to it
AGENCY_URL = "https://digst.dk/digital-inklusion/webtilgaengelighed/oplever-du-ikke-tilgaengeligt-indhold/"


@public_view(Root, name="was", permission=Permission.PUBLIC_VIEW, template="templates/public/was.pt")
def statement(_context: Root, request: Request) -> Any:
    """Lead to the statement, or be it."""
    elsewhere = request.registry.esdh_settings.accessibility_statement
    if elsewhere:
        return HTTPFound(elsewhere)
    now = request.clock.now()
    if published_at(request.root, PAGE, now) is not None:
        return HTTPFound(f"/{PAGE}")
    return {
        "title": request.localizer.translate(_("Tilgængelighedserklæring")),
        "phone": PHONE,
        "phone_url": "tel:+45" + PHONE.replace(" ", ""),
        "contact_url": "/kontakt" if published_at(request.root, "kontakt", now) is not None else None,
        "mail": request.registry.esdh_settings.contact_mail,
        "agency_url": AGENCY_URL,
    }
