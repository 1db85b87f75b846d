"""One's own desk and the help in a real browser: the star, the bell, the profile and the question mark."""

import re

import pytest
from playwright.sync_api import expect

from bdk_esdh.documents.actions import assign_document
from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_document

CASE = "/intranet/sager/2026-00001"


@pytest.fixture
def town(live):
    with live.site.graph() as (root, act):
        case = a_case(root, act, title="Carport på Nørregade", caseworker="medarbejder")
        a_document(case, act, title="Tegninger")
    with live.site.graph(by="leder") as (root, act):
        document = root["sager"]["2026-00001"]["1"]
        assign_document(document, "medarbejder", act)
    return live


def test_star_bell_profile_and_help(town):
    page = town.visitor("medarbejder")
    page.goto("/intranet/")
    expect(page.locator(".e-bell")).to_contain_text("2")
    page.goto(CASE)
    page.get_by_role("button", name="Favorit").click()
    page.get_by_text("Tilføjet til dine favoritter").wait_for()
    expect(page.get_by_role("button", name="Favorit")).to_have_attribute("aria-pressed", "true")
    look_at(page, "sag-favorit")
    page.get_by_role("link", name=re.compile("^Beskeder")).click()
    look_at(page, "beskeder")
    page.get_by_role("button", name="Tegninger").click()
    page.wait_for_url(f"**{CASE}/1")
    page.goto("/intranet/")
    page.get_by_role("heading", name=re.compile("Favoritter")).wait_for()
    look_at(page, "start-med-favoritter")
    page.get_by_role("link", name="Hjælp til siden").click()
    dialog = page.get_by_role("dialog", name="Favoritter, beskeder og din profil")
    dialog.get_by_text("Stjernen").wait_for()
    look_at(page, "hjaelp-over-siden")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Hjælp til siden")).to_be_focused()
    page.goto("/intranet/min-profil")
    page.get_by_text("En frist på min sag nærmer sig").click()
    page.get_by_role("button", name="Gem beskeder").click()
    page.get_by_text("Dit valg af beskeder er gemt").wait_for()
    expect(page.get_by_label("En frist på min sag nærmer sig")).not_to_be_checked()
    look_at(page, "min-profil")
    plain = town.visitor(javascript=False)
    plain.goto("/postlister")
    plain.get_by_role("link", name="Hjælp til siden").click()
    plain.wait_for_url("**/hjaelp/borger#postlisten")
    seen = town.visitor(size="375")
    seen.goto("/hjaelp")
    look_at(seen, "hjaelp")
    seen.goto("/hjaelp/sagsbehandler")
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    look_at(seen, "hjaelp-vejledning")
