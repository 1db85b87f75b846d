"""Help: every page at work leads to a section of a guide that is there; the guides are clean pages."""

import pytest
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
            assert client.get(each["href"].partition("#")[0]).status_int == 200


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
