"""Access is shown, given, taken and cut off, and a case is opened in an emergency: in a real browser, each page looked at."""

from datetime import timedelta

from playwright.sync_api import expect

from bdk_esdh.organisation.group_actions import add_group
from bdk_esdh.security.grants import Level
from bdk_esdh.sharing.actions import share
from tests.browser.conftest import look_at
from tests.support.builders import a_case, a_document

CASE = "/intranet/sager/2026-00001"


def _a_confidential_case(site):
    with site.graph() as (root, act):
        administrator = site.act(root, "administrator")
        groups = root["organisation"]["grupper"]
        add_group(groups, {"title": "Klimagruppen", "members": ["redaktoer", "leder"]}, administrator)
        add_group(groups, {"title": "Gammel gruppe", "members": ["redaktoer"]}, administrator)
        case = a_case(root, act, title="Ulovlig udlejning, Algade 7", sensitivity="confidential")
        a_document(case, act, title="Anmeldelse fra nabo", on_postlist=False)
        share(case, "group:gammel-gruppe", Level.EDIT, act, note="Projektet i foråret")
        groups.remove("gammel-gruppe", registry=site.registry)


def test_access_is_given_taken_back_and_cut_off(live):
    _a_confidential_case(live.site)
    page = live.visitor("sagsbehandler")
    page.goto(CASE)
    page.get_by_text("Mere", exact=True).click()
    look_at(page, "sag-mere-adgang")
    page.get_by_role("link", name="Adgang", exact=True).click()
    page.get_by_role("heading", name="Personer med adgang").wait_for()
    page.get_by_text("Slettet gruppe").wait_for()
    look_at(page, "adgang")
    page.get_by_role("button", name="Giv adgang").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "adgang-fejl")
    page.locator("#giv select").first.select_option("group:klimagruppen")
    page.locator("#giv select").nth(1).select_option("edit")
    page.locator("#giv").get_by_label("Hvorfor?").fill("Klimatilsyn i uge 48")
    page.get_by_role("button", name="Giv adgang").click()
    page.get_by_text("Adgangen er givet").wait_for()
    page.get_by_text("Klimatilsyn i uge 48").wait_for()
    look_at(page, "adgang-givet")
    page.get_by_role("button", name="Fjern adgangen for Slettet gruppe").click()
    page.get_by_text("Adgangen er fjernet").wait_for()
    look_at(page, "adgang-fjernet")
    page.get_by_role("link", name="Bryd arven").click()
    page.get_by_role("heading", name="Disse har adgang bagefter").wait_for()
    look_at(page, "adgang-bryd")
    page.get_by_role("button", name="Bryd arven").click()
    page.get_by_text("Arven er brudt. Kun de nævnte har adgang nu.").wait_for()
    look_at(page, "adgang-brudt")
    page.goto(f"{CASE}/1/adgang")
    look_at(page, "adgang-dokument-brudt")
    page.goto("/intranet/organisation/enheder/byg/adgang")
    look_at(page, "adgang-enhed")


def test_an_emergency_without_javascript(live):
    _a_confidential_case(live.site)
    page = live.visitor("leder", javascript=False)
    page.goto(CASE)
    expect(page.get_by_text("Ulovlig udlejning")).to_have_count(0)
    page.goto("/intranet/noedadgang")
    page.get_by_label("Sagens nummer").fill("2026-00001")
    page.get_by_label("Hvorfor er det nødvendigt nu?").fill("Haster")
    page.get_by_role("button", name="Åbn sagen").click()
    page.get_by_text("mindst 20 tegn").first.wait_for()
    page.get_by_label("Hvorfor er det nødvendigt nu?").fill("Politiet beder om adressen nu, vagten er lukket")
    page.get_by_role("button", name="Åbn sagen").click()
    page.get_by_role("heading", name="Ulovlig udlejning").wait_for()
    page.get_by_role("button", name="Afslut nødadgangen").click()
    page.get_by_text("Nødadgangen til sag 2026-00001 er slut").wait_for()


def test_an_emergency_is_seen_where_it_has_to_be(live):
    _a_confidential_case(live.site)
    with live.site.graph() as (root, _act):
        root["organisation"]["personer"]["redaktoer"].roles = ("manager",)
        root["organisation"]["personer"]["redaktoer"].unit_key = "staben"
    page = live.visitor("redaktoer")
    page.goto("/intranet/noedadgang")
    look_at(page, "noedadgang")
    page.get_by_role("button", name="Åbn sagen").click()
    page.get_by_role("alert").wait_for()
    look_at(page, "noedadgang-fejl")
    page.get_by_label("Sagens nummer").fill("2026-00001")
    page.get_by_label("Hvorfor er det nødvendigt nu?").fill("Politiet beder om adressen nu, vagten er lukket")
    page.get_by_role("button", name="Åbn sagen").click()
    page.get_by_text("Du har sagen åben ved nødadgang").wait_for()
    look_at(page, "sag-noedadgang")
    page.goto("/intranet/noedadgang")
    look_at(page, "noedadgang-aaben")
    manager = live.visitor("leder")
    manager.goto("/intranet/")
    manager.get_by_text("Nødadgang til dine sager").wait_for()
    look_at(manager, "start-leder-noedadgang")
    controller = live.visitor("administrator")
    controller.goto("/intranet/noedadgange")
    look_at(controller, "noedadgange")
    clerk = live.visitor("sagsbehandler")
    clerk.goto(f"{CASE}/adgang")
    look_at(clerk, "adgang-efter-noedadgang")
    live.site.clock.advance(timedelta(hours=2))
