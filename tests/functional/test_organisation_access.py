"""Who gets in: passwords, people who are let in and out, and sessions that end at once."""

from datetime import timedelta

import pytest
from tests.support.site import form_with

from bdk_esdh.organisation.actions import deactivate_person, people_of

PEOPLE = "/intranet/organisation/personer"
PASSWORD = "en lang adgangskode"


def log_in(site, login, password):
    form = form_with(site.client().get("/log-ind"), "password")
    form["login"], form["password"] = login, password
    return form.submit(status="*")


def change(client, login, *, new=PASSWORD, repeated=None, current=None, status=303):
    form = form_with(client.get(f"{PEOPLE}/{login}/adgangskode"), "new_password")
    form["new_password"] = new
    form["repeated"] = new if repeated is None else repeated
    if current is not None:
        form["current_password"] = current
    return form.submit(status=status)


def press(page, text):
    (form,) = [form for form in page.forms.values() if text in form.text]
    return form.submit(status=303)


def test_an_administrator_gives_somebody_a_new_password_and_the_old_one_no_longer_fits(site):
    answer = change(site.client("administrator"), "medarbejder").follow()
    assert "Poul Pseudonym har fået en ny adgangskode" in answer.text
    assert log_in(site, "medarbejder", "demo").status_int == 422
    assert log_in(site, "medarbejder", PASSWORD).status_int == 303


def test_ones_own_password_needs_the_present_one_and_ones_session_goes_on(site):
    client = site.client("medarbejder")
    refused = change(client, "medarbejder", current="forkert", status=422)
    assert "Adgangskoden er forkert" in refused.text
    answer = change(client, "medarbejder", current="demo").follow()
    assert "Din adgangskode er skiftet" in answer.text
    assert log_in(site, "medarbejder", PASSWORD).status_int == 303


def test_a_password_is_never_sent_back_in_the_page(site):
    refused = change(site.client("administrator"), "medarbejder", repeated="noget helt andet", status=422)
    assert "De to nye adgangskoder er ikke ens" in refused.text
    assert PASSWORD not in refused.text
    assert "noget helt andet" not in refused.text


@pytest.mark.parametrize("password", ["kort", "123456789", "x" * 201])
def test_a_password_that_is_too_short_or_too_long_is_refused(site, password):
    assert "Adgangskoden" in change(site.client("administrator"), "leder", new=password, status=422).text
    assert log_in(site, "leder", "demo").status_int == 303


def test_an_empty_form_is_told_at_each_field(site):
    answer = form_with(
        site.client("medarbejder").get(f"{PEOPLE}/medarbejder/adgangskode"), "new_password"
    ).submit(status=422)
    assert len(answer.html.find_all(attrs={"aria-invalid": "true"})) == 3
    assert answer.html.title.text.startswith("Fejl: ")


def test_a_politician_changes_the_own_password_too(site):
    change(site.client("politiker"), "politiker", current="demo")
    assert log_in(site, "politiker", PASSWORD).status_int == 303


def test_nobody_but_an_administrator_changes_the_password_of_another(site):
    for login in ("sagsbehandler", "leder"):
        site.client(login).get(f"{PEOPLE}/medarbejder/adgangskode", status=403)
    client = site.client("sagsbehandler")
    token = form_with(client.get(f"{PEOPLE}/sagsbehandler/adgangskode"), "new_password")["csrf_token"].value
    values = {"csrf_token": token, "new_password": PASSWORD, "repeated": PASSWORD, "current_password": "demo"}
    client.post(f"{PEOPLE}/medarbejder/adgangskode", values, status=403)
    site.client("politiker").get(f"{PEOPLE}/medarbejder/adgangskode", status=404)
    site.client("sagsbehandler").get(f"{PEOPLE}/borger1/adgangskode", status=404)
    assert log_in(site, "medarbejder", "demo").status_int == 303


def test_a_new_password_ends_the_sessions_that_are_open(site):
    stolen = site.client("medarbejder")
    assert stolen.get("/intranet/emner").status_int == 200
    site.clock.advance(timedelta(minutes=5))
    change(site.client("administrator"), "medarbejder")
    stolen.get("/intranet/emner", status=302)


def test_changing_ones_own_password_ends_the_other_sessions_and_not_this_one(site):
    other, own = site.client("medarbejder"), site.client("medarbejder")
    site.clock.advance(timedelta(minutes=5))
    change(own, "medarbejder", current="demo")
    other.get("/intranet/emner", status=302)
    assert own.get("/intranet/emner").status_int == 200


def test_somebody_made_inactive_is_out_at_once_and_back_in_by_undo(site):
    inside = site.client("medarbejder")
    administrator = site.client("administrator")
    page = press(administrator.get(f"{PEOPLE}/medarbejder"), "Gør inaktiv").follow()
    assert "Poul Pseudonym kan ikke længere logge på" in page.text
    assert "Inaktiv" in page.html.find("header", class_="e-object").text
    inside.get("/intranet/emner", status=302)
    refused = log_in(site, "medarbejder", "demo")
    assert refused.status_int == 422
    assert "Brugernavn eller adgangskode er forkert" in refused.text
    page = press(page, "Fortryd").follow()
    assert "Poul Pseudonym kan logge på" in page.text
    assert log_in(site, "medarbejder", "demo").status_int == 303


def test_an_inactive_person_is_told_the_same_as_somebody_who_does_not_exist(site):
    with site.graph("administrator") as (root, act):
        deactivate_person(people_of(root)["leder"], act)
    inactive, unknown = log_in(site, "leder", "demo"), log_in(site, "findesikke", "demo")
    assert (inactive.status_int, unknown.status_int) == (422, 422)
    shown = [answer.html.find(class_="form-error-message").text for answer in (inactive, unknown)]
    assert shown[0] == shown[1]


def test_an_inactive_person_cannot_write_with_a_form_that_was_open(site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"] = "For sent", "02.34.02"
    with site.graph("administrator") as (root, act):
        deactivate_person(people_of(root)["sagsbehandler"], act)
    assert "Intet er gemt" in form.submit(status=400).text
    with site.graph() as (root, _act):
        assert len(root["sager"]) == 0


def test_an_administrator_has_no_button_to_make_oneself_inactive_and_a_forged_one_is_refused(site):
    client = site.client("administrator")
    page = client.get(f"{PEOPLE}/administrator")
    assert "Gør inaktiv" not in page.text
    token = page.html.find("input", attrs={"name": "csrf_token"})["value"]
    answer = client.post(f"{PEOPLE}/administrator/deaktiver", {"csrf_token": token}, status=303).follow()
    assert "Du kan ikke gøre dig selv inaktiv" in answer.text


def test_letting_in_and_out_needs_the_right_and_the_token(site):
    client = site.client("leder")
    token = client.get("/intranet/emner").html.find("input", attrs={"name": "csrf_token"})["value"]
    for act in ("deaktiver", "aktiver"):
        client.post(f"{PEOPLE}/medarbejder/{act}", {"csrf_token": token}, status=403)
        site.client("administrator").post(f"{PEOPLE}/medarbejder/{act}", {}, status=400)
        site.client("administrator").get(f"{PEOPLE}/medarbejder/{act}", status=404)
