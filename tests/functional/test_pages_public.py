"""Pages and news as everyone meets them."""

from datetime import date, timedelta

import pytest
from tests.support.site import said_of

from bdk_esdh.pages.actions import (
    add_news,
    add_page,
    change_publication,
    publication_values,
    publish,
    unpublish,
)


@pytest.fixture
def make(site):
    """Make a published page, or whatever ``values`` and ``state`` say; returns its public path."""

    def build(title="Aktindsigt", *, state="published", where=None, **values):
        with site.graph("redaktoer") as (root, act):
            add = add_news if where == "nyheder" else add_page
            node = add(root[where] if where else root, {"title": title, **values}, act)
            if state != "draft":
                publish(node, act)
            if state == "withdrawn":
                unpublish(node, values.get("reason", "Forkert dato"), act)
            return f"/{where}/{node.__name__}" if where else f"/{node.__name__}"

    return build


def test_everyone_reads_a_published_page_with_its_structure_and_contact_box(site, make):
    path = make(
        lead="Du kan bede om at se det hele.",
        body="## Sådan gør du\n\n- Skriv\n- Ring\n\nLæs også /nyheder.",
        contact_phone="09 45 45 45", contact_mail="post@eksempel.dk",
    )  # fmt: skip
    page = site.client().get(path)
    assert page.html.h1.string == "Aktindsigt"
    assert page.html.find("h2", string="Sådan gør du")
    assert [item.get_text() for item in page.html.select(".e-body-side > div li")] == ["Skriv", "Ring"]
    links = {a["href"] for a in page.html.select(".e-body-side a")}
    assert links == {"/nyheder", "tel:+4509454545", "mailto:post@eksempel.dk"}


def test_script_in_the_text_is_shown_as_the_text_it_is(site, make):
    nasty = '<script>alert(1)</script> javascript:alert(2) https://x.dk/"onmouseover="alert(3)'
    page = site.client().get(make(title="<b>Fed</b>", lead=nasty, body=nasty))
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<b>Fed" not in page.text
    assert not page.html.select("[onmouseover]")
    assert [a["href"] for a in page.html.select(".e-body-side a")] == ["https://x.dk/"]


@pytest.mark.parametrize(
    "values",
    [
        {"state": "draft"},
        {"audience": "intranet"},
        {"published_from": date(2026, 11, 24)},
        {"published_to": date(2026, 11, 22)},
    ],
)
@pytest.mark.parametrize("where", [None, "nyheder"])
@pytest.mark.parametrize("login", [None, "redaktoer"])
def test_what_is_not_public_answers_as_what_does_not_exist(site, make, values, where, login):
    path = make("Hemmelig plan", where=where, **values)
    client = site.client(login)
    answer = client.get(path, status=404)
    nothing = client.get(path + "-findes-ikke", status=404)
    without_token = [said_of(page).split("csrf_token")[0] for page in (answer, nothing)]
    assert without_token[0] == without_token[1]
    assert "Hemmelig" not in client.get("/nyheder").text
    assert "Hemmelig" not in client.get("/soeg?q=hemmelig").text.replace('value="hemmelig"', "")


def test_what_was_taken_back_says_when_and_why(site, make):
    answer = site.client().get(make(state="withdrawn"), status=410)
    assert "Siden blev trukket tilbage 23. november 2026. Begrundelse: Forkert dato" in answer.text
    assert "Aktindsigt" not in answer.html.main.get_text()


def test_a_planned_page_opens_at_midnight_in_copenhagen_and_closes_after_its_last_day(site, make):
    path = make(published_from=date(2026, 11, 24), published_to=date(2026, 11, 24))
    client = site.client()
    site.clock.advance(timedelta(hours=14, minutes=59))
    client.get(path, status=404)
    site.clock.advance(timedelta(minutes=1))
    client.get(path, status=200)
    site.clock.advance(timedelta(hours=24))
    client.get(path, status=404)


def test_a_change_after_publication_is_told_on_the_page(site, make):
    path = make()
    assert "Ændret" not in site.client().get(path).text
    site.clock.advance(timedelta(days=2))
    with site.graph("redaktoer") as (root, act):
        page = root["aktindsigt"]
        change_publication(page, {**publication_values(page), "lead": "Nyt"}, act)
    assert "Ændret 25. nov." in " ".join(
        site.client().get(path).html.select_one(".e-head .e-badge").get_text().split()
    )


def test_news_stand_newest_first_a_batch_at_a_time(site):
    with site.graph("redaktoer") as (root, act):
        for number in range(1, 46):
            values = {
                "title": f"Nyhed {number:02}",
                "published_from": date(2026, 9, 1) + timedelta(days=number),
            }
            publish(add_news(root["nyheder"], values, act), act)
    client = site.client()
    titles = []
    for start in (0, 20, 40):
        page = client.get(f"/nyheder?start={start}")
        titles.append([a.string for a in page.html.select(".e-lines .e-strong a")])
    assert [len(batch) for batch in titles] == [20, 20, 5]
    assert [title for batch in titles for title in batch] == [
        f"Nyhed {number:02}" for number in range(45, 0, -1)
    ]


@pytest.mark.parametrize("start", ["-1", "1000000000", "x", "", "%00", "9" * 400])
def test_a_nonsense_start_is_answered_with_a_page(site, make, start):
    make(where="nyheder")
    assert "Aktindsigt" in site.client().get(f"/nyheder?start={start}").text


def test_news_without_news_says_so(site):
    assert "Der er ingen nyheder lige nu." in site.client().get("/nyheder").text


def test_the_fixed_pages_are_in_the_menu_while_they_can_be_read(site, make):
    def menu():
        return [a.string for a in site.client().get("/nyheder").html.select(".e-nav a")]

    assert not {"Aktindsigt", "Selvbetjening"} & set(menu())
    make("Aktindsigt")
    make("Selvbetjening", state="draft")
    assert "Aktindsigt" in menu()
    assert "Selvbetjening" not in menu()
    with site.graph("redaktoer") as (root, act):
        unpublish(root["aktindsigt"], "Skrives om", act)
    assert "Aktindsigt" not in menu()


def test_a_page_names_the_published_pages_below_it_and_no_others(site, make):
    make("Borger")
    with site.graph("redaktoer") as (root, act):
        publish(add_page(root["borger"], {"title": "Affald"}, act), act)
        add_page(root["borger"], {"title": "Kladde om noget"}, act)
    page = site.client().get("/borger")
    assert [a["href"] for a in page.html.select("aside a")] == ["/borger/affald"]
    below = site.client().get("/borger/affald")
    assert [li.get_text(strip=True) for li in below.html.select(".e-crumbs li")] == [
        "Forside",
        "Borger",
        "Affald",
    ]


def test_the_public_search_finds_a_page_while_it_is_public(site, make):
    path = make(body="Pligten til notat")
    client = site.client()
    assert path in client.get("/soeg?q=notat").text
    with site.graph("redaktoer") as (root, act):
        unpublish(root["aktindsigt"], "Skrives om", act)
    assert path not in client.get("/soeg?q=notat").text


def test_what_time_alone_has_hidden_is_in_no_list_even_before_the_worker_has_come_round(site, make):
    make("Borger")
    make("Affald tømmes mandag", where="nyheder", published_to=date(2026, 11, 23))
    with site.graph("redaktoer") as (root, act):
        values = {"title": "Affald ved jul", "published_to": date(2026, 11, 23)}
        publish(add_page(root["borger"], values, act), act)
    client = site.client()
    addresses = ("/borger", "/nyheder", "/soeg?q=affald")
    shown = [client.get(address).html.select('main a[href*="/affald"]') for address in addresses]
    assert [len(links) for links in shown] == [1, 1, 2]
    site.clock.advance(timedelta(days=1))
    shown = [client.get(address).html.select('main a[href*="/affald"]') for address in addresses]
    assert [len(links) for links in shown] == [0, 0, 0]


def test_what_was_taken_back_once_and_has_run_out_since_says_no_old_reason(site, make):
    path = make(state="withdrawn")
    with site.graph("redaktoer") as (root, act):
        page = root["aktindsigt"]
        change_publication(page, {**publication_values(page), "published_to": date(2026, 11, 23)}, act)
        publish(page, act)
    site.client().get(path, status=200)
    site.clock.advance(timedelta(days=1))
    site.run_jobs()
    site.client().get(path, status=404)


@pytest.mark.parametrize("path", ["/aktindsigt", "/nyheder", "/nyheder/aktindsigt"])
def test_the_public_face_answers_no_other_method(site, make, path):
    make()
    make(where="nyheder")
    for method in ("PUT", "DELETE", "PATCH"):
        assert site.client().request(path, method=method, status="*").status_int in {404, 405}
