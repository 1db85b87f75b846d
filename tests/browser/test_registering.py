"""The clerk's day in a real browser: letters that wait are registered with few presses, by mouse and by keyboard."""

import time

import pytest
from playwright.sync_api import expect

from bdk_esdh.mailroom.actions import receive_letter
from tests.browser.conftest import look_at
from tests.browser.counting import Keyboard, Mouse
from tests.support.builders import a_case, a_document, a_pdf, an_upload

MOST_INTERACTIONS = 8
MOST_SECONDS = 20
CASE = "/intranet/sager/2026-00001"
QUEUE = "/intranet/postrum"


def a_letter(subject):
    return a_pdf(
        "Nordbyg ApS",
        "19. november 2026",
        "Jeres ref.: 2026-00001",
        f"Vedr.: {subject}",
        "Vi sender hermed de tegninger, I har bedt om.",
        "Med venlig hilsen",
        "Nordbyg ApS",
    )


def numbers(site):
    with site.graph() as (root, _act):
        return [each.document_number for each in root["sager"]["2026-00001"].values()]


@pytest.fixture
def room(live):
    with live.site.graph() as (root, act):
        a_document(a_case(root, act), act)
        a_document(a_case(root, act, title="Nedrivning af garage"), act)
    with live.site.graph() as (root, act):
        for subject in ("Tegninger af carporten", "Situationsplan"):
            upload = an_upload(a_letter(subject), f"{subject}.pdf")
            receive_letter(root["postrum"], upload.stream, upload.filename, act, unit="byg")
    live.site.run_jobs()
    return live


def test_a_prepared_letter_is_registered_with_few_clicks_and_the_next_is_shown(room):
    page = room.visitor("sagsbehandler")
    look_at_queue(page)
    count = Mouse(page)
    count.click(page.get_by_role("link", name="Registrér det første"))
    page.get_by_role("heading", name="Brev 1 af 2").wait_for()
    expect(page.get_by_label("Titel")).to_have_value("Tegninger af carporten")
    look_at(page, "postrum-brev")
    count.fill(page.get_by_label("Brevdato"), "18.11.26")
    count.click(page.get_by_role("button", name="Registrér og vis næste").last)
    page.get_by_text("Registreret som 2026-00001-2").wait_for()
    page.get_by_role("heading", name="Brev 1 af 1").wait_for()
    count.holds(MOST_INTERACTIONS, MOST_SECONDS)
    assert numbers(room.site) == ["2026-00001-1", "2026-00001-2"]


def look_at_queue(page):
    page.goto(QUEUE)
    page.get_by_text("2 breve venter").wait_for()
    look_at(page, "postrum")


def test_a_prepared_letter_is_registered_by_keyboard_alone(room):
    page = room.visitor("sagsbehandler")
    page.goto("/intranet/")
    count = Mouse(page)
    count.press("g")
    count.press("i")
    page.get_by_text("2 breve venter").wait_for()
    count.press("j")
    count.press("Enter")
    page.get_by_role("heading", name="Brev 1 af 2").wait_for()
    count.press("Alt+2")
    expect(page.get_by_label("Sag", exact=True)).to_have_value("2026-00002")
    count.press("Alt+1")
    expect(page.get_by_label("Sag", exact=True)).to_have_value("2026-00001")
    count.press("Control+Enter")
    page.get_by_text("Registreret som 2026-00001-2").wait_for()
    count.holds(MOST_INTERACTIONS, MOST_SECONDS)


def test_a_clerk_finds_a_letter_by_a_word_in_its_file_and_answers_it_by_keyboard_alone(room, tmp_path):
    with room.site.graph() as (root, act):
        content = a_pdf("Hvad skal jeg gøre med skorstenen?")
        a_document(root["sager"]["2026-00002"], act, title="Spørgsmål", data=content)
    room.site.run_jobs()
    page = room.visitor("sagsbehandler")
    page.goto("/intranet/")
    answer = tmp_path / "svar.pdf"
    answer.write_bytes(a_pdf("Den skal rives ned forsigtigt."))
    count = Keyboard(page)
    count.press("/")
    page.keyboard.type("skorstenen")
    count.press("Enter")
    count.click(page.locator("main").get_by_role("link", name="Spørgsmål"))
    count.click(page.get_by_role("link", name="Svar", exact=True))
    count.choose_file(page.get_by_label("Fil", exact=True), answer)
    expect(page.get_by_label("Titel")).to_have_value("Svar på: Spørgsmål")
    count.press("Control+Enter")
    page.get_by_text("Registreret som 2026-00002-3").wait_for()
    count.holds(MOST_INTERACTIONS, MOST_SECONDS)


def test_choosing_an_outgoing_letter_turns_the_direction(room):
    page = room.visitor("sagsbehandler")
    page.goto(f"{CASE}/nyt-dokument")
    page.get_by_label("Type").select_option("letter_outgoing")
    expect(page.get_by_label("Retning")).to_have_value("outgoing")
    page.get_by_label("Type").select_option("other")
    # What has no direction of its own changes none.
    expect(page.get_by_label("Retning")).to_have_value("outgoing")


def test_without_a_script_a_letter_is_put_there_and_registered(room, tmp_path):
    page = room.visitor("sagsbehandler", javascript=False)
    page.goto(QUEUE)
    files = []
    for number in (1, 2):
        path = tmp_path / f"brev-{number}.pdf"
        path.write_bytes(a_pdf(str(number)))
        files.append(path)
    page.get_by_label("Læg filer op").set_input_files(files)
    page.get_by_role("button", name="Læg op").click()
    page.get_by_text("4 breve venter").wait_for()
    page.get_by_role("link", name="Registrér det første").click()
    page.get_by_role("link", name="2026-00002").click()
    expect(page.get_by_label("Sag", exact=True)).to_have_value("2026-00002")
    page.get_by_role("button", name="Registrér og åbn").click()
    page.get_by_text("Registreret som 2026-00002-2").wait_for()


DROP = """([selector, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name, {type: "application/octet-stream"}));
    document.querySelector(selector).dispatchEvent(
        new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def test_files_dropped_on_a_case_are_told_of_one_by_one_and_registered(room):
    page = room.visitor("sagsbehandler")
    page.goto(CASE)
    files = [["plan.txt", "En plan"], ["tom.txt", ""], ["regning.pdf", "MZ\x90 et program"]]
    page.evaluate(DROP, ["main", files])
    page.locator(".e-uploads a", has_text="Lagt op").wait_for()
    told = page.locator(".e-uploads li")
    page.wait_for_function(
        "() => ![...document.querySelectorAll('.e-upload-told')].some(e => /Venter|Sendes/.test(e.textContent))"
    )
    expect(told.nth(1)).to_contain_text("er tom (0 byte)")
    expect(told.nth(2)).to_contain_text("Den er ikke gemt")
    look_at(page, "sag-filer")
    count = Mouse(page)
    count.click(page.get_by_role("link", name="Registrér filen"))
    count.fill(page.get_by_label("Afsender eller modtager"), "Nordbyg ApS")
    count.click(page.get_by_role("button", name="Registrér og vis næste").last)
    page.get_by_text("Registreret som 2026-00001-2").wait_for()
    assert page.url.endswith(CASE)
    count.holds(MOST_INTERACTIONS, MOST_SECONDS)


def test_forty_files_at_once_are_all_put_there_each_with_its_answer(room):
    page = room.visitor("postmedarbejder")
    page.goto(QUEUE)
    page.evaluate(DROP, ["main", [[f"brev {number}.txt", f"tekst {number}"] for number in range(40)]])
    page.get_by_role("link", name="Registrér 40 filer").wait_for()
    page.reload()
    page.get_by_text("42 breve venter").wait_for()


def test_an_upload_that_is_cut_off_is_told_and_sent_again(room):
    page = room.visitor("postmedarbejder")
    page.goto(QUEUE)
    page.route("**/laeg-op", lambda route: route.abort())
    page.evaluate(DROP, ["main", [["brev.txt", "tekst"]]])
    page.get_by_text("Der var ingen forbindelse").wait_for()
    page.unroute("**/laeg-op")
    page.get_by_role("button", name="Prøv igen brev.txt").click()
    page.get_by_role("link", name="Lagt op").wait_for()


def test_when_the_session_has_ended_the_file_is_told_so_and_sent_again_afterwards(room):
    page = room.visitor("postmedarbejder")
    page.goto(QUEUE)
    page.context.clear_cookies()
    page.evaluate(DROP, ["main", [["brev.txt", "tekst"]]])
    page.get_by_text("Du er logget af").wait_for()


def test_the_keys_are_shown_over_the_page_and_do_nothing_while_one_types_or_has_switched_them_off(room):
    page = room.visitor("sagsbehandler")
    page.goto(CASE)
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_role("cell", name="postrummet Postrum").wait_for()
    look_at(page, "taster")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    page.keyboard.press("n")
    page.keyboard.press("d")
    page.get_by_role("heading", name="Nyt dokument på sag 2026-00001").wait_for()
    page.get_by_label("Titel").fill("")
    page.keyboard.type("g i")
    expect(page.get_by_label("Titel")).to_have_value("g i")
    page.goto("/intranet/taster")
    page.get_by_role("button", name="Slå enkelttaster fra").click()
    page.get_by_text("Enkelttaster er slået fra").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/intranet/taster")


def test_a_colleague_with_the_case_open_sees_a_new_document_within_two_seconds(room):
    colleague, clerk = room.visitor("leder"), room.visitor("sagsbehandler")
    colleague.goto(CASE)
    colleague.get_by_role("link", name="Ansøgning om carport", exact=True).focus()
    clerk.goto(QUEUE)
    clerk.get_by_role("link", name="Registrér det første").click()
    clerk.get_by_role("button", name="Registrér og vis næste").last.click()
    clerk.get_by_text("Registreret som 2026-00001-2").wait_for()
    began = time.monotonic()
    colleague.locator("#dokumenter").get_by_role("link", name="Tegninger af carporten").wait_for()
    assert time.monotonic() - began <= 2
    expect(colleague.locator(".e-object a[href='#dokumenter'] .e-count")).to_have_text("2")
    assert colleague.evaluate("document.activeElement.textContent").strip() == "Ansøgning om carport"
