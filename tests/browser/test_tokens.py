"""A token for a program is made, copied and revoked: in a real browser, each page looked at."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import look_at

PAGE = "/intranet/organisation/personer/sagsbehandler"


def test_a_token_is_made_and_revoked(live):
    page = live.visitor("sagsbehandler")
    page.goto(PAGE)
    page.get_by_role("link", name="Adgangstegn").click()
    page.get_by_role("heading", name="Dine adgangstegn til programmer").wait_for()
    look_at(page, "adgangstegn-ingen")
    page.get_by_role("button", name="Lav adgangstegn").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "adgangstegn-fejl")
    page.get_by_label("Navn").fill("Udtræk til økonomi")
    page.get_by_label("Adgangskode").fill("demo")
    page.get_by_role("button", name="Lav adgangstegn").click()
    token = page.get_by_label("Adgangstegn", exact=True)
    token.wait_for()
    expect(token).to_have_value(re.compile("^esdh_"))
    look_at(page, "adgangstegn-lavet")
    page.get_by_role("button", name=re.compile("Tilbagekald.*: Udtræk til økonomi")).click()
    page.get_by_text("Adgangstegnet er tilbagekaldt.").wait_for()
    look_at(page, "adgangstegn-tilbagekaldt")
