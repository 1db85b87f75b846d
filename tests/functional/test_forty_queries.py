"""What a clerk, and anybody else, types to find things in the demo municipality, and what they expect first.

The queries are data: who asks, what is typed, the titles that have to stand among the first, and how many
are looked at. An address is where a whole number leads.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.demo import demo_layer
from tests.support.searching import facet, hits, titles

from bdk_esdh.documents.content import FileText
from bdk_esdh.files.readers.answer import Answer
from bdk_esdh.files.readers.choice import read_file
from bdk_esdh.kernel.graph import postorder, tell_changed

CLERK, SECRETARY, POLITICIAN, VISITOR = "sagsbehandler", "sekretaer", "politiker", None


class Ask(NamedTuple):
    """A query: who types what, and which titles stand among the first ``within``."""

    who: str | None
    typed: str
    expected: tuple[str, ...]
    within: int = 3


CARPORT, LAGERHAL = (
    "Opførelse af carport, Algade 312, Brønderslev",
    "Ansøgning om byggetilladelse til lagerhal",
)
PLAN, HVIDBOG = "Lokalplan 415, endeligt forslag", "Hvidbog med 17 høringssvar til lokalplan 415"
STOEJ, UDHUS = "Målerapport om støj ved Fabriksvej 209", "Klage over afslag på udhus, Asaa"
CYKELSTI = "Ny cykelsti mellem Klokkerholm og Hjallerup åbner"

QUERIES = (
    # A word, its forms, and the compounds it is part of
    Ask(CLERK, "tilladelse", (LAGERHAL,), 5),
    Ask(CLERK, "byggetilladelsen", (LAGERHAL,)),
    Ask(CLERK, "byggetilladelse carport", ("Udkast til byggetilladelse til carport",), 1),
    Ask(CLERK, "carporten", (CARPORT, "Ansøgning om carport"), 5),
    Ask(CLERK, "hegn", ("Høringssvar til lokalplan 415 om skygge og hegn",), 1),
    Ask(CLERK, "klager over udhuse", (UDHUS,), 5),
    Ask(CLERK, "slidlag 2027", ("Slidlag 2027",), 1),
    Ask(CLERK, "skoleindskrivning", ("Skoleindskrivning til skoleåret 2027/2028",)),
    Ask(CLERK, "alkoholbevilling", ("Udtalelse om alkoholbevilling", "Ansøgning om alkoholbevilling"), 4),
    Ask(CLERK, "hvidbog", (HVIDBOG,), 1),
    # Words one after the other, words to leave out, beginnings
    Ask(CLERK, '"hegn mod vej"', ("Udkast til byggetilladelse til carport",), 1),
    Ask(CLERK, "nedrivning -stuehus", ("Anmeldelse af nedrivning af landejendom",)),
    Ask(CLERK, "vindmøl*", ("Indsigelse mod vindmøller ved Fiktiv Enge",), 5),
    Ask(CLERK, "skolestar", ("Skolestart 2027: skriv ind senest 11. december",), 5),
    # Numbers
    Ask(CLERK, "2026-00012", ("/intranet/sager/2026-00012",)),
    Ask(CLERK, "2026/26", ("/intranet/sager/2026-00026",)),
    Ask(CLERK, "2026-00026-1", ("/intranet/sager/2026-00026/1",)),
    Ask(CLERK, "02.34.02", ("Byggetilladelse", CARPORT, UDHUS), 5),
    Ask(CLERK, "kle:02.34 lagerhal", ("Opførelse af lagerhal, Erhvervsparken 140, Hjallerup",)),
    Ask(CLERK, "sag:2026-00026 tegning", ("Supplerende tegninger til carport",), 1),
    # æ, ø and å in their other spellings
    Ask(CLERK, "stoej vaerksted", ("Anmodning om aktindsigt i støj fra værksted",), 2),
    Ask(CLERK, "maalerapport", (STOEJ,), 1),
    Ask(CLERK, "laehegn", ("Høringssvar til lokalplan 415 om skygge og hegn", PLAN, HVIDBOG), 3),
    Ask(VISITOR, "aabningstider", ("Kontakt kommunen",), 1),
    # People: a sender, who it was sent to, a colleague
    Ask(CLERK, "afsender:museet eng", ("Svar om søgravning i beskyttet eng",), 1),
    Ask(
        CLERK,
        'afsender:"Bent Prøve"',
        ("Svar på naboorientering", "Naboorientering om carport på Algade 312"),
        2,
    ),
    Ask(CLERK, "nordbyg", ("Revideret situationsplan for lagerhal", LAGERHAL), 4),
    Ask(CLERK, "mogens eksempel", ("Mogens Eksempel",), 1),
    # Deep in a file: on the last page of a PDF, in the PDF that a mail encloses, in a note
    Ask(CLERK, "vejudlæg", (HVIDBOG,), 5),
    Ask(CLERK, "græsarmeringssten", ("Revideret situationsplan for lagerhal",), 1),
    Ask(CLERK, "trævlekrone", ("Besigtigelse af eng ved Flauenskjold",), 2),
    # When, what kind, which unit
    Ask(CLERK, "fra:1.11.2026 carport", ("Ansøgning om carport", "Supplerende tegninger til carport"), 4),
    Ask(CLERK, "til:1.9.2026 lokalplan", ("Lokalplan 415: boligområde i Hjallerup Øst",), 3),
    Ask(CLERK, "enhed:byg afslag", ("Klage over afslag på udhus", UDHUS), 3),
    Ask(CLERK, "type:rapport støj", (STOEJ,), 1),
    # Those who work with meetings, and those who sit in them
    Ask(SECRETARY, "slidlag", ("Program for slidlag 2027",), 5),
    Ask(
        POLITICIAN, "lokalplan 415", ("Endelig vedtagelse af lokalplan 415: boligområde i Hjallerup Øst",), 5
    ),
    # Everybody
    Ask(VISITOR, "genbrugsplads", ("Genbrugspladsen i Asaa får åbent om lørdagen",)),
    Ask(VISITOR, "cykelsti", (CYKELSTI,), 1),
    Ask(VISITOR, "2026-00026-3", ("/postlister/2026-11-05/2026-00026-3",)),
    Ask(VISITOR, "byggetilladelse", (LAGERHAL, "Byggetilladelse til lagerhal i Erhvervsparken"), 2),
    Ask(VISITOR, "frit skolevalg", ("Svar om frit skolevalg", "Spørgsmål om frit skolevalg"), 2),
)
#: typed wrongly: what is offered instead, and what that finds first
MISSPELT = (
    (CLERK, "carprt", "carport", CARPORT),
    (CLERK, "byggetiladelse", "byggetilladelse", LAGERHAL),
    (VISITOR, "vindmølelr", "vindmøller", "Indsigelse mod vindmøller ved Fiktiv Enge"),
)


@pytest.fixture(scope="module")
def demo(demo_town):
    """The demo municipality with the texts of its files read and indexed, and a browser of each who asks."""
    site = demo_layer(demo_town)
    read_texts(site)
    site.index()
    yield {who: site.client(who) for who in (CLERK, SECRETARY, POLITICIAN, VISITOR)}
    site.db.close()


def read_texts(site):
    """Read the files as the worker's child does, here and without the child: they are our own."""
    with site.graph() as (root, act):
        for node in postorder(root["sager"]):
            for version in getattr(node, "versions", ()):
                answer = Answer()
                with version.file.blob.open("r") as blob:
                    read_file(Path(blob.name), version.file.media_type, answer)
                pages = tuple(answer.pieces) if answer.paged else ("\n\n".join(answer.pieces),)
                version.reading, version.text = "read", FileText(pages)
                tell_changed(node, act.registry)


def ask(demo, who, typed):
    return demo[who].get("/soeg" if who is VISITOR else "/intranet/soeg", {"q": typed}, status=[200, 303])


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: f"{query.who}: {query.typed}")
def test_what_one_expects_stands_first(demo, query):
    answer = ask(demo, query.who, query.typed)
    if query.expected[0].startswith("/"):
        assert answer.location.removeprefix("http://testserver") == query.expected[0]
        return
    first = titles(answer)[: query.within]
    assert set(query.expected) <= set(first), first


def test_there_are_forty_of_them_and_each_is_another():
    assert len({(query.who, query.typed) for query in QUERIES}) >= 40


@pytest.mark.parametrize(("who", "typed", "offered", "first"), MISSPELT, ids=str)
def test_a_misspelling_leads_to_what_was_meant(demo, who, typed, offered, first):
    answer = ask(demo, who, typed)
    link = answer.html.select_one(".e-meant a")
    assert link.get_text() == offered
    assert first in titles(answer.goto(link["href"]))[:5]


def test_a_word_on_the_third_page_of_a_pdf_is_shown_with_its_page(demo):
    pages = {hit.title: hit.excerpt for hit in hits(ask(demo, CLERK, '"levende hegn"'))}
    assert pages[PLAN].startswith(("Side 2:", "Side 3:")), pages


def test_a_politician_is_not_told_the_case_of_a_document_on_the_agenda(demo):
    """Break it: leave ``may_open`` out of the line that says where a hit lies."""
    found = [hit for hit in hits(ask(demo, POLITICIAN, "lokalplan")) if hit.facts[0] == "Dokument"]
    assert found
    assert all(len(hit.facts) == 2 for hit in found), [hit.facts for hit in found]


def test_what_is_confidential_is_found_by_nobody_outside_its_unit(demo):
    for who in (CLERK, SECRETARY, POLITICIAN, VISITOR):
        answer = ask(demo, who, "hjemmehjælp ansøgning")
        assert not any("hjemmehjælp" in title for title in titles(answer)), who
        assert "Personlig og praktisk hjælp" not in str(facet(answer, "kind"))
