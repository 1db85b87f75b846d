"""English pages in a browser: turned to by the link, usable by all, and still English after a fault in a form."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, look_at
from tests.browser.test_demo_pages import OPEN_ALL, TOO_WIDE, visitor

PAGES = {
    None: ("/", "/udvalg/oekonomiudvalget", "/postlister", "/soeg?q=skole", "/log-ind", "/findes-ikke"),
    "sagsbehandler": ("/intranet/", "/intranet/sager/2026-00026", "/intranet/sager/2026-00026/1", "/intranet/min-profil"),
    "sekretaer": ("/intranet/udvalg/oekonomiudvalget",),
    "politiker": ("/intranet/moeder",),
    "redaktoer": ("/intranet/nyheder/cykelsti/ret",),
    "administrator": ("/intranet/organisation/personer/ny-person", "/intranet/journal"),
    "borger1": ("/mine-sager",),
}  # fmt: skip


@pytest.mark.sweep(4)
@pytest.mark.parametrize("login", PAGES, ids=str)
def test_english_pages_are_usable_by_all(live_demo, login):
    page = visitor(live_demo, login)
    page.goto("/sprog/en?side=/")
    for number, path in enumerate(PAGES[login]):
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == "en"
        look_at(page, f"english-{login or 'anonym'}-{number}")
        page.set_viewport_size({"width": 375, "height": 800})
        assert page.evaluate(TOO_WIDE) == []
        page.evaluate(OPEN_ALL, True)
        assert axe(page) == []
        page.set_viewport_size({"width": 1280, "height": 900})


def test_the_link_works_without_javascript_on_both_faces_and_a_fault_is_told_in_english(live_demo):
    page = live_demo.visitor("sagsbehandler", javascript=False)
    page.goto("/postlister?enhed=byg")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/postlister\?enhed=byg$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Postlists")
    page.goto("/intranet/sager/ny-sag")
    page.get_by_role("button", name="Create").click()
    expect(page).to_have_title(re.compile("^Error: New case"))
    expect(page.get_by_role("alert").first).to_contain_text("Write a title")
    page.locator("summary.e-me").click()
    page.get_by_role("link", name="Dansk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ny sag")
