"""The postlist as everyone sees it."""

import re
from datetime import datetime

import pytest
from tests.support.builders import a_case, a_document
from tests.support.site import said_of

from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.content import Release
from bdk_esdh.kernel.clock import COPENHAGEN

PERSON = {"correspondent": "Bent Prøve", "character": "Borgerhenvendelse"}
ENTRY = "/postlister/2026-11-23/2026-00001-1"


@pytest.fixture
def on_the_list(site):
    """Register documents on one case on Monday, and go to Wednesday, when they are shown."""

    def register(*documents, case=None):
        with site.graph() as (root, act):
            made = a_case(root, act, **(case or {}))
            for facts in documents:
                document = a_document(made, act, **facts)
                if document.direction != "incoming":
                    move_document(document, "finalise", act)
        site.clock.set(datetime(2026, 11, 25, 9, 0, tzinfo=COPENHAGEN))
        return site.client()

    return register


def release(site, number="2026-00001", serial="1", **withdrawn):
    with site.graph() as (root, act):
        document = root["sager"][number][serial]
        document.release = Release(
            document.latest.file, version=1, at=act.at, by=act.by, by_name=act.by_name, confirmed_by=None
        )
        for name, value in withdrawn.items():
            setattr(document.release, name, value)


def everywhere(client):
    """Every public page, feed and search that a document could show itself in."""
    paths = (
        "/", "/postlister", "/postlister?q=hastighed", "/postlister?q=bent", "/postlister?orden=aeldste",
        "/postlister/2026-11-23", "/postlister/2026-11-23/atom.xml", "/postlister/atom.xml", ENTRY,
        "/soeg?q=hastighed", "/soeg?q=bent", "/soeg?q=2026-00001-1",
    )  # fmt: skip
    return "".join(client.get(path, status="*").text for path in paths)


def test_a_letter_stands_under_its_journal_date_with_number_sender_title_and_unit(on_the_list):
    page = on_the_list({"title": "Høring om affald", "correspondent": "Miljøstyrelsen"}).get("/postlister")
    for words in (
        "Mandag 23. november 2026",
        "Høring om affald",
        "Miljøstyrelsen",
        "2026-00001-1",
        "Byg",
        "Indgående",
    ):
        assert words in page
    assert "1 dokument." in page


def test_a_letter_is_listed_on_the_second_working_day_and_not_before(site, on_the_list):
    client = on_the_list({"title": "Høring om affald"})
    for moment, shown in (
        (datetime(2026, 11, 23, 23, 59, tzinfo=COPENHAGEN), False),
        (datetime(2026, 11, 24, 23, 59, tzinfo=COPENHAGEN), False),
        (datetime(2026, 11, 25, 0, 0, tzinfo=COPENHAGEN), True),
    ):
        site.clock.set(moment)
        assert ("Høring om affald" in client.get("/postlister")) is shown
        assert ("1 dokument" in client.get("/postlister")) is shown
        assert ("Høring om affald" in client.get("/postlister/atom.xml")) is shown
        assert ("Høring om" in client.get("/soeg?q=affald")) is shown
        assert client.get(ENTRY, status="*").status_int == (200 if shown else 404)


def test_a_private_persons_name_is_on_no_public_page_feed_or_search(on_the_list):
    client = on_the_list({"title": "Spørgsmål om hastighed", **PERSON})
    text = everywhere(client)
    assert "Borgerhenvendelse" in text
    assert "Spørgsmål om hastighed" in text
    assert "Bent" not in text.replace("bent", "")
    assert "Prøve" not in text


def test_a_private_person_is_not_found_by_name(on_the_list):
    client = on_the_list({"title": "Spørgsmål om hastighed", **PERSON})
    assert "0 dokumenter" in client.get("/postlister", {"q": "prøve"})
    assert "0 dokumenter" in client.get("/postlister?q=ben")
    assert "Spørgsmål" not in client.get("/soeg", {"q": "prøve"})


HELD_BACK = (
    {"sensitivity": "confidential"},
    {"sensitivity": "vip"},
    {"exemption_basis": "Offentlighedsloven § 23"},
    {"on_postlist": False},
    {"title": "Kakkelovn 610190-0000"},
    {"title": "Kakkelovn hos Prøve", **PERSON},
    {"direction": "internal", "document_type": "note_internal"},
)


@pytest.mark.parametrize("facts", HELD_BACK)
def test_what_is_held_back_is_neither_listed_nor_counted_nor_found(on_the_list, facts):
    client = on_the_list({"title": "Kakkelovn", **facts})
    assert "0 dokumenter" in client.get("/postlister")
    assert "0 dokumenter" in client.get("/postlister?q=kakkelovn")
    for path in (
        "/postlister",
        "/postlister/2026-11-23",
        "/postlister/atom.xml",
        "/postlister/2026-11-23/atom.xml",
        "/soeg?q=kakkel",
    ):
        assert "2026-00001-1" not in client.get(path)
        assert "Kakkelovn" not in client.get(path)
    assert "Ingen svar" in client.get("/soeg?q=kakkelovn")


@pytest.mark.parametrize(
    "case",
    [
        {"sensitivity": "confidential"},
        {"exemption_basis": "§ 30", "confidential_title": "Hemmelig kakkelovn"},
    ],
)
def test_what_lies_on_a_case_that_is_not_open_is_held_back(on_the_list, case):
    client = on_the_list({"title": "Kakkelovn"}, case=case)
    assert "0 dokumenter" in client.get("/postlister")
    client.get(ENTRY, status=404)


@pytest.mark.parametrize("facts", HELD_BACK)
def test_a_held_back_entry_answers_exactly_as_one_that_does_not_exist(on_the_list, facts):
    client = on_the_list({"title": "Kakkelovn", **facts})
    for name in ("", "/fil.pdf"):
        held, absent = (
            client.get(ENTRY + name, status=404),
            client.get(f"/postlister/2026-11-23/2026-00001-2{name}", status=404),
        )
        assert said_of(held) == said_of(absent)
        # The number of the request alone differs: it says nothing of what was asked for.
        del held.headers["X-Request-ID"], absent.headers["X-Request-ID"]
        assert sorted(held.headers.items()) == sorted(absent.headers.items())


@pytest.mark.parametrize(
    "path",
    [
        "/postlister/2026-11-24/2026-00001-1",  # under another day than its own
        "/postlister/2026-11-23/2026-00001-01",
        "/postlister/2026-11-23/2026-1-1",
        "/postlister/2026-11-23/2026-99999-1",
        "/postlister/2026-11-23/x",
        "/postlister/2026-11-31",
        "/postlister/0001-01-01",  # before the first of all
        "/postlister/2026-11-31/atom.xml",
        "/postlister/0000-01-01",
        "/postlister/9999-12-31",
        "/postlister/9999-12-31/atom.xml",
        "/postlister/2026-11-26",
        "/postlister/20261123",
        "/postlister/%D9%A2026-11-23",
        "/postlister/__class__",
        "/postlister/2026-11-23/document",
        "/postlister/2026-11-23/2026-00001-1/document",
        "/postlister/2026-11-23/2026-00001-1/latest/file",
    ],
)
def test_an_address_that_leads_nowhere_is_not_found(on_the_list, path):
    on_the_list({}).get(path, status=404)


def test_a_day_without_letters_says_so(on_the_list):
    page = on_the_list({}).get("/postlister/2026-11-22")
    assert "Der er ikke sendt eller modtaget noget, som kan vises, den dag" in page
    assert "Næste dag" in page


def test_a_day_that_is_still_to_come_on_the_list_says_when(on_the_list):
    assert "onsdag 25. november 2026" not in on_the_list({}).get("/postlister/2026-11-23")
    assert "fredag 27. november 2026" in on_the_list({}).get("/postlister/2026-11-25")


def test_direction_unit_dates_and_words_each_narrow_the_list(on_the_list, site):
    client = on_the_list(
        {"title": "Ansøgning om carport", "correspondent": "Nordbyg ApS"},
        {
            "title": "Svar om carport",
            "direction": "outgoing",
            "document_type": "letter_outgoing",
            "correspondent": "Region Nordjylland",
        },
    )
    with site.graph() as (root, act):
        a_document(a_case(root, act, responsible_unit="vej-park"), act, title="Hul i vejen")
    site.clock.set(datetime(2026, 11, 30, 9, 0, tzinfo=COPENHAGEN))

    def listed(**query):
        page = client.get("/postlister", query)
        return [
            title for title in ("Ansøgning om carport", "Svar om carport", "Hul i vejen") if title in page
        ]

    assert listed() == ["Ansøgning om carport", "Svar om carport", "Hul i vejen"]
    assert listed(retning="ud") == ["Svar om carport"]
    assert listed(retning="incoming") == ["Ansøgning om carport", "Hul i vejen"]
    assert listed(enhed="vej-park") == ["Hul i vejen"]
    assert listed(enhed="teknik-miljoe") == ["Ansøgning om carport", "Svar om carport", "Hul i vejen"]
    assert listed(enhed="visitation") == []
    assert listed(fra="24.11.2026") == ["Hul i vejen"]
    assert listed(til="23/11") == ["Ansøgning om carport", "Svar om carport"]
    assert listed(fra="2026-11-23", til="23. november 2026") == ["Ansøgning om carport", "Svar om carport"]
    assert listed(q="carp") == ["Ansøgning om carport", "Svar om carport"]
    assert listed(q="nordjylland") == ["Svar om carport"]
    assert listed(q="2026-00002-1") == ["Hul i vejen"]
    assert listed(q="carport nordbyg", retning="ind", enhed="byg", fra="1.11.2026", til="30.11.2026") == [
        "Ansøgning om carport"
    ]


def test_an_empty_answer_offers_to_drop_each_part_of_the_filter(on_the_list):
    page = on_the_list({}).get(
        "/postlister", {"enhed": "visitation", "q": "findesikke", "retning": "ud", "fra": "1.11.2026"}
    )
    text = " ".join(page.text.split())
    assert "Intet på postlisten passer" in text
    for part in ("Fra 1. november 2026", "Udgående", "Enhed: Visitation", "Ord: findesikke"):
        assert f"“{part}”" in text
    without_words = page.click(href="retning=ud", description="Ord: findesikke", index=0)
    assert "q=" not in without_words.request.query_string
    assert "enhed=visitation" in without_words.request.query_string


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"fra": "31.11.2026"}, "Der er ingen dag, der hedder 31. november"),
        ({"fra": "01.01.0000"}, "Året skal ligge fra"),
        ({"til": "31.12.9999"}, "Året skal ligge fra"),
        ({"fra": "x" * 10_000}, "Skriv datoen som 23.11.2026"),
        ({"fra": "24.11.2026", "til": "23.11.2026"}, "Slutdatoen skal ligge efter startdatoen"),
        ({"enhed": "findes-ikke"}, "Enheden findes ikke"),
        ({"enhed": "../byg"}, "Enheden findes ikke"),
        ({"retning": "op"}, "Vælg indgående eller udgående"),
        ({"q": "!!!"}, "Skriv mindst et ord"),
    ],
)
def test_a_filter_that_cannot_be_used_is_told_and_kept_and_lists_nothing(on_the_list, query, message):
    page = on_the_list({"title": "Høring om affald"}).get("/postlister", query, status=422)
    assert message in page
    assert "Høring om affald" not in page
    assert "<title>Fejl: Postlister" in page


@pytest.mark.parametrize("start", ["-1", "1000000000", "x", "", "1e5", "9" * 5000])
@pytest.mark.parametrize("words", ["", "\0", "a" * 10_000, "\u202e", "🏠 carport"])
def test_no_query_is_too_strange(on_the_list, start, words):
    page = on_the_list({}).get("/postlister", {"start": start, "q": words, "orden": "x"}, status="*")
    assert page.status_int in {200, 422}
    assert "\0" not in page.text


@pytest.mark.parametrize("query", ["q=pr%F8ve", "q=pr\xf8ve", "%FF=1"])
def test_a_query_that_is_no_utf_8_is_refused(site, query):
    site.client().get(f"/postlister?{query}", status=400)


def test_fifty_stand_on_a_page_newest_first_and_can_be_turned(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for number in range(1, 54):
            a_document(case, act, title=f"Skrivelse {number}.")
    site.clock.set(datetime(2026, 11, 25, 9, 0, tzinfo=COPENHAGEN))
    client = site.client()
    first = client.get("/postlister")
    assert "53 dokumenter" in first
    assert "Skrivelse 53." in first
    assert "Skrivelse 3." not in first
    assert first.text.count('<span class="e-block e-small e-soft e-num">') == 50
    last = client.get("/postlister?start=50")
    assert "Skrivelse 3." in last
    assert "Skrivelse 4." not in last
    assert "Skrivelse 1." in first.click("Ældste først")


def test_the_entry_page_shows_the_facts_and_nothing_more(on_the_list):
    page = on_the_list({"title": "Spørgsmål om hastighed", "description": "Intern bemærkning", **PERSON}).get(
        ENTRY
    )
    for words in (
        "Spørgsmål om hastighed",
        "2026-00001-1",
        "Borgerhenvendelse",
        "mandag 23. november 2026",
        "Byg",
    ):
        assert words in page
    for words in (
        "Intern bemærkning",
        "Karla",
        "sagsbehandler",
        "brev.pdf",
        "Opførelse af carport",
        "Modtaget",
    ):
        assert words not in page


def test_a_title_with_markup_is_shown_as_it_was_typed(on_the_list):
    client = on_the_list({"title": "<script>alert(1)</script> & Co."})
    for path in ("/postlister", ENTRY, "/postlister/2026-11-23", "/postlister/atom.xml", "/soeg?q=alert"):
        page = client.get(path)
        assert "<script>alert" not in page.text
        # A search page marks the word that was looked for.
        text = re.sub("</?mark[^>]*>", "", page.text)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co." in text


def test_the_internal_file_is_never_handed_out(on_the_list):
    client = on_the_list({})
    client.get(f"{ENTRY}/fil.pdf", status=404)
    assert "Læs dokumentet" not in client.get("/postlister")


def test_the_released_file_is_linked_and_handed_out(site, on_the_list):
    client = on_the_list({})
    release(site)
    assert f'href="{ENTRY}/fil.pdf"' in client.get("/postlister")
    answer = client.get(f"{ENTRY}/fil.pdf")
    assert answer.content_type == "application/pdf"
    assert answer.body.startswith(b"%PDF")


def test_a_withdrawn_file_is_gone_with_its_reason_and_not_linked(site, on_the_list):
    client = on_the_list({})
    release(site, withdrawn_at=site.clock.now(), withdrawn_reason="Forkert bilag")
    answer = client.get(f"{ENTRY}/fil.pdf", status=410)
    assert "Begrundelse: Forkert bilag" in answer
    assert "25. november 2026" in answer
    assert "fil.pdf" not in client.get("/postlister")
    assert "trukket tilbage 25. november 2026. Begrundelse: Forkert bilag" in client.get(ENTRY)


def test_a_withdrawn_file_of_what_is_now_held_back_answers_as_if_it_had_never_been(site, on_the_list):
    client = on_the_list({})
    release(site, withdrawn_at=site.clock.now(), withdrawn_reason="Forkert bilag")
    with site.graph() as (root, act):
        from bdk_esdh.kernel.graph import tell_changed

        document = root["sager"]["2026-00001"]["1"]
        document.sensitivity = "confidential"
        tell_changed(document, act.registry)
    absent = client.get("/postlister/2026-11-23/2026-00001-9/fil.pdf", status=404)
    assert said_of(client.get(f"{ENTRY}/fil.pdf", status=404)) == said_of(absent)


def test_what_is_made_confidential_is_gone_from_everything_in_the_same_moment(site, on_the_list):
    client = on_the_list({"title": "Kakkelovn"})
    release(site)
    assert "Kakkelovn" in client.get("/postlister")
    with site.graph() as (root, act):
        from bdk_esdh.cases.actions import case_values, change_case

        case = root["sager"]["2026-00001"]
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
    for path in ("/postlister", "/postlister/atom.xml", "/soeg?q=kakkelovn", "/postlister/2026-11-23"):
        page = client.get(path)
        assert "Kakkelovn" not in page
        assert "1 dokument" not in page
    client.get(ENTRY, status=404)
    client.get(f"{ENTRY}/fil.pdf", status=404)


def test_the_feed_is_well_formed_and_names_each_entry_by_its_address(on_the_list):
    from lxml import etree

    answer = on_the_list({"title": "Høring & svar"}).get("/postlister/2026-11-23/atom.xml")
    assert answer.content_type == "application/atom+xml"
    feed = etree.fromstring(answer.body)
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("string(a:entry/a:title)", namespaces=atom) == "Høring & svar"
    assert feed.xpath("string(a:entry/a:id)", namespaces=atom) == f"http://testserver{ENTRY}"
    assert feed.xpath("string(a:entry/a:updated)", namespaces=atom) == "2026-11-25T00:00:00+01:00"


def test_the_list_is_in_the_public_menu(site):
    assert 'href="/postlister" aria-current="true"' in site.client().get("/postlister")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_on_the_postlist_answers_a_write(on_the_list, method):
    getattr(on_the_list({}), method)(ENTRY, status=[400, 404])
