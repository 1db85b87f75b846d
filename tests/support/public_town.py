"""A municipality of which the public sees much, and what the public sees of it."""

import html
import re
from datetime import timedelta
from urllib.parse import urlsplit

from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.release import release_document
from bdk_esdh.pages.actions import add_news, add_page, publish
from tests.support.builders import a_case, a_document
from tests.support.journal_town import build_town

#: where a visitor begins; the rest is found by links
ENTRANCES = (
    "/",
    "/postlister",
    "/postlister/2026-11-23",
    "/postlister/2026-11-23/2026-00001-1",
    "/postlister/2026-11-23/2026-00003-1",
    "/postlister/atom.xml",
    "/udvalg",
    "/udvalg/oekonomiudvalget",
    "/udvalg/oekonomiudvalget/2026-12-02",
    "/udvalg/oekonomiudvalget/2026-12-02/1",
    "/nyheder",
    "/nyheder/ny-skole",
    "/genbrugspladsen",
    "/aabningstider",
    "/emner",
    "/emner/02.34.02",
    "/soeg?q=carport",
)
#: past the postlist's delay, before the meeting
LATER = timedelta(days=3)
_LINK = re.compile(rb'<a [^>]*href="([^"]+)"')


def build_public_town(site):
    """The town of the walks, with a letter on the postlist whose file is out, a page and news for everyone."""
    build_town(site)
    with site.graph() as (root, act):
        letter = a_document(a_case(root, act, title="Vejbump"), act, title="Om vejbump", direction="incoming")
        site.public_letter = f"{letter.case.__name__}/{letter.__name__}"
    site.run_jobs()
    with site.graph() as (root, act):
        case, serial = site.public_letter.split("/")
        letter = root["sager"][case][serial]
        move_document(letter, "finalise", act)
        release_document(letter, act)
    with site.graph(by="redaktoer") as (root, act):
        facts = {"title": "Genbrugspladsen", "lead": "Her er åbent.", "audience": "public"}
        publish(add_page(root, facts, act), act)
        publish(add_news(root["nyheder"], {**facts, "title": "Ny skole", "unit": "byg"}, act), act)
    site.clock.advance(LATER)
    site.run_jobs()
    return site


def public_pages(client, also=(), *, follow=True):
    """Return what a visitor finds, by address: status and body.

    :param also: addresses known from before, which may have no link any more.
    :param follow: go on by links from the entrances.
    """
    found, waiting = {}, [*ENTRANCES, *also]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address, expect_errors=True)
        found[address] = (answer.status_int, answer.body)
        if answer.content_type != "text/html" or answer.status_int != 200 or not follow:
            continue
        for link in _LINK.findall(answer.body):
            parts = urlsplit(html.unescape(link.decode()))
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if path.startswith("/") and not path.startswith(("/log-ind", "/sprog/", "/static", "/intranet")):
                waiting.append(path)
    return found
