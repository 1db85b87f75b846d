"""An editor's day with pages and news."""

import pytest
from tests.support.site import form_with

from bdk_esdh.pages.actions import add_news, add_page, publish


def the_page(site, **values):
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Aktindsigt", **values}, act)
    return "/intranet/aktindsigt"


def press(page, words):
    """Press the button with ``words``, of whichever form has it, and follow."""
    for form in page.forms.values():
        if words in form.text:
            return form.submit().follow()
    raise AssertionError(f"no button {words}")


def test_an_editor_writes_previews_publishes_takes_back_and_publishes_again(site):
    client = site.client("redaktoer")
    form = form_with(client.get("/intranet/ny-side"), "title")
    assert form["audience"].value == "public"
    form["title"], form["body"] = "Åben dag", "## Kom forbi\n\nVi har kaffe."
    page = form.submit(status=303).follow()
    assert page.request.path == "/intranet/aaben-dag"
    assert "Kladde" in page.text

    preview = client.get("/intranet/aaben-dag/forhaandsvis")
    assert "Forhåndsvisning" in preview.text
    site.client().get("/aaben-dag", status=404)

    page = press(page, "Offentliggør")
    assert "Alle kan læse den nu." in page.text
    public = site.client().get("/aaben-dag")
    texts = [each.html.select_one(".e-body-side h2").find_next("p").string for each in (preview, public)]
    assert texts == ["Vi har kaffe.", "Vi har kaffe."]

    form = form_with(client.get("/intranet/aaben-dag/traek-tilbage"), "reason")
    form["reason"] = "Aflyst"
    page = form.submit(status=303).follow()
    assert "Den er trukket tilbage." in page.text
    site.client().get("/aaben-dag", status=410)
    press(page, "Fortryd")
    site.client().get("/aaben-dag", status=200)


def test_the_preview_stands_in_the_public_frame_with_the_public_menu(site):
    preview = site.client("redaktoer").get(the_page(site) + "/forhaandsvis")
    assert "face-public" in preview.html.body["class"]
    assert [a["href"] for a in preview.html.select(".e-nav a")][-1] == "/nyheder"


def test_editing_a_published_page_is_seen_at_once_and_the_form_says_so(site):
    path = the_page(site)
    with site.graph("redaktoer") as (root, act):
        publish(root["aktindsigt"], act)
    client = site.client("redaktoer")
    answer = client.get(path + "/ret")
    assert "ændrer sig, så snart du gemmer" in answer.text
    form = form_with(answer, "title")
    form["lead"] = "Helt ny indledning"
    form.submit(status=303)
    public = site.client().get("/aktindsigt").text
    assert "Helt ny indledning" in public
    assert "Ændret" in public


def test_publishing_with_two_clicks_is_no_error(site):
    client = site.client("redaktoer")
    page, other = client.get(the_page(site)), client.get(the_page(site))
    press(page, "Offentliggør")
    assert "Alle kan læse den nu." in press(page, "Offentliggør").text
    assert "Den er allerede offentliggjort." in press(other, "Offentliggør").text


def test_the_same_form_sent_twice_makes_one_page(site):
    form = form_with(site.client("redaktoer").get("/intranet/ny-side"), "title")
    form["title"] = "Kun en gang"
    assert form.submit(status=303).location == form.submit(status=303).location
    with site.graph() as (root, _act):
        assert [name for name in root if name.startswith("kun-en-gang")] == ["kun-en-gang"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Skriv en titel"),
        ("title", "x" * 300, "Teksten fylder 300 tegn. Der er plads til 255"),
        ("title", "Om 610190-0000", "Teksten ligner et CPR-nummer"),
        ("title", "fdp.\u202eexe", "skjulte tegn"),
        ("lead", "x" * 401, "Teksten fylder 401 tegn. Der er plads til 400"),
        ("published_from", "31/11", "Der er ingen dag, der hedder 31. november"),
        ("published_to", "1.1.2026", "Slutdatoen skal ligge efter startdatoen"),
        ("contact_phone", "ring bare", "Skriv telefonnummeret med otte cifre"),
        ("contact_mail", "ingen", "Skriv mailadressen som"),
    ],
)
@pytest.mark.parametrize("path", ["/intranet/ny-side", "/intranet/nyheder/ny-nyhed"])
def test_what_cannot_be_used_is_told_at_the_field_and_everything_typed_stays(
    site, path, field, value, message
):
    form = form_with(site.client("redaktoer").get(path), "title")
    form["title"], form["lead"], form["published_from"] = "Titel 🏠", "Det vigtige", "1.12.2026"
    form[field] = value
    answer = form.submit(status=422)
    assert message in answer.text
    again = form_with(answer, "title")
    assert again[field].value == value
    assert again["audience"].value == "public"
    with site.graph() as (root, _act):
        assert not [
            name for name in (*root, *root["nyheder"]) if name.startswith(("titel", "om", "x", "fdp"))
        ]


def test_a_nul_and_other_control_characters_are_taken_out(site):
    form = form_with(site.client("redaktoer").get("/intranet/ny-side"), "title")
    form["title"], form["body"] = "Nul\x00side", "a\x00b\x07c"
    form.submit(status=303)
    with site.graph() as (root, _act):
        assert (root["nulside"].title, root["nulside"].body) == ("Nulside", "<p>abc</p>")


def test_a_page_that_is_removed_meanwhile_answers_not_found(site):
    path = the_page(site)
    client = site.client("redaktoer")
    form = form_with(client.get(path + "/ret"), "title")
    page = client.get(path)
    with site.graph() as (root, _act):
        root.remove("aktindsigt")
    form.submit(status=404)
    page.forms[max(page.forms, key=str)].submit(status="*")
    assert client.get(path, status=404)


def test_taking_back_without_a_reason_or_with_a_cpr_number_is_refused_and_the_page_stays(site):
    path = the_page(site)
    with site.graph("redaktoer") as (root, act):
        publish(root["aktindsigt"], act)
    form = form_with(site.client("redaktoer").get(path + "/traek-tilbage"), "reason")
    assert "Skriv, hvorfor den trækkes tilbage" in form.submit(status=422).text
    form["reason"] = "Nævner 610190-0000"
    answer = form.submit(status=422)
    assert form_with(answer, "reason")["reason"].value == "Nævner 610190-0000"
    site.client().get("/aktindsigt", status=200)


def test_who_reads_a_published_page_cannot_be_changed_by_the_form(site):
    path = the_page(site)
    with site.graph("redaktoer") as (root, act):
        publish(root["aktindsigt"], act)
    form = form_with(site.client("redaktoer").get(path + "/ret"), "title")
    form["audience"] = "intranet"
    assert "Træk den tilbage, før du bestemmer" in form.submit(status=422).text


@pytest.mark.parametrize("login", ["medarbejder", "sagsbehandler", "administrator", "sekretaer"])
def test_who_is_no_editor_neither_sees_drafts_nor_writes(site, login):
    path = the_page(site)
    client = site.client(login)
    for address in (path, path + "/ret", path + "/forhaandsvis", path + "/traek-tilbage"):
        client.get(address, status=404)
    token = form_with(client.get("/intranet/nyheder"), "csrf_token")["csrf_token"].value
    client.post(path + "/offentliggoer", {"csrf_token": token}, status=404)
    client.get("/intranet/ny-side", status=403)
    assert "Aktindsigt" not in client.get("/intranet/sider").html.main.get_text()


def test_publishing_needs_the_token_of_the_session(site):
    client = site.client("redaktoer")
    client.post(the_page(site) + "/offentliggoer", {}, status=400)
    site.client().get("/aktindsigt", status=404)


def test_news_for_staff_are_read_at_work_and_nowhere_else(site):
    with site.graph("redaktoer") as (root, act):
        values = {"title": "Julefrokost", "audience": "intranet", "unit": "byg", "body": "Kantinen kl. 18"}
        publish(add_news(root["nyheder"], values, act), act)
    client = site.client("medarbejder")
    listed = client.get("/intranet/nyheder")
    assert "Byg" in listed.html.select_one(".e-lines").get_text()
    assert "Kantinen kl. 18" in listed.click("Julefrokost").text
    client.get("/nyheder/julefrokost", status=404)
    assert "Julefrokost" not in client.get("/nyheder").text
    site.client("politiker").get("/intranet/nyheder/julefrokost", status=404)


def test_the_list_of_pages_shows_where_each_stands_and_can_be_narrowed(site):
    with site.graph("redaktoer") as (root, act):
        for number in range(3):
            page = add_page(root, {"title": f"Side {number}"}, act)
            if number:
                publish(page, act)
    client = site.client("redaktoer")
    table = client.get("/intranet/sider").html.select("tbody tr")
    assert [row.select_one(".e-badge").get_text() for row in table] == ["Kladde", "Offentlig", "Offentlig"]
    assert len(client.get("/intranet/sider?tilstand=draft").html.select("tbody tr")) == 1
    assert len(client.get("/intranet/sider?tilstand=noget&start=-1").html.select("tbody tr")) == 3
    assert "Ingen sider passer" in client.get("/intranet/sider?tilstand=expired&start=1000000000").text


def test_editors_see_news_that_wait_above_those_that_are_shown(site):
    with site.graph("redaktoer") as (root, act):
        add_news(root["nyheder"], {"title": "Kladde om rabarber"}, act)
    assert "rabarber" in site.client("redaktoer").get("/intranet/nyheder").text
    assert "rabarber" not in site.client("medarbejder").get("/intranet/nyheder").text


def test_the_menu_of_an_editor_has_pages_and_that_of_others_has_news_alone(site):
    def menu(login):
        return {a["href"] for a in site.client(login).get("/intranet/nyheder").html.select(".e-rail a")}

    assert {"/intranet/nyheder", "/intranet/sider"} <= menu("redaktoer")
    assert "/intranet/sider" not in menu("medarbejder")
