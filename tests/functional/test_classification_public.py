"""The plan at its permanent public addresses."""

from datetime import date

import pytest
from tests.support.builders import a_case

from bdk_esdh.classification.actions import put_subject


def test_everyone_goes_from_main_group_to_group_to_subject(site):
    page = site.client().get("/emner")
    assert "KL’s emnesystematik" in page.text
    for number in (r"/02$", r"/02\.34$", r"/02\.34\.02$"):
        page = page.click(href=number)
    assert page.request.path == "/emner/02.34.02"
    assert page.html.h1.text == "Byggetilladelse"
    assert "Emne 02.34.02" in page.text
    crumbs = [each.text for each in page.html.select(".e-crumbs li")]
    assert crumbs == ["Forside", "Emner", "02 Byggeri", "02.34 Byggesager", "02.34.02 Byggetilladelse"]


def test_a_number_that_went_out_of_use_keeps_its_address_and_names_what_came_after(site):
    with site.graph() as (root, act):
        put_subject(
            root["emner"], "02.34.04", "Anmeldelse", retired=date(2020, 5, 1), replaced_by=("02.34.02", "99.99.99"),
            registry=act.registry,
        )  # fmt: skip
    client = site.client()
    page = client.get("/emner/02.34.04")
    assert "Gik ud af brug 1. maj 2020." in page.text
    assert page.html.find("a", string="02.34.02 Byggetilladelse")
    assert "99.99.99" not in page.text
    assert "Anmeldelse" not in client.get("/emner/02.34").text
    assert "0 emner fundet" in client.get("/emner", {"q": "anmeldelse"}).text


def test_a_search_finds_parts_of_words(site):
    page = site.client().get("/emner", {"q": "tilladelse"})
    assert "1 emne fundet" in page.text
    assert page.html.find("a", href="/emner/02.34.02")


def test_what_is_filed_under_a_number_is_not_told(site):
    with site.graph() as (root, act):
        a_case(root, act, title="Carport på Algade")
    page = site.client().get("/emner/02.34.02")
    assert "Carport" not in page.text
    assert "2026-0000" not in page.text


@pytest.mark.parametrize(
    "query", ["start=-1", "start=1000000000", "start=x", "q=%00", "q=" + "a" * 3000, "q=%E2%80%AE"]
)
def test_nonsense_in_the_address_is_answered_with_a_page(site, query):
    client = site.client()
    assert client.get(f"/emner?{query}").status_int == 200
    assert client.get(f"/emner/02.34?{query}").status_int == 200


def test_a_number_that_never_was_does_not_exist(site):
    assert "Siden findes ikke" in site.client().get("/emner/98.98.98", status=404).text
