"""A field that asks for a case suggests open ones by number and by words, to whoever may read them."""

import pytest
from tests.support.builders import a_case
from tests.support.site import form_with

from bdk_esdh.cases.actions import move_case

ADDRESS = "/intranet/sager/forslag"


@pytest.fixture
def town(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Carport på Ærøgade")
        a_case(
            root,
            act,
            title="Carport i skjul",
            sensitivity="confidential",
            responsible_unit="visitation",
            caseworker=None,
        )
        move_case(a_case(root, act, title="Carport der er færdig"), "close", act)
        a_case(root, act, title="Støj fra carport")
    return site


def suggested(client, typed):
    answer = client.get(ADDRESS, {"case_number": typed})
    return [option["data-text"] for option in answer.html.select("[role=option]")]


def test_open_cases_one_may_read_are_suggested_the_newest_first(town):
    clerk = town.client("sagsbehandler")
    assert suggested(clerk, "carp") == ["2026-00004 Støj fra carport", "2026-00001 Carport på Ærøgade"]
    assert suggested(clerk, "aeroegade carport") == ["2026-00001 Carport på Ærøgade"]
    assert suggested(clerk, "2026-00004") == ["2026-00004 Støj fra carport"]
    assert "2026-00002 Carport i skjul" in suggested(town.client("sagsbehandler2"), "carp")


@pytest.mark.parametrize("typed", ["", "c", " ", "*", "\x00", "🏠", "x" * 5000, '"', "2026-"])
def test_nonsense_suggests_nothing_and_does_no_harm(town, typed):
    assert len(suggested(town.client("sagsbehandler"), typed)) <= 8


def test_citizens_are_suggested_nothing(town):
    for login in (None, "borger1"):
        town.client(login).get(ADDRESS, {"case_number": "carport"}, status="*").mustcontain(no="Carport")


def test_what_was_suggested_is_taken_as_the_case(town):
    client = town.client("sagsbehandler")
    form = form_with(client.get("/intranet/dokumenter/registrer"), "case_number")
    assert form["case_number"].attrs["data-suggest"] == ADDRESS
    form["case_number"] = "2026-00004 Støj fra carport"
    answer = form.submit(expect_errors=True)
    assert "findes ikke" not in answer, "of this form only the file is missing"
