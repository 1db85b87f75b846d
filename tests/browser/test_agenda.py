"""An agenda in a real browser: built by drag and by keyboard, published, read as a politician and by everybody."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import axe, look_at
from tests.browser.counting import Keyboard, Mouse
from tests.capability.meetings.agendas import a_committee, a_meeting, a_released_document, an_item, titles
from tests.support.builders import a_case, a_document

COMMITTEE = "/intranet/udvalg/oekonomiudvalget"
AGENDA = f"{COMMITTEE}/2026-12-09"


@pytest.fixture
def town(live):
    with live.site.graph(by="sekretaer") as (root, act):
        meeting = a_meeting(a_committee(root, act), act)
        case = a_case(root, act, title="Nyt tag på Klokkerholm Skole")
        estimate = a_released_document(case, act, title="Overslag")
        an_item(meeting, act, case, title="Nyt tag på skolen", documents=[estimate], routing="BS/ØK")
        an_item(meeting, act, case, title="Takster 2027")
        an_item(meeting, act, case, title="Lokalplan 415: boligområde i Hjallerup Øst")
        secret = a_case(root, act, title="Salg af Algade 3", sensitivity="confidential")
        offer = a_document(secret, act, title="Købstilbud fra Nordbyg")
        an_item(
            meeting, act, secret, title="Salg af Algade 3", documents=[offer], closed_session=True,
            closed_reason="property_sale", neutral_title="Salg af ejendom", neutral_title_released=True,
        )  # fmt: skip
        an_item(
            meeting,
            act,
            case,
            title="Forslag om letbane",
            review_state="proposed",
            presentation="",
            summary="",
        )
    return live


def order(town):
    with town.site.graph() as (root, _act):
        return [title for _, title in titles(root["udvalg"]["oekonomiudvalget"]["2026-12-09"])]


def handle(page, title):
    return page.locator(".e-build > li", has_text=title).locator("button.e-handle")


def said(page):
    return page.locator("#dagsorden-siger")


def test_an_agenda_is_put_in_order_by_keyboard_and_by_drag_and_a_move_is_undone(town):
    page = town.visitor("sekretaer")
    page.goto(AGENDA)
    look_at(page, "dagsorden-bygger")

    # what stands in the way leads to its field, in sight with its label below the bar
    page.get_by_role("link", name="mangler resumé").click()
    page.wait_for_function("document.activeElement.id === 'form-presentation'")
    below = page.locator(".e-bar").bounding_box()["height"]
    assert page.locator("label[for=form-presentation]").bounding_box()["y"] >= below
    page.goto(AGENDA)

    # keyboard: lifted, moved, put back
    handle(page, "Lokalplan 415").focus()
    page.keyboard.press("Space")
    said(page).get_by_text("Punkt 5 er løftet. Plads 5 af 10.").wait_for()
    page.keyboard.press("ArrowUp")
    said(page).get_by_text("Plads 4 af 10.").wait_for()
    page.keyboard.press("Escape")
    said(page).get_by_text("Fortrudt: punkt 5 er på plads 5 igen.").wait_for()
    expect(page.locator(".e-build > li .e-no")).to_have_text([str(each) for each in range(1, 11)])
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    assert not axe(page), "lifted"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    said(page).get_by_text("Punkt 5 er flyttet til plads 3 af 10", exact=True).wait_for()
    assert order(town)[2:5] == [
        "Lokalplan 415: boligområde i Hjallerup Øst",
        "Nyt tag på skolen",
        "Takster 2027",
    ]
    assert page.evaluate("document.activeElement.className") == "e-handle", "focus stays with the item"
    page.get_by_text("Rækkefølgen er gemt i dag kl.").wait_for()

    # undone, without leaving the page
    said(page).get_by_role("button", name="Fortryd").click()
    said(page).get_by_text("Punkt 3 er flyttet til plads 5 af 10", exact=True).wait_for()
    assert order(town)[4].startswith("Lokalplan")

    # dragged
    start, goal = (
        handle(page, "Takster 2027").bounding_box(),
        page.locator(".e-build > li.is-closed").bounding_box(),
    )
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(goal["x"] + 5, goal["y"] + goal["height"] - 4, steps=8)
    page.mouse.up()
    said(page).get_by_text("Punkt 4 er flyttet til plads 6 af 10", exact=True).wait_for()
    assert order(town)[5] == "Takster 2027"

    # an arrow
    page.get_by_role("button", name="Flyt punkt 6 op").click()
    said(page).get_by_text("Punkt 6 er flyttet til plads 5 af 10", exact=True).wait_for()
    look_at(page, "dagsorden-flyttet")


def test_a_move_that_does_not_get_through_puts_the_item_back_and_says_so(town):
    page = town.visitor("sekretaer")
    page.goto(AGENDA)
    page.route("**/flyt", lambda route: route.abort())
    handle(page, "Takster 2027").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    said(page).get_by_text("Flytningen er ikke gemt").wait_for()
    expect(page.locator(".e-build > li").nth(3)).to_contain_text("Takster 2027")
    assert order(town)[3] == "Takster 2027"


def test_an_agenda_is_put_in_order_without_a_script(town):
    page = town.visitor("sekretaer", javascript=False)
    page.goto(AGENDA)
    expect(page.locator("button.e-handle")).to_have_count(0)
    page.get_by_role("button", name="Flyt punkt 5 op").click()
    page.get_by_text("Punkt 5 er flyttet til plads 4 af 10").wait_for()
    page.locator(".e-build > li").nth(3).locator("details.e-drop summary").click()
    page.locator(".e-build > li").nth(3).get_by_label("Flyt til plads").fill("3")
    page.locator(".e-build > li").nth(3).get_by_role("button", name="Flyt", exact=True).click()
    page.get_by_text("Punkt 4 er flyttet til plads 3 af 10").wait_for()
    page.get_by_role("button", name="Fortryd").click()
    page.get_by_text("Punkt 3 er flyttet til plads 4 af 10").wait_for()


@pytest.mark.sweep(2)
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_an_agenda_goes_from_a_reported_case_to_a_politician_and_everybody(town, javascript):
    look = look_at if javascript else (lambda _page, _name: None)
    report_a_case(town.visitor("sagsbehandler", javascript=javascript), look)
    hand = Mouse if javascript else Keyboard
    secretary = town.visitor("sekretaer", javascript=javascript)
    put_on_an_item(hand(secretary))
    accept_mend_and_publish(hand(secretary), look)
    politician = town.visitor("politiker", size="375", javascript=javascript)
    read_as_a_member(hand(politician), look)
    visitor = town.visitor(javascript=javascript)
    visitor.goto("/udvalg/oekonomiudvalget/2026-12-09")
    look(visitor, "offentlig-dagsorden")
    address = visitor.get_by_role("link", name="Hent dagsordenen som PDF").get_attribute("href")
    public_pdf = visitor.context.request.get(address)
    assert public_pdf.headers["content-type"] == "application/pdf"
    assert "Algade 3" in text_of(politician.context.request.get(f"{AGENDA}/dagsorden.pdf").body())
    assert "Algade 3" not in text_of(public_pdf.body())
    assert "Lukket punkt: Salg af ejendom" in text_of(public_pdf.body())


def report_a_case(clerk, look):
    clerk.goto("/intranet/sager/2026-00002#moeder")
    clerk.get_by_role("link", name="Meld ind til et møde").click()
    look(clerk, "sag-meld-ind")
    clerk.get_by_label("Møde", exact=True).select_option(index=1)
    clerk.get_by_label("Titel").fill("Lokalplan for Algade")
    clerk.get_by_label("Hvorfor er punktet lukket?").select_option("other")
    clerk.get_by_role("button", name="Meld sagen ind").click()
    clerk.get_by_text("Sagen er meldt ind.").wait_for()
    look(clerk, "sag-moeder")


def put_on_an_item(hand):
    secretary = hand.page
    secretary.goto(AGENDA)
    hand.click(secretary.get_by_role("link", name="Punkt", exact=True))
    hand.fill(secretary.get_by_label("Sag", exact=True).last, "2026-00001")
    hand.fill(secretary.get_by_label("Titel", exact=True), "Nyt gulv i hallen")
    hand.fill(secretary.get_by_label("Resumé"), "Gulvet er slidt.")
    hand.fill(secretary.get_by_label("Sagsfremstilling"), "Forvaltningen foreslår et nyt gulv i 2027.")
    hand.click(secretary.get_by_role("button", name="Sæt på dagsordenen"))
    hand.check(secretary.get_by_label("Overslag"))
    hand.click(secretary.get_by_role("button", name="Gem bilag"))
    secretary.get_by_text("Bilagene er gemt").wait_for()
    hand.holds(8)


def accept_mend_and_publish(hand, look):
    secretary = hand.page
    secretary.goto(AGENDA)
    secretary.get_by_role("heading", name="Kan ikke offentliggøres endnu").wait_for()
    hand.click(secretary.get_by_role("button", name="Sæt på: punkt 8, Lokalplan for Algade"))
    secretary.get_by_text("Punkt 8 er godkendt.").wait_for()
    hand.click(secretary.get_by_role("button", name="Sæt på: punkt 7, Forslag om letbane"))
    secretary.get_by_text("Punkt 7 er godkendt.").wait_for()
    secretary.get_by_role("heading", name="Klar til at offentliggøre").wait_for()
    hand.click(secretary.get_by_role("link", name="Punkt 7 mangler resumé og sagsfremstilling"))
    hand.fill(secretary.get_by_label("Sagsfremstilling"), "Liste Z foreslår en letbane til Asaa.")
    hand.click(secretary.get_by_role("button", name="Gem", exact=True))
    hand.click(secretary.get_by_role("link", name="Offentliggør …"))
    look(secretary, "dagsorden-offentliggoer")
    hand.click(secretary.get_by_role("button", name="Offentliggør 10 punkter"))
    secretary.get_by_text("Dagsordenen er offentliggjort.").wait_for()
    hand.holds(7)
    expect(secretary.locator("button.e-handle")).to_have_count(0)


def read_as_a_member(hand, look):
    politician = hand.page
    hand.click(politician.get_by_role("link", name="Mine møder").last)
    look(politician, "mine-moeder")
    hand.click(politician.locator("a.e-strong", has_text="Økonomiudvalget"))
    look(politician, "politiker-dagsorden")
    hand.click(politician.get_by_role("link", name="Lokalplan 415"))
    hand.click(politician.get_by_role("link", name="Næste punkt"))
    politician.get_by_role("heading", name="Salg af Algade 3").wait_for()
    look(politician, "politiker-punkt")
    hand.click(politician.get_by_role("link", name="Købstilbud fra Nordbyg"))
    politician.get_by_role("heading", name="Købstilbud fra Nordbyg").wait_for()
    hand.holds(5)


def text_of(pdf):
    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
