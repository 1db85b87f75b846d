"""What stands round a public page is kept for those who are not logged in: it is never old and never another's."""

from datetime import timedelta
from threading import Thread

import pytest
from lxml import html
from pyramid.interfaces import ILocalizer
from tests.support.site import form_with
from webtest import TestApp

from bdk_esdh.kernel import around
from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish, unpublish

CONTACT = {"title": "Kontakt", "lead": "Ring til os.", "audience": "public"}
ACCESS = {"title": "Aktindsigt", "lead": "Bed om den.", "audience": "public"}


@pytest.fixture
def town(site):
    with site.graph(by="redaktoer") as (root, act):
        for facts in (CONTACT, ACCESS):
            publish(add_page(root, facts, act), act)
    return site


@pytest.fixture
def visitor(town):
    """Ask the application itself, past the page cache."""
    environ = {"HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"}
    return TestApp(town.app.app, extra_environ=environ)


def links(answer, where):
    return html.document_fromstring(answer.text).xpath(f"//{where}//a/@href")


def marked(answer):
    return links(answer, "nav[@class='e-nav']//li[a/@aria-current='true']")


@pytest.fixture
def drawn(monkeypatch):
    """Count how often the parts are drawn."""
    found = []
    made_now = around.made_now

    def counted(request, frame):
        found.append(request.path)
        return made_now(request, frame)

    monkeypatch.setattr(around, "made_now", counted)
    return found


def test_the_parts_are_drawn_once_for_all_pages_of_a_place(visitor, drawn):
    first = visitor.get("/udvalg")
    visitor.get("/udvalg")
    assert drawn == ["/udvalg"]
    visitor.get("/kontakt")
    visitor.get("/emner")
    assert len(drawn) == 2, "both belong to no place of the menu"
    assert visitor.get("/udvalg").body == first.body


def test_each_page_marks_its_own_place_of_the_menu(visitor):
    for _time in range(2):
        assert marked(visitor.get("/udvalg")) == ["/udvalg"]
        assert marked(visitor.get("/postlister")) == ["/postlister"]
        assert marked(visitor.get("/aktindsigt")) == ["/aktindsigt"]
        assert marked(visitor.get("/emner")) == []


@pytest.mark.parametrize("address", ["/udvalg", "/findes-ikke"])
def test_what_comes_and_goes_stands_in_menu_and_foot_of_the_next_page(town, visitor, address):
    def shown():
        answer = visitor.get(address, expect_errors=True)
        return "/aktindsigt" in links(answer, "nav[@class='e-nav']"), "/kontakt" in links(answer, "footer")

    assert shown() == (True, True)
    with town.graph(by="redaktoer") as (root, act):
        unpublish(root["aktindsigt"], "Siden var forkert", act)
    assert shown() == (False, True)
    with town.graph(by="redaktoer") as (root, act):
        unpublish(root["kontakt"], "Siden var forkert", act)
    assert shown() == (False, False)
    with town.graph(by="redaktoer") as (root, act):
        publish(root["aktindsigt"], act)
    assert shown() == (True, False)


def test_what_its_day_takes_out_of_the_foot_is_gone_that_day(town, visitor):
    today = town.clock.today()
    with town.graph(by="redaktoer") as (root, act):
        page = root["kontakt"]
        change_publication(page, publication_values(page) | {"published_to": today}, act)
    assert "/kontakt" in links(visitor.get("/udvalg"), "footer")
    town.clock.advance(timedelta(days=1))
    assert "/kontakt" not in links(visitor.get("/udvalg"), "footer")


def test_who_is_logged_in_is_named_to_herself_alone(town, visitor):
    anonymous = visitor.get("/udvalg").text
    clerk, editor = town.client("sagsbehandler"), town.client("redaktoer")
    for _time in range(2):
        names = {}
        for who in (clerk, editor):
            answer = who.get("/udvalg")
            names[who] = html.document_fromstring(answer.text).xpath("//header//summary/span/text()")[0]
            assert 'name="csrf_token"' in answer.text
        assert names[clerk] != names[editor]
        assert visitor.get("/udvalg").text == anonymous
    assert not any(name in anonymous for name in names.values())
    assert "csrf_token" not in anonymous
    assert "/log-ind" in anonymous


def test_nothing_is_kept_of_an_error_a_form_or_an_unknown_generation(town, visitor, drawn):
    kept = town.registry.kept_around
    form = form_with(visitor.get("/log-ind"), "password")
    form["login"], form["password"] = "ingen", "forkert"
    kept.clear()
    visitor.get("/findes-ikke", status=404)
    refused = form.submit(headers={"Origin": "http://testserver"}, expect_errors=True)
    assert form_with(refused, "password")["login"].value == "ingen", "the form is shown again"
    assert kept == {}
    with town.graph() as (root, _act):
        del root.public_generation
    visitor.get("/udvalg")
    visitor.get("/udvalg")
    assert kept == {}
    assert drawn.count("/udvalg") == 2


def test_another_language_has_parts_of_its_own(town, visitor, drawn):
    visitor.get("/udvalg")
    visitor.set_cookie("sprog", "en")
    visitor.get("/udvalg")
    visitor.get("/udvalg")
    assert len(drawn) == 2
    languages = {language for _stamp, _day, language, _place in town.registry.kept_around}
    assert languages == {"da", "en"}


def test_the_link_to_the_other_language_leads_back_to_each_page_though_the_parts_are_kept(visitor, drawn):
    for address in ("/kontakt", "/emner", "/kontakt"):
        assert f"/sprog/en?side={address}" in links(visitor.get(address), "header")
    assert len(drawn) == 1


def test_languages_nobody_speaks_do_not_fill_the_memory(town, visitor):
    kept = town.registry.kept_around
    kept.clear()
    for number in range(70):
        visitor.set_cookie("sprog", f"x{number}")
        visitor.get("/udvalg")
    assert len(kept) == 1
    known = {name for name, _localizer in town.registry.getUtilitiesFor(ILocalizer)}
    assert not {name for name in known if name.startswith("x")}


def test_parts_drawn_while_another_commits_are_of_the_generation_their_own_transaction_saw(
    town, visitor, monkeypatch
):
    made_now = around.made_now

    def withdraw():
        with town.graph(by="redaktoer") as (root, act):
            unpublish(root["kontakt"], "Siden var forkert", act)

    def slow(request, frame):
        found = made_now(request, frame)
        other = Thread(target=withdraw)
        other.start()
        other.join()
        return found

    monkeypatch.setattr(around, "made_now", slow)
    assert "/kontakt" in links(visitor.get("/udvalg"), "footer"), "it was asked for before"
    monkeypatch.setattr(around, "made_now", made_now)
    assert "/kontakt" not in links(visitor.get("/udvalg"), "footer")
