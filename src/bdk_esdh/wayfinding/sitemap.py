"""``/sitemap.xml`` (sitemaps.org, 0.9) and ``/robots.txt``.

The index names parts of so many addresses that a part stays well below the 50,000 addresses and 10 MB of the
protocol, and small enough to be kept in memory with the other public answers. Parts are told apart by a
parameter: a sitemap in a folder may only name what lies in that folder.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from lxml import etree
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import public_view
from ..root import Root
from ..security.permissions import Permission
from .listed import Listed, part_of, sources_of

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
#: addresses in a part; of the longest addresses these are 2 MB
PART = 8_000
_NAME = re.compile(r"(?P<source>[a-z]+)-(?P<number>[1-9]\d{0,5})")
#: of the other faces no search engine gets anything but the way to log in
_CLOSED = ("/intranet", "/api/", "/log-ind", "/soeg", "/soegeforslag")


@public_view(Root, name="sitemap.xml", permission=Permission.PUBLIC_VIEW)
def sitemap(_context: Root, request: Request) -> Response:
    """Give the index, or the part that the address names.

    :raises HTTPNotFound: for a part that there is not.
    """
    wanted = request.GET.get("del")
    return _xml(_index(request) if wanted is None else _part(request, wanted))


@public_view(Root, name="robots.txt", permission=Permission.PUBLIC_VIEW)
def robots(_context: Root, request: Request) -> Response:
    """Say which addresses are no use to a search engine, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    lines.append(f"Sitemap: {request.host_url}/sitemap.xml")
    return Response("\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")


def _index(request: Request) -> Any:
    top = etree.Element(f"{{{NAMESPACE}}}sitemapindex", nsmap={None: NAMESPACE})
    for name, source in sources_of(request.registry).items():
        count = sum(1 for _each in source(request))
        for number in range(1, -(-count // PART) + 1):
            entry = etree.SubElement(top, f"{{{NAMESPACE}}}sitemap")
            address = f"{request.host_url}/sitemap.xml?del={name}-{number}"
            etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = address
    return top


def _part(request: Request, wanted: str) -> Any:
    named = _NAME.fullmatch(wanted)
    source = sources_of(request.registry).get(named["source"]) if named else None
    if named is None or source is None:
        raise HTTPNotFound
    found = part_of(source(request), int(named["number"]), PART)
    if not found:
        raise HTTPNotFound
    top = etree.Element(f"{{{NAMESPACE}}}urlset", nsmap={None: NAMESPACE})
    for each in found:
        entry = etree.SubElement(top, f"{{{NAMESPACE}}}url")
        for name, text in _said(request, each):
            etree.SubElement(entry, f"{{{NAMESPACE}}}{name}").text = text
    return top


def _said(request: Request, each: Listed) -> Iterator[tuple[str, str]]:
    yield "loc", request.host_url + quote(each.path)
    if each.changed is not None:
        yield "lastmod", each.changed.isoformat()


def _xml(top: Any) -> Response:
    body = etree.tostring(top, xml_declaration=True, encoding="utf-8")
    return Response(body, content_type="application/xml", charset="utf-8")
