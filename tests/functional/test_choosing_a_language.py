"""A link in the head of each page turns to the other language; the choice is kept in a cookie and nowhere else."""

import re

import pytest
from lxml import html
from tests.support.site import form_with, said_of

from bdk_esdh.kernel.danish import ENGLISH
from bdk_esdh.kernel.i18n import LANGUAGES

PAGES = ("/", "/postlister", "/udvalg", "/log-ind", "/soeg", "/findes-ikke")


def tree(answer):
    return html.document_fromstring(answer.text)


def link_to_the_other_language(answer):
    links = tree(answer).xpath("//header//a[@hreflang]")
    assert len({link.get("href") for link in links}) == 1
    return links[0]


def language(answer):
    return tree(answer).get("lang")


@pytest.mark.parametrize("login", [None, "sagsbehandler"])
def test_the_link_turns_the_page_round_and_back_again(site, login):
    client = site.client(login)
    for address in PAGES[:4] if login is None else (*PAGES[:3], "/intranet/", "/intranet/sager"):
        page = client.get(address)
        link = link_to_the_other_language(page)
        assert (language(page), link.text, link.get("lang"), link.get("hreflang")) == (
            "da",
            "English",
            "en",
            "en",
        )
        english = client.get(link.get("href")).follow()
        assert english.request.path == address
        assert language(english) == "en"
        back = link_to_the_other_language(english)
        assert (back.text, back.get("lang")) == ("Dansk", "da")
        assert language(client.get(back.get("href")).follow()) == "da"


def test_what_was_asked_for_is_kept_where_the_browser_tells_where_it_came_from(site):
    client = site.client()
    asked = "/postlister?enhed=byg&q="
    link = link_to_the_other_language(client.get(asked)).get("href")
    assert "byg" not in link, "what a page may not read does not go into what is kept for others"
    assert client.get(link, headers={"Referer": f"http://testserver{asked}"}).location.endswith(asked)
    for elsewhere in ("http://elsewhere/postlister?x=1", "http://testserver/udvalg?x=1"):
        assert client.get(link, headers={"Referer": elsewhere}).location == "http://testserver/postlister"


@pytest.mark.parametrize(
    "page",
    [
        "//elsewhere.dk/", "https://elsewhere.dk/", "/\\elsewhere.dk", "\\\\elsewhere.dk", "elsewhere", "",
        "/a%0d%0aSet-Cookie:x=1", "/sprog/da?side=/", "/%09/elsewhere.dk", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_it_leads_to_no_other_site(site, page):
    answer = site.client().get(f"/sprog/en?side={page}", status=303)
    assert answer.location == "http://testserver/"
    assert "x=1" not in str(answer.headers.getall("Set-Cookie"))


def test_a_page_with_danish_letters_is_come_back_to(site):
    answer = site.client().get("/sprog/en?side=/b%C3%A6nk%20%C3%A5")
    assert answer.location == "http://testserver/b%C3%A6nk%20%C3%A5"


def test_a_page_of_an_error_does_not_say_where_it_stands_and_is_come_back_to_where_the_browser_does(site):
    client = site.client()
    missing, other = client.get("/findes-ikke", status=404), client.get("/heller-ikke", status=404)
    assert said_of(missing) == said_of(other)
    link = link_to_the_other_language(missing).get("href")
    came_from = {"Referer": "http://testserver/findes-ikke?q=b%C3%A6nk"}
    assert client.get(link, headers=came_from).location == "http://testserver/findes-ikke?q=b%C3%A6nk"
    assert client.get(link, headers={"Referer": "http://elsewhere/x"}).location == "http://testserver/"
    assert client.get(link).location == "http://testserver/"


@pytest.mark.parametrize("address", ["/sprog/de", "/sprog", "/sprog/en/da", "/sprog/EN"])
def test_there_is_no_other_language(site, address):
    answer = site.client().get(address, status=404)
    assert "Set-Cookie" not in answer.headers


def test_the_cookie_says_the_language_and_nothing_else(site):
    said = site.client("sagsbehandler").get("/sprog/en?side=/").headers.getall("Set-Cookie")
    cookie = next(each for each in said if each.startswith("sprog="))
    assert cookie.startswith("sprog=en; ")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_a_browser_that_says_what_it_likes_best_is_not_followed(site):
    client = site.client()
    for _time in range(2):
        assert language(client.get("/udvalg", headers={"Accept-Language": "en"})) == "da"
        assert language(client.get("/udvalg?_LOCALE_=en")) == "da"


def test_a_person_who_has_chosen_is_followed_and_a_choice_in_this_browser_goes_first(site, monkeypatch):
    def chosen(request):
        return "en" if request.identity else None

    monkeypatch.setattr(site.registry, "language_source", chosen, raising=False)
    clerk = site.client("sagsbehandler")
    assert language(clerk.get("/intranet/")) == "en"
    assert language(site.client().get("/")) == "da"
    clerk.get("/sprog/da")
    assert language(clerk.get("/intranet/")) == "da"


def test_kept_pages_of_two_languages_are_never_mixed(site):
    kept = site.registry.kept_pages
    danish, english = site.client(), site.client()
    english.get("/sprog/en")
    for _time in range(3):
        for client, expected in ((danish, "da"), (english, "en")):
            answer = client.get("/udvalg")
            assert language(answer) == expected
            assert ("Log in" in answer.text) is (expected == "en")
            assert answer.headers["Vary"] == "Cookie, Authorization"
    assert kept.hits >= 4, "both are kept"
    assert danish.get("/udvalg").headers["ETag"] != english.get("/udvalg").headers["ETag"]
    stale = {"If-None-Match": danish.get("/udvalg").headers["ETag"]}
    assert english.get("/udvalg", headers=stale).status_int == 200


@pytest.mark.parametrize("cookie", ["sprog=en; other=1", "sprog=de", "other=1", "sprog=en;", "xsprog=en"])
def test_a_request_with_any_other_cookie_is_answered_anew(site, cookie):
    client = site.client()
    client.get("/udvalg")
    before = site.registry.kept_pages.hits
    for _time in range(2):
        client.get("/udvalg", headers={"Cookie": cookie})
    assert site.registry.kept_pages.hits == before


def test_dates_are_in_the_language_of_the_page_and_of_no_later_one(site):
    client = site.client("sagsbehandler")
    client.get("/sprog/en")
    assert "Monday 23 November 2026, week 48" in client.get("/intranet/").text
    assert ENGLISH.get() is False
    assert "Mandag 23. november 2026, uge 48" in site.client("sagsbehandler").get("/intranet/").text


def test_errors_of_a_form_are_in_english_and_nothing_typed_is_lost(site):
    client = site.client("sagsbehandler")
    client.get("/sprog/en")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["due_date"] = "", "31.11.2026"
    answer = form.submit(status=422)
    page = tree(answer)
    assert page.findtext(".//title").startswith("Error: New")
    (summary,) = (each.text_content() for each in page.xpath("//*[@data-error-summary]"))
    assert re.search(r"Correct \w+ things, and you can go on", summary)
    assert "Write a title" in summary
    assert "There is no 31 November" in summary
    assert form_with(answer, "title")["due_date"].value == "31.11.2026"


def test_a_date_may_be_typed_in_english_words(site):
    client = site.client("sagsbehandler")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["due_date"] = "tomorrow"
    assert "due_date" not in str(form.submit(status=422).html.find_all(class_="form-error-message"))


def test_what_is_kept_is_danish_whoever_does_it(site):
    client = site.client("sagsbehandler")
    client.get("/sprog/en")
    form = form_with(client.get("/intranet/sager/ny-sag"), "title")
    form["title"], form["kle_subject"], form["kle_facet"] = "Carport", "02.34.02", "G01"
    case = form.submit().follow()
    edit = form_with(client.get(case.request.path + "/ret"), "title")
    edit["due_date"] = "1.12.2026"
    edit.submit(status=303)
    journal = case.request.path + "/journal"
    assert "filled in Deadline: 1. december 2026" in text_of(client.get(journal))


def text_of(answer):
    return " ".join(tree(answer).text_content().split())


def test_the_languages_are_danish_first():
    assert LANGUAGES == ("da", "en")
