"""A unit's own administrator looks after it; somebody sees where one is logged in, and ends it; a breach is told."""

from playwright.sync_api import expect

from bdk_esdh.organisation.actions import units_of
from bdk_esdh.organisation.unit_actions import set_unit_administrators
from tests.browser.conftest import look_at

ORGANISATION = "/intranet/organisation"
PASSWORD = "en lang adgangskode"


def test_a_unit_is_given_an_administrator_who_takes_in_a_colleague_and_makes_a_group(live):
    page = live.visitor("administrator")
    page.goto(f"{ORGANISATION}/enheder/byg")
    look_at(page, "administration-enhed")
    page.get_by_role("link", name="Vælg administratorer").click()
    page.get_by_role("button", name="Tilføj administrator").click()
    page.locator("select[name='administrators.0']").select_option(label="Karla Skabelon")
    look_at(page, "administration-administratorer")
    page.get_by_role("button", name="Gem administratorer").click()
    page.get_by_text("Enhedens administratorer er gemt").wait_for()

    page = live.visitor("sagsbehandler")
    page.goto(f"{ORGANISATION}/enheder/byg")
    page.get_by_role("link", name="Ny person").first.click()
    look_at(page, "administration-ny-person")
    page.get_by_role("button", name="Opret").click()
    look_at(page, "administration-ny-person-fejl")
    page.get_by_label("Navn", exact=True).fill("Finn Formodet")
    page.locator("input[name=login]").fill("finn")
    page.locator("label", has_text="Medarbejder").last.click()
    page.get_by_role("button", name="Opret").click()
    page.get_by_text("Har ingen adgangskode endnu").wait_for()
    look_at(page, "administration-person")
    page.get_by_role("link", name="Giv en adgangskode").click()
    page.get_by_label("Ny adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Gentag den nye adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Skift adgangskode").click()
    page.get_by_text("har fået en ny adgangskode").wait_for()

    page.goto(f"{ORGANISATION}/enheder/byg")
    page.get_by_role("link", name="Ny gruppe").click()
    page.get_by_label("Navn", exact=True).fill("Vagten")
    page.get_by_role("button", name="Tilføj medlem").click()
    page.locator("select[name='members.0']").select_option(label="Finn Formodet")
    look_at(page, "administration-ny-gruppe")
    page.get_by_role("button", name="Opret").click()
    page.get_by_role("link", name="Finn Formodet").wait_for()
    look_at(page, "administration-gruppe")
    page.goto(f"{ORGANISATION}/personer?enhed=byg")
    look_at(page, "administration-personer")


def test_a_session_left_on_a_phone_is_ended_from_the_desk(live):
    phone, desk = live.visitor("medarbejder", size="375"), live.visitor("medarbejder")
    desk.goto("/intranet/")
    desk.locator("summary.e-me").click()
    desk.get_by_role("link", name="Min profil").click()
    desk.get_by_role("link", name="Her er du logget på").click()
    expect(desk.locator("ul.e-rows > li")).to_have_count(2)
    look_at(desk, "sessioner")
    desk.get_by_role("button", name="Log af alle andre steder").click()
    desk.get_by_text("Logget af ét sted").wait_for()
    look_at(desk, "sessioner-efter")
    phone.goto("/intranet/")
    phone.get_by_label("Adgangskode").wait_for()
    assert "/log-ind" in phone.url


def test_all_of_it_works_without_script(live):
    with live.site.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["byg"], {"administrators": ["sagsbehandler"]}, act)
    page = live.visitor("sagsbehandler", javascript=False)
    page.goto(f"{ORGANISATION}/personer/sagsbehandler/logget-paa")
    page.get_by_text("Denne").wait_for()
    page.goto(f"{ORGANISATION}/enheder/byg")
    page.get_by_role("link", name="Ny person").first.click()
    page.get_by_label("Navn", exact=True).fill("Finn Formodet")
    page.locator("input[name=login]").fill("finn")
    page.locator("label", has_text="Medarbejder").last.click()
    page.get_by_role("button", name="Opret").click()
    page.get_by_text("Har ingen adgangskode endnu").wait_for()


def test_too_many_wrong_passwords_are_told_with_how_long_to_wait(live):
    page = live.visitor()
    for _time in range(6):
        page.goto("/log-ind")
        page.get_by_label("Brugernavn").fill("leder")
        page.get_by_label("Adgangskode").fill("forkert")
        page.get_by_role("button", name="Log på").click()
        page.get_by_role("alert").or_(page.locator(".alert, .form-error-message")).first.wait_for()
    page.get_by_text("Der er prøvet for mange gange").first.wait_for()
    look_at(page, "log-ind-pause")


def test_a_breach_of_the_policy_is_told_to_the_administrator(live):
    """Script that is written into a page does not run, and the browser says so to us."""
    page = live.visitor()
    page.goto("/")
    with page.expect_response("**/csp-rapport"):
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.broken = 1';"
            " document.body.append(s) }"
        )
    assert page.evaluate("() => window.broken") is None
    live.faults.clear()
    administrator = live.visitor("administrator")
    administrator.goto("/intranet/sikkerhed")
    administrator.get_by_text("script-src-elem").wait_for()
    look_at(administrator, "sikkerhed")
    administrator.get_by_role("button", name="Tøm listen").click()
    administrator.get_by_text("Ingen brud").wait_for()
    look_at(administrator, "sikkerhed-tom")
