"""What a page said is kept when it is changed, and can be put back: an editor who empties a page loses nothing."""

import pytest
from tests.support.site import form_with

from bdk_esdh.pages.actions import (
    MOST_EARLIER,
    add_news,
    add_page,
    change_publication,
    publication_values,
    publish,
)

PAGE = "/intranet/bibliotek"
EARLIER = f"{PAGE}/tidligere-udgaver"


@pytest.fixture
def town(site):
    with site.graph("redaktoer") as (root, act):
        values = {
            "title": "Bibliotek",
            "lead": "Her er åbent.",
            "body": "<p>Gammel tekst</p>",
            "contact_phone": "99454545",
        }
        publish(add_page(root, values, act), act)
        add_news(root["nyheder"], {"title": "Ny sal", "lead": "Kom og se"}, act)
    return site


def changed(client, path=PAGE, **values):
    form = form_with(client.get(f"{path}/ret"), "lead")
    for name, value in values.items():
        form[name] = value
    return form.submit(status=303).follow()


def put_back(page):
    form = form_with(page, "udgave")
    return form.submit(status=303).follow()


def test_a_page_that_was_emptied_is_put_back_and_that_is_undone(town):
    editor, visitor = town.client("redaktoer"), town.client()
    assert "Ingen har ændret den endnu" in editor.get(PAGE).click("Tidligere udgaver").text
    changed(editor, title="Huset", lead="", body="", contact_phone="")
    assert "Gammel tekst" not in visitor.get("/bibliotek").text
    page = editor.get(PAGE).click("Tidligere udgaver")
    assert [row.text for row in page.html.select("aside .e-rows a")] == ["Gemt i dag kl. 9.00 af Tove Demo"]
    assert "Gammel tekst" in page.html.select_one(".e-richtext").text
    page = put_back(page)
    assert "Udgaven er hentet tilbage" in page
    with town.graph() as (root, _act):
        node = root["bibliotek"]
        assert (node.title, node.lead, node.contact_phone) == ("Bibliotek", "Her er åbent.", "99454545")
    assert "Gammel tekst" in visitor.get("/bibliotek").text
    undo = next(form for form in page.forms.values() if "hent-udgave-tilbage" in form.action)
    undo.submit(status=303)
    assert "Gammel tekst" not in visitor.get("/bibliotek").text
    assert len(editor.get(EARLIER).html.select("aside .e-rows a")) == 3


def test_putting_back_changes_neither_who_reads_it_nor_when(town):
    editor = town.client("redaktoer")
    changed(editor, lead="Nyt", published_to="31.12.2026")
    put_back(editor.get(EARLIER))
    with town.graph() as (root, _act):
        assert (root["bibliotek"].lead, str(root["bibliotek"].published_to)) == (
            "Her er åbent.",
            "2026-12-31",
        )


def test_news_has_earlier_texts_too_and_saving_without_a_change_makes_none(town):
    editor = town.client("redaktoer")
    path = "/intranet/nyheder/ny-sal"
    changed(editor, path)
    assert "Ingen har ændret den endnu" in editor.get(f"{path}/tidligere-udgaver")
    changed(editor, path, lead="Kom ikke")
    assert "Kom og se" in put_back(editor.get(f"{path}/tidligere-udgaver"))


def test_the_latest_fifty_are_kept(town):
    with town.graph("redaktoer") as (root, act):
        for number in range(MOST_EARLIER + 3):
            values = {**publication_values(root["bibliotek"]), "lead": f"Nummer {number}"}
            change_publication(root["bibliotek"], values, act)
        assert [each.number for each in root["bibliotek"].earlier] == list(range(4, MOST_EARLIER + 4))
    page = town.client("redaktoer").get(f"{EARLIER}?udgave=1")
    assert "Den udgave er her ikke længere" in page
    assert form_with(page, "udgave")["udgave"].value == str(MOST_EARLIER + 3)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 300, "\x00", "🏠", "1.0"])
def test_a_number_that_is_none_puts_nothing_back(town, number):
    editor = town.client("redaktoer")
    changed(editor, lead="Nyt")
    form = form_with(editor.get(EARLIER), "udgave")
    form["udgave"].force_value(number)
    assert "Den udgave er her ikke længere" in form.submit(status=303).follow()
    with town.graph() as (root, _act):
        assert root["bibliotek"].lead == "Nyt"


def test_what_looks_like_a_cpr_number_by_now_is_not_put_back(town):
    editor = town.client("redaktoer")
    changed(editor, lead="Nyt")
    with town.graph() as (root, _act):
        root["bibliotek"].earlier[0].values["lead"] = "Ring til 010190-1234"
    page = form_with(editor.get(EARLIER), "udgave").submit(status=303).follow()
    assert "ligner et CPR-nummer" in page
    with town.graph() as (root, _act):
        assert root["bibliotek"].lead == "Nyt"


@pytest.mark.parametrize("login", ["medarbejder", "sagsbehandler", "politiker", "borger1", None])
def test_earlier_texts_are_editors_alone(town, login):
    """Break it: ask for the right to read the page."""
    changed(town.client("redaktoer"), lead="Det nye")
    answer = town.client(login).get(EARLIER, status="*")
    assert answer.status_int in (302, 303, 403, 404)
    assert "Gammel tekst" not in answer
    town.client(login).get("/bibliotek/tidligere-udgaver", status=404)
