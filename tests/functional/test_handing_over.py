"""Somebody leaves: the open cases are found from the person's page and given to a colleague."""

import pytest
from tests.support.builders import a_case
from tests.support.site import form_with

from bdk_esdh.organisation.actions import deactivate_person, people_of

LEAVER = "/intranet/organisation/personer/sagsbehandler"
PAGE = "/intranet/sager/giv-videre?fra=sagsbehandler"


@pytest.fixture
def left(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Carport")
        a_case(root, act, title="Altan")
        a_case(root, act, title="Hemmeligt påbud", sensitivity="confidential")
    with site.graph("administrator") as (root, act):
        deactivate_person(people_of(root)["sagsbehandler"], act)
    return site


def caseworkers(site):
    with site.graph() as (root, _act):
        return [case.caseworker for case in root["sager"].values()]


def test_a_manager_gives_what_one_may_read_to_a_colleague(left):
    client = left.client("sagsbehandler2")
    page = client.get(LEAVER).click("2 åbne sager")
    assert "Hemmeligt" not in page.text
    form = form_with(page, "caseworker")
    form["caseworker"] = "sagsbehandler2"
    page = form.submit(status=303).follow()
    assert "2 sager er givet videre" in page.text
    assert "Ingen åbne sager" in page.text
    assert caseworkers(left) == ["sagsbehandler2", "sagsbehandler2", "sagsbehandler"]
    page = page.click("Giv dem til en anden")
    assert "Carport" in page.text
    form = form_with(page, "caseworker")
    form["caseworker"] = "leder"
    form.submit(status=303)
    assert caseworkers(left) == ["leder", "leder", "sagsbehandler"]


def test_the_unit_gives_its_confidential_ones_too_and_the_one_who_takes_over_reads_them(left):
    with left.graph() as (root, _act):
        people_of(root)["leder"].unit_key = "byg"
    form = form_with(left.client("leder").get(PAGE), "caseworker")
    form["caseworker"] = "sagsbehandler2"
    form.submit(status=303)
    assert left.client("sagsbehandler2").get("/intranet/sager/2026-00003").status_int == 200


def test_who_changes_no_cases_sees_no_way_to_it(left):
    for login in ("medarbejder", "administrator", "redaktoer"):
        client = left.client(login)
        assert "åbne sager" not in client.get(LEAVER).text
        client.get(PAGE, status=403)


@pytest.mark.parametrize("chosen", ["", "borger1", "sagsbehandler", "findes-ikke", "x" * 300, "a\0b", "🏠"])
def test_nobody_but_an_active_colleague_takes_over(left, chosen):
    client = left.client("sagsbehandler2")
    token = form_with(client.get(PAGE), "caseworker")["csrf_token"].value
    client.post(PAGE, {"csrf_token": token, "caseworker": chosen}, status=422)
    assert set(caseworkers(left)) == {"sagsbehandler"}


@pytest.mark.parametrize(
    "query", ["", "?fra=", "?fra=findes-ikke", "?fra=borger1", "?fra=%00", "?fra=" + "x" * 3000]
)
def test_cases_of_nobody_are_no_page(left, query):
    left.client("sagsbehandler2").get(f"/intranet/sager/giv-videre{query}", status=404)


def test_the_same_form_sent_twice_gives_once(left):
    client = left.client("sagsbehandler2")
    form = form_with(client.get(PAGE), "caseworker")
    form["caseworker"] = "leder"
    form.submit(status=303)
    form.submit(status=303)
    assert caseworkers(left)[:2] == ["leder", "leder"]


def test_a_case_closed_meanwhile_stays_as_it_is(left):
    client = left.client("sagsbehandler2")
    form = form_with(client.get(PAGE), "caseworker")
    form["caseworker"] = "leder"
    with left.graph() as (root, act):
        from bdk_esdh.cases.actions import move_case

        move_case(root["sager"]["2026-00001"], "close", act)
    form.submit(status=303)
    assert caseworkers(left)[:2] == ["sagsbehandler", "leder"]


def test_cases_are_not_given_to_the_one_who_has_them(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Carport")
    client = site.client("sagsbehandler2")
    form = form_with(client.get(PAGE), "caseworker")
    form["caseworker"] = "sagsbehandler"
    page = form.submit(status=422)
    assert "har allerede" in page.text
    assert caseworkers(site) == ["sagsbehandler"]
