"""The page of a document, its versions, files and release."""

from datetime import timedelta

import pytest
from tests.capability.meetings.agendas import a_committee, a_meeting, an_item
from tests.support.builders import DOCUMENT, a_case, a_document, a_pdf, a_picture, an_upload
from tests.support.site import form_with
from tests.support.spoiled_files import a_scan
from webtest import Upload

from bdk_esdh.documents.actions import move_document, register_document
from bdk_esdh.documents.release import release_document
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import share

PATH = "/intranet/sager/2026-00001/1"


@pytest.fixture
def document(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    site.run_jobs()


def finalise(site):
    with site.graph() as (root, act):
        move_document(root["sager"]["2026-00001"]["1"], "finalise", act)


def post(client, path, **values):
    token = form_with(client.get("/intranet/dokumenter"), "csrf_token")["csrf_token"].value
    return client.post(path, {"csrf_token": token, **values}, status="*")


def titles(page):
    return [link.text for link in page.html.select("tbody th a")]


def test_all_documents_one_may_read_are_listed_and_filtered(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, title="Ansøgning om carport")
        final = a_document(case, act, title="Svar", document_type="letter_outgoing", direction="outgoing")
        move_document(final, "finalise", act)
    client = site.client("medarbejder")
    for query, found in {
        "": {"Ansøgning om carport", "Svar"},
        "q=ansoeg": {"Ansøgning om carport"},
        "q=2026-00001-2": {"Svar"},
        "q=nordbyg": {"Ansøgning om carport", "Svar"},
        "retning=outgoing": {"Svar"},
        "tilstand=final": {"Svar"},
        "ufordelt=1": {"Ansøgning om carport"},
        "ufordelt=1&tilstand=final": set(),
        "enhed=teknik-miljoe": {"Ansøgning om carport", "Svar"},
        "enhed=visitation": set(),
        "retning=vrøvl&start=x&sorter=-": {"Ansøgning om carport", "Svar"},
    }.items():
        parameters = dict(pair.split("=") for pair in query.split("&") if pair)
        assert set(titles(client.get("/intranet/dokumenter", parameters))) == found, query


def test_the_documents_of_a_case_are_shown_newest_first_and_by_direction(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        for number in range(51):
            a_document(case, act, title=f"Brev {number}", data=b"x", filename="x.txt")
        a_document(case, act, title="Notat", document_type="note_internal", direction="internal")
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager/2026-00001")
    assert titles(page)[:2] == ["Notat", "Brev 50"]
    assert len(titles(page)) == 50
    assert titles(page.click("Næste")) == ["Brev 1", "Brev 0"]
    assert titles(client.get("/intranet/sager/2026-00001?retning=internal")) == ["Notat"]
    assert "52" in client.get("/intranet/sager/2026-00001?retning=internal").html.select_one(".e-tab").text


def test_the_facts_are_mended_on_the_page_itself(site, document):
    client = site.client("sagsbehandler")
    form = client.get(PATH).forms["fakta"]
    form["title"] = "Rettet titel"
    page = form.submit(status=303).follow()
    assert page.request.path == PATH
    assert page.html.h1.text == "Rettet titel"


def test_a_document_made_final_while_one_wrote_is_not_changed_and_nothing_is_lost(site, document):
    form = site.client("sagsbehandler").get(PATH).forms["fakta"]
    finalise(site)
    form["title"] = "For sent"
    answer = form.submit(status=422)
    assert "Dokumentet er endeligt og låst" in answer
    assert form_with(answer, "title")["title"].value == "For sent"


def test_a_document_removed_between_form_and_save_is_not_there(site, document):
    form = site.client("sagsbehandler").get(PATH).forms["fakta"]
    with site.graph() as (root, act):
        root["sager"]["2026-00001"].remove("1", registry=act.registry)
    form.submit(status=404)


def test_a_final_document_shows_its_facts_and_no_form(site, document):
    finalise(site)
    page = site.client("sagsbehandler").get(PATH)
    assert "fakta" not in page.forms
    assert "Dokumentet er endeligt og låst" in page
    assert "file" not in form_with(site.client("sagsbehandler").get(PATH + "/versioner"), "csrf_token").fields
    answer = post(site.client("sagsbehandler"), PATH + "/tilstand", transition="start_draft").follow()
    assert "kan ikke gøres nu" in answer


def test_a_document_is_given_to_a_colleague_and_taken_back(site, document):
    client = site.client("sagsbehandler")
    form = form_with(client.get(PATH), "assigned_to")
    form["assigned_to"] = "leder"
    page = form.submit(status=303).follow()
    assert "Dokumentet er fordelt til Lis Låntnavn" in page
    undo = next(form for form in page.forms.values() if form.action == PATH + "/tag-tilbage")
    assert "ikke længere fordelt" in undo.submit(status=303).follow()
    assert "er ikke fordelt til nogen" in post(client, PATH + "/tag-tilbage").follow()
    assert "Vælg en af mulighederne" in post(client, PATH + "/fordel", assigned_to="borger1").follow()


def test_a_new_version_is_added_and_the_same_file_is_not(site, document):
    client = site.client("sagsbehandler")
    form = form_with(client.get(PATH + "/versioner"), "note")
    form["file"], form["note"] = Upload("ny.pdf", a_pdf("ny udgave")), "Målene er rettet"
    page = form.submit(status=303).follow()
    assert "Version 2 er gemt" in page
    assert [row.text for row in page.html.select("tbody th")] == ["Version 2", "Version 1"]
    same = client.get(PATH + "/fil/2/ny.pdf").body
    form = form_with(page, "note")
    form["file"] = Upload("andet.pdf", same)
    assert "Ingen ændring: filen er den samme som version 2" in form.submit(status=422)


def test_each_version_keeps_its_own_file_and_wrong_addresses_are_not_there(site, document):
    client = site.client("sagsbehandler")
    answer = client.get(PATH + "/fil/1/brev.pdf")
    assert answer.body.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    for wrong in ("fil", "fil/1", "fil/2/brev.pdf", "fil/1/andet.pdf", "fil/1/brev.pdf/mere", "fil/x/brev.pdf", "pdf/1/x.pdf",
                  "pdf", "frigivet/brev.pdf", "fil/1/..%2f..%2fbrev.pdf", "fil/01/brev.pdf"):  # fmt: skip
        client.get(f"{PATH}/{wrong}", status=404)


def test_the_pdf_may_stand_in_our_own_pages_and_in_nobody_elses(site, document):
    answer = site.client("sagsbehandler").get(PATH + "/pdf/1/brev.pdf")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    page = site.client("sagsbehandler").get(PATH)
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.html.select_one("object")["data"].startswith(PATH + "/pdf/1/brev.pdf")


def test_the_text_of_the_file_is_shown_a_page_at_a_time(site, document):
    client = site.client("sagsbehandler")
    assert "Jeg søger om en carport." in client.get(PATH + "/tekst")
    for number in ("0", "-1", "99", "x"):
        client.get(PATH + "/tekst?side=" + number, status=200)


def test_a_file_is_released_on_a_page_of_its_own_and_taken_back_with_a_reason(site, document):
    client = site.client("sagsbehandler")
    page = client.get(PATH + "/frigiv")
    assert "Dokumentet er ikke endeligt" in page
    assert "form" not in page.forms
    finalise(site)
    page = client.get(PATH).click("Frigiv filen")
    assert page.forms["form"].fields.keys() == {"csrf_token", "submission", None}
    page = page.forms["form"].submit(status=303).follow()
    assert "Version 1 frigives. Karla Skabelon bad om det 23. november 2026 kl. 9.00." in page
    assert "Frigiv filen" not in page
    assert site.run_jobs() > 0
    page = client.get(PATH)
    assert "Version 1 blev frigivet 23. november 2026 kl. 9.00 af Karla Skabelon" in page
    assert page.click("Se den frigivne fil").content_type == "application/pdf"
    page = page.click("Træk filen tilbage")
    answer = page.forms["form"].submit(status=422)
    assert "Skriv, hvorfor filen trækkes tilbage" in answer
    answer.forms["form"]["reason"] = "Forkert bilag"
    page = answer.forms["form"].submit(status=303).follow()
    assert "Forkert bilag" in page
    again = page.click("Frigiv filen")
    assert "Det er den samme version, der blev trukket tilbage" in again
    assert "Filen blev trukket tilbage 23. november 2026: Forkert bilag" in again


def test_a_scan_asks_for_a_confirmation_and_keeps_who_gave_it(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, data=a_scan())
    finalise(site)
    client = site.client("sagsbehandler")
    client.get(PATH + "/frigiv").forms["form"].submit(status=303)
    site.run_jobs()
    page = client.get(PATH)
    assert "Version 1 blev ikke frigivet. Karla Skabelon bad om det" in page
    assert "Læs den, og bekræft med dit navn" in page
    page = page.click("Frigiv filen")
    assert "Læs den, og bekræft med dit navn" in page
    assert "numbers_confirmed" not in page.forms["form"].fields
    page.forms["form"]["scan_confirmed"] = True
    page = page.forms["form"].submit(status=303).follow()
    assert "blev ikke frigivet" not in page
    site.run_jobs()
    assert "Karla Skabelon har bekræftet" in client.get(PATH)


def test_a_number_that_is_certainly_personal_is_refused_with_its_page(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, data=a_pdf("Ansøger 610190-0000"))
    finalise(site)
    client = site.client("sagsbehandler")
    client.get(PATH + "/frigiv").forms["form"].submit(status=303)
    site.run_jobs()
    for page in (client.get(PATH), client.get(PATH + "/frigiv")):
        assert "Side 1 ser ud til at have et CPR-nummer" in page
        assert "610190-0000" not in page
    # Who cannot release it is not told what stands in it.
    assert "CPR" not in site.client("medarbejder").get(PATH)


def test_a_release_can_be_taken_back_before_it_is_done(site, document):
    finalise(site)
    client = site.client("sagsbehandler")
    page = client.get(PATH + "/frigiv").forms["form"].submit(status=303).follow()
    form = next(form for form in page.forms.values() if form.action.endswith("/fortryd-frigivelse"))
    page = form.submit(status=303).follow()
    assert "Filen bliver ikke frigivet" in page
    assert "Frigiv filen" in page
    form["once"] = "a" * 32  # the button of a page that somebody else has open
    assert "Der er ingen frigivelse i gang" in form.submit(status=303).follow()
    site.run_jobs()
    assert "blev frigivet" not in client.get(PATH)


def test_a_release_that_takes_long_says_what_to_do(site, document):
    finalise(site)
    client = site.client("sagsbehandler")
    page = client.get(PATH + "/frigiv").forms["form"].submit(status=303).follow()
    assert "Filen bliver renset og tjekket" in page
    assert page.html.select_one("#offentligheden")["data-renew"] == "3"
    site.clock.advance(timedelta(minutes=6))
    assert "Det tager længere end ventet" in client.get(PATH)
    # Asking again while it is under way does nothing twice.
    assert client.get(PATH + "/frigiv", status=303).location.endswith(PATH)
    assert post(client, PATH + "/frigiv").status_int == 422


def test_who_may_only_read_is_offered_no_act_and_does_none(site, document):
    finalise(site)
    client = site.client("medarbejder")
    page = client.get(PATH)
    assert not page.html.select("main form:not(.e-star)")
    assert "Frigiv filen" not in page
    for name, values in {
        "tilstand": {"transition": "finalise"},
        "fordel": {"assigned_to": "leder"},
        "tag-tilbage": {},
        "lav-pdf": {},
        "versioner": {},
        "ret": {},
        "frigiv": {},
        "fortryd-frigivelse": {},
        "traek-tilbage": {"reason": "x"},
    }.items():
        assert post(client, f"{PATH}/{name}", **values).status_int == 403, name


def test_the_mail_room_may_not_make_a_document_final(site, document):
    client = site.client("postmedarbejder")
    assert post(client, PATH + "/tilstand", transition="finalise").status_int == 403
    assert "Sæt endelig" not in client.get(PATH)


def test_a_release_shows_where_the_public_finds_it(site, document):
    finalise(site)
    with site.graph() as (root, act):
        release_document(root["sager"]["2026-00001"]["1"], act)
    page = site.client("sagsbehandler").get(PATH)
    assert "blev frigivet 23. november 2026 kl. 9.00 af Karla Skabelon" in page


def test_the_form_of_a_locked_document_is_not_shown_in_vain(site):
    with site.graph() as (root, act):
        move_document(a_document(a_case(root, act), act), "finalise", act)
    client = site.client("sagsbehandler")
    answer = client.get("/intranet/sager/2026-00001/1/ret", status=303)
    assert "Dokumentet er endeligt og låst" in answer.follow().text


def test_the_page_of_a_letter_says_from_when_it_is_on_the_postlist_or_why_not(site, document):
    def told(login):
        heading = site.client(login).get(PATH).html.select_one("#staar-h")
        return heading.find_parent("section").text if heading else ""

    assert "Kommer. Vises fra onsdag 25. november 2026" in told("sagsbehandler")
    assert told("medarbejder") == "", "the postlist at work is not theirs"
    with site.graph() as (root, _act):
        root["sager"]["2026-00001"]["1"].on_postlist = False
    assert "Holdt tilbage." in told("sagsbehandler")


def test_a_document_leads_to_the_agenda_items_that_its_reader_may_read(site, document):
    with site.graph(by="sekretaer") as (root, act):
        case = root["sager"]["2026-00001"]
        meeting = a_meeting(a_committee(root, act), act)
        an_item(meeting, act, case, title="Carport på dagsordenen", documents=[case["1"]])
    link = site.client("sekretaer").get(PATH).html.find("a", string="Punkt 3: Carport på dagsordenen")
    assert link["href"] == "/intranet/udvalg/oekonomiudvalget/2026-12-09/3"


def test_a_document_tells_of_no_agenda_item_that_its_reader_may_not_read(site):
    with site.graph(by="sekretaer") as (root, act):
        secret = a_case(
            root,
            act,
            title="Salg",
            sensitivity="confidential",
            responsible_unit="visitation",
            caseworker=None,
        )
        offer = a_document(secret, act)
        meeting = a_meeting(a_committee(root, act), act)
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[offer],
            closed_session=True, closed_reason="property_sale",
        )  # fmt: skip
        share(offer, "user:sagsbehandler", Level.READ, act)
    pages = {login: site.client(login).get(PATH).text for login in ("sagsbehandler", "sagsbehandler2")}
    assert {login for login, page in pages.items() if "Salg af Algade 3" in page} == {"sagsbehandler2"}


def test_a_file_whose_pdf_is_still_to_be_made_says_so(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, data=b"Et brev", filename="brev.txt")
        document.latest.reading = "read"
    assert "Filen bliver lavet om til PDF" in site.client("sagsbehandler").get(PATH)


def test_a_file_of_which_nobody_makes_a_pdf_says_so_and_gets_one_when_it_is_asked_for(site):
    """Break it: promise the PDF as long as there is none."""
    with site.graph() as (root, act):
        values = {**DOCUMENT, "letter_date": act.at.date(), "file": an_upload(b"Om carporten", "notat.txt")}
        document = register_document(a_case(root, act), values, act, text=("Om carporten",))
        move_document(document, "finalise", act)
    client = site.client("sagsbehandler")
    page = client.get(PATH)
    assert "Der er ingen PDF-udgave af filen" in page
    assert "bliver lavet om til PDF" not in page
    assert "Filen har ingen PDF-udgave endnu" in client.get(f"{PATH}/frigiv")
    page = next(form for form in page.forms.values() if form.action == f"{PATH}/lav-pdf").submit().follow()
    assert "PDF-udgaven bliver lavet" in page
    assert "Lav en PDF-udgave" not in page
    assert "den er på vej, eller filen" in post(client, f"{PATH}/lav-pdf").follow()
    site.clock.advance(timedelta(minutes=11))
    page = client.get(PATH)
    assert "skulle have været klar" in page
    assert "Lav en PDF-udgave" in page
    site.run_jobs()
    page = client.get(PATH)
    assert page.html.select_one("[data-pdf], object, iframe, .e-pdf")
    assert "PDF-udgave" not in page.html.main.text


def test_a_kind_of_file_that_no_pdf_is_made_of_is_offered_none(site):
    with site.graph() as (root, act):
        values = {**DOCUMENT, "letter_date": act.at.date(), "file": an_upload(a_picture(), "kort.png")}
        register_document(a_case(root, act), values, act, text=())
    client = site.client("sagsbehandler")
    page = client.get(PATH)
    assert "Den slags filer kan ikke laves om til PDF" in page
    assert "Lav en PDF-udgave" not in page
    assert "den er på vej, eller filen" in post(client, f"{PATH}/lav-pdf").follow()
