"""A clerk sees on the document where the public sees its released file, and only while it does."""

from datetime import timedelta

from tests.capability.meetings.agendas import a_committee, a_meeting, a_released_document, an_item
from tests.support.builders import a_case, a_pdf

from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting

AGENDA = "/udvalg/oekonomiudvalget/2026-12-09"


def links_on(site, path):
    page = site.client("sagsbehandler").get(path)
    return {link["href"]: link.text for link in page.html.find_all("a", href=True)}


def test_the_agendas_and_the_postlist_that_show_a_file_are_named_on_its_document(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        paper = a_released_document(case, act, title="Tilstandsrapport", data=a_pdf("Taget er utæt."))
        an_item(meeting, act, case, title="Anlægsbevilling til nyt tag", documents=[paper])
        closed = a_meeting(meeting.committee, act, day=meeting.day + timedelta(days=7))
        an_item(
            closed, act, case, title="Lukket drøftelse", documents=[paper], closed_session=True,
            closed_reason="property_sale",
        )  # fmt: skip
    document = "/intranet/sager/2026-00001/1"
    entry = "/postlister/2026-11-23/2026-00001-1"
    assert not {entry, f"{AGENDA}/3"} & set(links_on(site, document))
    with site.graph(by="sekretaer") as (root, act):
        for day in ("2026-12-09", "2026-12-16"):
            publish_meeting(root["udvalg"]["oekonomiudvalget"][day], act)
    site.clock.advance(timedelta(days=3))
    links = links_on(site, document)
    assert links[f"{AGENDA}/3"] == "Punkt 3, Økonomiudvalget 9. december 2026"
    assert links[entry] == "Postlisten 23. november 2026"
    assert not [link for link in links if link.startswith("/udvalg/oekonomiudvalget/2026-12-16")]
    with site.graph(by="sekretaer") as (root, act):
        withdraw_meeting(root["udvalg"]["oekonomiudvalget"]["2026-12-09"], "Forkert bilag", act)
    assert f"{AGENDA}/3" not in links_on(site, document)
