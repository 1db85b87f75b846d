"""Help: every page at work leads to a section of a guide that is there; the guides are clean pages."""

import re

import pytest
from tests.pictures.table import PICTURES
from tests.support.builders import a_case, a_document

from bdk_esdh.help.guides import NAMES, read_guide
from bdk_esdh.help.topics import BY_PLACE, BY_VIEW, ELSE_AT_WORK, PUBLIC


@pytest.mark.parametrize(
    "topic", sorted({*BY_VIEW.values(), *BY_PLACE.values(), *PUBLIC.values(), ELSE_AT_WORK})
)
def test_every_section_that_is_named_as_help_is_in_its_guide(application, topic):
    name, _hash, anchor = topic.partition("#")
    guide = application[1].guides.get(name)
    assert guide is not None
    assert anchor in guide.anchors


def test_the_help_of_a_page_opens_at_its_section_without_a_script(site):
    with site.graph() as (root, act):
        a_document(a_case(root, act), act)
    client = site.client("sagsbehandler")
    page = client.get("/intranet/sager/2026-00001/nyt-dokument")
    link = page.html.select_one("a.e-help")["href"]
    assert link == "/hjaelp/sagsbehandler#registrer-et-brev"
    guide = client.get(link.partition("#")[0])
    assert guide.html.find(id="registrer-et-brev").name == "h2"
    assert site.client().get("/postlister").html.select_one("a.e-help")["href"] == "/hjaelp/borger#postlisten"


def test_all_guides_are_listed_and_lead_to_one_another_and_their_pictures(site):
    client = site.client()
    listed = client.get("/hjaelp").html
    assert [each["href"] for each in listed.select(".e-guides a")] == [f"/hjaelp/{name}" for name in NAMES]
    for name in NAMES:
        page = client.get(f"/hjaelp/{name}").html
        ids = {each["id"] for each in page.select(".e-guide [id]")}
        assert {each["href"][1:] for each in page.select(".e-contents a")} <= ids
        for each in page.select(".e-guide img"):
            assert client.get(each["src"]).content_type == "image/png"
            assert each["alt"]
        for each in page.select(".e-guide a[href^='/hjaelp/']"):
            address, _hash, anchor = each["href"].partition("#")
            there = client.get(address)
            assert there.status_int == 200
            assert not anchor or there.html.find(id=anchor), each["href"]
        for each in page.select(".e-guide a[href^='#']"):
            assert each["href"][1:] in ids, each["href"]


def test_guides_lead_to_the_one_before_and_after_and_to_all_others(site):
    client = site.client()
    for place, name in enumerate(NAMES):
        page = client.get(f"/hjaelp/{name}").html
        chosen = page.select(".e-guidenav")[0].select("a")
        assert [each["href"] for each in chosen] == [f"/hjaelp/{each}" for each in NAMES]
        assert [each["href"] for each in chosen if each.get("aria-current")] == [f"/hjaelp/{name}"]
        ends = [
            (each["rel"][0], each["href"])
            for each in page.select("a[rel]")
            if each["rel"][0] in {"prev", "next"}
        ]
        before = [("prev", f"/hjaelp/{NAMES[place - 1]}")] if place else []
        after = [("next", f"/hjaelp/{each}") for each in NAMES[place + 1 : place + 2]]
        assert ends == before + after


def test_every_picture_that_a_text_names_is_there_and_small_enough_together(application):
    docs = application[1].guides.folder
    texts = {docs: [*docs.glob("*.md")], docs.parent: [docs.parent / "README.md"]}
    for folder, paths in texts.items():
        for path in paths:
            for alt, name in re.findall(r"!\[([^]]*)\]\(([^)]+)\)", path.read_text("utf-8")):
                assert alt
                assert (folder / name).is_file(), f"{path.name}: {name}"
    assert sum(each.stat().st_size for each in (docs / "img").iterdir()) < 3_000_000


def test_every_picture_of_the_table_has_a_name_of_its_own_and_those_of_guides_are_there(application):
    names = [each.name for each in PICTURES]
    assert len(set(names)) == len(names) >= 40
    for each in PICTURES:
        assert not each.manual or application[1].guides.picture(f"{each.name}.png"), each.name


@pytest.mark.parametrize(
    "path",
    ["udvikler", "findes-ikke", "sagsbehandler/mere", "img/../law.md", "img/x.png", "%2e%2e%2fsetup"],
)
def test_nothing_else_of_the_folder_is_given_out(site, path):
    assert site.client().get(f"/hjaelp/{path}", status="*").status_int == 404


def test_a_guide_is_cleaned_and_raw_markup_in_it_stays_text():
    guide = read_guide(
        "x",
        "# T\n\nHej <script>x</script> [ud](javascript:alert) \n\n## Æble\n\n## Æble\n\n![b](//ond.dk/a.png)",
    )
    assert "<script" not in str(guide.body)
    assert "javascript:" not in str(guide.body).replace("javascript:alert)", "")
    assert "ond.dk" not in str(guide.body)
    assert [each.anchor for each in guide.sections] == ["aeble", "aeble-2"]


def found_by(site, words, status=200):
    return site.client().get("/hjaelp", {"q": words}, status=status).html


def test_sections_of_the_guides_are_found_by_words_in_any_form_without_a_script(site):
    page = found_by(site, "favoritten")
    links = [each["href"] for each in page.select(".e-helpfound a")]
    assert "/hjaelp/sagsbehandler#favoritter-beskeder-og-din-profil" in links[:3]
    assert page.select(".e-helpfound mark")
    assert page.select_one("#hjaelp-q")["value"] == "favoritten"
    client = site.client()
    for link in links:
        address, _hash, anchor = link.partition("#")
        assert not anchor or client.get(address).html.find(id=anchor), link


def test_every_word_has_to_be_there_and_what_is_in_the_heading_comes_first(site):
    assert "Links der ikke virker" in found_by(site, "links virker").select_one(".e-helpfound a").get_text()
    page = found_by(site, "links zebrafinke")
    assert not page.select(".e-helpfound a")
    assert "Intet afsnit har alle ordene" in page.main.get_text()


@pytest.mark.parametrize(
    "words", ["", "   ", "\x00", "<script>alert(1)</script>", "æ" * 5000, "%", "../..", "a" * 201, '"']
)
def test_any_question_is_answered(site, words):
    page = found_by(site, words)
    assert "alert(1)" not in "".join(each.get_text() for each in page.select("script"))
    assert page.select(".e-guides a")


def test_a_search_in_english_says_so_around_danish_sections(site):
    client = site.client()
    client.get("/sprog/en")
    page = client.get("/hjaelp", {"q": "favorit"}).html
    assert "Search the guides" in page.main.get_text()
    assert page.select_one(".e-helpfound a").parent["lang"] == "da"
