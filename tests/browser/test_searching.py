"""Searching in a real browser on both faces: suggestions, facets, saved searches; without a script too."""

import datetime as dt
import re

from playwright.sync_api import expect

from bdk_esdh.kernel.clock import COPENHAGEN
from tests.browser.conftest import SIZES, look_at
from tests.support.builders import NEW_PAGE, a_case, a_document, a_pdf

WEDNESDAY = dt.datetime(2026, 11, 25, 12, 30, tzinfo=COPENHAGEN)
FIELD, NAME = "#q", "Hvad skal den hedde?"


def _fill(site):
    """Cases with letters: enough for two pages of hits, and one file with a word on its second page."""
    with site.graph() as (root, act):
        case = a_case(root, act, title="Opførelse af carport, Algade 312")
        pdf = a_pdf(
            "Tak for brevet.", NEW_PAGE, "Der må gerne sættes et hegn mod vej, siger skorstensfejeren."
        )
        a_document(case, act, title="Svar fra nabo om carporten", data=pdf, correspondent="Museet Fundsted")
        a_document(case, act, title="Notat om carport", document_type="note_internal", direction="internal")
        secret = a_case(root, act, title="Kakkelovnssagen", sensitivity="confidential")
        a_document(secret, act, title="Brev om kakkelovne", data=a_pdf("Ovnen ryger."))
        for number in range(1, 24):
            a_case(root, act, title=f"Vejskilt nummer {number}", responsible_unit="vej-park")
    site.clock.set(WEDNESDAY)
    site.run_jobs()


def _suggestions(page):
    return page.get_by_role("option")


def test_searching_at_work_and_in_public(live):
    _fill(live.site)
    page = live.visitor("sagsbehandler")
    _suggestions_by_keyboard_and_pointer(page)
    _a_case_is_found_by_words_where_a_form_asks_for_one(page)
    _hits_facets_and_pages(page)
    _a_search_is_kept_and_deleted(page)
    _what_goes_wrong(page)
    _in_public(live.visitor())
    other = live.visitor("sagsbehandler2")
    other.goto("/intranet/soeg")
    other.locator(FIELD).press_sequentially("kakkelovn")
    other.locator(FIELD).press("Enter")
    other.get_by_text("Ingen svar").wait_for()
    assert "Kakkelovnssagen" not in other.content()


def _suggestions_by_keyboard_and_pointer(page):
    page.goto("/intranet/soeg")
    look_at(page, "soeg-tom")
    field = page.locator(FIELD)
    field.press_sequentially("carp")
    expect(_suggestions(page).filter(has_text="Opførelse af carport").first).to_be_visible()
    assert field.get_attribute("role") == "combobox"
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    look_at(page, "soeg-forslag")
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("carp")
    field.press("ArrowUp")  # from the field to the last one
    field.press("Enter")
    page.wait_for_url("**/intranet/sager/2026-00001**")
    # The field of the bar, by its key, and a click.
    page.keyboard.press("/")
    page.keyboard.type("opførelse carp")
    _suggestions(page).filter(has_text="Opførelse af carport, Algade 312").click()
    page.wait_for_url("**/intranet/sager/2026-00001")


def _a_case_is_found_by_words_where_a_form_asks_for_one(page):
    page.goto("/intranet/dokumenter/registrer")
    field = page.get_by_label("Sag", exact=True)
    field.press_sequentially("carp")
    shown = page.locator(".e-suggestions:visible [role=option]")
    expect(shown).to_have_text([re.compile("^2026-00001 Opførelse af carport, Algade 312")])
    field.press("ArrowDown")
    look_at(page, "registrer-sag-forslag")
    field.press("Enter")
    expect(field).to_have_value("2026-00001 Opførelse af carport, Algade 312")
    assert page.url.endswith("/registrer"), "the form is not sent"
    expect(field).to_have_attribute("aria-expanded", "false")


def _hits_facets_and_pages(page):
    page.goto("/intranet/soeg")
    page.locator(FIELD).fill('carport "hegn mod vej"')
    page.get_by_role("button", name="Søg", exact=True).last.click()
    page.get_by_text("1 svar").wait_for()
    expect(page.locator(".e-excerpt")).to_contain_text("Side 2:")
    for nth, word in enumerate(["hegn", "mod", "vej"]):
        expect(page.locator(".e-excerpt mark").nth(nth)).to_have_text(word)
    page.goto("/intranet/soeg?q=carport")
    look_at(page, "soeg-svar")
    page.locator(".e-facets").get_by_role("link", name="Dokumenter").click()
    page.wait_for_url("**art=Document**")
    expect(page.locator(".e-hits > li")).to_have_count(2)
    page.locator(".e-facets").get_by_role("link", name="Internt notat").click()
    page.wait_for_url("**type=note_internal**")
    look_at(page, "soeg-filtre")
    page.locator(".e-chosen").get_by_role("link", name="Fjern Slags: Dokumenter").click()
    page.wait_for_url("**soeg?q=carport&type=note_internal")
    page.goto("/intranet/soeg?q=vejskilt")
    page.get_by_role("link", name="Nyeste først").click()
    page.wait_for_url("**orden=dato")
    expect(page.locator(".e-hits > li")).to_have_count(20)
    page.get_by_role("link", name="Næste").click()
    page.wait_for_url("**start=20")
    expect(page.locator(".e-hits > li")).to_have_count(3)


def _a_search_is_kept_and_deleted(page):
    page.goto("/intranet/soeg?q=carport&art=Document")
    page.get_by_label(NAME).fill("")
    page.get_by_role("button", name="Gem", exact=True).click()
    assert page.title().startswith("Fejl: ")
    look_at(page, "soeg-gem-fejl")
    page.get_by_label(NAME).fill("Breve om carporte")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Søgningen er gemt").wait_for()
    look_at(page, "soeg-gemt")
    page.goto("/intranet/")
    look_at(page, "start-med-soegning")
    page.get_by_role("link", name="Breve om carporte").click()
    page.wait_for_url("**/intranet/soeg?q=carport&art=Document")
    page.get_by_role("button", name="Slet Breve om carporte").click()
    page.get_by_text("er slettet").wait_for()


def _what_goes_wrong(page):
    page.goto('/intranet/soeg?q="carprt&orden=baglæns&art=Case&aar=1999')
    look_at(page, "soeg-intet")
    page.get_by_role("link", name="Fjern alle filtre").click()
    page.get_by_text("Mente du").wait_for()
    page.locator(".e-meant a").click()
    page.get_by_role("link", name="Opførelse af carport, Algade 312").first.wait_for()


def _in_public(page):
    page.goto("/")
    page.locator("#q").press_sequentially("carp")
    expect(_suggestions(page).filter(has_text="Svar fra nabo om carporten").first).to_be_visible()
    expect(_suggestions(page).filter(has_text=re.compile("Opførelse|Notat"))).to_have_count(0)
    look_at(page, "forside-forslag")
    page.locator("#q").press("Enter")
    page.wait_for_url("**/soeg?q=carp")
    page.get_by_text("begynder sådan").wait_for()
    look_at(page, "offentlig-soegning")
    page.get_by_role("link", name="Svar fra nabo om carporten").click()
    page.wait_for_url("**/postlister/2026-11-23/2026-00001-1")


def test_everything_but_the_suggestions_works_without_a_script(live):
    _fill(live.site)
    page = live.visitor("sagsbehandler", javascript=False)
    page.goto("/intranet/soeg")
    assert page.locator(FIELD).get_attribute("role") is None
    _hits_facets_and_pages_without_looks(page)
    visitor = live.visitor(javascript=False, size="375")
    visitor.goto("/soeg?q=nabo")
    visitor.get_by_role("link", name="Svar fra nabo om carporten").click()
    visitor.wait_for_url("**/postlister/2026-11-23/2026-00001-1")


def _hits_facets_and_pages_without_looks(page):
    page.locator(FIELD).fill("carport")
    page.locator(FIELD).press("Enter")
    page.wait_for_url("**/intranet/soeg?q=carport")
    page.locator(".e-facets").get_by_role("link", name="Dokumenter").click()
    page.wait_for_url("**art=Document")
    page.get_by_label(NAME).fill("Breve")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Søgningen er gemt").wait_for()
    page.set_viewport_size(SIZES["375"])
    page.get_by_role("button", name="Slet Breve").click()
    page.get_by_text("er slettet").wait_for()
    page.goto("/intranet/soeg")
    page.get_by_role("link", name="carport", exact=True).wait_for()
    page.get_by_role("button", name="Slet dem").click()
    page.get_by_text("Dine seneste søgninger er slettet").wait_for()
