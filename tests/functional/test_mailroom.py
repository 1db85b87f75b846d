"""Letters that wait: put there, seen by those who may, registered once, sent on, thrown away."""

import hashlib

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.journal_town import acts_of, readings_of
from tests.support.site import form_with
from tests.support.spoiled_files import A_PROGRAM
from webtest import Upload

from bdk_esdh.cases.actions import move_case
from bdk_esdh.kernel.graph import get_oid

QUEUE = "/intranet/postrum"
LETTER = (
    "Nordbyg ApS",
    "19. november 2026",
    "Jeres ref.: 2026-00001",
    "Vedr.: Supplerende tegninger til carport",
    "Med venlig hilsen",
    "Nordbyg ApS",
)


def put(client, *files, path=QUEUE, status=303):
    form = form_with(client.get(path), "files")
    values = [("files", Upload(name, content)) for name, content in files]
    return client.post(form.action, [*_hidden(form), *values], status=status)


def _hidden(form):
    return [(name, form[name].value) for name in ("csrf_token", "once", "sag") if name in form.fields]


def put_by_script(client, name, content, *, path=QUEUE, status=200):
    form = form_with(client.get(path), "files")
    values = [*_hidden(form), ("files", Upload(name, content))]
    return client.post(form.action, values, headers={"X-Esdh-Upload": "1"}, status=status).json


def a_letter(*lines):
    return a_pdf(*(lines or LETTER))


def letters(client):
    return [link["href"] for link in client.get(QUEUE).html.select(".e-rows a")]


def documents(site):
    with site.graph() as (root, _act):
        return [(each.document_number, each.title) for each in root["sager"]["2026-00001"].values()]


@pytest.fixture
def case(site):
    with site.graph() as (root, act):
        a_case(root, act)


@pytest.fixture
def clerk(site, case):
    return site.client("sagsbehandler")


def test_several_files_are_put_into_the_queue_at_once(site, clerk):
    page = put(clerk, ("a.pdf", a_letter()), ("b.pdf", a_pdf("b")), ("c.pdf", a_pdf("c"))).follow()
    assert "3 filer er lagt op og venter på at blive registreret" in page
    assert "3 breve venter på at blive registreret" in page
    assert [link.text for link in page.html.select("ol.e-rows a")] == ["a.pdf", "b.pdf", "c.pdf"]


def test_forty_files_are_taken_at_once(clerk):
    page = put(clerk, *((f"brev {number}.pdf", a_pdf(str(number))) for number in range(40))).follow()
    assert "40 breve venter" in page


def test_of_several_files_those_that_cannot_be_taken_are_named_and_the_others_wait(clerk):
    answer = put(clerk, ("a.pdf", a_letter()), ("tom.pdf", b""), ("regning.pdf", A_PROGRAM), status=422)
    lines = [line.text for line in answer.html.select(".e-uploads > li")]
    assert "Lagt op" in lines[0]
    assert "Filen er tom (0 byte)" in lines[1]
    assert "Filen hedder .pdf, men er et program. Den er ikke gemt" in lines[2]
    assert len(letters(clerk)) == 1
    # sent again as it was (the page reloaded): what waits is not there twice
    put(clerk, ("a.pdf", a_letter()), ("tom.pdf", b""), status=422)


def test_no_file_chosen_is_told(clerk):
    assert "Vælg mindst én fil" in put(clerk, status=422)


def test_a_script_is_told_of_its_file(clerk):
    told = put_by_script(clerk, "a.pdf", a_letter())
    assert (told["text"], told["error"], told["url"]) == ("Lagt op", "", letters(clerk)[0])
    assert "er tom (0 byte)" in put_by_script(clerk, "b.pdf", b"", status=422)["error"]


def test_the_same_file_sent_again_while_it_waits_is_there_once(clerk):
    content = a_letter()
    put_by_script(clerk, "a.pdf", content)
    assert put_by_script(clerk, "a.pdf", content)["text"] == "Ligger her i forvejen"
    assert len(letters(clerk)) == 1


def test_a_letter_is_suggested_what_it_says_each_with_its_reason(site, clerk):
    with site.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act)
    put(clerk, ("scan_0001.pdf", a_letter()))
    site.run_jobs()
    page = clerk.get(letters(clerk)[0])
    form = form_with(page, "title")
    assert form["title"].value == "Supplerende tegninger til carport"
    assert form["letter_date"].value == "19.11.2026"
    assert form["case_number"].value == "2026-00001"
    assert form["correspondent"].value == "Nordbyg ApS"
    reasons = {
        each["id"].removeprefix("form-").removesuffix("-grund"): each.text.strip()
        for each in page.html.select(".e-why")
    }
    assert reasons == {
        "title": "Fra brevets emnelinje",
        "letter_date": "Læst i brevet",
        "case_number": "Sagsnummeret står i brevet",
        "correspondent": "Kendt på sagen, 1 tidligere",
    }


def test_the_case_is_suggested_from_earlier_letters_of_the_same_sender(site, clerk):
    with site.graph() as (root, act):
        a_document(root["sager"]["2026-00001"], act, correspondent="Ida Attrap", character="Ansøger")
    site.run_jobs()
    put(clerk, ("brev.pdf", a_pdf("Kære Byg", "Her er tegningen.", "Med venlig hilsen", "Ida Attrap")))
    site.run_jobs()
    page = clerk.get(letters(clerk)[0])
    form = form_with(page, "title")
    assert (form["case_number"].value, form["character"].value) == ("2026-00001", "Ansøger")
    assert "1 tidligere fra Ida Attrap på sagen" in page


def test_nothing_is_suggested_of_a_case_one_may_not_read_or_that_is_closed(site, clerk):
    with site.graph(by="sagsbehandler2") as (root, act):
        a_case(
            root,
            act,
            title="Hemmelig titel",
            sensitivity="confidential",
            responsible_unit="visitation",
            caseworker="sagsbehandler2",
        )
        move_case(a_case(root, act, title="Lukket titel"), "close", act)
    put(clerk, ("brev.pdf", a_pdf("Jeres ref.: 2026-00002 og 2026-00003")))
    site.run_jobs()
    for path in (letters(clerk)[0], letters(clerk)[0] + "?sag=2026-00002"):
        page = clerk.get(path)
        assert form_with(page, "title")["case_number"].value == ""
        assert "Hemmelig" not in page
        assert "Lukket" not in page


def test_a_personal_number_is_not_suggested_as_a_title(site, clerk):
    put(clerk, ("Brev fra 610190-0000.pdf", a_pdf("Vedr.: sag om 610190-0000")))
    site.run_jobs()
    assert form_with(clerk.get(letters(clerk)[0]), "title")["title"].value == ""


def filled(client, path, **values):
    form = form_with(client.get(path), "title")
    facts = {"title": "Tegninger", "correspondent": "Nordbyg ApS", "case_number": "2026-00001"}
    for name, value in {**facts, **values}.items():
        form[name] = value
    return form


def test_a_letter_is_registered_with_its_very_file_and_the_next_is_shown(site, clerk):
    content = a_letter()
    put(clerk, ("a.pdf", content), ("b.pdf", a_pdf("b")))
    first, second = letters(clerk)
    page = filled(clerk, first, letter_date="19.11.26").submit(status=303).follow()
    assert page.request.path == second
    assert "Registreret som 2026-00001-1" in page
    assert page.click("Åbn dokumentet").html.h1.text == "Tegninger"
    link = clerk.get("/intranet/sager/2026-00001/1/versioner").html.select_one("tbody a")["href"]
    assert hashlib.sha256(clerk.get(link).body).hexdigest() == hashlib.sha256(content).hexdigest()
    assert letters(clerk) == [second]
    last = filled(clerk, second).submit(status=303).follow()
    assert last.request.path == QUEUE
    assert "Registreret som 2026-00001-2. Der venter ikke flere" in last
    site.run_jobs()
    assert "Filen bliver læst" not in clerk.get("/intranet/sager/2026-00001/1")


def test_one_may_go_to_the_document_instead_of_the_next(clerk):
    put(clerk, ("a.pdf", a_letter()), ("b.pdf", a_pdf("b")))
    answer = filled(clerk, letters(clerk)[0]).submit("stay", status=303)
    assert answer.location.endswith("/intranet/sager/2026-00001/1")
    page = answer.follow()
    assert "Registreret som 2026-00001-1" in page
    assert "Åbn dokumentet" not in page


@pytest.mark.parametrize(
    ("typed", "told"), [("23.11.26", None), ("i går", None), ("31.11.2026", "31. november")]
)
def test_dates_are_taken_as_clerks_type_them(typed, told, site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    answer = filled(clerk, letters(clerk)[0], letter_date=typed).submit(status="*")
    assert answer.status_int == (422 if told else 303)
    if told:
        assert told in answer
        assert form_with(answer, "title")["title"].value == "Tegninger"


def test_a_form_with_faults_keeps_what_was_typed_and_spends_no_number(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    path = letters(clerk)[0]
    answer = filled(clerk, path, case_number="2026-09999", description="Det jeg skrev").submit(status=422)
    assert "Sag 2026-09999 findes ikke" in answer
    form = form_with(answer, "title")
    assert form["description"].value == "Det jeg skrev"
    form["case_number"] = "2026-00001"
    form.submit(status=303)
    assert documents(site) == [("2026-00001-1", "Tegninger")]


def test_a_form_sent_twice_registers_once(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    form = filled(clerk, letters(clerk)[0])
    form.submit(status=303)
    page = form.submit(status=303).follow()
    assert "Dokumentet er registreret én gang" in page
    assert len(documents(site)) == 1


def test_of_two_clerks_with_the_same_letter_the_second_is_told_who_was_first_and_nothing_is_there_twice(
    site, case
):
    room, clerk = site.client("postmedarbejder"), site.client("leder")
    put(clerk, ("a.pdf", a_letter()))
    path = letters(room)[0]
    first, second = filled(room, path), filled(clerk, path, description="Det jeg skrev")
    first.submit(status=303)
    answer = second.submit(status=409)
    assert "Villy Fiktiv registrerede brevet kl. 9.00 som 2026-00001-1" in answer
    assert "Der er ikke registreret noget to gange" in answer
    assert len(documents(site)) == 1
    assert "Brevet er allerede registreret" in clerk.get(path).follow()


def test_who_may_not_read_the_document_is_not_told_its_number(site, case):
    room, clerk = site.client("postmedarbejder"), site.client("leder")
    put(clerk, ("a.pdf", a_letter()))
    path = letters(room)[0]
    second = filled(room, path)
    filled(clerk, path, sensitivity="confidential").submit(status=303)
    answer = second.submit(status=409)
    assert "registrerede brevet kl. 9.00." in answer
    assert "2026-00001-1" not in answer.html.main.text


def test_a_letter_is_seen_by_who_put_it_there_its_unit_and_the_mail_room_alone(site, case):
    clerk = site.client("sagsbehandler")
    put(clerk, ("Hemmeligt navn.pdf", a_letter()))
    path = letters(clerk)[0]
    assert letters(site.client("postmedarbejder")) == [path]
    for login in ("sagsbehandler2", "sekretaer", "administrator", "medarbejder", "politiker"):
        other = site.client(login)
        for address in (path, f"{path}/fil/Hemmeligt%20navn.pdf", f"{path}/slet", f"{path}/registreret"):
            assert "Hemmeligt navn" not in other.get(address, status=404)
        token = form_with(other.get("/intranet/"), "csrf_token")["csrf_token"].value
        for address in (path, f"{path}/send"):
            other.post(address, {"csrf_token": token, "unit": "visitation"}, status=404)
        if login in {"sagsbehandler2", "sekretaer"}:
            queue = other.get(QUEUE)
            assert "Hemmeligt" not in queue
            assert "Ingen breve venter" in queue
        assert "Hemmeligt" not in other.get("/intranet/soeg?q=hemmeligt", status="*")


def test_what_is_put_on_a_case_is_seen_by_who_put_it_there_alone_until_it_is_registered(site, clerk):
    page = put(clerk, ("a.pdf", a_letter()), path="/intranet/sager/2026-00001").follow()
    assert "1 fil venter på at blive registreret på sagen" in page
    path = page.html.select_one("#filer .e-rows a")["href"]
    for login in ("postmedarbejder", "leder"):
        other = site.client(login)
        assert "a.pdf" not in other.get("/intranet/sager/2026-00001")
        assert letters(other) == []
        other.get(path, status=404)
    form = form_with(clerk.get(path), "title")
    assert form["case_number"].value == "2026-00001"
    form["title"], form["correspondent"] = "Tegninger", "Nordbyg ApS"
    assert form.submit(status=303).location.endswith("/intranet/sager/2026-00001")


def test_nothing_is_put_on_a_case_one_may_not_read_or_that_is_closed(site, case):
    with site.graph() as (root, act):
        a_case(root, act, sensitivity="confidential")
        move_case(a_case(root, act), "close", act)
    clerk = site.client("sagsbehandler2")
    form = form_with(clerk.get(QUEUE), "files")
    for number, status in (("2026-00002", 404), ("2026-09999", 404), ("2026-00003", 409)):
        values = [
            ("csrf_token", form["csrf_token"].value),
            ("sag", number),
            ("files", Upload("a.pdf", a_letter())),
        ]
        clerk.post(form.action, values, status=status)
    assert letters(clerk) == []


def test_the_page_of_a_case_offers_it_to_those_alone_who_may_register(site, case):
    assert "Læg filer på sagen" in site.client("sagsbehandler").get("/intranet/sager/2026-00001")
    assert "Læg filer på sagen" not in site.client("medarbejder").get("/intranet/sager/2026-00001")


def test_a_letter_is_sent_to_another_unit_and_back(site, case):
    room, other = site.client("postmedarbejder"), site.client("sagsbehandler2")
    put(room, ("a.pdf", a_letter()))
    path = letters(room)[0]
    assert letters(other) == []
    form = form_with(room.get(path), "unit")
    form["unit"] = "visitation"
    page = form.submit(status=303).follow()
    assert "Brevet er sendt videre" in page
    assert letters(other) == [path]
    undo = next(each for each in page.forms.values() if each.action.endswith("/send?unit="))
    undo.submit(status=303)
    assert letters(other) == []


def test_a_letter_is_not_sent_to_a_unit_there_is_not(site, case):
    room = site.client("postmedarbejder")
    put(room, ("a.pdf", a_letter()))
    path = letters(room)[0]
    token = form_with(room.get(path), "unit")["csrf_token"].value
    assert "Vælg en enhed" in room.post(
        f"{path}/send", {"csrf_token": token, "unit": "findes-ikke"}, status=422
    )


def test_a_letter_is_thrown_away_and_taken_back(site, clerk):
    put(clerk, ("reklame.pdf", a_letter()))
    path = letters(clerk)[0]
    page = form_with(clerk.get(f"{path}/slet"), "reason").submit(status=303).follow()
    assert letters(clerk) == []
    assert "reklame.pdf" not in site.client("sagsbehandler2").get("/intranet/papirkurv")
    next(each for each in page.forms.values() if "gendan" in each.action).submit(status=303)
    assert letters(clerk) == [path]


def test_a_letter_that_waits_on_a_case_is_thrown_away_by_its_own_name_and_never_by_that_of_the_case(
    site, clerk
):
    put(clerk, ("dublet.pdf", a_letter()), path="/intranet/sager/2026-00001")
    asked = clerk.get(f"{letters(clerk)[0]}/slet")
    assert "Slet “dublet.pdf”" in asked
    assert "bruges ikke igen" not in asked
    page = form_with(asked, "reason").submit(status=303).follow()
    assert page.request.path == "/intranet/sager/2026-00001", "where the file was dropped"
    assert "“dublet.pdf” ligger i papirkurven." in page
    back = next(each for each in page.forms.values() if "gendan" in each.action).submit(status=303).follow()
    assert "“dublet.pdf” er gendannet." in back


def test_the_file_is_shown_in_our_page_and_to_those_alone_who_may(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    path = letters(clerk)[0]
    shown = clerk.get(f"{path}/fil/a.pdf")
    assert shown.content_type == "application/pdf"
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert clerk.get(f"{path}/fil/a.pdf?hent=1").headers["Content-Disposition"].startswith("attachment")
    clerk.get(f"{path}/fil/b.pdf", status=404)


def test_what_happens_to_a_letter_stands_in_the_journal(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    path = letters(clerk)[0]
    with site.graph() as (root, _act):
        oid = get_oid(root["postrum"][path.rpartition("/")[2]])
    clerk.get(path)
    clerk.get(f"{path}/fil/a.pdf")
    filled(clerk, path).submit(status=303)
    assert [each.verb for each in acts_of(site)][-3:] == [
        "mailroom.received",
        "document.registered",
        "mailroom.settled",
    ]
    assert {"mailroom.opened", "mailroom.file_fetched"} <= {verb for _by, verb in readings_of(site, oid)}


def test_what_was_registered_is_taken_out_of_the_room_after_a_day(site, clerk):
    from datetime import timedelta

    put(clerk, ("a.pdf", a_letter()))
    filled(clerk, letters(clerk)[0]).submit(status=303)
    site.clock.advance(timedelta(days=2))
    clerk = site.client("sagsbehandler")
    put(clerk, ("b.pdf", a_pdf("b")))
    filled(clerk, letters(clerk)[0]).submit(status=303)
    with site.graph() as (root, _act):
        assert len(root["postrum"]) == 1


def test_a_refused_upload_leaves_nothing_behind(site, clerk):
    put_by_script(clerk, "x.pdf", A_PROGRAM, status=422)
    with site.graph() as (root, _act):
        assert len(root["postrum"]) == 0


def test_the_start_page_counts_what_one_may_see(site, clerk):
    put(clerk, ("a.pdf", a_letter()), ("b.pdf", a_pdf("b")))
    page = clerk.get("/intranet/")
    tile = next(each for each in page.html.select(".e-tile") if each["href"] == QUEUE)
    assert tile.text == "2breve i postrummet"
    assert "i postrummet" not in site.client("sagsbehandler2").get("/intranet/").html.main.text
    assert "i postrummet" not in site.client("medarbejder").get("/intranet/").html.main.text


def test_a_letter_about_nothing_we_have_gets_a_case_and_is_registered_on_it(site, clerk):
    put(clerk, ("scan.pdf", a_pdf("Vedr.: Støj fra havnen", "Venlig hilsen", "Nordbyg ApS")))
    site.run_jobs()
    letter = letters(clerk)[0]
    form = form_with(clerk.get(letter).click("Opret en sag til brevet"), "kle_subject")
    assert form["title"].value == "Støj fra havnen"
    answer = form.submit(status=422)  # the subject is missing
    assert "Fejl: Ny sag til scan.pdf" in answer
    form = form_with(answer, "kle_subject")
    form["kle_subject"] = "02.34.02"
    page = form.submit(status=303).follow()
    assert "Sag 2026-00002 er oprettet. Registrér nu brevet på den" in page
    form = form_with(page, "case_number")
    assert form["case_number"].value == "2026-00002"
    form.submit("stay", status=303)
    with site.graph() as (root, _act):
        assert [each.title for each in root["sager"]["2026-00002"].values()] == ["Støj fra havnen"]
    assert clerk.get(f"{letter}/ny-sag", status=303).location.endswith("/registreret")


def test_of_two_who_open_a_case_for_one_letter_the_second_is_led_to_the_first_ones(site, clerk):
    """Break it: open the case without asking whether there is one."""
    put(clerk, ("scan.pdf", a_pdf("Vedr.: Støj fra havnen")))
    site.run_jobs()
    letter, colleague = letters(clerk)[0], site.client("postmedarbejder")
    forms = [form_with(each.get(f"{letter}/ny-sag"), "kle_subject") for each in (clerk, colleague)]
    for form, title in zip(forms, ("Støj", "Larm"), strict=True):
        form["title"], form["kle_subject"] = title, "02.34.02"
    forms[0].submit(status=303)
    refused = forms[1].submit(status=422)
    assert "En kollega har oprettet en sag til brevet" in refused
    assert form_with(refused, "kle_subject")["title"].value == "Larm"
    page = colleague.get(f"{letter}/ny-sag", status=303).follow()
    assert "Sag 2026-00002 er allerede oprettet til brevet" in page
    assert "Opret en sag til brevet" not in page
    assert form_with(page, "case_number")["case_number"].value == "2026-00002"
    assert "Sagen blev oprettet til brevet" in page
    with site.graph() as (root, _act):
        assert len(root["sager"]) == 2


def test_a_case_opened_for_a_letter_by_mistake_and_deleted_stands_in_nobodys_way(site, clerk):
    put(clerk, ("scan.pdf", a_letter()))
    letter = letters(clerk)[0]
    for number in ("2026-00002", "2026-00003"):
        form = form_with(clerk.get(f"{letter}/ny-sag"), "kle_subject")
        form["title"], form["kle_subject"] = "Støj", "02.34.02"
        assert number in form.submit(status=303).location
        form = form_with(clerk.get(f"/intranet/sager/{number}/slet"), "reason")
        form["reason"] = "Oprettet ved en fejl"
        form.submit(status=303)


def test_a_letter_that_somebody_registered_meanwhile_gets_no_case_and_what_was_typed_stays(site, clerk):
    """Break it: open the case without asking whether the letter waits."""
    put(clerk, ("scan.pdf", a_letter()))
    letter = letters(clerk)[0]
    form = form_with(clerk.get(f"{letter}/ny-sag"), "kle_subject")
    form["title"], form["kle_subject"] = "Larm", "02.34.02"
    filled(clerk, letter).submit("stay", status=303)
    refused = form.submit(status=422)
    assert "registrerede brevet kl." in refused
    assert form_with(refused, "kle_subject")["title"].value == "Larm"
    with site.graph() as (root, _act):
        assert len(root["sager"]) == 1


def test_the_case_for_a_letter_of_another_unit_is_that_units_and_nobodys_yet(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    letter = letters(clerk)[0]
    form = form_with(clerk.get(letter), "unit")
    form["unit"] = "visitation"
    form.submit()
    form = form_with(site.client("postmedarbejder").get(f"{letter}/ny-sag"), "responsible_unit")
    assert (form["responsible_unit"].value, form["caseworker"].value) == ("visitation", "")


def test_whoever_may_not_see_the_letter_opens_no_case_for_it(site, clerk):
    put(clerk, ("a.pdf", a_letter()))
    for login in ("sagsbehandler2", "redaktoer", "borger1"):
        site.client(login).get(f"{letters(clerk)[0]}/ny-sag", status="4*")
