"""Coming in and going out."""

import pytest
from tests.support.site import form_with


def test_the_intranet_answers_the_anonymous_the_same_whether_a_node_exists_or_not(site):
    client = site.client()
    there = client.get("/intranet/sager", status=302)
    not_there = client.get("/intranet/findes-ikke", status=302)
    assert there.location.endswith("/log-ind?til=%2Fintranet%2Fsager")
    assert not_there.location.endswith("/log-ind?til=%2Fintranet%2Ffindes-ikke")


def test_a_wrong_password_is_told_at_the_field_and_the_login_is_kept(site):
    form = form_with(site.client().get("/log-ind"), "password")
    form["login"], form["password"] = "sagsbehandler", "forkert"
    answer = form.submit(status=422)
    assert "Brugernavn eller adgangskode er forkert" in answer.text
    assert form_with(answer, "password")["login"].value == "sagsbehandler"


@pytest.mark.parametrize(
    "target", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)"]
)
def test_logging_in_never_leads_to_another_site(site, target):
    client = site.client()
    form = form_with(client.get("/log-ind", {"til": target}), "password")
    form["login"], form["password"] = "sagsbehandler", "demo"
    assert form.submit(status=303).location == "http://testserver/intranet/"


def test_a_case_is_opened_by_form_and_gets_the_years_first_number(site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    assert form["responsible_unit"].value == "byg"
    form["title"], form["kle_subject"] = "Carport på Algade 🏠", "02.34.02"
    assert form.submit(status=303).location == "http://testserver/intranet/sager/2026-00001"


@pytest.mark.parametrize("target", ["", "/intranet/sager", "/intranet?a"])
def test_a_citizen_is_led_to_pages_of_ones_own_and_offered_no_way_to_the_intranet(site, target):
    client = site.client()
    form = form_with(client.get("/log-ind", {"til": target}), "password")
    form["login"], form["password"] = "borger1", "demo"
    page = form.submit(status=303).follow(status=200)
    assert page.request.path == "/"
    assert "Ida Attrap" in page.text
    assert "/intranet" not in page.text


@pytest.mark.parametrize("login", ["sagsbehandler", "politiker"])
def test_everybody_at_work_finds_oneself_in_the_menu_under_ones_name(site, login):
    page = site.client(login).get("/intranet/").click("Min profil")
    assert page.request.path == "/intranet/min-profil"
    assert page.click("Skift adgangskode").request.path.endswith(f"/personer/{login}/adgangskode")
    assert page.click("Her er du logget på").status_int == 200
    assert page.click("Adgangstegn").status_int == 200
