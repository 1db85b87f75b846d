"""Links that lead to nothing that everyone can read are told to the editor."""

from bdk_esdh.pages.actions import add_page, publish
from bdk_esdh.pages.moving import move_publication, place_of

LINKS = ("/aabent", "/aabent?a=1#b", "/gammelt", "/kladden", "/findes-ikke", "/intranet/sager", "/nyheder", "/soeg?q=x", "/",
         "/sager/2026-00001", "https://eksempel.dk/x", "/aabent/x")  # fmt: skip
DEAD = ["/kladden", "/findes-ikke", "/intranet/sager", "/sager/2026-00001", "/aabent/x"]


def test_an_editor_is_told_which_links_lead_nowhere_on_the_page_and_in_a_list(site):
    with site.graph("redaktoer") as (root, act):
        publish(add_page(root, {"title": "Åbent", "name": "aabent"}, act), act)
        add_page(root, {"title": "Kladden"}, act)
        old = add_page(root, {"title": "Gammelt"}, act)
        publish(old, act)
        move_publication(old, {**place_of(old), "name": "nyt"}, act)
        body = "".join(f'<p><a href="{link}">her</a></p>' for link in LINKS)
        publish(add_page(root, {"title": "Oversigt", "body": body}, act), act)
    editor = site.client("redaktoer")
    told = editor.get("/intranet/oversigt").html.select(".e-note li")
    assert [each.string for each in told] == DEAD
    listed = editor.get("/intranet/sider").click("Links, der ikke fører til noget")
    assert [each.get_text() for each in listed.html.select("main .e-plainlist ul li")] == DEAD
    assert "Oversigt" in listed.html.main.get_text()
    assert "fører ikke til noget" not in site.client("medarbejder").get("/intranet/oversigt").text
    site.client("medarbejder").get("/intranet/doede-links", status=403)


def test_without_dead_links_the_list_says_so(site):
    assert "Alle links fører til noget" in site.client("redaktoer").get("/intranet/doede-links").text
