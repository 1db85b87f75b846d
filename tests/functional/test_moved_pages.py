"""Pages and news that were given another address: the old one leads there, and to nobody who may not read it."""

import pytest
from tests.support.site import form_with

from bdk_esdh.pages.actions import add_news, add_page, publish, unpublish


@pytest.fixture
def town(site):
    """Two published pages, one with a page below, and a piece of news."""
    with site.graph("redaktoer") as (root, act):
        for title in ("Affald", "Natur"):
            publish(add_page(root, {"title": title}, act), act)
        publish(add_page(root["affald"], {"title": "Storskrald"}, act), act)
        publish(add_news(root["nyheder"], {"title": "Ny bro"}, act), act)
    return site.client("redaktoer")


def move(client, path, status=303, **fields):
    form = form_with(client.get(f"/intranet{path}/flyt"), "name")
    for name, value in fields.items():
        if name == "place":
            form["place"].select(text=value)
        else:
            form[name] = value
    return form.submit(status=status)


def leads_to(site, path):
    answer = site.client().get(path, status=301)
    assert answer.headers["Cache-Control"] == "no-cache"
    return answer.location.removeprefix("http://testserver")


def test_an_old_address_leads_to_the_new_one_also_after_another_move(site, town):
    assert site.client().get("/affald/storskrald").status_int == 200
    page = move(town, "/affald", name="skrald", place="Natur (/natur)").follow()
    assert page.request.path == "/intranet/natur/skrald"
    assert "Den gamle adresse fører hertil." in page.text
    assert leads_to(site, "/affald") == "/natur/skrald"
    assert leads_to(site, "/affald/storskrald") == "/natur/skrald/storskrald"
    move(town, "/natur/skrald/storskrald", name="stort", place="Øverst")
    assert leads_to(site, "/affald/storskrald") == "/stort"
    assert leads_to(site, "/natur/skrald/storskrald") == "/stort"
    move(town, "/natur/skrald", name="skrald", place="Øverst")
    assert leads_to(site, "/affald") == "/skrald"
    assert town.get("/intranet/affald", status=301).location.endswith("/intranet/skrald")
    assert "/skrald" in site.client().get("/soeg?q=affald").text


def test_moving_back_undoes_it_and_nothing_goes_round(site, town):
    move(town, "/affald", name="skrald")
    move(town, "/skrald", name="affald")
    assert site.client().get("/affald").status_int == 200
    assert leads_to(site, "/skrald") == "/affald"
    site.client().get("/affald/findes-ikke", status=404)
    site.client().get("/skrald/findes-ikke", status=404)
    for name in ("natur", "affald"):
        move(town, f"/{name}", name=f"{name}-x")
    move(town, "/natur-x", name="affald")
    move(town, "/affald-x", name="natur")
    for path in ("/affald/x", "/natur/x", "/affald/billede/x", "/natur-x/x/y/z"):
        site.client().get(path, status=404)


def test_a_new_page_at_the_old_address_wins_once_everyone_may_read_it(site, town):
    move(town, "/affald", name="skrald")
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Helt andet", "name": "affald"}, act)
    assert leads_to(site, "/affald") == "/skrald", "a draft is as nothing"
    with site.graph("redaktoer") as (root, act):
        publish(root["affald"], act)
    assert "Helt andet" in site.client().get("/affald").text


def test_nobody_is_led_to_what_may_not_be_read(site, town):
    move(town, "/affald", name="hemmelig-plan")
    with site.graph("redaktoer") as (root, act):
        unpublish(root["hemmelig-plan"]["storskrald"], "Forkert", act)
        add_page(root, {"title": "Udkast"}, act)
    move(town, "/udkast", name="andet-udkast")
    site.client().get("/udkast", status=404)
    for login in ("medarbejder", "politiker"):
        site.client(login).get("/intranet/udkast", status=404)
    town.get("/intranet/udkast", status=301)
    gone = site.client().get(leads_to(site, "/affald/storskrald"), status=410)
    assert "Forkert" in gone.text


def test_news_are_renamed_where_they_are(site, town):
    assert "Ligger under" not in town.get("/intranet/nyheder/ny-bro/flyt").text
    move(town, "/nyheder/ny-bro", name="bro-over-aaen")
    assert leads_to(site, "/nyheder/ny-bro") == "/nyheder/bro-over-aaen"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("natur", "er optaget eller forbeholdt"),
        ("intranet", "er optaget eller forbeholdt"),
        ("Æ/../b", "kun små bogstaver, tal og bindestreg, for eksempel"),
        ("", "Skriv den sidste del"),
        ("x" * 100, "Der er plads til 80"),
    ],
)
def test_an_address_that_cannot_be_had_is_told_at_the_field(town, name, message):
    answer = move(town, "/affald", status=422, name=name)
    assert message in answer.text
    assert form_with(answer, "name")["name"].value == name


def test_a_page_cannot_lie_below_itself_nor_below_what_is_no_page(site, town):
    form = form_with(town.get("/intranet/affald/flyt"), "name")
    assert not any("Storskrald" in text for _value, _chosen, text in form["place"].options)
    for value in ("0", "x", "999999999999"):
        form["place"].force_value(value)
        assert "Vælg en af mulighederne" in form.submit(status=422).text


def test_who_is_no_editor_moves_nothing(site, town):
    site.client("medarbejder").get("/intranet/affald/flyt", status=403)
