"""The parties of a case in a real browser: added by keyboard, suggested as senders, found by number."""

from playwright.sync_api import expect

from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_pdf

CASE = "/intranet/sager/2026-00001"


def add_by_keyboard(page):
    page.get_by_role("link", name="Tilføj en part").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Navn", exact=True).focus()
    page.keyboard.type("Ida Attrap")
    for text in ("", "ansøger", "610190-0000", "", "Algade 312"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Control+Enter")


def test_a_clerk_adds_a_party_writes_to_it_and_finds_the_case_when_it_calls(live):
    with live.site.graph() as (root, act):
        a_case(root, act)
    page = live.visitor("sagsbehandler")
    page.goto(CASE)
    add_by_keyboard(page)
    page.get_by_text("Ida Attrap er nu part i sagen").wait_for()
    expect(page.locator("#parter")).to_contain_text("Primær part, ansøger · CPR 610190-••••")
    look_at(page, "sag-med-part")
    page.get_by_role("link", name="Tilføj en part til").click()
    page.get_by_role("button", name="Tilføj").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "ny-part-fejl")
    write_to_it(page)
    page.goto(CASE)
    page.get_by_role("link", name="Vis CPR-nummeret for Ida Attrap").click()
    page.get_by_text("610190-0000").wait_for()
    look_at(page, "part-med-cpr")
    page.goto("/intranet/sager")
    page.get_by_role("link", name="Find på CPR eller CVR").click()
    page.get_by_label("CPR- eller CVR-nummer").fill("610190 0000")
    page.get_by_role("button", name="Find sager").click()
    page.get_by_role("heading", name="1 sag").wait_for()
    assert "610190" not in page.url
    look_at(page, "find-part")
    page.locator("main .e-rows a").click()
    page.wait_for_url(f"**{CASE}")


def write_to_it(page):
    """Register a letter from the party: its name is suggested, and the postlist must not have it."""
    page.goto(f"{CASE}/nyt-dokument")
    page.get_by_label("Fil").set_input_files(
        {"name": "brev.pdf", "mimeType": "application/pdf", "buffer": a_pdf("Kære kommune")}
    )
    page.get_by_label("Titel").fill("Supplerende oplysninger")
    sender = page.get_by_label("Afsender eller modtager")
    sender.press_sequentially("attr")
    page.get_by_role("option", name="Ida Attrap").click()
    expect(sender).to_have_value("Ida Attrap")
    page.get_by_role("button", name="Registrér").click()
    page.get_by_role("alert").get_by_text("Ida Attrap står på sagen som person").wait_for()
    look_at(page, "nyt-dokument-navn-paa-postlisten")
    page.get_by_label("Er det en privatperson?").select_option("Ansøger")
    page.get_by_role("button", name="Registrér").click()
    page.get_by_text("Registreret som 2026-00001-1").wait_for()
