"""The pages by which a unit's own administrator looks after its people."""

import pytest
from tests.support.site import form_with

from bdk_esdh.organisation.actions import add_person, people_of, units_of
from bdk_esdh.organisation.unit_actions import set_unit_administrators

ORGANISATION = "/intranet/organisation"
PEOPLE, UNITS, GROUPS = (f"{ORGANISATION}/{name}" for name in ("personer", "enheder", "grupper"))


@pytest.fixture
def local(site):
    with site.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["teknik-miljoe"], {"administrators": ["leder"]}, act)
    return site


def options(form, name):
    return [value for value, *_rest in form[name].options]


def test_an_administrator_chooses_a_units_administrators_by_form(site):
    client = site.client("administrator")
    page = client.get(f"{UNITS}/byg").click("Vælg administratorer")
    form = form_with(form_with(page, "submission").submit("administrators:add"), "administrators.0")
    form["administrators.0"] = "sagsbehandler"
    page = form.submit(status=303).follow()
    assert "Enhedens administratorer er gemt" in page.text
    assert page.html.find("aside").find("a", string="Karla Skabelon")
    assert "Ny person" in site.client("sagsbehandler").get(f"{UNITS}/byg").text
    client.get(f"{PEOPLE}/sagsbehandler").mustcontain("Administrerer", "Byg")


def test_others_do_not_choose_administrators(local):
    for login in ("leder", "sagsbehandler"):
        client = local.client(login)
        client.get(f"{UNITS}/byg/administratorer", status=403)
        token = client.get("/intranet/").html.find("input", attrs={"name": "csrf_token"})["value"]
        values = {"csrf_token": token, "administrators.0": login}
        client.post(f"{UNITS}/byg/administratorer", values, status=403)


def test_a_person_is_made_in_the_unit_one_comes_from_with_a_role_and_a_password(local):
    client = local.client("leder")
    form = form_with(client.get(f"{UNITS}/byg").click("Ny person"), "login")
    assert form["unit_key"].value == "byg"
    assert set(options(form, "unit_key")) - {""} == {"teknik-miljoe", "byg", "vej-park"}
    form["title"], form["login"] = "Finn Formodet", "finn"
    form.set("roles", True, index=0)
    page = form.submit(status=303).follow()
    form = form_with(page.click("Giv en adgangskode"), "new_password")
    form["new_password"] = form["repeated"] = "en lang adgangskode"
    form.submit(status=303)
    newcomer = local.client("finn", "en lang adgangskode")
    assert newcomer.get("/intranet/").status_int == 200


def test_the_form_offers_no_role_and_no_unit_that_is_not_ones_to_give(local):
    form = form_with(local.client("leder").get(f"{PEOPLE}/ny-person"), "login")
    offered = {field._value for field in form.fields["roles"]}
    assert offered == {"employee", "caseworker", "mail_room"}
    values = {name: field[0].value for name, field in form.fields.items() if name and field[0].value}
    values |= {"title": "Snyd", "login": "snyd", "roles": "administrator", "unit_key": "byg"}
    local_client = local.client("leder")
    token = form_with(local_client.get(f"{PEOPLE}/ny-person"), "login")["csrf_token"].value
    local_client.post(f"{PEOPLE}/ny-person", {**values, "csrf_token": token}, status=422)
    with local.graph() as (root, _act):
        assert "snyd" not in people_of(root)


def test_people_are_let_out_and_in_again_and_their_sessions_ended(local):
    inside = local.client("sagsbehandler")
    client = local.client("leder")
    page = client.get(f"{PEOPLE}/sagsbehandler")
    (form,) = [form for form in page.forms.values() if "Gør inaktiv" in form.text]
    page = form.submit(status=303).follow()
    inside.get("/intranet/", status=302)
    assert "Inaktiv" in client.get(f"{UNITS}/byg").text
    (form,) = [form for form in page.forms.values() if "Lad personen logge på igen" in form.text]
    form.submit(status=303)
    assert local.client("sagsbehandler").get("/intranet/").status_int == 200


ACTS = ("ret", "adgangskode", "logget-paa")


@pytest.mark.parametrize("login", ["sagsbehandler2", "administrator", "medarbejder"])
def test_people_of_others_have_no_buttons_and_forged_ones_are_refused(local, login):
    """Break it: let every employee administer."""
    client = local.client("leder")
    page = client.get(f"{PEOPLE}/{login}")
    assert not [name for name in (*ACTS, "deaktiver") if f"{login}/{name}" in page.text]
    token = page.html.find("input", attrs={"name": "csrf_token"})["value"]
    for name in ACTS:
        client.get(f"{PEOPLE}/{login}/{name}", status=403)
        client.post(f"{PEOPLE}/{login}/{name}", {"csrf_token": token}, status=403)
    for name in ("deaktiver", "aktiver"):
        client.post(f"{PEOPLE}/{login}/{name}", {"csrf_token": token}, status=403)


def test_citizens_stay_unknown_to_a_units_administrator(local):
    client = local.client("leder")
    for name in ("", *ACTS):
        client.get(f"{PEOPLE}/borger1/{name}", status=404)


def test_an_administrator_of_nothing_sees_nothing_of_it(site):
    client = site.client("leder")
    assert "Ny person" not in client.get(f"{UNITS}/byg").html.main.text
    for address in (f"{PEOPLE}/ny-person", f"{GROUPS}/ny-gruppe", f"{PEOPLE}/sagsbehandler/ret"):
        client.get(address, status=403)


def test_a_group_of_the_unit_is_made_by_form_and_shown_on_the_unit(local):
    client = local.client("leder")
    form = form_with(client.get(f"{UNITS}/byg").click("Ny gruppe"), "title")
    assert form["unit_key"].value == "byg"
    form["title"] = "Vagten 🚧"
    form = form_with(form.submit("members:add"), "members.0")
    assert set(options(form, "members.0")) - {""} == {"sagsbehandler"}
    form["members.0"] = "sagsbehandler"
    page = form.submit(status=303).follow()
    assert page.html.main.find("a", string="Byg")
    assert client.get(f"{UNITS}/byg").html.main.find("a", string="Vagten 🚧")


def test_the_list_of_people_is_narrowed_to_a_unit_and_a_role_and_tells_the_last_login(local):
    local.client("sagsbehandler")
    client = local.client("leder")
    page = client.get(PEOPLE, {"enhed": "byg"})
    assert [each.text for each in page.html.select("tbody th a")] == ["Karla Skabelon"]
    assert "i dag kl. 9.00" in page.html.tbody.text
    page = client.get(PEOPLE, {"rolle": "mail_room"})
    assert [each.text for each in page.html.select("tbody th a")] == ["Villy Fiktiv"]
    assert "Aldrig" in page.html.tbody.text
    assert "Sidst logget på" not in local.client("medarbejder").get(PEOPLE).text


@pytest.mark.parametrize(
    "query", ["enhed=%00", "rolle=konge", "enhed=" + "x" * 3000, "rolle=&enhed=&vis=borgere"]
)
def test_nonsense_in_the_filters_is_the_whole_list(local, query):
    assert "9 personer" in local.client("leder").get(f"{PEOPLE}?{query}").text


HOSTILE = ["x" * 300, "a\0b", "🏠🏠", "\u202eomvendt", "610190-0000", "<b>fed</b>"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("address", "field", "others"),
    [
        (f"{PEOPLE}/ny-person", "title", {"login": "ny1", "unit_key": "byg"}),
        (f"{PEOPLE}/ny-person", "login", {"title": "Ny", "unit_key": "byg"}),
        (f"{PEOPLE}/ny-person", "unit_key", {"title": "Ny", "login": "ny1"}),
        (f"{GROUPS}/ny-gruppe", "title", {"unit_key": "byg"}),
        (f"{GROUPS}/ny-gruppe", "unit_key", {"title": "Ny"}),
        (f"{GROUPS}/ny-gruppe", "members.0", {"title": "Ny", "unit_key": "byg"}),
        (f"{PEOPLE}/sagsbehandler/adgangskode", "new_password", {"repeated": "x"}),
        (f"{PEOPLE}/sagsbehandler/logget-paa", "afslut", {}),
    ],
)
def test_whatever_is_typed_is_answered_with_a_page(local, address, field, others, text):
    client = local.client("leder")
    token = client.get("/intranet/").html.find("input", attrs={"name": "csrf_token"})["value"]
    answer = client.post(address, {**others, field: text, "csrf_token": token}, status="*")
    assert answer.status_int in (303, 422), answer.status_int


@pytest.mark.parametrize("text", [*HOSTILE, "borger1", "politiker", ""])
def test_whatever_is_chosen_as_administrator_is_answered_with_a_page(site, text):
    client = site.client("administrator")
    token = client.get("/intranet/").html.find("input", attrs={"name": "csrf_token"})["value"]
    values = {"csrf_token": token, "administrators.0": text}
    assert client.post(f"{UNITS}/byg/administratorer", values, status="*").status_int in (303, 422)
    with site.graph() as (root, _act):
        assert units_of(root)["byg"].administrators == ()


def test_the_person_removed_and_the_unit_taken_away_meanwhile_are_no_fault_of_ours(local):
    with local.graph("administrator") as (root, act):
        add_person(
            people_of(root),
            {"login": "kort", "title": "Kort Tid", "roles": ["employee"], "unit_key": "byg"},
            act,
        )
    client = local.client("leder")
    form = form_with(client.get(f"{PEOPLE}/kort/ret"), "title")
    taken = form_with(client.get(f"{PEOPLE}/sagsbehandler/ret"), "title")
    with local.graph("administrator") as (root, act):
        people_of(root).remove("kort", registry=act.registry)
        set_unit_administrators(units_of(root)["teknik-miljoe"], {"administrators": []}, act)
    form.submit(status=404)
    taken.submit(status=403)


def test_two_who_choose_administrators_at_once_leave_people_and_units_in_step(site):
    forms = []
    for login in ("sagsbehandler", "leder"):
        client = site.client("administrator")
        page = form_with(client.get(f"{UNITS}/byg/administratorer"), "submission").submit(
            "administrators:add"
        )
        form = form_with(page, "administrators.0")
        form["administrators.0"] = login
        forms.append(form)
    for form in forms:
        form.submit(status="*")
    with site.graph() as (root, _act):
        chosen = units_of(root)["byg"].administrators
        holding = [login for login, person in people_of(root).items() if "byg" in person.administers]
        assert sorted(chosen) == sorted(holding)
