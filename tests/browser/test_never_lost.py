"""Two journeys: two people save the same case, and a document goes into the trash and comes back."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_document

CASE = "/intranet/sager/2026-00001"
BEFORE = "Carport på 38 m² ved skel.\nAnsøgeren har sendt tegninger.\nNaboen er hørt."
THEIRS = "Carport på 42 m² ved skel.\nAnsøgeren har sendt tegninger.\nNaboen er hørt."
MINE = "Carport på 38 m² ved skel.\nAnsøgeren mangler en situationsplan.\nNaboen er hørt."


def test_two_people_save_the_same_case_and_neither_loses_a_word(live):
    with live.site.graph() as (root, act):
        a_case(root, act, description=BEFORE)
    hers, mine = live.visitor("leder"), live.visitor("sagsbehandler")
    for page, text in ((hers, THEIRS), (mine, MINE)):
        page.goto(f"{CASE}/ret")
        page.get_by_label(re.compile("Beskrivelse")).fill(text)
    hers.get_by_label(re.compile("Frist")).fill("1.12.2026")
    hers.get_by_label("Titel", exact=True).fill("Carport, Algade 7")
    hers.get_by_role("button", name="Gem").click()
    hers.get_by_text("Ændringerne er gemt").wait_for()
    mine.get_by_label("Titel", exact=True).fill("Carport, Algade 7, ansøgning")
    mine.get_by_role("button", name="Gem").click()
    mine.get_by_role("heading", name=re.compile("gemte kl. 9.00, mens du skrev")).wait_for()
    assert mine.get_by_role("alert").evaluate("each => each === document.activeElement")
    look_at(mine, "konflikt")
    expect(mine.get_by_label(re.compile("Beskrivelse"))).to_have_value(MINE)
    mine.get_by_role("group", name="Titel").get_by_label(re.compile("Lis Låntnavn")).check(force=True)
    mine.get_by_role("button", name="Gem mine valg").first.click()
    mine.get_by_text("Ændringerne er gemt").wait_for()
    body = mine.locator("main").inner_text()
    assert "Carport, Algade 7, ansøgning" not in body
    assert "mangler en situationsplan" in body
    assert "1. december" in body, "what only the other one changed stays"
    look_at(mine, "konflikt-gemt")


def test_everything_the_other_wrote_is_kept_with_one_button(live):
    with live.site.graph() as (root, act):
        a_case(root, act, description=BEFORE)
    hers, mine = live.visitor("leder"), live.visitor("sagsbehandler", javascript=False)
    for page, text in ((hers, THEIRS), (mine, MINE)):
        page.goto(f"{CASE}/ret")
        page.get_by_label(re.compile("Beskrivelse")).fill(text)
    hers.get_by_role("button", name="Gem").click()
    hers.get_by_text("Ændringerne er gemt").wait_for()
    mine.get_by_role("button", name="Gem").click()
    mine.get_by_role("button", name="Behold det, Lis Låntnavn har skrevet").click()
    mine.get_by_text("Ændringerne er gemt").wait_for()
    expect(mine.locator("main")).to_contain_text("42 m²")


def test_a_document_goes_into_the_trash_and_comes_back(live):
    with live.site.graph() as (root, act):
        case = a_case(root, act)
        a_document(case, act, title="Ansøgning om carport")
        a_document(case, act, title="Ansøgning om carport, igen")
    page = live.visitor("sagsbehandler")
    page.goto(f"{CASE}/2")
    page.locator("summary", has_text="Mere").click()
    page.get_by_role("link", name="Slet").click()
    look_at(page, "slet-dokument")
    page.get_by_role("button", name="Læg i papirkurven").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "slet-dokument-fejl")
    page.get_by_label(re.compile("Hvorfor")).fill("Registreret to gange, se 2026-00001-1")
    page.get_by_role("button", name="Læg i papirkurven").click()
    page.get_by_text("2026-00001-2 ligger i papirkurven").wait_for()
    page.get_by_text(re.compile("2026-00001-2 · slettet 23. nov. af Karla Skabelon")).wait_for()
    look_at(page, "sag-med-hul")
    page.get_by_role("button", name="Fortryd").click()
    page.get_by_text("2026-00001-2 er gendannet").wait_for()
    look_at(page, "gendannet")
    _from_the_trash(page)


def _from_the_trash(page):
    page.goto(f"{CASE}/slet")
    page.get_by_label(re.compile("Hvorfor")).fill("Oprettet ved en fejl")
    page.get_by_role("button", name="Læg i papirkurven").click()
    page.goto("/intranet/papirkurv")
    look_at(page, "papirkurv")
    page.get_by_label("Nummer eller ord").fill("ukendt")
    page.get_by_role("button", name="Vis").click()
    page.get_by_text("Intet i papirkurven passer").wait_for()
    look_at(page, "papirkurv-tom")
    page.goto("/intranet/papirkurv")
    page.get_by_role("link", name=re.compile("2026-00001")).click()
    look_at(page, "papirkurv-sag")
    page.get_by_role("button", name="Gendan").click()
    page.get_by_text("2026-00001 er gendannet").wait_for()
    expect(page.locator("main")).to_contain_text("Ansøgning om carport, igen")
