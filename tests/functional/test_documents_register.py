"""Registering documents by form."""

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.site import form_with
from tests.support.spoiled_files import A_PROGRAM, a_broken_docx, a_locked_pdf
from webtest import Upload

from bdk_esdh.cases.actions import move_case

PATH = "/intranet/sager/2026-00001/nyt-dokument"
MAIL_ROOM = "/intranet/dokumenter/registrer"
FACTS = {"title": "Ansøgning om carport", "correspondent": "Nordbyg ApS"}


@pytest.fixture
def case(site):
    with site.graph() as (root, act):
        a_case(root, act)


def filled(client, path=PATH, content=None, filename="brev.pdf", **facts):
    form = form_with(client.get(path), "title")
    for name, value in {**FACTS, **facts}.items():
        form[name] = value
    form["file"] = Upload(filename, a_pdf("Kære kommune") if content is None else content)
    return form


def documents(site):
    with site.graph() as (root, _act):
        return [(each.document_number, each.title) for each in root["sager"]["2026-00001"].values()]


def next_number(site):
    with site.graph() as (root, act):
        return a_document(root["sager"]["2026-00001"], act).document_number


def test_a_letter_is_registered_with_what_is_known_filled_in(site, case):
    client = site.client("sagsbehandler")
    form = filled(client)
    assert (form["document_type"].value, form["direction"].value, form["letter_date"].value) == (
        "letter_incoming",
        "incoming",
        "23.11.2026",
    )
    page = form.submit(status=303).follow()
    assert "Registreret som 2026-00001-1" in page
    assert page.request.path == "/intranet/sager/2026-00001"
    assert page.click("Åbn dokumentet").html.h1.text == "Ansøgning om carport"


def test_the_chosen_file_is_kept_when_the_form_comes_back(site, case):
    client = site.client("sagsbehandler")
    answer = filled(client, title="", description="Det jeg skrev").submit(status=422)
    assert "Ret en ting, så kan du gå videre" in answer
    assert "brev.pdf" in answer.html.select_one(".e-files").text
    form = form_with(answer, "title")
    assert form["description"].value == "Det jeg skrev"
    form["title"] = "Nu med titel"
    form.submit(status=303)
    assert documents(site) == [("2026-00001-1", "Nu med titel")]


def test_a_kept_file_is_found_by_nobody_else(site, case):
    answer = filled(site.client("sagsbehandler"), title="").submit(status=422)
    token = form_with(answer, "title")["file.token"].value
    other = form_with(site.client("leder").get(PATH), "title")
    values = {**dict(other.submit_fields()), "title": "Stjålet", "correspondent": "NN", "file.token": token}
    values.pop("file", None)
    refused = site_post(site.client("leder"), values)
    assert "Vælg en fil" in refused
    assert documents(site) == []


def site_post(client, values):
    values["csrf_token"] = form_with(client.get(PATH), "title")["csrf_token"].value
    return client.post(PATH, values, status=422)


@pytest.mark.parametrize(
    ("content", "filename", "message"),
    [
        (b"", "tom.pdf", "Filen er tom (0 byte). Vælg den igen, eller kontrollér den på din computer"),
        (A_PROGRAM, "brev.pdf", "er et program"),
        (b"hej", "brev.exe", "er et program"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_at_the_field(content, filename, message, site, case):
    answer = filled(site.client("sagsbehandler"), content=content, filename=filename).submit(status=422)
    assert message in answer.html.select_one("#form-file-fejl").text
    assert form_with(answer, "title")["title"].value == FACTS["title"]
    assert next_number(site) == "2026-00001-1"


def test_a_file_over_the_limit_is_told_with_both_sizes_and_the_limit_was_said_before(site, case):
    client = site.client("sagsbehandler")
    page = client.get(PATH)
    assert "Højst 50 MB" in page
    assert page.html.select_one("input[type=file]")["data-max-size"] == "50000000"
    answer = filled(client, content=b"x" * 51_000_000, filename="stor.txt").submit(status=422)
    assert "Filen fylder 51 MB. Grænsen er 50 MB. Del den, eller send et link til os" in answer
    assert next_number(site) == "2026-00001-1"


@pytest.mark.parametrize(("content", "filename"), [(a_locked_pdf, "brev.pdf"), (a_broken_docx, "notat.docx")])
def test_what_was_received_is_filed_even_when_it_cannot_be_read(content, filename, site, case):
    filled(site.client("sagsbehandler"), content=content(), filename=filename).submit(status=303)
    site.run_jobs()
    page = site.client("sagsbehandler").get("/intranet/sager/2026-00001/1")
    assert "Den er gemt, men vi kan ikke søge i den" in page


@pytest.mark.parametrize(
    "filename", ["x" * 300 + ".pdf", "../../etc/passwd.pdf", "..\\brev\u202e.pdf", "æøå 🏠.pdf", "a\tb.pdf"]
)
def test_strange_file_names_are_cleaned_and_the_file_can_be_fetched(filename, site, case):
    client = site.client("sagsbehandler")
    filled(client, filename=filename).submit(status=303)
    page = client.get("/intranet/sager/2026-00001/1/versioner")
    link = page.html.select_one("tbody a")["href"]
    assert ".." not in link
    assert client.get(link).body.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"title": "Brev om 610190-0000"}, "Titlen ligner et CPR-nummer"),
        ({"title": "x" * 300}, "Der er plads til 255"),
        ({"title": "tegn\u202eomvendt"}, "skjulte tegn"),
        ({"correspondent": ""}, "Skriv, hvem brevet er fra"),
        ({"letter_date": ""}, "Skriv brevets dato"),
        ({"letter_date": "29.2.2027"}, "Der er ingen dag, der hedder 29. februar 2027"),
        ({"document_type": "letter_outgoing"}, "Retningen passer ikke til typen"),
        (
            {"document_type": "letter_outgoing", "direction": "outgoing", "correspondent": ""},
            "Skriv, hvem brevet er til",
        ),
    ],
)
def test_wrong_facts_are_told_and_no_number_is_spent(facts, message, site, case):
    answer = filled(site.client("sagsbehandler"), **facts).submit(status=422)
    assert message in answer
    assert "brev.pdf" in answer.html.select_one(".e-files").text
    assert next_number(site) == "2026-00001-1"


def test_nul_and_emoji_in_a_title_do_no_harm(site, case):
    filled(site.client("sagsbehandler"), title="Car\0port 🏠 på Ærøgade").submit(status=303)
    assert documents(site) == [("2026-00001-1", "Carport 🏠 på Ærøgade")]


def test_the_same_form_sent_twice_makes_one_document_with_one_number(site, case):
    form = filled(site.client("sagsbehandler"))
    form.submit(status=303)
    page = form.submit(status=303).follow()
    assert "Dokumentet er registreret én gang" in page
    assert len(documents(site)) == 1
    assert next_number(site) == "2026-00001-2"


def test_a_case_closed_between_form_and_save_refuses_and_keeps_what_was_typed(site, case):
    form = filled(site.client("sagsbehandler"))
    with site.graph() as (root, act):
        move_case(root["sager"]["2026-00001"], "close", act)
    answer = form.submit(status=422)
    assert "Sagen er afsluttet. Genåbn den, før du lægger noget på" in answer
    assert form_with(answer, "title")["title"].value == FACTS["title"]
    assert documents(site) == []


def test_a_closed_case_is_shown_with_the_way_to_reopen_it_as_far_as_one_may(site, case):
    with site.graph() as (root, act):
        move_case(root["sager"]["2026-00001"], "close", act)
    page = site.client("sagsbehandler").get(PATH, status=303).follow()
    assert page.request.path == "/intranet/sager/2026-00001"
    assert page.click("Genåbn sagen", index=0).request.path == "/intranet/sager/2026-00001/genaabn"
    told = site.client("postmedarbejder").get(PATH, status=303).follow()
    assert "Bed en sagsbehandler i Byg om at genåbne den." in told
    assert "genaabn" not in told


def test_a_case_removed_between_form_and_save_is_not_there(site, case):
    form = filled(site.client("sagsbehandler"))
    with site.graph() as (root, act):
        root["sager"].remove("2026-00001", registry=act.registry)
    form.submit(status=404)


def test_the_mail_room_registers_on_the_case_it_names_and_is_ready_for_the_next(site, case):
    client = site.client("postmedarbejder")
    page = (
        filled(client, MAIL_ROOM, case_number="2026-00001 Opførelse af carport").submit(status=303).follow()
    )
    assert page.request.path == MAIL_ROOM
    assert "Registreret som 2026-00001-1" in page
    assert page.click("Åbn dokumentet").request.path == "/intranet/sager/2026-00001/1"


def test_the_mail_room_answers_the_same_for_a_case_it_may_not_see_and_one_that_is_not_there(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Hemmelig titel", sensitivity="confidential")
    client = site.client("postmedarbejder")
    answers = []
    for number in ("2026-00001", "2026-09999"):
        answer = filled(client, MAIL_ROOM, case_number=number).submit(status=422)
        assert "Hemmelig titel" not in answer
        answers.append(answer.html.select_one("#form-case_number-fejl").text.replace(number, "N"))
    assert answers == ["Fejl: Sag N findes ikke. Prøv at søge på titlen"] * 2
    assert documents(site) == []


def test_who_registers_something_for_others_only_is_not_led_to_what_they_may_not_open(site, case):
    client = site.client("postmedarbejder")
    page = (
        filled(client, MAIL_ROOM, case_number="2026-00001", sensitivity="confidential")
        .submit(status=303)
        .follow()
    )
    assert "Registreret som 2026-00001-1" in page
    assert "Åbn dokumentet" not in page
    client.get("/intranet/sager/2026-00001/1", status=404)


def test_a_letter_is_answered_from_its_page_with_what_is_known_filled_in(site):
    with site.graph() as (root, act):
        a_document(
            a_case(root, act),
            act,
            title="Ansøgning om carport",
            correspondent="Jens Testesen",
            character="Ansøger",
        )
    page = site.client("sagsbehandler").get("/intranet/sager/2026-00001/1").click("Svar")
    form = form_with(page, "title")
    assert {
        name: form[name].value
        for name in ("title", "document_type", "direction", "correspondent", "character")
    } == {
        "title": "Svar på: Ansøgning om carport",
        "document_type": "letter_outgoing",
        "direction": "outgoing",
        "correspondent": "Jens Testesen",
        "character": "Ansøger",
    }
    form["file"] = Upload("svar.pdf", a_pdf("Kære ansøger"))
    form.submit(status=303)
    assert documents(site)[-1] == ("2026-00001-2", "Svar på: Ansøgning om carport")
    assert "?svar=" not in site.client("sagsbehandler").get("/intranet/sager/2026-00001/2"), (
        "we wrote it ourselves"
    )


def test_the_form_of_an_answer_tells_nothing_of_a_letter_one_may_not_read(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, title="Om en hemmelig klage", correspondent="Klara Testesen", sensitivity="vip")
    page = site.client("sagsbehandler2").get(PATH + "?svar=1")
    assert "hemmelig" not in page
    assert "Klara" not in page
    assert "Svar på" not in site.client("sagsbehandler").get(PATH + "?svar=nej")


def test_what_a_letter_must_have_is_not_called_optional(site, case):
    page = site.client("sagsbehandler").get(PATH)
    labels = {label.get_text(" ", strip=True) for label in page.html.select("main label")}
    assert {"Brevdato", "Afsender eller modtager"} <= labels
