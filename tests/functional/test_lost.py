"""Pages that say no lead on: to what lies near the address, and to nothing that one may not read."""

import re

import pytest
from tests.support.builders import a_case
from tests.support.journal_town import build_town, publish_agenda
from tests.support.public_town import LATER

from bdk_esdh.meetings.publishing import withdraw_meeting
from bdk_esdh.pages.actions import add_page, publish, unpublish
from bdk_esdh.pages.moving import move_publication, place_of

MEETING = "/udvalg/oekonomiudvalget/2026-12-02"


@pytest.fixture
def town(site):
    build_town(site)
    with site.graph("sekretaer") as (root, act):
        publish_agenda(root, act)
    with site.graph("redaktoer") as (root, act):
        page = add_page(root, {"title": "Genbrugspladsen"}, act)
        publish(page, act)
        publish(add_page(page, {"title": "Haveaffald"}, act), act)
        hidden = add_page(root, {"title": "Hemmelige planer"}, act)
        add_page(hidden, {"title": "Skatkammer"}, act)
        old = add_page(root, {"title": "Gammelt sted"}, act)
        publish(old, act)
        move_publication(old, {**place_of(old), "name": "nyt-sted"}, act)
    site.clock.advance(LATER)
    return site


def near(client, address, status=404):
    page = client.get(address, status=status)
    form = page.html.find(id="fejl-q")
    return {link["href"]: link.get_text() for link in page.html.select("main .e-plainlist a")}, form.get(
        "value"
    ) or ""


@pytest.mark.parametrize(
    ("address", "words", "leads"),
    [
        ("/genbrugspladsen/nytaar", "nytaar genbrugspladsen", "/genbrugspladsen"),
        ("/affald/genbrugsplads.html", "genbrugsplads affald", "/genbrugspladsen"),
        ("/haveafald", "haveafald", "/genbrugspladsen/haveaffald"),
        ("/gammelt-sted/underside", "underside gammelt sted", "/nyt-sted"),
        (MEETING + "/99", "oekonomiudvalget udvalg", MEETING),
        ("/dagsordener/2026-12-02.pdf", "dagsordener", MEETING),
        ("/emner/02.34.99", "emner", "/emner"),
    ],
)
def test_it_fills_in_the_words_and_names_what_is_near(town, address, words, leads):
    found, typed = near(town.client(), address)
    assert typed == words
    assert leads in found
    town.client().get(leads, status=200)


def test_what_may_not_be_read_looks_as_what_never_was(town):
    """Break it: let ``_above`` go on through what one may not read."""

    def page(address):
        text = town.client().get(address, status=404).text
        return re.sub(r'value="[^"]*"', "", text)

    assert page("/hemmelige-planer") == page("/hemmelige-plader")
    assert page("/hemmelige-planer/skatkammer") == page("/hemmelige-planer/skatkiste")
    assert "Skatkammer" not in page("/skatkammer")
    assert "Hemmelige planer" not in page("/hemmelige-planer/x")


def test_a_case_one_may_not_read_looks_as_one_that_never_was(town):
    client = town.client("medarbejder")
    with town.graph("sagsbehandler2") as (root, act):
        name = a_case(root, act, title="Skjult", sensitivity="confidential").__name__
    there, never = near(client, f"/intranet/sager/{name}"), near(client, "/intranet/sager/2026-99999")
    assert there == never


def test_those_at_work_are_led_on_too(town):
    found, typed = near(town.client("redaktoer"), "/intranet/hemmelige-planer/skatkiste")
    assert "/intranet/hemmelige-planer" in found
    assert typed == "skatkiste hemmelige planer"
    assert (
        "Hemmelige planer"
        not in near(town.client("medarbejder"), "/intranet/hemmelige-planer/skatkiste")[0].values()
    )


def test_what_was_taken_back_says_since_when_and_why_and_names_nothing_of_it(town):
    with town.graph("redaktoer") as (root, act):
        unpublish(root["genbrugspladsen"]["haveaffald"], "Forældet", act)
    with town.graph("sekretaer") as (root, act):
        withdraw_meeting(root["udvalg"]["oekonomiudvalget"]["2026-12-02"], "Fejl i bilag", act)
    visitor = town.client()
    page = visitor.get("/genbrugspladsen/haveaffald", status=410)
    assert "Siden blev trukket tilbage 26. november 2026. Begrundelse: Forældet" in page.text
    assert "Haveaffald" not in page.html.main.get_text()
    assert page.html.find(id="fejl-q")["value"] == "haveaffald genbrugspladsen"
    assert list(near(visitor, "/genbrugspladsen/haveaffald", 410)[0]) == ["/genbrugspladsen"]
    assert "26. november 2026. Begrundelse: Fejl i bilag" in visitor.get(MEETING, status=410).text
    assert MEETING not in near(visitor, MEETING, 410)[0]


@pytest.mark.parametrize(
    "address", ["/%3Cscript%3E", "/" + "a/" * 200, "/2026-99-99", "/%F0%9F%8D%95", "/-/-/-"]
)
def test_any_address_gets_a_page(town, address):
    page = town.client().get(address, status=404)
    assert "<script>" not in page.html.main.decode()
    assert "Kan du ikke finde det?" in page.text
