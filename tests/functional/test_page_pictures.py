"""Pictures of pages: what is taken in, what is made of it, and who is given it."""

import io

import pytest
from PIL import Image
from tests.support.builders import a_picture
from tests.support.site import form_with
from webtest import Upload

from bdk_esdh.pages.actions import add_page, change_publication, publication_values, publish, unpublish

PAGE = "/intranet/raadhuset"


@pytest.fixture
def editor(site):
    """An editor's browser, and a page that is being written."""
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Rådhuset", "body": "Velkommen"}, act)
    return site.client("redaktoer")


def upload(client, data, name="Rådhuset set fra torvet.jpg", status=303, **fields):
    form = form_with(client.get(f"{PAGE}/billeder"), "alt")
    form["file"] = Upload(name, data)
    for field, value in fields.items():
        form[field] = value
    return form.submit(status=status)


def put_in_text(site, answer):
    name = answer.location.partition("nyt=")[2]
    with site.graph("redaktoer") as (root, act):
        page = root["raadhuset"]
        body = f'<p>Velkommen</p><img src="billede/{name}">'
        change_publication(page, {**publication_values(page), "body": body}, act)
    return name


def test_a_picture_is_shown_with_its_text_and_size_and_may_be_kept_for_a_year(site, editor):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kameraet"  # turned; maker
    exif[0x8825] = {1: "N", 2: (57.0, 0.0, 0.0)}
    data = a_picture(3000, 2000, "JPEG", exif=exif, comment=b"hemmelig")
    name = put_in_text(site, upload(editor, data, alt='Rådhuset i "regn"'))
    site.client().get(f"/raadhuset/billede/{name}", status=404)
    with site.graph("redaktoer") as (root, act):
        publish(root["raadhuset"], act)
    shown = site.client().get("/raadhuset").html.select_one(".e-richtext img")
    assert (shown["alt"], shown["width"], shown["height"]) == ('Rådhuset i "regn"', "1067", "1600")
    answer = site.client().get(shown["src"])
    assert answer.content_type == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-cache", "a page that is taken back takes its pictures along"
    with Image.open(io.BytesIO(answer.body)) as picture:
        assert picture.size == (1067, 1600)
        assert not picture.getexif()
    assert b"Kameraet" not in answer.body
    assert b"hemmelig" not in answer.body


def test_only_pictures_that_the_text_shows_are_given_to_everyone(site, editor):
    name = upload(editor, a_picture(), "a.png", alt="Rød").location.partition("nyt=")[2]
    with site.graph("redaktoer") as (root, act):
        publish(root["raadhuset"], act)
    site.client().get(f"/raadhuset/billede/{name}", status=404)
    editor.get(f"{PAGE}/billede/{name}", status=200)
    put_in_text(site, upload(editor, a_picture(), "a.png", alt="Rød"))
    site.client().get(f"/raadhuset/billede/{name}", status=200)
    with site.graph("redaktoer") as (root, act):
        unpublish(root["raadhuset"], "Forkert", act)
    site.client().get(f"/raadhuset/billede/{name}", status=404)
    site.client("medarbejder").get(f"{PAGE}/billede/{name}", status=404)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "name", "fields", "message"),
    [
        (a_picture(), "a.png", {}, "Skriv, hvad billedet viser"),
        (a_picture(), "a.png", {"alt": "Om 610190-0000"}, "ligner et CPR-nummer"),
        (SVG, "a.svg", {"alt": "x"}, "Vi kan ikke tage imod den slags fil"),
        (SVG, "a.png", {"alt": "x"}, "Billedet kan ikke læses"),
        (b"%PDF-1.7", "a.jpg", {"alt": "x"}, "Billedet kan ikke læses"),
        (a_picture()[:40], "a.png", {"alt": "x"}, "Billedet kan ikke læses"),
        (b"", "a.png", {"alt": "x"}, "Filen er tom"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_text_stays(editor, data, name, fields, message):
    answer = upload(editor, data, name, status=422, **fields)
    assert message in answer.text
    assert form_with(answer, "alt")["alt"].value == fields.get("alt", "")


def test_a_small_file_of_enormous_size_in_pixels_is_refused(editor):
    stream = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(stream, "PNG")
    answer = upload(editor, stream.getvalue(), "bombe.png", status=422, alt="Bombe")
    assert "50 millioner punkter" in answer.text


def test_decoration_needs_no_text(site, editor):
    put_in_text(site, upload(editor, a_picture(), "a.png", decoration=True))
    assert editor.get(PAGE).html.select_one(".e-richtext img")["alt"] == ""


def test_a_picture_of_another_page_and_of_no_page_leaves_nothing(site, editor):
    with site.graph("redaktoer") as (root, act):
        add_page(root, {"title": "Anden", "body": '<p>a<img src="billede/0123456789abcdef"></p>'}, act)
    assert not editor.get("/intranet/anden").html.select(".e-richtext img")
    for path in ("billede", "billede/x", "billede/0123456789abcdef/y"):
        editor.get(f"/intranet/anden/{path}", status=404)


def test_who_is_no_editor_adds_no_picture(site, editor):
    for login in ("medarbejder", "sagsbehandler"):
        site.client(login).get(f"{PAGE}/billeder", status=404)
