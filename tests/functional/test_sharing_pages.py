"""The page of the access to a thing: what it tells, what one does there, and what it refuses."""

from urllib.parse import urlencode

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.kernel.records import Face
from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.sharing.actions import share

CASE = "/intranet/sager/2026-00001"


@pytest.fixture
def case(site):
    """A confidential case of Byg with a document, and a group."""
    with site.graph() as (root, act):
        case = a_case(root, act, title="Ulovlig udlejning", sensitivity="confidential")
        a_document(case, act, title="Anmeldelse")
        with_admin = site.act(root, "administrator")
        add_group(root["organisation"]["grupper"], {"title": "Klima", "members": ["redaktoer"]}, with_admin)
    return CASE


def _give(client, path, who, level="read", note="", **kwargs):
    form = client.get(f"{path}/adgang").forms["giv"]
    form["who"].force_value(who)
    form["level"].force_value(level)
    form["note"] = note
    return form.submit(**kwargs)


def _token(page):
    return next(form["csrf_token"].value for form in page.forms.values() if "csrf_token" in form.fields)


def _remove_forms(page):
    return [form for form in page.forms.values() if form.action.endswith("adgang-fjern")]


def test_every_type_with_a_page_at_work_has_a_page_of_its_access(application):
    registry = application[1]
    views = [item["introspectable"] for item in registry.introspector.get_category("views")]
    with_page = {view["context"] for view in views if view["name"] == "adgang"}
    wanted = {
        each.cls
        for each in registry.records.types.values()
        if Face.INTRANET in each.faces and each.read_permission
    }
    assert with_page == wanted
    assert len(wanted) >= 12


@pytest.mark.parametrize(
    "path",
    ["/intranet", "/intranet/sager", CASE, f"{CASE}/1", "/intranet/udvalg", "/intranet/organisation",
     "/intranet/organisation/enheder/byg", "/intranet/organisation/personer/leder", "/intranet/nyheder",
     "/intranet/organisation/grupper/klima", "/intranet/emner", "/intranet/postlister"],
)  # fmt: skip
def test_it_is_shown_for_all_kinds_of_things(site, case, path):
    page = site.client("sagsbehandler").get(f"{path}/adgang")
    assert "Adgang" in page.html.h1.parent.text
    assert "Personer med adgang" in page.text


def test_it_says_who_reads_a_confidential_case_and_why(site, case):
    page = site.client("sagsbehandler").get(f"{case}/adgang")
    for words in ("Byg og enhederne under", "Sagens ansvarlige enhed", "Karla Skabelon", "Sagens behandler"):
        assert words in page.text
    assert "Alle medarbejdere" not in page.text
    assert "case:" not in page.text


def test_all_staff_are_a_sentence_and_not_a_list(site):
    with site.graph() as (root, act):
        a_case(root, act)
    page = site.client("medarbejder").get(f"{CASE}/adgang")
    assert "Alle, der arbejder i kommunen, kan læse: 8 personer." in page.text
    assert "Rette kan de, der har en af rollerne Sagsbehandler, Leder." in page.text
    assert "Villy Fiktiv" not in page.text


def test_somebody_is_given_access_uses_it_and_loses_it_again_and_the_message_undoes_that(site, case):
    clerk, other = site.client("sagsbehandler"), site.client("medarbejder")
    other.get(case, status=404)
    assert "2026-00001" not in other.get("/intranet/soeg?q=udlejning").text
    page = _give(clerk, case, "user:medarbejder", note="Vikar i uge 48").follow()
    assert "Vikar i uge 48" in page.text
    assert "Poul Pseudonym" in page.text
    assert "Ulovlig udlejning" in other.get(case).text
    assert "Anmeldelse" in other.get(f"{case}/1").text
    assert "2026-00001" in other.get("/intranet/sager").text
    assert "Poul Pseudonym" in other.get(f"{case}/1/adgang").text, (
        "on the document it says where it comes from"
    )
    page = _remove_forms(page)[0].submit().follow()
    other.get(case, status=404)
    undo = next(form for form in page.forms.values() if "adgang-tilbage" in form.action)
    undo.submit()
    assert "Ulovlig udlejning" in other.get(case).text


def test_a_group_a_unit_and_a_politician_are_given_access(site, case):
    clerk = site.client("sagsbehandler")
    for who, login in (
        ("group:klima", "redaktoer"),
        ("unit:staben", "sekretaer"),
        ("user:politiker", "politiker"),
    ):
        site.client(login).get(case, status=404)
        _give(clerk, case, who, status=303)
        site.client(login).get(case, status=200)
    site.client("sagsbehandler2").get(case, status=404)


@pytest.mark.parametrize(
    "token",
    ["public", "staff", "open", "role:administrator", "case:2026-00001", "body:oek", "user:borger1", "user:ingen",
     "unit:", "group:findes-ikke", "user:\x00", "🙂", "x" * 300],
)  # fmt: skip
def test_garbage_is_no_choice_and_opens_nothing(site, case, token):
    clerk = site.client("sagsbehandler")
    page = _give(clerk, case, token, status=422)
    assert "Vælg" in page.text
    assert not _remove_forms(clerk.get(f"{case}/adgang"))
    query = urlencode({"hvem": token, "hvad": "manage"})
    answer = clerk.post(
        f"{case}/adgang-tilbage?{query}", {"csrf_token": page.forms["giv"]["csrf_token"].value}
    ).follow()
    assert "Vælg en kollega" in answer.text


def test_a_politician_gets_no_more_than_reading_and_what_was_typed_is_kept(site, case):
    page = _give(site.client("sagsbehandler"), case, "user:politiker", "manage", note="Formand", status=422)
    assert "En politiker kan kun få lov at læse" in page.text
    assert page.forms["giv"]["note"].value == "Formand"
    assert page.forms["giv"]["who"].value == "user:politiker"


def test_a_note_of_300_signs_is_told_and_nothing_is_half_done(site, case):
    page = _give(site.client("sagsbehandler"), case, "user:medarbejder", note="n" * 300, status=422)
    assert "Der er plads til 200" in page.text
    site.client("medarbejder").get(case, status=404)


def test_the_same_form_sent_twice_gives_access_once(site, case):
    clerk = site.client("sagsbehandler")
    form = clerk.get(f"{case}/adgang").forms["giv"]
    form["who"], form["level"] = "user:medarbejder", "read"
    form.submit(status=303)
    page = form.submit(status=303).follow()
    assert len(_remove_forms(page)) == 1


def test_who_may_not_manage_sees_no_form_and_is_refused(site):
    with site.graph() as (root, act):
        a_case(root, act)
    for login in ("medarbejder", "redaktoer", "administrator", "sekretaer"):
        client = site.client(login)
        page = client.get(f"{CASE}/adgang")
        assert "giv" not in page.forms
        token = _token(page)
        for name in (
            "adgang-giv",
            "adgang-fjern",
            "adgang-bryd",
            "adgang-liste",
            "adgang-genopret",
            "adgang-liste-fjern",
        ):
            client.post(f"{CASE}/{name}", {"csrf_token": token, "who": "user:borger1"}, status=403)
        client.get(f"{CASE}/adgang-bryd", status=403)


def test_who_may_not_read_it_gets_the_answer_of_a_thing_that_is_not_there(site, case):
    client = site.client("sagsbehandler2")
    token = _token(client.get("/intranet/"))
    assert client.get(f"{case}/adgang", status=404).status_int == 404
    client.post(f"{case}/adgang-giv", {"csrf_token": token}, status=404)
    site.client("politiker").get(f"{case}/adgang", status=404)
    assert site.client().get(f"{case}/adgang").status_int == 302


def test_breaking_inheritance_names_who_loses_access_before_it_happens_and_undoing_it_who_gets_it(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, on_postlist=False)
    clerk = site.client("sagsbehandler")
    page = clerk.get(f"{CASE}/adgang").click("Bryd arven")
    assert "I dag kan alle medarbejdere læse" in page.text
    assert "7 mister adgangen" in " ".join(page.text.split())
    assert "Lis Låntnavn" in page.text
    assert "Disse har adgang bagefter" in page.text
    assert site.client("leder").get(CASE).status_int == 200
    page = next(form for form in page.forms.values() if form.action.endswith("adgang-bryd")).submit().follow()
    assert "Arven er brudt" in page.text
    for path in (CASE, f"{CASE}/1"):
        site.client("leder").get(path, status=404)
        clerk.get(path, status=200)
    assert "Arven er brudt på" in clerk.get(f"{CASE}/1/adgang").text
    page = clerk.get(f"{CASE}/adgang").click("Genopret arven")
    assert "7 får adgang" in " ".join(page.text.split())
    next(form for form in page.forms.values() if form.action.endswith("adgang-genopret")).submit()
    site.client("leder").get(f"{CASE}/1", status=200)


def test_the_last_who_manages_what_is_cut_off_cannot_be_removed(site, case):
    clerk = site.client("sagsbehandler")
    page = clerk.get(f"{case}/adgang").click("Bryd arven")
    page = next(form for form in page.forms.values() if form.action.endswith("adgang-bryd")).submit().follow()
    page = _remove_forms(page)[0].submit().follow()
    assert "Mindst én skal kunne styre adgangen" in page.text
    clerk.get(case, status=200)


@pytest.mark.parametrize(
    "path",
    [
        "/intranet",
        "/intranet/sager",
        "/intranet/organisation/enheder/byg",
        "/intranet/udvalg",
        "/intranet/emner/02",
    ],
)
def test_an_administrator_cannot_lock_the_house(site, path):
    client = site.client("administrator")
    page = client.get(f"{path}/adgang")
    assert "Bryd arven" not in page.text
    assert "Her kan arven ikke brydes" in client.get(f"{path}/adgang-bryd").follow().text
    page = client.post(f"{path}/adgang-bryd", {"csrf_token": _token(page)}).follow()
    assert "Her kan arven ikke brydes" in page.text
    site.client("medarbejder").get(path if path != "/intranet" else "/intranet/", status=200)


def test_what_is_public_or_on_an_agenda_is_not_cut_off(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act, on_postlist=True)
    clerk = site.client("sagsbehandler")
    for path in (CASE, f"{CASE}/1"):
        page = clerk.get(f"{path}/adgang").click("Bryd arven").follow()
        assert "“2026-00001-1” er offentlig. Træk den tilbage" in page.text
    form = clerk.get(f"{CASE}/adgang").forms["liste"]
    form["listed"] = "user:leder"
    assert "er offentlig" in form.submit(status=422).text


def test_the_access_list_of_a_case_is_begun_used_and_emptied(site, case):
    clerk = site.client("sagsbehandler")
    _give(clerk, case, "user:medarbejder")
    form = clerk.get(f"{case}/adgang").forms["liste"]
    form["listed"] = "user:leder"
    page = form.submit().follow()
    assert page.text.count("Tag ") >= 2, "whoever begins the list stands on it"
    site.client("medarbejder").get(case, status=404)
    site.client("leder").get(case, status=404)
    clerk.get(case, status=200)
    removal = [f for f in page.forms.values() if f.action.endswith("adgang-liste-fjern")]
    own = next(f for f in removal if f["token"].value == "user:sagsbehandler")
    assert "Du skal selv stå på adgangslisten" in own.submit().follow().text
    for token in ("user:leder", "user:sagsbehandler"):
        page = clerk.get(f"{case}/adgang")
        removal = [f for f in page.forms.values() if f.action.endswith("adgang-liste-fjern")]
        next(f for f in removal if f["token"].value == token).submit()
    site.client("medarbejder").get(case, status=200)


def test_an_edit_of_the_case_leaves_its_access_list_alone(site, case):
    clerk = site.client("sagsbehandler")
    form = clerk.get(f"{case}/adgang").forms["liste"]
    form["listed"] = "user:leder"
    form.submit()
    form = clerk.get(f"{case}/ret").forms["form"]
    form["description"] = "Ny beskrivelse"
    form.submit(status=303)
    with site.graph() as (root, _act):
        assert root["sager"]["2026-00001"].access_list == ("user:leder", "user:sagsbehandler")


def test_a_removed_group_is_shown_as_removed_and_can_be_taken_away(site, case):
    with site.graph() as (root, act):
        share(root["sager"]["2026-00001"], "group:klima", "read", act)
    site.client("redaktoer").get(case, status=200)
    with site.graph() as (root, _act):
        root["organisation"]["grupper"].remove("klima", registry=site.registry)
    site.client("redaktoer").get(case, status=404)
    page = site.client("sagsbehandler").get(f"{case}/adgang")
    assert "Slettet gruppe (klima)" in page.text
    page = _remove_forms(page)[0].submit().follow()
    assert "Slettet gruppe" not in page.html.find("section", {"aria-labelledby": "delt-h"}).text


def test_a_role_taken_away_between_form_and_answer_counts(site, case):
    with site.graph() as (root, _act):
        root["organisation"]["personer"]["sagsbehandler"].roles = ("caseworker",)
    clerk = site.client("sagsbehandler")
    form = clerk.get(f"{case}/adgang").forms["giv"]
    form["who"], form["level"] = "user:medarbejder", "read"
    with site.graph() as (root, _act):
        root["organisation"]["personer"]["sagsbehandler"].roles = ("employee",)
    form.submit(status=403)
    site.client("medarbejder").get(case, status=404)


def test_a_case_removed_between_form_and_answer_is_gone(site, case):
    clerk = site.client("sagsbehandler")
    form = clerk.get(f"{case}/adgang").forms["giv"]
    form["who"], form["level"] = "user:medarbejder", "read"
    with site.graph() as (root, _act):
        root["sager"].remove("2026-00001", registry=site.registry)
    form.submit(status=404)


@pytest.mark.parametrize("start", ["-1", "1000000000", "x", "49", ""])
def test_a_strange_place_in_the_list_is_the_beginning(site, case, start):
    assert "Karla Skabelon" in site.client("sagsbehandler").get(f"{case}/adgang?start={start}").text
