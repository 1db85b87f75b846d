"""Every page of a case and a document is a reading; what is none is not entered."""

from datetime import timedelta

import pytest
from tests.support.builders import a_case
from tests.support.journal_town import (
    CASE,
    EDITOR,
    LETTER,
    MEETING,
    SECRETARY,
    STAFF,
    acts_of,
    build_town,
    do,
    finalise,
    item_of,
    letter_of,
    oid_of,
    readings_of,
    views_of,
)

from bdk_esdh.cases.content import Case
from bdk_esdh.documents.content import Document
from bdk_esdh.documents.release import release_document
from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.pages.actions import publish


@pytest.fixture
def town(site):
    """The municipality of ``tests.support.journal_town``."""
    return build_town(site)


#: pages that lead on, as things stand in the test, and so show nothing of a case or document
LEADS_ON = {
    ("Case", "genaabn"): "the case is open",
    ("Case", "adgang-bryd"): "nobody was named who could manage its access afterwards",
    ("Case", "adgang-genopret"): "it inherits already",
    ("Document", "adgang-bryd"): "nobody was named who could manage its access afterwards",
    ("Document", "adgang-genopret"): "it inherits already",
    ("Document", "frigiv"): "the file is released already",
    ("Document", "ret"): "a final document cannot be changed",
    ("Document", "flyt-til-sag"): "and stays on its case",
    ("Case", "flyt-dokumenter"): "no documents were chosen",
    ("Case", "saet-endelige"): "every document is final already",
}
PATHS = {
    ("Document", "fil"): "/1/brev.pdf",
    ("Document", "pdf"): "/1/brev.pdf",
    ("Document", "frigivet"): "/2026-00001-1-ansoegning-om-carport.pdf",
}


def test_every_page_of_a_case_or_document_is_a_reading(town):
    """Each page is asked for by itself, so that no other page has entered the reading for it."""
    do(town, STAFF, lambda root, act: (finalise(root, act), release_document(letter_of(root), act)))
    asked = sorted(
        {
            (view["context"].__record__.name, view["name"])
            for view in views_of(town.registry, "GET")
            if view["route_name"] == "intranet" and view["context"] in (Case, Document)
        }
    )
    assert {("Case", ""), ("Document", "fil"), ("Document", "tekst")} <= set(asked)
    client, led_on = town.client(STAFF), set()
    for kind, name in asked:
        place = CASE if kind == "Case" else LETTER
        oid = oid_of(town, "2026-00001", *(["1"] if kind == "Document" else []))
        town.clock.advance(timedelta(minutes=6))
        before = len(readings_of(town, oid))
        answer = client.get(f"{place}/{name}".rstrip("/") + PATHS.get((kind, name), ""))
        if answer.status_int in (302, 303):
            led_on.add((kind, name))
            continue
        assert len(readings_of(town, oid)) == before + 1, f"{kind} {name or 'page'} is read without an entry"
    assert led_on == LEADS_ON.keys()


@pytest.mark.parametrize(
    "path", [CASE, f"{CASE}/ret", f"{CASE}/nyt-dokument", f"{CASE}/luk", f"{CASE}/journal"]
)
def test_a_page_of_a_case_is_entered_by_the_name_of_who_reads(town, path):
    client = town.client(STAFF)
    client.get(path)
    assert {by for by, _verb in readings_of(town, oid_of(town, "2026-00001"))} == {STAFF}


def test_files_are_entered_as_fetched_with_their_version(town):
    client = town.client("leder")
    for path, verb in (("fil/1/brev.pdf", "document.file_fetched"), ("tekst", "document.text_read")):
        client.get(f"{LETTER}/{path}")
        assert ("leder", verb) in readings_of(town, oid_of(town, "2026-00001", "1"))


def test_a_part_of_a_file_and_one_that_has_not_changed_are_readings_too(town):
    client = town.client("leder")
    oid = oid_of(town, "2026-00001", "1")
    path = f"{LETTER}/fil/1/brev.pdf"
    assert client.get(path, headers={"Range": "bytes=0-9"}).status_int == 206
    assert len(readings_of(town, oid)) == 1
    tag = client.get(path).headers["ETag"]
    town.clock.advance(timedelta(minutes=10))
    assert client.get(path, headers={"If-None-Match": tag}).status_int == 304
    assert len(readings_of(town, oid)) == 2


def test_asking_for_the_head_of_a_page_or_file_reads_nothing(town):
    client = town.client("leder")
    for path in (CASE, LETTER, f"{LETTER}/fil/1/brev.pdf", f"{LETTER}/tekst"):
        client.head(path)
    assert readings_of(town, oid_of(town, "2026-00001")) == []
    assert readings_of(town, oid_of(town, "2026-00001", "1")) == []


def test_lists_searches_and_what_one_may_not_open_are_no_readings(town):
    def close(root, act):
        a_case(root, act, sensitivity="confidential")

    do(town, STAFF, close)
    client = town.client("sagsbehandler2")
    for path in ("/intranet/", "/intranet/sager", "/intranet/dokumenter", "/intranet/soeg?q=carport"):
        client.get(path)
    client.get("/intranet/sager/2026-00003", status=404)
    client.get(f"{LETTER}/fil/7/brev.pdf", status=404)
    for names in (("2026-00001",), ("2026-00003",), ("2026-00001", "1")):
        assert readings_of(town, oid_of(town, *names)) == []


def test_the_public_reading_what_is_published_is_not_entered(town):
    do(town, EDITOR, lambda root, act: publish(root["aabningstider"], act))
    before = len(acts_of(town))
    town.client().get("/aabningstider")
    town.client().get("/udvalg")
    assert len(acts_of(town)) == before
    with town.graph() as (root, _act):
        assert readings_of(town, get_oid(root["aabningstider"])) == []


def test_a_citizens_page_is_a_reading_and_a_colleagues_is_none(town):
    client = town.client("administrator")
    client.get("/intranet/organisation/personer/borger1")
    client.get("/intranet/organisation/personer/leder")
    with town.graph() as (root, _act):
        oids = [get_oid(root["organisation"]["personer"][login]) for login in ("borger1", "leder")]
    assert [len([1 for _by, verb in readings_of(town, oid) if verb == "person.opened"]) for oid in oids] == [
        1,
        0,
    ]


def test_a_closed_item_is_a_reading(town):
    oid = do(
        town,
        SECRETARY,
        lambda root, _act: (setattr(item_of(root), "closed_session", True), get_oid(item_of(root)))[1],
    )
    name = do(town, SECRETARY, lambda root, _act: item_of(root).__name__)
    client = town.client("sekretaer")
    client.get(f"{MEETING}/{name}")
    client.get(f"{MEETING}/1")
    assert readings_of(town, oid) == [("sekretaer", "item.opened")]
