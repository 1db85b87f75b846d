"""An editor writes a page as in a word processor, and what others paste becomes clean."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import look_at
from tests.browser.counting import Keyboard, Mouse
from tests.support.builders import a_picture

WORD = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p class=MsoNormal style='color:red'>Fra <b>Word</b>"
    "<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span style='mso-list:Ignore'>·</span>Papkasser</p><script>document.title='ond'</script></body></html>"
)


def paste(page, html):
    page.evaluate(
        """html => { const data = new DataTransfer(); data.setData('text/html', html);
        document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true,
        cancelable: true})); }""",
        html,
    )


def press(page, name):
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def begin(page):
    page.goto("/intranet/ny-side")
    page.get_by_label("Titel", exact=True).fill("Genbrugspladsen")
    page.get_by_role("toolbar").wait_for()
    return page.get_by_role("textbox", name="Tekst")


def test_an_editor_writes_a_page_and_undoes_a_mistake(live):
    page = live.visitor("redaktoer")
    text = begin(page)
    text.click()
    press(page, "Overskrift")
    page.keyboard.type("Åbningstider")
    page.keyboard.press("Enter")
    page.keyboard.type("Vi har åbent hver dag.")
    page.keyboard.press("Enter")
    press(page, "Punkter")
    page.keyboard.type("Hverdage 8-18")
    page.keyboard.press("Enter")
    page.keyboard.type("Weekend 10-16")
    page.wait_for_timeout(700)  # what comes sooner after the last letter is undone together with it
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(text).to_have_text("")
    press(page, "Fortryd")
    expect(text).to_contain_text("Weekend 10-16")
    text.get_by_text("Weekend 10-16").click()  # all of it is chosen until then
    page.wait_for_function("getSelection().isCollapsed")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    press(page, "Link")
    page.get_by_label(re.compile("Adresse, for eksempel")).fill("javascript:alert(1)")
    page.get_by_role("button", name="Sæt link").click()
    page.get_by_text("Adressen skal begynde med").wait_for()
    look_at(page, "redaktoer-skriv")
    page.get_by_label(re.compile("Adresse, for eksempel")).fill("/nyheder")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    paste(page, WORD)
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Tabel", (
        "arrows go on from the button used last"
    )
    page.get_by_role("button", name="Opret").click()
    page.wait_for_url("**/intranet/genbrugspladsen")
    read_and_saved_again(live, page)


def put_in_a_picture(page):
    """By the dialog: refused without a text, then taken."""
    page.get_by_role("textbox", name="Tekst").click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    press(page, "Billede")
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "plads.png", "mimeType": "image/png", "buffer": a_picture(400, 300)}
    )
    dialog.get_by_role("button", name="Læg op").click()
    dialog.get_by_text("Skriv, hvad billedet viser").first.wait_for()
    look_at(page, "redaktoer-billede")
    dialog.get_by_label(re.compile("Hvad viser")).fill("En rød firkant")
    dialog.get_by_role("button", name="Læg op").click()
    dialog.wait_for(state="hidden")
    page.locator(".e-richarea img[alt*=rød]").wait_for()


def read_and_saved_again(live, page):
    with live.site.graph() as (root, _act):
        body = root["genbrugspladsen"].body
    assert "<h2>Åbningstider</h2><p>Vi har åbent hver dag.</p>" in body
    assert '<a href="/nyheder">/nyheder</a>' in body
    assert "Fra <strong>Word</strong>" in body
    assert "<li><p>Papkasser</p></li>" in body
    assert "Mso" not in body
    look_at(page, "redaktoer-side")
    page.get_by_role("button", name="Offentliggør").click()
    page.goto("/genbrugspladsen")
    page.get_by_role("heading", name="Åbningstider").wait_for()
    look_at(page, "borger-side-med-tekst")
    page.goto("/intranet/genbrugspladsen/ret")
    page.get_by_role("textbox", name="Tekst").wait_for()
    look_at(page, "redaktoer-ret")
    put_in_a_picture(page)
    with live.site.graph() as (root, _act):
        assert "billede/" not in root["genbrugspladsen"].body
    page.get_by_role("button", name="Gem").click()
    page.get_by_text("Ændringerne er gemt").wait_for()
    with live.site.graph() as (root, _act):
        after = root["genbrugspladsen"].body
    assert re.sub(r"<img[^>]*>", "", after).replace("<p></p>", "") == body, "nothing else is changed"
    assert len(re.findall(r'<img src="billede/[0-9a-f]{16}">', after)) == 1
    page.goto("/genbrugspladsen")
    picture = page.get_by_role("img", name="En rød firkant")
    assert picture.evaluate("each => each.complete && each.naturalWidth") == 400
    look_at(page, "borger-side-med-billede")


@pytest.mark.parametrize("how", [Mouse, Keyboard])
def test_a_page_with_a_picture_is_written_and_a_mistake_undone_by_mouse_or_by_keyboard_alone(live, how):
    page = live.visitor("redaktoer")
    page.goto("/intranet/ny-side")
    page.get_by_role("toolbar").wait_for()
    hand = how(page)
    hand.fill(page.get_by_label("Titel", exact=True), "Skøjtebanen")
    hand.fill(page.get_by_role("textbox", name="Tekst"), "Banen åbner i december.")
    page.wait_for_timeout(700)  # what comes sooner after the last letter is undone together with it
    hand.press("Control+a")
    hand.press("Delete")
    hand.press("Control+z")
    expect(page.get_by_role("textbox", name="Tekst")).to_have_text("Banen åbner i december.")
    hand.click(page.get_by_role("button", name="Opret"))
    hand.click(page.get_by_role("link", name="Ret", exact=True))
    if how is Keyboard:
        hand.go_to(page.get_by_role("textbox", name="Tekst"))
        hand.press("Alt+F10")
        for _button in range(20):
            if page.evaluate("document.activeElement.textContent.trim()") == "Billede":
                break
            page.keyboard.press("ArrowRight")
        hand.press("Enter")
    else:
        hand.click(page.get_by_role("toolbar").get_by_role("button", name="Billede"))
    dialog = page.get_by_role("dialog")
    picture = {"name": "bane.png", "mimeType": "image/png", "buffer": a_picture(400, 300)}
    hand.choose_file(dialog.locator("input[type=file]"), picture)
    hand.fill(dialog.get_by_label(re.compile("Hvad viser")), "En rød firkant")
    hand.click(dialog.get_by_role("button", name="Læg op"))
    page.locator(".e-richarea img[alt*=rød]").wait_for()
    hand.click(page.get_by_role("button", name="Gem"))
    page.get_by_text("Ændringerne er gemt").wait_for()
    hand.click(page.get_by_role("button", name="Offentliggør"))
    page.get_by_text("Alle kan læse den nu").wait_for()
    hand.holds(14 if how is Keyboard else 13)
