"""A list in a real browser: narrowed, arranged, chosen from and fetched; with a script and without."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from bdk_esdh.cases.actions import move_case
from tests.browser.conftest import SIZES, look_at
from tests.support.builders import a_case, a_document

TITLES = (
    "Opførelse af carport, Algade",
    "Klage over støj fra værksted i Dronninglund",
    "Hegn mod vej",
    "Nedrivning af garage",
    "Tilsyn med altan",
)
WIDER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def cases(live):
    with live.site.graph() as (root, act):
        for number in range(30):
            title = TITLES[number % 5] + (f" {number}" if number > 4 else "")
            due = date(2026, 11, 16 + number % 14) if number % 4 else None
            case = a_case(
                root, act, title=title, due_date=due, responsible_unit=("byg", "vej-park")[number % 2]
            )
            if number in {4, 9}:
                move_case(case, "close", act)
        a_document(root["sager"]["2026-00001"], act)
        a_document(
            root["sager"]["2026-00001"],
            act,
            title="Svar",
            direction="outgoing",
            document_type="letter_outgoing",
        )
    return live


def rows(page):
    return page.locator("tbody th a")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_list_is_narrowed_arranged_chosen_from_and_fetched(cases, javascript):
    page = cases.visitor("sagsbehandler", javascript=javascript)
    page.goto("/intranet/sager?antal=25")
    expect(rows(page)).to_have_count(25)
    page.get_by_role("link", name="Næste").click()
    expect(rows(page)).to_have_count(3)
    if javascript:
        look_at(page, "sager-side-2")

    # filters, one of them dropped again
    page.get_by_label("Nummer eller ord i titlen").fill("garage")
    page.locator("#filter-enhed").select_option("byg")
    page.locator("#filter-tilstand").select_option("alle")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.get_by_role("heading", name="3 sager").wait_for()
    page.get_by_role("link", name="Enhed: Byg, Teknik & Miljø Fjern").click()
    page.get_by_role("heading", name="6 sager").wait_for()
    page.get_by_role("columnheader", name="Frist").get_by_role("link").click()
    assert page.get_by_role("columnheader", name="Frist").get_attribute("aria-sort") == "descending"

    # columns, which stay
    page.get_by_text("Vis/skjul kolonner").click()
    if javascript:
        look_at(page, "sager-kolonner")
    page.locator("#kolonne-emne + label").click()
    page.locator("#kolonne-aendret + label").click()
    page.get_by_role("button", name="Gem mine kolonner").click()
    page.get_by_text("Dine kolonner er gemt").wait_for()
    heads = ["Vælg", "Sag", "Enhed", "Emne", "Frist", "Tilstand"]
    expect(page.get_by_role("columnheader")).to_have_text([re.compile(rf"^\s*{head}\b") for head in heads])
    page.get_by_role("heading", name="6 sager").wait_for()

    # the table
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent som tabel (CSV)").click()
    text = fetched.value.path().read_text("utf-8-sig")
    assert fetched.value.suggested_filename == "sager-2026-11-23.csv"
    assert len(text.splitlines()) == 7
    assert text.startswith("Sag;Sagsnummer;Enhed;")

    # a choice of all but one, given to a colleague
    page.goto("/intranet/sager?q=hegn")
    page.get_by_role("link", name="Vælg alle 6 på siden").click()
    page.get_by_label("Vælg Hegn mod vej", exact=True).uncheck()
    if javascript:
        look_at(page, "sager-valgt")
    page.get_by_role("button", name="Giv de valgte videre").click()
    page.get_by_role("heading", name="Giv de valgte sager videre").wait_for()
    if javascript:
        look_at(page, "sager-giv-videre")
    page.get_by_label("Ny sagsbehandler").select_option("leder")
    page.get_by_role("button", name="Giv sagerne videre").click()
    page.get_by_text("5 sager er givet videre").wait_for()


def test_an_empty_list_keeps_its_filters_and_each_can_be_dropped(cases):
    page = cases.visitor("sagsbehandler")
    page.goto("/intranet/sager?q=findes+ikke&enhed=byg&frist-fra=1.12.2026")
    page.get_by_role("heading", name="Ingen sager passer").wait_for()
    look_at(page, "sager-tom")
    page.get_by_role("link", name="Fjern “Frist fra 1.12.2026”").click()
    page.get_by_role("link", name="Fjern “Nummer eller ord i titlen: findes ikke”").click()
    page.get_by_role("heading", name="14 sager").wait_for()


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("sagsbehandler", "/intranet/sager?antal=25"),
        ("sagsbehandler", "/intranet/dokumenter?registreret-fra=1.11.2026"),
        ("sagsbehandler", "/intranet/postlister"),
        ("administrator", "/intranet/organisation/personer"),
        ("administrator", "/intranet/organisation/grupper"),
        ("administrator", "/intranet/journal"),
        ("sekretaer", "/intranet/udvalg"),
        ("sagsbehandler", "/intranet/sager/2026-00001"),
        ("sagsbehandler", "/intranet/sager/2026-00001/journal"),
    ],
)
def test_every_list_fits_both_widths_and_is_usable_by_all(cases, login, path):
    page = cases.visitor(login)
    page.goto(path)
    look_at(page, "liste" + path.partition("?")[0].replace("/", "-"))
    page.set_viewport_size(SIZES["375"])
    assert not page.evaluate(WIDER)
