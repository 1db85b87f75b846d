"""Citizen pages as many meet them: without JavaScript, narrow, enlarged, and on paper."""

import os
from pathlib import Path

import pypdfium2
import pytest

from bdk_esdh.pages.actions import change_publication, publication_values
from tests.browser.test_demo_pages import TOO_WIDE
from tests.support.journal_town import publish_agenda
from tests.support.public_town import build_public_town

AGENDA = "/udvalg/oekonomiudvalget/2026-12-02"
LETTER = "/postlister/2026-11-23/2026-00003-1"
PAGES = (
    "/", "/soeg?q=vejbump", "/nyheder", "/nyheder/ny-skole", "/genbrugspladsen", "/udvalg", "/udvalg/oekonomiudvalget", AGENDA,
    AGENDA + "/1", "/postlister", "/postlister?fra=99&til=x", "/postlister/2026-11-23", LETTER, "/emner", "/emner/02.34.02",
    "/was", "/findes-ikke", "/log-ind",
)  # fmt: skip
#: as wide as a telephone, and a window of 1280 pixels enlarged to 400 %, are alike; 640 is 200 %
WIDTHS = (320, 640)
#: text that its own box hides
CUT_OFF = """() => [...document.querySelectorAll('main *, footer *')].filter(e => e.checkVisibility() && e.textContent.trim()
  && !e.closest(".e-hide-text, thead") && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX)
  && e.scrollWidth > e.clientWidth + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def town(live):
    build_public_town(live.site)
    with live.site.graph("sekretaer") as (root, act):
        publish_agenda(root, act)
    with live.site.graph("redaktoer") as (root, act):
        page = root["genbrugspladsen"]
        body = (
            "<h2>Åbent</h2>"
            + "<p>Se <a href='/nyheder'>nyheder</a> og <a href='https://eksempel.dk/affald'>mere</a>.</p>"
            * 30
            + "<h2>Sidst</h2><p>Slut.</p>"
        )
        change_publication(page, {**publication_values(page), "body": body}, act)
    live.site.index()
    return live


def test_citizen_pages_fit_and_work_without_javascript_narrow_and_enlarged(town):
    page = town.visitor(javascript=False)
    for path in PAGES:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 512})
            page.goto(path)
            assert page.evaluate(TOO_WIDE) == [], f"{path} at {width}"
            assert page.evaluate(CUT_OFF) == [], f"{path} at {width}"
    page.set_viewport_size({"width": 320, "height": 512})
    page.goto("/findes-ikke/vejbump")
    page.locator("main form[role=search] button").click()
    assert "/soeg?q=vejbump" in page.url
    page.goto("/postlister")
    page.locator("input[name=q]").last.fill("vejbump")
    page.locator("main form button[type=submit]").first.click()
    assert "q=vejbump" in page.url
    page.get_by_role("link", name="Om vejbump").first.click()
    assert page.url.endswith(LETTER)


def paper(page, path, name):
    """Return the text of each sheet of a page as it is printed; keep the file and its pictures if asked to."""
    page.goto(path)
    raw = page.pdf(format="A4")
    document = pypdfium2.PdfDocument(raw)
    if folder := os.environ.get("ESDH_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        Path(folder, f"paper-{name}.pdf").write_bytes(raw)
        for number, sheet in enumerate(document):
            sheet.render(scale=1).to_pil().save(Path(folder, f"paper-{name}-{number}.png"))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_what_is_printed_is_the_matter_alone_with_the_addresses_of_links_to_other_sites(town):
    visitor = town.visitor()
    for path, name, words in (
        (AGENDA, "agenda", "Dagsorden"),
        (LETTER, "brev", "Om vejbump"),
        ("/postlister", "postliste", "Om vejbump"),
        ("/genbrugspladsen", "side", "Her er åbent"),
    ):
        text = " ".join(paper(visitor, path, name))
        assert words in text, name
        for unwanted in ("Gå til indhold", "Selvbetjening", "Log på", "Tilgængelighedserklæring", "Feed"):
            assert unwanted not in text, f"{name}: {unwanted}"
    sheets = paper(visitor, "/genbrugspladsen", "side")
    assert "(https://eksempel.dk/affald)" in sheets[0]
    assert "(/nyheder)" not in sheets[0]
    assert all(not sheet.strip().endswith("Sidst") for sheet in sheets)


def test_a_case_and_a_document_at_work_are_printed_without_the_tools_round_them(town):
    clerk = town.visitor("sagsbehandler")
    for path, name, words in (
        ("/intranet/sager/2026-00003", "sag", "Vejbump"),
        ("/intranet/sager/2026-00003/1", "dokument", "Om vejbump"),
    ):
        text = " ".join(paper(clerk, path, name))
        assert words in text
        for unwanted in ("Log af", "Gå til indhold", "Nyt dokument", "Registrér dokument"):
            assert unwanted not in text, f"{name}: {unwanted}"
