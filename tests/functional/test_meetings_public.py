"""Agendas and minutes as everybody sees them; above all, what nobody sees."""

from datetime import timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, a_released_document, an_item
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.site import said_of

from bdk_esdh.documents.release import withdraw_release
from bdk_esdh.kernel.graph import tell_changed
from bdk_esdh.meetings.items import change_item, item_values, set_resolution
from bdk_esdh.meetings.public_records import public_file_of, public_hit
from bdk_esdh.meetings.publishing import approve_meeting, hold_meeting, publish_meeting, withdraw_meeting
from bdk_esdh.search.port import SearchFace
from bdk_esdh.search.records import record_of

AGENDA = "/udvalg/oekonomiudvalget/2026-12-09"
SECRETS = ("Salg af Algade 3", "2026-00002", "Købstilbud fra Nordbyg", "Ejendomsmæglerens", "property_sale")


@pytest.fixture
def town(site):
    """An agenda with an open item (3), a closed one (4), their documents, not yet out."""
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        documents = [
            a_released_document(case, act, title="Tilstandsrapport", data=a_pdf("Taget er utæt.")),
            a_document(case, act, title="Internt overslag"),
        ]
        a_released_document(case, act, title="Frigivet, men ikke til dagsordenen")
        an_item(
            meeting, act, case, title="Anlægsbevilling til nyt tag", documents=documents, routing="BS/ØK/BY"
        )
        secret = a_case(root, act, title="Salg af Algade 3")
        tender = a_released_document(secret, act, title="Købstilbud fra Nordbyg", data=a_pdf("Tilbud"))
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[tender], closed_session=True,
            closed_reason="property_sale", neutral_title="Salg af ejendom", summary="Ejendomsmæglerens vurdering",
        )  # fmt: skip
    return site


def meeting_of(root):
    return root["udvalg"]["oekonomiudvalget"]["2026-12-09"]


def publish(site):
    with site.graph(by="sekretaer") as (root, act):
        publish_meeting(meeting_of(root), act)


def test_an_agenda_that_is_not_out_answers_as_one_that_does_not_exist(town):
    client = town.client()
    there = client.get(AGENDA, status=404)
    elsewhere = client.get("/udvalg/oekonomiudvalget/2026-12-10", status=404)
    assert said_of(there) == said_of(elsewhere)
    for path in ("/3", "/4", "/3/bilag/2026-00001-1.pdf", "/4/bilag/2026-00002-1.pdf"):
        never = client.get(AGENDA + "/99/x", status=404)
        assert said_of(client.get(AGENDA + path, status=404)) == said_of(never)
    for page in ("/udvalg", "/udvalg/oekonomiudvalget"):
        assert "9. december" not in client.get(page).text


def test_an_agenda_that_is_out_shows_its_open_items_with_released_files(town):
    publish(town)
    page = town.client().get(AGENDA)
    for text in ("Økonomiudvalget", "Onsdag 9. december 2026 kl.\xa08.15 · Mødelokale 219", "Anlægsbevilling til nyt tag",
                 "Bilag 1: Tilstandsrapport", "Sag 2026-00001 · Sagsforløb: BS/ØK/BY", "Taget er utæt.",
                 "Rigmor Opdigt (Liste X), formand", "Underskriftsside", f"Permanent adresse:</span> {AGENDA}"):  # fmt: skip
        assert text.replace("</span>", "") in page.text.replace("</span>", ""), text
    assert "Internt overslag" not in page.text
    item = page.click("Anlægsbevilling til nyt tag", index=0)
    assert "Det koster 2,3 mio. kr." in item.text
    assert "Internt overslag" not in item.text
    file = item.click("Bilag 1: Tilstandsrapport")
    assert file.content_type == "application/pdf"
    assert file.headers["Cache-Control"] == "no-cache"
    for page in ("/udvalg", "/udvalg/oekonomiudvalget"):
        assert AGENDA in town.client().get(page).text


def test_closed_is_closed_in_every_byte_that_the_anonymous_get(town):
    publish(town)
    client = town.client()
    for path in (AGENDA, f"{AGENDA}/3", "/udvalg", "/udvalg/oekonomiudvalget", f"{AGENDA}?vis=dagsorden"):
        page = client.get(path)
        for secret in (*SECRETS, "Salg af ejendom"):
            assert secret not in page.text, (path, secret)
    missing = said_of(client.get(f"{AGENDA}/99", status=404))
    for path in (
        "/4",
        "/4/bilag",
        "/4/bilag/2026-00002-1.pdf",
        "/4/bilag/2026-00001-1.pdf",
        "/4/ret",
        "/4/bilag/x/y",
    ):
        assert said_of(client.get(AGENDA + path, status=404)) == missing, path
    assert 'id="punkt-4"' in client.get(AGENDA).text
    with town.graph() as (root, _act):
        assert public_file_of(meeting_of(root)["4"], "2026-00002-1.pdf") is None
    assert "Lukket punkt" in client.get(AGENDA).text


@pytest.mark.parametrize("login", [None, "politiker", "sekretaer", "administrator"])
def test_the_public_page_is_the_same_whoever_looks(town, login):
    publish(town)
    page = town.client(login).get(AGENDA)
    assert not [secret for secret in SECRETS if secret in page.text]
    town.client(login).get(f"{AGENDA}/4", status=404)
    town.client(login).get(f"{AGENDA}/4/bilag/2026-00002-1.pdf", status=404)


def test_a_neutral_title_is_shown_only_when_a_secretary_released_it(town):
    with town.graph(by="sekretaer") as (root, act):
        item = meeting_of(root)["4"]
        change_item(item, {**item_values(item), "case": item.case, "neutral_title_released": True}, act)
    publish(town)
    page = town.client().get(AGENDA)
    assert "Lukket punkt: Salg af ejendom" in page.text
    assert not [secret for secret in SECRETS if secret in page.text]


def test_the_sentence_at_a_closed_item_differs_for_the_council(town):
    publish(town)
    assert "Udvalgets møder er ikke offentlige" in town.client().get(AGENDA).text
    with town.graph(by="sekretaer") as (root, act):
        committee = root["udvalg"]["oekonomiudvalget"]
        committee.is_council = True
        tell_changed(committee, act.registry)
    page = town.client().get(AGENDA)
    assert "kommunestyrelseslovens § 10" in page.text
    assert "Udvalgets møder" not in page.text


def test_the_file_that_is_given_out_is_the_one_that_was_cleaned(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act)
        an_item(meeting, act, case, documents=[a_released_document(case, act, cleaned_for_real=True)])
        publish_meeting(meeting, act)
    given = site.client().get(f"{AGENDA}/3/bilag/2026-00001-1.pdf")
    assert given.content_type == "application/pdf"
    assert b"fpdf2" not in given.body


def test_the_original_file_is_never_given_out(town):
    publish(town)
    client = town.client()
    given = client.get(f"{AGENDA}/3/bilag/2026-00001-1.pdf").body
    with town.graph() as (root, _act):
        document = root["sager"]["2026-00001"]["1"]
        with document.latest.file.blob.open("r") as blob:
            original = blob.read()
        with document.released.file.blob.open("r") as blob:
            assert given == blob.read()
    assert given != original
    for name in (
        "2026-00001-2.pdf",
        "2026-00001-3.pdf",
        "2026-00002-1.pdf",
        "2026-00001-1.PDF",
        "2026-00001-1",
        "1.pdf",
    ):
        client.get(f"{AGENDA}/3/bilag/{name}", status=404)
    client.get(f"{AGENDA}/3/bilag/2026-00001-1.pdf/2026-00001-1.pdf", status=404)
    client.get(f"{AGENDA}/3/bilag", status=404)


def test_a_file_that_became_confidential_is_no_longer_given_out(town):
    publish(town)
    with town.graph() as (root, _act):
        root["sager"]["2026-00001"]["1"].sensitivity = "confidential"
    client = town.client()
    client.get(f"{AGENDA}/3/bilag/2026-00001-1.pdf", status=404)
    assert "Tilstandsrapport" not in client.get(AGENDA).text


def test_a_file_that_was_taken_back_says_so_and_why(town):
    publish(town)
    with town.graph() as (root, act):
        withdraw_release(root["sager"]["2026-00001"]["1"], "Forkert udgave", act)
    client = town.client()
    page = client.get(f"{AGENDA}/3/bilag/2026-00001-1.pdf", status=410)
    assert "Bilaget blev trukket tilbage 23. november 2026. Begrundelse: Forkert udgave" in page.text
    assert "Tilstandsrapport" not in client.get(AGENDA).text


def test_the_number_of_a_case_that_is_kept_back_is_not_shown(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(
            root, act, title="Neutral", confidential_title="Sygemelding", exemption_basis="OFL § 30"
        )
        an_item(meeting, act, case, title="Bemanding")
        publish_meeting(meeting, act)
    page = site.client().get(AGENDA)
    assert "Bemanding" in page.text
    for secret in ("2026-00001", "Sygemelding", "Neutral"):
        assert secret not in page.text
        assert secret not in site.client().get(f"{AGENDA}/3").text


def test_an_agenda_taken_back_answers_gone_with_the_reason_at_once_and_comes_again(town):
    publish(town)
    client = town.client()
    client.get(AGENDA, status=200)
    with town.graph(by="sekretaer") as (root, act):
        withdraw_meeting(meeting_of(root), "Forkert bilag til punkt 3", act)
    for path in ("", "/3", "/3/bilag/2026-00001-1.pdf"):
        page = client.get(AGENDA + path, status=410)
        assert (
            "Dagsordenen blev trukket tilbage 23. november 2026. Begrundelse: Forkert bilag til punkt 3"
            in page.text
        )
        assert "Anlægsbevilling" not in page.text
    missing = said_of(client.get(f"{AGENDA}/99", status=404))
    for path in ("/4", "/4/bilag/2026-00002-1.pdf"):
        assert said_of(client.get(AGENDA + path, status=404)) == missing
    for page in ("/udvalg", "/udvalg/oekonomiudvalget"):
        assert "9. december" not in client.get(page).text
    publish(town)
    client.get(AGENDA, status=200)


def test_an_item_that_changed_after_publication_says_so(town):
    publish(town)
    assert "Ændret" not in town.client().get(AGENDA).text
    town.clock.advance(timedelta(days=1))
    with town.graph(by="sekretaer") as (root, act):
        item = meeting_of(root)["3"]
        change_item(item, {**item_values(item), "case": item.case, "summary": "Taget er helt utæt."}, act)
        closed = meeting_of(root)["4"]
        change_item(closed, {**item_values(closed), "case": closed.case, "summary": "Nyt bud"}, act)
    page = town.client().get(AGENDA)
    assert page.text.count("Ændret 24. nov.") == 1
    assert "rettet tirsdag 24. november 2026 (punkt 3)" in page.text


def test_late_items_say_why(site):
    with site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act, agenda_deadline=20), act)
        an_item(meeting, act, a_case(root, act), late_reason="Ministeriets frist er 18. december")
        publish_meeting(meeting, act)
    assert "Ministeriets frist er 18. december" in site.client().get(AGENDA).text


def test_resolutions_are_read_when_the_meeting_is_held_but_not_those_of_closed_items(town):
    publish(town)
    town.clock.advance(timedelta(days=20))
    with town.graph(by="sekretaer") as (root, act):
        meeting = meeting_of(root)
        hold_meeting(meeting, act)
        set_resolution(meeting["3"], "Indstilles godkendt.", act)
        set_resolution(meeting["4"], "Solgt til Nordbyg.", act)
        approve_meeting(meeting, act)
    client = town.client()
    minutes = client.get(AGENDA)
    assert "Indstilles godkendt." in minutes.text
    assert "Dagsordenen blev offentliggjort" in minutes.text
    assert "Referat godkendt" in minutes.text
    assert "Indstilles godkendt." in client.get(f"{AGENDA}/3").text
    assert "Indstilles godkendt." not in minutes.click("Dagsorden", index=0).text
    assert "Solgt til Nordbyg" not in minutes.text
    assert "Beslutningen offentliggøres, når tavshedspligten" in minutes.text


def test_addresses_with_nonsense_are_answered(town):
    publish(town)
    client = town.client()
    for start in ("-1", "1000000000", "x", "", "\u0661"):
        client.get("/udvalg/oekonomiudvalget", {"start": start}, status=200)
    client.get(AGENDA, {"vis": "<script>", "start": "x"}, status=200)
    for method in ("put", "delete", "post"):
        getattr(client, method)(AGENDA, status=404)


def test_a_long_row_of_meetings_comes_in_pages(site):
    with site.graph(by="sekretaer") as (root, act):
        committee = a_committee(root, act)
        for _ in range(52):
            publish_meeting(a_meeting(committee, act), act)
    client = site.client()
    page = client.get("/udvalg/oekonomiudvalget")
    assert page.text.count('href="/udvalg/oekonomiudvalget/2026-12-09') == 50
    assert page.click("Næste").text.count('href="/udvalg/oekonomiudvalget/2026-12-09') == 2


def test_the_public_search_finds_open_items_while_they_are_out_and_never_closed_ones(town):
    client = town.client()

    def found(words):
        town.index()
        return f'href="{AGENDA}' in client.get("/soeg", {"q": words}).text

    assert not found("Anlægsbevilling")
    publish(town)
    assert found("Anlægsbevilling")
    for words in ("Algade", "Købstilbud", "Ejendomsmæglerens", "ejendom"):
        assert not found(words), words
    with town.graph() as (root, _act):
        closed = meeting_of(root)["4"]
        assert record_of(closed, SearchFace.PUBLIC, town.registry) is None
        assert public_hit(closed, None) is None
    with town.graph(by="sekretaer") as (root, act):
        withdraw_meeting(meeting_of(root), "Forkert bilag", act)
    assert not found("Anlægsbevilling")
