"""One real letter through the whole house, in a real browser, with every page on the way looked at."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from bdk_esdh.meetings.actions import add_committee
from tests.browser.conftest import look_at
from tests.browser.counting import Keyboard, Mouse
from tests.support.builders import a_case, a_pdf

LETTER = "Kære kommune. Vi søger om at opføre en lagerhal i Erhvervsparken. Venlig hilsen Nordbyg ApS"
SECRET_TITLE = "Salg af grund til Nordbyg ApS"
CASE = "2026-00001"


def test_a_letter_goes_from_the_mail_room_to_the_public(live, tmp_path):
    letter = tmp_path / "brev fra Nordbyg.pdf"
    letter.write_bytes(a_pdf(LETTER))
    second = tmp_path / "brev med tegning.pdf"
    second.write_bytes(a_pdf(LETTER, "Med tegning."))
    with live.site.graph() as (root, act):
        a_case(root, act, title="Lagerhal, Erhvervsparken")
        values = {"title": "Økonomiudvalget", "code": "ØK", "place": "Mødelokale 219"}
        members = [{"name": "Rigmor Opdigt", "party": "Liste X", "login": "politiker", "chair": True}]
        add_committee(root["udvalg"], values | {"members": members}, act)
    _register(live, letter)
    live.site.run_jobs()
    _release(live, second)
    _publish(live)
    live.site.clock.advance(timedelta(days=2))
    _read_as_visitor(live)
    _read_as_politician(live)


def _register(live, letter):
    page = live.visitor("postmedarbejder")
    page.goto("/intranet/")
    look_at(page, "start-postmedarbejder")
    page.goto("/intranet/dokumenter/registrer")
    page.get_by_role("button", name="Registrér").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "registrer-fejl")
    page.get_by_label("Fil", exact=True).set_input_files(letter)
    page.get_by_label(re.compile("^Sag")).fill(CASE)
    page.get_by_label("Titel").fill("Ansøgning om lagerhal, Erhvervsparken")
    page.get_by_label(re.compile("Afsender eller modtager")).fill("Nordbyg ApS")
    look_at(page, "registrer")
    page.get_by_role("button", name="Registrér").click()
    page.get_by_text(f"Registreret som {CASE}-1").first.wait_for()
    look_at(page, "registreret")


def _release(live, second):
    page = live.visitor("sagsbehandler")
    look_at(page, "start-sagsbehandler")
    page.goto("/intranet/sager")
    look_at(page, "sager")
    page.get_by_role("link", name="Lagerhal, Erhvervsparken").click()
    page.get_by_role("heading", name="Lagerhal, Erhvervsparken").wait_for()
    look_at(page, "sag")
    page.get_by_role("link", name="Ansøgning om lagerhal").first.click()
    page.get_by_role("link", name="Versioner").click()
    page.get_by_label(re.compile("Ny fil")).set_input_files(second)
    page.get_by_label(re.compile("Hvad er ændret")).fill("Tegning tilføjet")
    page.get_by_role("button", name=re.compile("version", re.IGNORECASE)).click()
    look_at(page, "versioner")
    page.goto(f"/intranet/sager/{CASE}/1")
    look_at(page, "dokument")
    page.get_by_role("button", name="Sæt endelig").first.click()
    page.get_by_role("link", name="Frigiv filen").click()
    look_at(page, "frigiv")
    page.get_by_role("button", name=re.compile("Frigiv")).click()
    page.get_by_text("Version 2 frigives").wait_for()
    look_at(page, "dokument-frigives")
    live.site.run_jobs()
    # The page finds out by itself.
    page.get_by_text("Version 2 blev frigivet").wait_for()
    look_at(page, "dokument-frigivet")


def _publish(live):
    page = live.visitor("sekretaer")
    page.goto("/intranet/udvalg/oekonomiudvalget")
    look_at(page, "udvalg-intranet")
    page.goto("/intranet/udvalg/oekonomiudvalget/planlaeg-moede")
    page.get_by_label("Dato").fill("2.12.2026")
    page.get_by_label("Klokken").fill("8.15")
    look_at(page, "planlaeg-moede")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/2026-12-02")
    for title, closed in (("Lagerhal i Erhvervsparken", False), (SECRET_TITLE, True)):
        page.goto("/intranet/udvalg/oekonomiudvalget/2026-12-02/nyt-punkt")
        page.get_by_label("Sag", exact=True).first.check(force=True)
        page.get_by_label(re.compile("^Sag")).nth(1).fill(CASE)
        page.get_by_label("Titel", exact=True).fill(title)
        if closed:
            page.get_by_label("Lukket punkt").check(force=True)
            page.get_by_label(re.compile("Hvorfor er punktet lukket")).select_option("property_sale")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url("**/bilag?**")
        look_at(page, "vaelg-bilag")
        if not closed:
            page.locator("main input[type=checkbox]").first.check(force=True)
            page.get_by_role("button", name="Gem bilag").click()
            page.wait_for_url("**/2026-12-02")
    page.goto("/intranet/udvalg/oekonomiudvalget/2026-12-02")
    look_at(page, "dagsorden-bygger")
    page.goto("/intranet/udvalg/oekonomiudvalget/2026-12-02/offentliggoer")
    look_at(page, "offentliggoer")
    page.get_by_role("button", name=re.compile("Offentliggør")).click()
    page.get_by_text(re.compile("offentliggjort", re.IGNORECASE)).first.wait_for()
    look_at(page, "moede-offentliggjort")


def _read_as_visitor(live):
    page = live.visitor()
    page.goto("/")
    look_at(page, "forside")
    page.goto("/udvalg")
    page.get_by_role("link", name="Økonomiudvalget").first.click()
    look_at(page, "udvalg")
    page.goto("/udvalg/oekonomiudvalget/2026-12-02")
    text = page.content()
    assert "Lukket punkt" in text
    assert SECRET_TITLE not in text
    look_at(page, "dagsorden")
    with page.expect_response("**/bilag/**") as file:
        page.evaluate("href => fetch(href)", page.locator("a[href*='/bilag/']").first.get_attribute("href"))
    assert file.value.status == 200
    assert file.value.headers["content-type"] == "application/pdf"
    page.goto("/postlister")
    look_at(page, "postliste")
    for hand in (Mouse(page), Keyboard(page)):
        page.goto("/")
        hand.click(page.locator("main").get_by_role("link", name="Postlister").first)
        hand.click(page.locator("main").get_by_role("link", name="Ansøgning om lagerhal").first)
        page.get_by_role("heading", name="Ansøgning om lagerhal").wait_for()
        hand.holds(3)
    look_at(page, "postliste-dokument")
    assert page.request.get(page.url + "/fil.pdf").status == 200
    for path in (f"/sager/{CASE}", f"/sager/{CASE}/1/fil/1/brev-fra-Nordbyg.pdf"):
        assert page.goto(path).status == 404
    look_at(page, "findes-ikke")
    page.goto("/soeg?q=lagerhal")
    look_at(page, "soeg")
    page.goto("/log-ind")
    look_at(page, "log-ind")


def _read_as_politician(live):
    page = live.visitor("politiker")
    page.goto("/intranet/udvalg/oekonomiudvalget/2026-12-02")
    assert SECRET_TITLE in page.content()
    look_at(page, "moede-politiker")


def test_the_public_pages_can_be_read_without_javascript(live):
    page = live.visitor(javascript=False, size="375")
    for path in ("/", "/udvalg", "/postlister", "/nyheder", "/soeg?q=carport", "/log-ind"):
        answer = page.goto(path)
        assert answer.status == 200, path
        expect(page.locator("h1")).to_have_count(1)
