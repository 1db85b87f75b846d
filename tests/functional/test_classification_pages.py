"""Pages of the classification: going down the plan, searching in it, counting what one may read."""

from datetime import date

import pytest
from tests.support.builders import a_case

from bdk_esdh.classification.actions import put_subject


@pytest.fixture
def plan(site):
    with site.graph() as (root, act):
        put_subject(root["emner"], "02.34.02", "Byggetilladelse", retention_code="K5", registry=act.registry)
        put_subject(root["emner"], "02.34.30", "Nedrivning af bebyggelse", registry=act.registry)
        put_subject(
            root["emner"], "02.34.04", "Anmeldelse", retired=date(2020, 5, 1), replaced_by=("02.34.02", "99.99.99"),
            registry=act.registry,
        )  # fmt: skip
    return site


def test_one_goes_from_main_group_to_group_to_subject(plan):
    page = plan.client("medarbejder").get("/intranet/emner")
    page = page.click(href="/02$")
    page = page.click(href=r"/02\.34$")
    page = page.click(href=r"/02\.34\.02$")
    assert page.request.path == "/intranet/emner/02.34.02"
    assert "Kan kasseres 5 år efter, at sagen er afsluttet (K5)" in page.text
    assert [each.text for each in page.html.select(".e-crumbs a")] == [
        "Start",
        "Emner",
        "02 Byggeri",
        "02.34 Byggesager",
    ]


def test_a_retired_subject_says_since_when_and_what_to_use_instead(plan):
    page = plan.client("medarbejder").get("/intranet/emner/02.34.04")
    assert "Gik ud af brug 1. maj 2020" in page.text
    assert page.html.find("a", string="02.34.02 Byggetilladelse")
    assert "99.99.99" in page.text
    assert page.html.find("a", string="99.99.99") is None


def test_a_search_finds_parts_of_words_and_an_exact_number_leads_straight_there(plan):
    client = plan.client("medarbejder")
    found = client.get("/intranet/emner", {"q": "tilladelse"})
    assert "1 fundet" in found.text
    assert "02.34.02" in found.text
    assert client.get("/intranet/emner", {"q": " 02.34.02 "}, status=303).location.endswith(
        "/intranet/emner/02.34.02"
    )


def test_a_search_that_finds_nothing_says_so_and_keeps_what_was_typed(plan):
    page = plan.client("medarbejder").get("/intranet/emner", {"q": "<xyzzy>"})
    assert "Intet emne har “&lt;xyzzy&gt;” i nummer eller titel" in page.text
    assert page.html.find("input", id="emne-q")["value"] == "<xyzzy>"


@pytest.mark.parametrize(
    "query",
    [
        "start=-1",
        "start=1000000000",
        "start=x",
        "q=a&start=-1",
        "q=a&start=999999999",
        "q=%00",
        "q=%F0%9F%8F%A0",
        "q=" + "a" * 5000,
        "q=%E2%80%AE",
    ],
)
def test_nonsense_in_the_address_is_answered_with_a_page(plan, query):
    client = plan.client("medarbejder")
    assert client.get(f"/intranet/emner?{query}").status_int == 200
    assert client.get(f"/intranet/emner/02.34?{query}").status_int == 200


def test_a_number_that_is_not_there_is_not_found(plan):
    plan.client("medarbejder").get("/intranet/emner/77", status=404)


def cases_on(client, number):
    page = client.get(f"/intranet/emner/{number}")
    (term,) = [each for each in page.html.select(".e-meta dt") if each.text == "Sager"]
    value = term.find_next("dd")
    return int(value.text), value.a["href"] if value.a else None


def test_each_level_counts_the_cases_under_it_that_one_may_read_and_no_others(plan):
    with plan.graph() as (root, act):
        for subject in ("02.34.02", "02.34.02", "02.34.30"):
            a_case(root, act, kle_subject=subject)
        a_case(root, act, sensitivity="confidential")
    insider, outsider = plan.client("sagsbehandler"), plan.client("sagsbehandler2")
    assert [cases_on(insider, number)[0] for number in ("02", "02.34", "02.34.02", "02.34.30")] == [
        4,
        4,
        3,
        1,
    ]
    assert [cases_on(outsider, number)[0] for number in ("02", "02.34", "02.34.02", "02.34.30")] == [
        3,
        3,
        2,
        1,
    ]


def test_the_count_leads_to_the_list_of_just_those_cases(plan):
    with plan.graph() as (root, act):
        a_case(root, act, title="Carport på Algade")
        a_case(root, act, title="Nedrivning af lade", kle_subject="02.34.30")
    client = plan.client("sagsbehandler")
    page = client.get(cases_on(client, "02.34.02")[1])
    assert "Carport på Algade" in page.text
    assert "Nedrivning af lade" not in page.text
    assert "Nedrivning af lade" in client.get(cases_on(client, "02.34")[1]).text


def test_a_long_group_is_shown_fifty_at_a_time(plan):
    with plan.graph() as (root, act):
        for place in range(60):
            put_subject(root["emner"], f"02.35.{place:02}", f"Emne {place}", registry=act.registry)
        put_subject(root["emner"], "02.35", "Lang gruppe", registry=act.registry)
    page = plan.client("medarbejder").get("/intranet/emner/02.35")
    assert "02.35.49" in page.text
    assert "02.35.50" not in page.text
    assert "02.35.50" in page.click("Næste").text


def test_politicians_citizens_and_strangers_see_nothing_of_it(plan):
    for login in ("politiker", "borger1"):
        plan.client(login).get("/intranet/emner", status=404)
        plan.client(login).get("/intranet/emner/02.34.02", status=404)
    plan.client().get("/intranet/emner/02.34.02", status=302)
