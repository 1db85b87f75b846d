"""Agendas and minutes as PDF: what is in them for whom, down to bookmarks and metadata."""

import io
import re
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from tests.capability.meetings.agendas import (
    a_committee,
    a_meeting,
    a_released_document,
    an_item,
    another_politician,
)
from tests.support.builders import a_case, a_document
from tests.support.journal_town import readings_of

from bdk_esdh.kernel.graph import get_oid
from bdk_esdh.meetings.items import set_resolution
from bdk_esdh.meetings.publishing import hold_meeting, publish_meeting, withdraw_meeting

PUBLIC = "/udvalg/oekonomiudvalget/2026-12-09"
AGENDA = f"/intranet{PUBLIC}"
SECRETS = ("Salg af Algade 3", "2026-00002", "Købstilbud", "Ejendomsmæglerens", "hemmelige")


@pytest.fixture
def town(site):
    """An agenda that is out; item 4 is closed."""
    with site.graph(by="sekretaer") as (root, act):
        another_politician(root, act)
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        an_item(
            meeting, act, case, title="Nyt tag på skolen – ærø, “citat”",
            documents=[a_released_document(case, act, title="Overslag"), a_document(case, act, title="Ufrigivet")],
        )  # fmt: skip
        secret = a_case(root, act, title="Salg af Algade 3", sensitivity="confidential")
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[a_document(secret, act, title="Købstilbud")],
            closed_session=True, closed_reason="property_sale", summary="Ejendomsmæglerens vurdering",
            neutral_title="Salg af ejendom", neutral_title_released=True,
        )  # fmt: skip
        publish_meeting(meeting, act)
    return site


def meeting_of(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-09"]


def pages(body):
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(body)]


def everything_in(body):
    """Return all that can be found in a PDF: its text, its bookmarks, its metadata, and its unpacked bytes."""
    document = pypdfium2.PdfDocument(body)
    found = [
        *pages(body),
        *(each.get_title() for each in document.get_toc()),
        str(document.get_metadata_dict()),
    ]
    with pikepdf.open(io.BytesIO(body)) as pdf:
        raw = io.BytesIO()
        pdf.save(raw, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return re.sub(r"\s+", " ", " ".join(found)) + raw.getvalue().decode("latin-1")


def pdf(client, path, name="dagsorden.pdf"):
    response = client.get(f"{path}/{name}")
    assert response.content_type == "application/pdf"
    return response.body


@pytest.mark.parametrize("login", [None, "politiker", "sekretaer"])
def test_the_public_pdf_holds_nothing_of_a_closed_item_whoever_asks(town, login):
    body = pdf(town.client(login) if login else town.client(), PUBLIC)
    everything = everything_in(body)
    assert not [secret for secret in SECRETS if secret in everything]
    assert "Lukket punkt: Salg af ejendom" in everything
    assert "Nyt tag på skolen – ærø, “citat”" in everything
    assert "Bilag 1: Overslag" in everything
    assert "Ufrigivet" not in everything
    assert "Fortroligt" not in everything
    document = pypdfium2.PdfDocument(body)
    assert [each.get_title() for each in document.get_toc()][2:4] == [
        "3. Nyt tag på skolen – ærø, “citat”",
        "4. Lukket punkt: Salg af ejendom",
    ]
    assert document.get_metadata_dict()["Title"] == "Dagsorden: Økonomiudvalget 9. december 2026"
    assert f"Side 1 af {len(document)}" in pages(body)[0]
    with pikepdf.open(io.BytesIO(body)) as opened:
        assert str(opened.Root.Lang).startswith("da")


def test_a_member_has_the_closed_part_and_each_page_says_so(town):
    with town.graph(by="sekretaer") as (root, act):
        meeting = meeting_of(root)
        case = root["sager"]["2026-00001"]
        for number in range(4):
            an_item(meeting, act, case, title=f"Langt punkt {number}", presentation="Tekst på papir. " * 300)
    body = pdf(town.client("politiker"), AGENDA)
    text = pages(body)
    assert len(text) > 2
    assert all("Fortroligt" in page for page in text)
    assert "Lukket punkt: Salg af Algade 3" in text[0]
    assert "Ejendomsmæglerens vurdering" in text[0]
    assert "Købstilbud" in text[0]
    assert "Ufrigivet" in text[0]


@pytest.mark.parametrize("login", ["politiker2", "sagsbehandler2", "medarbejder", "administrator"])
def test_who_may_not_know_a_closed_item_gets_its_number_alone_also_after_a_member_had_it_made(town, login):
    pdf(town.client("politiker"), AGENDA)
    everything = everything_in(pdf(town.client(login), AGENDA))
    assert "4. Lukket punkt" in everything
    assert not [secret for secret in (*SECRETS, "Salg af ejendom", "Fortroligt") if secret in everything]


def test_a_document_one_may_not_read_is_not_on_the_paper_of_an_open_item(town):
    with town.graph(by="sekretaer") as (root, act):
        case = a_case(root, act, title="Egen titel", sensitivity="confidential")
        an_item(
            meeting_of(root), act, case, title="Bemanding", documents=[a_document(case, act, title="Notatet")]
        )
    assert "Notatet" in everything_in(pdf(town.client("sekretaer"), AGENDA))
    stranger = everything_in(pdf(town.client("sagsbehandler2"), AGENDA))
    assert "Bemanding" in stranger
    assert "Notatet" not in stranger


def test_the_reading_of_closed_items_as_pdf_is_in_the_journal(town):
    pdf(town.client("politiker"), AGENDA)
    with town.graph() as (root, _act):
        item = get_oid(meeting_of(root)["4"])
    assert readings_of(town, item) == [("politiker", "item.opened")]
    pdf(town.client("politiker"), PUBLIC)
    assert len(readings_of(town, item)) == 1, "the public one has nothing closed in it"


def test_a_pdf_is_gone_with_its_agenda_and_new_when_that_changes(town):
    client = town.client()
    first = client.get(f"{PUBLIC}/dagsorden.pdf")
    assert (
        client.get(f"{PUBLIC}/dagsorden.pdf", headers={"If-None-Match": first.headers["ETag"]}).status_int
        == 304
    )
    with town.graph(by="sekretaer") as (root, act):
        an_item(meeting_of(root), act, root["sager"]["2026-00001"], title="Kom til senere")
    second = client.get(f"{PUBLIC}/dagsorden.pdf")
    assert second.headers["ETag"] != first.headers["ETag"]
    assert "Kom til senere" in everything_in(second.body)
    with town.graph(by="sekretaer") as (root, act):
        withdraw_meeting(meeting_of(root), "Forkert bilag", act)
    assert "Forkert bilag" in client.get(f"{PUBLIC}/dagsorden.pdf", status=410).text
    town.client("politiker2").get(f"{AGENDA}/dagsorden.pdf", status=404)


def test_minutes_are_a_pdf_once_the_meeting_is_held_and_a_closed_decision_stays_closed(town):
    town.client().get(f"{PUBLIC}/referat.pdf", status=404)
    town.clock.advance(timedelta(days=20))
    with town.graph(by="sekretaer") as (root, act):
        hold_meeting(meeting_of(root), act)
        set_resolution(meeting_of(root)["3"], "Godkendt med den ændring, at taget er rødt.", act)
        set_resolution(meeting_of(root)["4"], "Solgt til den hemmelige køber.", act)
    public = everything_in(pdf(town.client(), PUBLIC, "referat.pdf"))
    assert "at taget er rødt" in public
    assert not [secret for secret in SECRETS if secret in public]
    assert "at taget er rødt" not in everything_in(pdf(town.client(), PUBLIC))
    assert "hemmelige køber" in everything_in(pdf(town.client("politiker"), AGENDA, "referat.pdf"))
    assert "referat.pdf" in town.client().get(PUBLIC).text


def test_signs_that_the_font_lacks_and_endless_words_do_no_harm(town):
    with town.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00001"]
        an_item(
            meeting_of(root), act, case, title="🏠" + "x" * 150, presentation="æ" * 5_000 + "\n\n\t**{nb}**"
        )
    assert pdf(town.client(), PUBLIC).startswith(b"%PDF")
