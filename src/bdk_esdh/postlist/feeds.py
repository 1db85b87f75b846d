"""The postlist as an Atom feed (RFC 4287): the newest entries, or those of one day."""

from datetime import datetime, time

from lxml import etree
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.clock import COPENHAGEN
from ..kernel.faces import public_view
from ..kernel.i18n import _
from ..security.permissions import Permission
from .content import Postlist, PostlistDay
from .filtering import DIRECTION_TITLES, PostlistFilter
from .public import entries
from .public_entry import PLACE, PublicEntry

ATOM = "http://www.w3.org/2005/Atom"
#: a day never has so many; a reader of feeds that missed more uses the list
MOST_ENTRIES = 200


@public_view(Postlist, name="atom.xml", permission=Permission.PUBLIC_VIEW)
def newest_feed(_context: Postlist, request: Request) -> Response:
    """Give the newest entries."""
    return _feed(request, PLACE, PostlistFilter(), size=50)


@public_view(PostlistDay, name="atom.xml", permission=Permission.PUBLIC_VIEW)
def day_feed(context: PostlistDay, request: Request) -> Response:
    """Give the entries of one journal date."""
    if not context.is_published(request.clock.now()):
        raise HTTPNotFound
    wanted = PostlistFilter(first=context.day, last=context.day)
    return _feed(request, f"{PLACE}/{context.__name__}", wanted, size=MOST_ENTRIES)


def _feed(request: Request, path: str, wanted: PostlistFilter, *, size: int) -> Response:
    found = list(entries(request, wanted, size=size))
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "da")
    site = request.registry.esdh_settings.site_name
    _add(feed, "title", f"{request.localizer.translate(_('Postlister'))} – {site}")
    _add(feed, "id", request.host_url + path)
    _add(feed, "updated", max((_moment(entry) for entry in found), default=request.clock.now().isoformat()))
    etree.SubElement(_add(feed, "author"), f"{{{ATOM}}}name").text = site
    _link(feed, "self", f"{request.host_url}{path}/atom.xml")
    _link(feed, "alternate", request.host_url + path)
    for entry in found:
        _add_entry(feed, request, entry)
    body = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return Response(body, content_type="application/atom+xml", charset="utf-8")


def _add_entry(feed: etree._Element, request: Request, entry: PublicEntry) -> None:
    item = _add(feed, "entry")
    _add(item, "title", entry.title)
    _add(item, "id", request.host_url + entry.path)
    _add(item, "updated", _moment(entry))
    _link(item, "alternate", request.host_url + entry.path)
    direction = request.localizer.translate(DIRECTION_TITLES[entry.direction])
    _add(item, "summary", f"{entry.number} · {direction} · {entry.correspondent} · {entry.unit}")


def _moment(entry: PublicEntry) -> str:
    return datetime.combine(entry.visible_from, time(), COPENHAGEN).isoformat()


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    if text:
        # XML has no way to write a control character, not even as a reference.
        element.text = "".join(sign if sign.isprintable() else " " for sign in text)
    return element


def _link(parent: etree._Element, relation: str, url: str) -> None:
    _add(parent, "link").attrib.update({"rel": relation, "href": url})
