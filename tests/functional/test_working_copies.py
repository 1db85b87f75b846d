"""A published page is written anew beside itself, and nobody outside sees it before it is put in place."""

import pytest
from tests.support.site import form_with

from bdk_esdh.kernel.public_generation import stamp_of
from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish, unpublish
from bdk_esdh.trash.actions import put_in_trash, restore
from bdk_esdh.trash.content import trash_of

PAGE = "/intranet/bibliotek"


@pytest.fixture
def town(site):
    with site.graph("redaktoer") as (root, act):
        page = add_page(
            root, {"title": "Bibliotek", "lead": "Her er åbent.", "body": "<p>Gammel tekst</p>"}, act
        )
        publish(page, act)
    return site


def stamp(town):
    with town.graph() as (root, _act):
        return stamp_of(root)


def press_on(page, ending):
    return next(form for form in page.forms.values() if form.action.endswith(ending)).submit()


def written(town, **fields):
    """Begin a copy and write in it; return the editor."""
    editor = town.client("redaktoer")
    form = form_with(press_on(editor.get(PAGE), "/begynd-kladde").follow(), "lead")
    for name, value in fields.items():
        form[name] = value
    form.submit().follow()
    return editor


def test_the_published_page_stays_until_the_copy_is_put_in_place(town):
    visitor = town.client()
    before = visitor.get("/bibliotek").body
    generation = stamp(town)
    editor = written(town, lead="Nyt hus", body="<p>Zebraskoven tekst</p>")
    assert visitor.get("/bibliotek").body == before
    assert stamp(town) == generation, "the kept public pages were thrown away"
    assert not visitor.get("/soeg?q=Zebraskoven").html.select(".e-hits li")
    shown = editor.get(PAGE).click("Vis som den bliver")
    assert "Nyt hus" in shown.text
    assert "Zebraskoven tekst" in shown.text
    assert "face-public" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    placed = editor.get(PAGE).click("Sæt i stedet for den udgivne")
    told = form_with(placed, "lead").submit().follow()
    assert "Kladden er sat i stedet" in told.text
    assert "Rediger som kladde" in told.text
    assert "Zebraskoven tekst" in visitor.get("/bibliotek").text


def test_a_change_made_meanwhile_is_shown_beside_the_copy_and_not_overwritten(town):
    editor = written(town, lead="Nyt hus")
    with town.graph("redaktoer") as (root, act):
        page = root["bibliotek"]
        change_publication(page, {**publication_values(page), "lead": "Lukket i dag"}, act)
    answer = form_with(editor.get(PAGE + "/saet-kladde-i-stedet"), "lead").submit(expect_errors=True)
    assert answer.status_int == 409
    assert "Lukket i dag" in answer.text
    assert "Nyt hus" in answer.text
    with town.graph() as (root, _act):
        assert root["bibliotek"].lead == "Lukket i dag"
        assert root["bibliotek"].working_copy is not None


def test_what_others_changed_and_the_copy_did_not_stays_changed(town):
    editor = written(town, lead="Nyt hus")
    with town.graph("redaktoer") as (root, act):
        page = root["bibliotek"]
        change_publication(page, {**publication_values(page), "contact_phone": "99 45 45 45"}, act)
    form_with(editor.get(PAGE + "/saet-kladde-i-stedet"), "lead").submit().follow()
    with town.graph() as (root, _act):
        assert (root["bibliotek"].lead, root["bibliotek"].contact_phone) == ("Nyt hus", "99 45 45 45")


def test_a_copy_is_thrown_away_and_the_page_stays(town):
    editor = written(town, lead="Nyt hus")
    assert "smidt væk" in press_on(editor.get(PAGE), "/smid-kladde-vaek").follow().text
    assert "Her er åbent." in town.client().get("/bibliotek").text
    for name in ("kladde", "vis-kladde", "vis-kladde-intranet", "saet-kladde-i-stedet"):
        assert "Der er ingen kladde" in editor.get(f"{PAGE}/{name}").follow().text


@pytest.mark.parametrize("name", ["kladde", "vis-kladde", "vis-kladde-intranet", "saet-kladde-i-stedet"])
def test_nobody_but_editors_sees_a_copy(town, name):
    """Break it: show the copy to whoever may read the page."""
    written(town, lead="Nyt hus")
    staff = town.client("medarbejder")
    answer = staff.get(f"{PAGE}/{name}", expect_errors=True)
    assert answer.status_int == 403
    assert "Nyt hus" not in answer.text + staff.get(PAGE).text
    town.client().get(f"/bibliotek/{name}", status=404)


def test_what_looks_like_a_cpr_number_is_refused_in_a_copy_and_what_was_typed_stays(town):
    editor = written(town)
    form = form_with(editor.get(PAGE + "/kladde"), "lead")
    form["lead"] = "Ring til 010190-1234"
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 422
    assert form_with(answer, "lead")["lead"].value == "Ring til 010190-1234"


def main_of(page):
    """Return what a page at work shows, without tools and the note of a preview."""
    main = page.html.main
    for each in main.select(".e-note, .e-faces, .e-help, .e-star, .e-drop"):
        each.decompose()
    return " ".join(main.get_text(" ").split())


def test_the_preview_leads_from_one_face_to_the_other_and_shows_what_those_at_work_will_read(town):
    with town.graph("redaktoer") as (root, act):
        add_page(root["bibliotek"], {"title": "Underside på vej"}, act)
    editor = written(town, lead="Nyt hus", body="<p>Zebraskoven tekst</p>")
    public = editor.get(PAGE).click("Vis som den bliver")
    at_work = public.click("På intranettet")
    assert "face-intranet" in at_work.html.body["class"]
    assert at_work.html.select_one(".e-faces [aria-current=true]").string == "På intranettet"
    assert at_work.click("På hjemmesiden").request.path == public.request.path
    seen = main_of(at_work)
    assert "Zebraskoven tekst" in seen
    assert "Underside på vej" not in seen, "a draft below it, which only editors read"
    form_with(editor.get(PAGE + "/saet-kladde-i-stedet"), "lead").submit().follow()
    as_editor = main_of(editor.get(PAGE + "/forhaandsvis-intranet"))
    assert as_editor == main_of(town.client("medarbejder").get(PAGE))


def test_what_is_for_those_at_work_is_previewed_there_first(town):
    with town.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Kantinen", "audience": "intranet", "body": "<p>Suppe</p>"}, act)
    editor = town.client("redaktoer")
    shown = editor.get("/intranet/kantinen").click("Forhåndsvis")
    assert shown.request.path == "/intranet/kantinen/forhaandsvis-intranet"
    assert "Suppe" in shown.text
    assert "ingen ser den på hjemmesiden" in shown.click("På hjemmesiden").text


def in_trash(town):
    with town.graph("redaktoer") as (root, act):
        unpublish(root["bibliotek"], "Flytter", act)
        put_in_trash(root["bibliotek"], act)


def test_a_copy_goes_to_the_trash_with_its_page_and_comes_back_with_it_and_both_is_said(town):
    editor = written(town, lead="Nyt hus")
    with town.graph("redaktoer") as (root, act):
        unpublish(root["bibliotek"], "Flytter", act)
    assert "Kladden følger med, og kommer tilbage" in editor.get(PAGE + "/slet").text
    with town.graph("redaktoer") as (root, act):
        entry = put_in_trash(root["bibliotek"], act)
        restore(entry, act)
        assert root["bibliotek"].working_copy.values["lead"] == "Nyt hus"
    assert "Nyt hus" in editor.get(PAGE + "/vis-kladde").text


def test_without_a_copy_the_page_of_deleting_says_nothing_of_one(town):
    with town.graph("redaktoer") as (root, act):
        unpublish(root["bibliotek"], "Flytter", act)
    assert "Kladden" not in town.client("redaktoer").get(PAGE + "/slet").html.main.get_text()


@pytest.mark.parametrize("name", ["kladde", "saet-kladde-i-stedet"])
def test_what_is_sent_to_a_copy_whose_page_is_gone_is_answered_clearly_and_changes_nothing(town, name):
    editor = written(town, lead="Nyt hus")
    form = form_with(editor.get(f"{PAGE}/{name}"), "lead")
    form["lead"] = "Skrevet for sent"
    in_trash(town)
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 404
    assert "findes ikke" in answer.html.main.get_text()
    with town.graph("redaktoer") as (root, _act):
        assert "bibliotek" not in root
        kept = next(iter(trash_of(root).values())).content.working_copy
        assert kept.values["lead"] == "Nyt hus"


def test_a_copy_of_what_is_withdrawn_meanwhile_is_put_in_place_and_is_a_draft(town):
    editor = written(town, lead="Nyt hus")
    with town.graph("redaktoer") as (root, act):
        unpublish(root["bibliotek"], "Flytter", act)
    form_with(editor.get(PAGE + "/saet-kladde-i-stedet"), "lead").submit().follow()
    assert "Nyt hus" in editor.get(PAGE).text
    town.client().get("/bibliotek", status=410)
