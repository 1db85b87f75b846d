"""The sitemap names all that the anonymous may read, and nothing else; robots.txt names the sitemap."""

import pytest
from lxml import etree
from pyramid.request import apply_request_extensions
from tests.support.builders import a_case, a_document
from tests.support.public_town import LATER, build_public_town, public_pages

from bdk_esdh.pages.actions import add_page, publish, unpublish
from bdk_esdh.root import bare_request
from bdk_esdh.wayfinding import sitemap

SPACE = {"s": sitemap.NAMESPACE}


def locations(client, address="/sitemap.xml"):
    answer = client.get(address)
    assert answer.content_type == "application/xml"
    return etree.fromstring(answer.body).xpath("//s:loc/text()", namespaces=SPACE)


def listed(client):
    found = []
    for part in locations(client):
        found += locations(client, part.removeprefix("http://testserver"))
    return [address.removeprefix("http://testserver") for address in found]


@pytest.fixture
def town(site):
    build_public_town(site)
    with site.graph("sagsbehandler") as (root, act):
        a_document(a_case(root, act, title="Skjult"), act, title="Hemmeligt", on_postlist=False)
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Kladden"}, act)
        publish(add_page(root, {"title": "Indenfor", "audience": "intranet"}, act), act)
        gone = add_page(root, {"title": "Væk"}, act)
        publish(gone, act)
        unpublish(gone, "fejl", act)
    return site


def test_it_names_what_the_anonymous_may_read_and_every_address_answers(town):
    visitor = town.client()
    found = listed(visitor)
    assert len(found) == len(set(found))
    assert {"/", "/was", "/postlister/2026-11-23", "/genbrugspladsen", "/nyheder/ny-skole", "/emner/02.34.02",
            "/udvalg/oekonomiudvalget", "/postlister/2026-11-23/2026-00003-1"} <= set(found)  # fmt: skip
    assert not {"/kladden", "/indenfor", "/vaek"} & set(found)
    assert not [address for address in found if address.startswith(("/sager", "/intranet", "/api"))]
    for address in found:
        visitor.get(address, status=200)
    crawled = public_pages(visitor)
    pages = {path for path, (status, body) in crawled.items() if status == 200 and b"<html" in body}
    # A search is no page, and the guides come with the product.
    elsewhere = ("/soeg", "/hjaelp")
    assert {path for path in pages if "?" not in path and not path.startswith(elsewhere)} <= set(found)


def _asking(town, root):
    request = bare_request(town.registry)
    apply_request_extensions(request)
    request.root = root
    return request


def test_a_change_is_in_it_at_once_and_between_changes_it_is_kept(town):
    visitor = town.client()
    assert "/nyt" not in listed(visitor)
    before = town.registry.kept_pages.hits
    listed(visitor)
    assert town.registry.kept_pages.hits > before
    with town.graph("redaktoer") as (root, act):
        publish(add_page(root, {"title": "Nyt"}, act), act)
    answer = visitor.get("/sitemap.xml?del=sider-1")
    assert "/nyt</loc><lastmod>2026-11-26</lastmod>" in answer.text
    with town.graph("redaktoer") as (root, act):
        unpublish(root["nyt"], "fejl", act)
    assert "/nyt" not in listed(visitor)


def test_what_is_not_on_the_postlist_yet_is_not_in_it(site):
    with site.graph("sagsbehandler") as (root, act):
        a_document(a_case(root, act), act, direction="incoming", title="Brev")
    assert not [each for each in listed(site.client()) if each.startswith("/postlister/")]
    site.clock.advance(LATER)
    assert "/postlister/2026-11-23/2026-00001-1" in listed(site.client())


def test_parts_are_of_a_bounded_size_and_hold_each_address_once(town, monkeypatch):
    whole = listed(town.client())
    monkeypatch.setattr(sitemap, "PART", 2)
    town.registry.kept_pages.clear()
    visitor = town.client()
    parts = [locations(visitor, part.removeprefix("http://testserver")) for part in locations(visitor)]
    assert max(map(len, parts)) == 2
    assert sorted(each for part in parts for each in part) == sorted(
        "http://testserver" + each for each in whole
    )


@pytest.mark.parametrize(
    "part", ["", "sider", "sider-0", "sider-99", "hemmeligt-1", "sider-1x", "sider-" + "9" * 90]
)
def test_a_part_that_there_is_not_is_not_found(site, part):
    site.client().get("/sitemap.xml", params={"del": part}, status=404)


def test_making_it_loads_no_document(town):
    with town.graph() as (root, _act):
        root._p_jar.cacheMinimize()
        found = list(sitemap.sources_of(town.registry)["breve"](_asking(town, root)))
        assert found
        loaded = [each for each in root._p_jar._cache.lru_items() if type(each[1]).__name__ == "Document"]
    assert not loaded


def test_robots_txt_names_the_sitemap_and_leaves_the_rest_open(site):
    text = site.client().get("/robots.txt").text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /intranet" in text
    assert "Disallow: /\n" not in text


@pytest.mark.parametrize("address", ["/postlister", "/postlister/2026-11-23"])
def test_a_page_of_the_postlist_names_its_feed(town, address):
    link = town.client().get(address).html.head.find("link", type="application/atom+xml")
    assert town.client().get(link["href"]).content_type == "application/atom+xml"
