"""Opening a case in an emergency: with a reason, to one person, for reading, for a while, and on record."""

from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.sharing.actions import set_access_list

PAGE = "/intranet/noedadgang"
CASE = "/intranet/sager/2026-00001"
REASON = "Akut henvendelse fra politiet om adressen"


@pytest.fixture(params=["confidential", "vip", "list"])
def secret(request, site):
    """A case that the manager may not read, with a document."""
    with site.graph(by="sagsbehandler2") as (root, act):
        level = "not_confidential" if request.param == "list" else request.param
        case = a_case(
            root, act, title="Underretning om et barn", sensitivity=level,
            responsible_unit="visitation", caseworker="sagsbehandler2",
        )  # fmt: skip
        a_document(case, act, title="Notat fra samtalen", on_postlist=False)
        if request.param == "list":
            set_access_list(case, ["user:sagsbehandler2"], act)


def _ask(client, number="2026-00001", reason=REASON, **kwargs):
    form = client.get(PAGE).forms["form"]
    form["case_number"], form["reason"] = number, reason
    return form.submit(**kwargs)


def _entries(site):
    with site.graph() as (root, _act):
        entries = [unpack(packed) for packed, _number, _key in journal_of(root).waiting()]
        return [
            (each.verb, each.by, each.case_number, each.note)
            for each in entries
            if each.verb.startswith("break_glass")
        ]


def test_the_case_and_what_lies_on_it_are_open_to_that_person_alone_for_an_hour(site, secret):
    manager, other = site.client("leder"), site.client("administrator")
    for path in (CASE, f"{CASE}/1"):
        manager.get(path, status=404)
    page = _ask(manager).follow()
    assert "Underretning om et barn" in page.text
    assert "Du har sagen åben ved nødadgang til kl. 10.00" in page.text
    assert "Notat fra samtalen" in manager.get(f"{CASE}/1").text
    assert "2026-00001" in manager.get("/intranet/sager").text
    assert "Underretning" in manager.get("/intranet/soeg?q=underretning").text
    other.get(CASE, status=404)
    site.clock.advance(timedelta(minutes=59))
    manager.get(CASE, status=200)
    site.clock.advance(timedelta(minutes=1))
    for path in (CASE, f"{CASE}/1"):
        manager.get(path, status=404)
    assert "Underretning" not in manager.get("/intranet/soeg?q=underretning").text
    assert "2026-00001" not in manager.get("/intranet/sager").text


def test_it_is_ended_by_a_button_on_the_case(site, secret):
    manager = site.client("leder")
    page = _ask(manager).follow()
    form = next(form for form in page.forms.values() if form.action.endswith("noedadgang-slut"))
    page = form.submit().follow()
    assert "Nødadgangen til sag 2026-00001 er slut" in page.text
    manager.get(CASE, status=404)
    sent = {"csrf_token": form["csrf_token"].value, "name": form["name"].value}
    assert "allerede slut" in manager.post("/intranet/noedadgang-slut", sent).follow().text


def test_what_is_opened_so_is_for_reading(site, secret):
    """Otherwise an hour would be enough to share it with oneself for good."""
    manager = site.client("leder")
    page = _ask(manager).follow()
    token = next(form["csrf_token"].value for form in page.forms.values() if "csrf_token" in form.fields)
    assert "Ret" not in [link.text for link in page.html.select(".e-actions a")]
    for name in ("ret", "adgang-giv", "adgang-bryd", "adgang-liste", "tilstand"):
        manager.post(
            f"{CASE}/{name}", {"csrf_token": token, "who": "user:leder", "level": "manage"}, status=403
        )
    assert "giv" not in manager.get(f"{CASE}/adgang").forms
    manager.post(f"{CASE}/1/ret", {"csrf_token": token}, status=[403, 404])


def test_each_use_stands_in_the_journal_on_the_case_and_in_the_list(site, secret):
    _ask(site.client("leder"))
    assert ("break_glass.opened", "leder", "2026-00001", REASON) in _entries(site)
    page = site.client("sagsbehandler2").get(f"{CASE}/adgang")
    assert "Åbnet ved nødadgang" in page.text
    assert "Lis Låntnavn" in page.text
    assert REASON in page.text
    assert REASON in site.client("sagsbehandler2").get(f"{CASE}/1/adgang").text
    listed = site.client("administrator").get("/intranet/noedadgange")
    assert REASON in listed.text
    assert "Visitation" in listed.text
    assert "Underretning" not in listed.text


def test_the_manager_of_the_responsible_unit_is_told_on_the_start_page(site, secret):
    with site.graph() as (root, _act):
        people = root["organisation"]["personer"]
        people["redaktoer"].roles, people["redaktoer"].unit_key = ("manager",), "sundhed-velfaerd"
    told, other = site.client("redaktoer"), site.client("leder")
    assert "Nødadgang" not in told.get("/intranet/").html.find("main").text
    _ask(site.client("administrator"))
    page = told.get("/intranet/").html.find("main").text
    assert "Adam Administrator" in page
    assert "2026-00001" in page
    assert REASON in page
    assert "Underretning" not in page
    assert "Adam Administrator" not in other.get("/intranet/").html.find("main").text


def test_a_number_that_no_case_has_is_on_record_too_and_opens_nothing(site, secret):
    manager = site.client("leder")
    page = _ask(manager, number="2026-00999").follow()
    assert "Der er ingen sag 2026-00999 at åbne" in page.text
    assert ("break_glass.tried", "leder", "", f"2026-00999: {REASON}") in _entries(site)
    assert "Ingen sager er åbnet" in page.text


@pytest.mark.parametrize(
    ("number", "reason", "message"),
    [
        ("2026-00001", "", "Skriv, hvorfor det er nødvendigt"),
        ("2026-00001", "Haster meget", "mindst 20 tegn"),
        ("2026-00001", "Det haster, borgeren 610190-0000 er syg", "ligner et CPR-nummer"),
        ("2026-00001", "x" * 1001, "Der er plads til 1000"),
        ("", REASON, "Skriv sagens nummer"),
        ("sager", REASON, "Skriv nummeret som"),
        ("../organisation", REASON, "Skriv nummeret som"),
        ("2026-00001\x00x", REASON, "Skriv nummeret som"),
        ("2026-00001-1", REASON, "Skriv nummeret som"),
    ],
)
def test_without_a_number_and_a_real_reason_nothing_is_opened_and_what_was_typed_stays(
    site, number, reason, message
):
    with site.graph(by="sagsbehandler2") as (root, act):
        a_case(root, act, sensitivity="confidential", responsible_unit="visitation")
    manager = site.client("leder")
    page = _ask(manager, number, reason, status=422)
    assert message in page.text
    assert page.forms["form"]["reason"].value == reason
    manager.get(CASE, status=404)
    assert _entries(site) == []


def test_the_same_form_sent_twice_opens_once(site, secret):
    manager = site.client("leder")
    form = manager.get(PAGE).forms["form"]
    form["case_number"], form["reason"] = "2026-00001", REASON
    form.submit(status=303)
    form.submit(status=303)
    assert len(_entries(site)) == 1


@pytest.mark.parametrize(
    "login", ["sagsbehandler", "sekretaer", "medarbejder", "politiker", "redaktoer", "postmedarbejder"]
)
def test_who_may_not_open_in_emergencies_finds_no_page_of_it(site, login):
    client = site.client(login)
    client.get(PAGE, status=403)
    assert "noedadgang" not in client.get("/intranet/").text
    client.get("/intranet/noedadgange", status=403)


def test_a_manager_does_not_see_what_others_have_opened(site, secret):
    _ask(site.client("administrator"))
    page = site.client("leder").get(PAGE)
    assert "Ingen sager er åbnet" in page.text
    site.client("leder").get("/intranet/noedadgange", status=403)


def test_somebody_elses_emergency_cannot_be_ended(site, secret):
    manager = site.client("leder")
    page = _ask(manager).follow()
    name = next(form["name"].value for form in page.forms.values() if form.action.endswith("noedadgang-slut"))
    other = site.client("administrator")
    token = other.get(PAGE).forms["form"]["csrf_token"].value
    for guess in (name, "", "\x00", "x" * 300):
        answer = other.post("/intranet/noedadgang-slut", {"csrf_token": token, "name": guess}).follow()
        assert "allerede slut" in answer.text
    manager.get(CASE, status=200)


def test_whoever_loses_the_role_loses_what_is_open(site, secret):
    manager = site.client("leder")
    _ask(manager)
    manager.get(CASE, status=200)
    with site.graph() as (root, _act):
        root["organisation"]["personer"]["leder"].roles = ("caseworker",)
    manager.get(CASE, status=404)


def test_a_clock_set_back_to_before_it_opens_nothing(site, secret):
    _ask(site.client("leder"))
    site.clock.advance(timedelta(minutes=-10))
    site.client("leder").get(CASE, status=404)


def test_how_long_it_lasts_is_a_setting(site):
    assert site.registry.esdh_settings.break_glass_minutes == 60
