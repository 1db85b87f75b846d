"""Every kind of page, with the demo's content, as a browser shows it: menus open, errors shown, long words.

One walk for each role; a fault names the page and the width.
"""

import pytest

from tests.browser.conftest import SIZES, Live, axe, look_at

PAGES = {
    None: (
        "/", "/soeg?q=skole", "/emner", "/emner/02.34.02", "/selvbetjening", "/mine-sager", "/nyheder", "/nyheder/cykelsti",
        "/udvalg", "/udvalg/oekonomiudvalget", "/postlister", "/postlister?fra=99&til=x", "/findes-ikke", "/log-ind",
    ),
    "sagsbehandler": (
        "/intranet/", "/intranet/sager", "/intranet/sager/2026-00026", "/intranet/sager/2026-00026/1",
        "/intranet/sager/ny-sag", "/intranet/dokumenter/registrer", "/intranet/findes-ikke", "/intranet/soeg?q=skole",
    ),
    "sekretaer": ("/intranet/udvalg", "/intranet/udvalg/oekonomiudvalget"),
    "politiker": ("/intranet/",),
    "redaktoer": ("/intranet/sider", "/intranet/nyheder/cykelsti/ret"),
    "medarbejder": ("/intranet/", "/intranet/organisation/personer"),
    "administrator": ("/intranet/baggrundsarbejde", "/intranet/organisation/personer/ny-person"),
    "borger1": ("/mine-sager",),
}  # fmt: skip
#: what is wider than the window, if anything is
TOO_WIDE = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
OPEN_ALL = "open => document.querySelectorAll('details').forEach(each => { each.open = open })"
LONG_WORD = "Byggesagsbehandlingsdokumentationsfremskaffelsesforpligtelsesskrivelse"


@pytest.mark.sweep(4)
@pytest.mark.parametrize("login", PAGES, ids=str)
def test_every_kind_of_page_fits_both_widths_and_is_usable_by_all(live_demo, login):
    page = visitor(live_demo, login)
    for path in PAGES[login]:
        page.goto(path)
        name = f"{login or 'anonym'} {path}"
        for width, size in SIZES.items():
            page.set_viewport_size(size)
            assert page.evaluate(TOO_WIDE) == [], f"{name} at {width}"
            page.evaluate(OPEN_ALL, width == "375")
            assert axe(page) == [], f"{name} at {width}"
        page.evaluate(OPEN_ALL, False)


def visitor(live: Live, login):
    """A citizen is not led to the intranet by the login page, which the common way of logging in waits for."""
    if login not in {"borger1", "borger2"}:
        return live.visitor(login)
    page = live.visitor()
    page.goto("/log-ind")
    page.get_by_label("Brugernavn").fill(login)
    page.get_by_label("Adgangskode").fill("demo")
    page.get_by_role("button", name="Log på").click()
    page.wait_for_url("**/mine-sager")
    return page


def test_a_word_without_an_end_and_a_form_full_of_faults_stay_within_a_phone(live_demo):
    page = live_demo.visitor("sagsbehandler", size="375")
    page.goto("/intranet/sager/ny-sag")
    page.get_by_role("button", name="Opret").click()
    assert page.title().startswith("Fejl")
    look_at(page, "faults")
    page.get_by_label("Titel", exact=True).fill(LONG_WORD)
    page.get_by_label("Emne").select_option("02.34.02")
    page.get_by_role("button", name="Opret").click()
    page.wait_for_url("**/intranet/sager/2026-*")
    look_at(page, "long-word")
    for path in (page.url, "/intranet/sager", "/intranet/", page.url + "/ret", "/intranet/soeg?q=Byggesags"):
        page.goto(path)
        for size in SIZES.values():
            page.set_viewport_size(size)
            assert page.evaluate(TOO_WIDE) == [], path


def test_a_message_keeps_its_distance_from_the_heading(live_demo):
    page = live_demo.visitor("sagsbehandler", size="375")
    page.goto("/intranet/sager/2026-00026/ret")
    page.get_by_role("button", name="Gem").click()
    page.wait_for_url("**/intranet/sager/2026-00026")
    note, heading = page.locator(".e-messages"), page.locator("main h1, main .e-object").first
    assert note.bounding_box()["y"] + note.bounding_box()["height"] + 8 <= heading.bounding_box()["y"]
    page.goto("/intranet/sager/ny-sag")
    crumbs, heading = page.locator(".e-crumbs").bounding_box(), page.locator("h1").bounding_box()
    assert crumbs["y"] + crumbs["height"] + 8 <= heading["y"]


def test_a_table_shown_as_cards_is_still_a_table_to_a_screen_reader(live_demo):
    """Break it: show the cells in a list, or give the rows another role."""
    page = live_demo.visitor("sagsbehandler", size="375")
    page.goto("/intranet/sager")
    assert page.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "block"
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    seen = [each["role"]["value"] for each in tree if not each["ignored"]]
    rows = page.locator("table tr").count()
    assert (seen.count("table"), seen.count("row"), seen.count("rowheader")) == (1, rows, rows - 1)
    assert {"cell", "columnheader"} <= set(seen)
