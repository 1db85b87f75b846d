"""Reading PDF files in the page: drawn as one scrolls, searched, turned by keyboard, at work and for citizens."""

import io
from datetime import timedelta

import pikepdf
import pytest
from playwright.sync_api import expect

from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.release import release_document
from tests.browser.conftest import look_at
from tests.support.builders import NEW_PAGE, a_case, a_document, a_pdf

PUBLIC = "/postlister/2026-11-23/2026-00001-1"
PAGES = 12
DOCUMENT = "/intranet/sager/2026-00001/1"
VIEWER = ".e-pdfview"


def a_report():
    """Twelve pages; the word "carport" stands on the third, the seventh and twice on the ninth."""
    paragraphs = []
    for number in range(1, PAGES + 1):
        paragraphs += [NEW_PAGE] if number > 1 else []
        paragraphs += [f"Side {number}", "Vi har set på sagen og de tegninger, der blev sendt ind."]
        paragraphs += ["Her står ordet carport."] * {3: 1, 7: 1, 9: 2}.get(number, 0)
    return a_pdf(*paragraphs)


@pytest.fixture
def town(live):
    with live.site.graph() as (root, act):
        a_document(a_case(root, act), act, data=a_report(), filename="rapport.pdf")
    live.site.run_jobs()
    return live


def asked_of(page):
    """Note which scripts of pdf.js a page fetches from now on."""
    found = []
    page.on("request", lambda request: found.append(request.url) if "/pdfjs/" in request.url else None)
    return found


def drawn(page):
    return page.locator(f"{VIEWER} .page[data-loaded] canvas").count()


def test_a_clerk_reads_searches_and_turns_a_file_beside_its_facts(town):
    page = town.visitor("sagsbehandler")
    page.goto(DOCUMENT)
    page.locator(f"{VIEWER} .page[data-loaded] .textLayer span").first.wait_for()
    expect(page.locator(f"{VIEWER} .page")).to_have_count(PAGES)
    assert 1 <= drawn(page) < PAGES
    page.locator(".e-pdfbar").get_by_text(f"af {PAGES}").wait_for()
    look_at(page, "dokument-fremviser")

    search = page.get_by_role("searchbox", name="Søg i filen")
    page.locator("[data-pdf-pages]").focus()
    page.keyboard.press("Control+f")
    page.keyboard.type("CARPORT")
    found = page.locator("[data-pdf-found]")
    expect(page.locator("[data-pdf-found]")).to_have_text("1 af 4")
    search.press("Enter")
    expect(page.locator("[data-pdf-found]")).to_have_text("2 af 4")
    expect(page.locator("[data-pdf-page]")).to_have_value("7")
    search.press("Shift+Enter")
    expect(page.locator("[data-pdf-found]")).to_have_text("1 af 4")
    page.locator(f"{VIEWER} .highlight.selected").first.wait_for()
    look_at(page, "dokument-fremviser-soegt")
    search.fill("enhjørning")
    expect(page.locator("[data-pdf-found]")).to_have_text("Ikke i filen")
    assert found.get_attribute("role") == "status"

    page.locator("[data-pdf-page]").fill("11")
    page.locator("[data-pdf-page]").press("Enter")
    page.locator(f'{VIEWER} .page[data-page-number="11"][data-loaded]').wait_for()
    page.locator("[data-pdf-pages]").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[data-pdf-page]")).to_have_value("10")
    page.get_by_role("button", name="Små billeder af siderne").click()
    thumb = page.get_by_role("button", name="Side 4", exact=True)
    thumb.click()
    expect(page.locator("[data-pdf-page]")).to_have_value("4")
    assert thumb.get_attribute("aria-current") == "page"
    before = page.locator("[data-pdf-scale]").evaluate("each => each.selectedOptions[0].textContent")
    page.get_by_role("button", name="Større").click()
    assert page.locator("[data-pdf-scale]").evaluate("each => each.selectedOptions[0].textContent") != before
    page.locator("[data-pdf-page]").fill("lørdag")
    page.locator("[data-pdf-page]").press("Enter")
    expect(page.locator("[data-pdf-page]")).to_have_value("4")
    look_at(page, "dokument-fremviser-sider")


def test_what_cannot_be_shown_is_told_with_the_way_to_the_file(town):
    page = town.visitor("sagsbehandler")
    given = {"content_type": "application/pdf"}
    page.route("**/pdf/1/*", lambda route: route.fulfill(**given))
    for body, words in ((b"%PDF-1.4\nintet", "beskadiget"), (protected(), "adgangskode")):
        given["body"] = body
        page.goto(DOCUMENT)
        page.get_by_text(words).wait_for()
        page.get_by_role("link", name="Åbn filen som PDF").wait_for()
    look_at(page, "dokument-fremviser-laast")


def protected():
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("Hemmeligt"))) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(user="ord", owner="ord"))
    return stream.getvalue()


def test_a_citizen_asks_for_the_file_before_anything_large_is_fetched(town):
    site = town.site
    with site.graph() as (root, act):
        letter = root["sager"]["2026-00001"]["1"]
        move_document(letter, "finalise", act)
        release_document(letter, act)
    site.clock.advance(timedelta(days=3))
    page = town.visitor(size="375")
    fetched = asked_of(page)
    page.goto(PUBLIC)
    page.get_by_role("link", name="Læs dokumentet").wait_for()
    page.wait_for_load_state("networkidle")
    assert fetched == []
    page.get_by_role("button", name="Vis dokumentet her på siden").click()
    page.locator(f"{VIEWER} .page[data-loaded] .textLayer span").first.wait_for()
    assert any(address.endswith("pdf.worker.min.mjs") for address in fetched)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look_at(page, "postliste-fremviser")
    plain = town.visitor(javascript=False)
    plain.goto(PUBLIC)
    plain.get_by_role("link", name="Læs dokumentet").wait_for()
    expect(plain.get_by_role("button", name="Vis dokumentet")).to_be_hidden()
