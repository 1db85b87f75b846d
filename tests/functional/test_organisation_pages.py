"""Pages of the organisation: the tree, a unit, the list of people, a person."""

import pytest
from tests.support.site import form_with

from bdk_esdh.organisation.actions import (
    add_person,
    change_person,
    deactivate_person,
    people_of,
    person_values,
    units_of,
)

PEOPLE = "/intranet/organisation/personer"
UNITS = "/intranet/organisation/enheder"


def names(page):
    return [each.text.strip() for each in page.html.select("tbody th a")]


def test_the_tree_shows_each_unit_under_the_one_it_belongs_to(site):
    page = site.client("medarbejder").get("/intranet/organisation")
    (branch,) = [
        each for each in page.html.select("li") if each.a and each.a.text == "Teknik & Miljø" and each.ul
    ]
    assert [each.text for each in branch.ul.select("a")] == ["Byg", "Vej & Park"]
    assert "9" in page.html.find(id="enheder-h").text


def test_a_unit_shows_its_people_what_lies_under_it_and_how_to_reach_it(site):
    with site.graph("administrator") as (root, act):
        unit = units_of(root)["byg"]
        unit.phone, unit.email = "09 45 45 01", "byg@broenderslev.example"
        person = people_of(root)["sagsbehandler"]
        change_person(
            person,
            {**person_values(person), "phone": "09 45 46 02", "email": "karla@broenderslev.example"},
            act,
        )
    client = site.client("medarbejder")
    page = client.get(f"{UNITS}/byg")
    assert names(page) == ["Karla Skabelon"]
    links = {each["href"] for each in page.html.select("a")}
    assert {"tel:09454501", "mailto:byg@broenderslev.example"} <= links
    assert {"tel:09454602", "mailto:karla@broenderslev.example"} <= links
    assert page.html.find("a", string="Teknik & Miljø")
    assert "Byg" in client.get(f"{UNITS}/teknik-miljoe").html.find("aside").text


def test_a_colleague_is_found_by_the_beginning_of_name_job_or_login(site):
    with site.graph("administrator") as (root, act):
        person = people_of(root)["sagsbehandler"]
        change_person(person, {**person_values(person), "job_title": "Byggesagsbehandler"}, act)
    client = site.client("medarbejder")
    for words in ("karla", "KARLA SKAB", "byggesags", "sagsbehandler ska"):
        assert names(client.get(PEOPLE, {"q": words})) == ["Karla Skabelon"]
    empty = client.get(PEOPLE, {"q": "<findes ikke>"})
    assert "Ingen passer" in empty.text
    assert empty.html.find(id="filter-q")["value"] == "<findes ikke>"


def test_citizens_are_on_no_page_of_a_colleague_and_their_addresses_are_not_found(site):
    client = site.client("sagsbehandler")
    for address in (PEOPLE, f"{PEOPLE}?vis=borgere", f"{PEOPLE}?q=attrap", f"{PEOPLE}?q=borger1&vis=borgere"):
        assert "Ida Attrap" not in client.get(address).text
    assert "9 personer" in client.get(f"{PEOPLE}?vis=borgere").text
    assert (
        client.get(f"{PEOPLE}/borger1", status=404).html.h1.text
        == client.get(f"{PEOPLE}/findes", status=404).html.h1.text
    )


def test_administrators_see_citizens_and_those_who_left_on_lists_of_their_own(site):
    with site.graph("administrator") as (root, act):
        deactivate_person(people_of(root)["leder"], act)
    client = site.client("administrator")
    assert "Lis Låntnavn" not in names(client.get(PEOPLE))
    assert not {"Ida Attrap", "Bent Prøve"} & set(names(client.get(PEOPLE)))
    assert names(client.get(PEOPLE, {"vis": "inaktive"})) == ["Lis Låntnavn"]
    assert names(client.get(PEOPLE, {"vis": "borgere"})) == ["Bent Prøve", "Ida Attrap"]


def test_a_long_list_of_people_is_shown_fifty_at_a_time(site):
    with site.graph("administrator") as (root, act):
        for number in range(60):
            values = {
                "login": f"ny{number}",
                "title": f"Prøve Person {number:02}",
                "roles": ["employee"],
                "unit_key": "byg",
            }
            add_person(people_of(root), values, act)
    client = site.client("medarbejder")
    page = client.get(PEOPLE, {"q": "prøve"})
    assert len(names(page)) == 50
    assert len(names(page.click("Næste"))) == 10
    assert len(names(client.get(f"{UNITS}/byg"))) == 50


@pytest.mark.parametrize(
    "query",
    [
        "start=-1",
        "start=1000000000",
        "start=x",
        "vis=%00",
        "vis=findes-ikke",
        "q=%00",
        "q=%E2%80%AE",
        "q=" + "a" * 5000,
        "q=%F0%9F%8F%A0",
    ],
)
def test_nonsense_in_the_address_is_answered_with_a_page(site, query):
    client = site.client("administrator")
    for address in (PEOPLE, f"{UNITS}/byg", "/intranet/organisation"):
        assert client.get(f"{address}?{query}").status_int == 200


def test_only_administrators_are_offered_to_change_the_organisation_and_only_they_can(site):
    offered = ("ny-enhed", "ny-person", "/ret", "deaktiver", "adgangskode")
    pages = ("/intranet/organisation", PEOPLE, f"{UNITS}/byg", f"{PEOPLE}/leder")
    client = site.client("sagsbehandler")
    assert not [word for page in pages for word in offered if word in client.get(page).html.main.decode()]
    for address in (f"{UNITS}/ny-enhed", f"{PEOPLE}/ny-person", f"{UNITS}/byg/ret", f"{PEOPLE}/leder/ret"):
        client.get(address, status=403)
    administrator = site.client("administrator")
    seen = "".join(administrator.get(page).text for page in pages)
    assert [word for word in offered if word not in seen] == []


def test_politicians_citizens_and_strangers_see_nothing_of_the_organisation(site):
    for login in ("politiker", "borger1"):
        for address in ("/intranet/organisation", PEOPLE, f"{PEOPLE}/leder"):
            site.client(login).get(address, status=404)
    site.client().get(PEOPLE, status=302)


def test_a_unit_and_a_person_are_made_and_changed_by_form(site):
    client = site.client("administrator")
    form = form_with(client.get(f"{UNITS}/ny-enhed"), "parent_key")
    form["title"], form["parent_key"], form["email"] = (
        "Natur & Miljø 🌳",
        "teknik-miljoe",
        "natur@eksempel.dk",
    )
    page = form.submit(status=303).follow()
    assert page.request.path == f"{UNITS}/natur-miljoe"
    form = form_with(client.get(f"{PEOPLE}/ny-person"), "login")
    form["title"], form["login"], form["unit_key"] = "Finn Formodet", "finn", "natur-miljoe"
    page = form.submit(status=303).follow()
    assert "Har ingen adgangskode endnu" in page.text
    form = form_with(client.get(f"{PEOPLE}/finn/ret"), "job_title")
    form["job_title"] = "Biolog"
    assert "Biolog" in form.submit(status=303).follow().text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Skriv personens navn"),
        ("title", "x" * 300, "Der er plads til 255"),
        ("title", "\u202eomvendt", "vender skriften om"),
        ("login", "Æ B", "Brug små bogstaver a-z og tal"),
        ("login", "", "Skriv et brugernavn"),
        ("login", "leder", "Brugernavnet er optaget"),
        ("login", "system", "Brugernavnet er optaget"),
        ("login", "anonymous", "Brugernavnet er optaget"),
        ("email", "ikke en adresse", "navn@eksempel.dk"),
        ("phone", "ring bare", "Skriv kun cifre"),
    ],
)
def test_a_mistake_in_the_form_of_a_person_is_told_at_the_field_and_all_that_was_typed_stays(
    site, field, value, message
):
    client = site.client("administrator")
    form = form_with(client.get(f"{PEOPLE}/ny-person"), "login")
    form["title"], form["login"], form["job_title"] = "Finn Formodet", "finn", "Biolog"
    form[field] = value
    answer = form.submit(status=422)
    assert message in answer.text
    assert form_with(answer, "login")["job_title"].value == "Biolog"
    with site.graph() as (root, _act):
        assert "finn" not in people_of(root)


def test_the_same_form_sent_twice_makes_one_person(site):
    client = site.client("administrator")
    form = form_with(client.get(f"{PEOPLE}/ny-person"), "login")
    form["title"], form["login"] = "Finn Formodet", "finn"
    assert form.submit(status=303).location == form.submit(status=303).location


def test_a_unit_that_is_gone_when_the_form_comes_back_is_told_at_the_field(site):
    client = site.client("administrator")
    form = form_with(client.get(f"{UNITS}/ny-enhed"), "parent_key")
    form["title"], form["parent_key"] = "Ny", "vej-park"
    with site.graph("administrator") as (root, _act):
        units_of(root).remove("vej-park")
        units_of(root).touch()
    assert form.submit(status=422).html.find(attrs={"aria-invalid": "true"})["name"] == "parent_key"
