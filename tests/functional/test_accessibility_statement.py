"""``/was`` leads to the accessibility statement, whatever of it there is."""

from dataclasses import replace

from bdk_esdh.pages.actions import add_page, publish, unpublish


def test_without_a_page_it_says_itself_what_the_law_asks_for(site):
    page = site.client().get("/").click("Tilgængelighedserklæring")
    assert page.request.path == "/was"
    text = page.html.main.get_text()
    for words in ("EN 301 549", "delvist", "09 45 45 45", "Digitaliseringsstyrelsen", "10 arbejdsdage"):
        assert words in text
    assert page.html.main.find("a", href=lambda url: url.startswith("https://digst.dk/"))


def test_the_page_that_editors_keep_goes_before_it(site):
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Tilgængelighedserklæring", "name": "tilgaengelighed"}, act)
    visitor = site.client()
    visitor.get("/was", status=200)
    with site.graph("redaktoer") as (root, act):
        publish(root["tilgaengelighed"], act)
    assert visitor.get("/was").location == "http://testserver/tilgaengelighed"
    with site.graph("redaktoer") as (root, act):
        unpublish(root["tilgaengelighed"], "skrives om", act)
    visitor.get("/was", status=200)


def test_the_statement_made_with_the_tool_of_the_agency_goes_before_both(site, monkeypatch):
    address = "https://www.was.digst.dk/eksempel-dk"
    settings = replace(
        site.registry.esdh_settings, accessibility_statement=address, contact_mail="a@b.example"
    )
    monkeypatch.setattr(site.registry, "esdh_settings", settings)
    assert site.client().get("/was").location == address
