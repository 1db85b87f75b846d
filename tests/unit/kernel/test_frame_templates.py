"""The frames and the shared pieces, drawn through Pyramid's own renderer by a page that lies elsewhere."""

import datetime as dt
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace as Value

import colander
import pytest
from chameleon.loader import ModuleLoader
from chameleon.template import BaseTemplate
from lxml import html
from pyramid.config import Configurator
from pyramid.renderers import render

import bdk_esdh
from bdk_esdh.kernel import forms
from bdk_esdh.kernel.around import made_now
from bdk_esdh.kernel.fields import Title
from bdk_esdh.kernel.pieces import Pieces

TEMPLATES = Path(forms.__file__).parent / "templates"
STATIC = Path(forms.__file__).parents[1] / "static"
VOID = {"meta", "link", "input", "img", "br", "hr", "use"}
HOSTILE = '"><b onclick=x>&amp;'

PAGE = """<metal:page use-macro="load: bdk_esdh:kernel/templates/{frame}.pt">
<metal:head fill-slot="head_facts"><h1>Carport</h1></metal:head>
<metal:body fill-slot="body">{body}</metal:body>{aside}
</metal:page>"""
ASIDE = '<metal:aside fill-slot="aside"><aside aria-label="Om sagen">Fakta</aside></metal:aside>'
FRAMES = ("public_frame", "intranet_frame")

PIECES = {
    "icon": ("name 'folder'; label 'Sag'", {}),
    "badge": ("badge value", {"kind": "ok", "icon": "lock", "text": "Endeligt"}),
    "pagination": (
        "batch value",
        {
            "pages": [{"number": 1, "url": "?p=1", "current": False}, {"number": 2, "url": "?p=2", "current": True}],
            "current": 2, "previous_url": "?p=1", "next_url": None, "summary": "51-93 af 93",
        },
    ),
    "empty_state": ("empty value", {"title": "Ingen breve", "text": "Næste hentning er kl. 10.15"}),
    "meta_list": ("rows value['rows']", {"rows": [{"term": "Enhed", "value": "Byg", "url": "/byg"}]}),
    "facts_box": ("box value", {"title": "Sagen", "rows": [{"term": "Facet", "value": "P19"}]}),
    "public_box": ("box value", {"title": "Punkter", "lines": [{"text": "3 Budget", "url": "#p3"}, {"text": "Lukket"}]}),
    "guard_list": (
        "guard value",
        {
            "title": "Før du kan lukke",
            "lines": [{"kind": kind, "text": kind, "url": f"/{kind}"} for kind in ("bad", "warn", "wait", "good")],
        },
    ),
    "note": ("note value", {"kind": "now", "icon": "info", "title": "Obs", "text": "Låst", "link_text": "Se", "link_url": "/s"}),
    "file_link": (
        "file value",
        {
            "url": "/f", "title": "Bilag 1", "kind": "pdf", "size_text": "PDF, 1,4 MB",
            "badge": {"kind": "soon", "icon": "edit", "text": "Ændret"},
        },
    ),
    "table": (
        "table value",
        {
            "caption": "Dokumenter", "compact": True,
            "columns": [{"title": "Dokument", "sort": "descending", "sort_url": "?s=a"}, {"title": "Dato"}],
            "rows": [{"cells": [{"text": "Brev", "url": "/b", "icon": "file-pdf", "small": "6"}, {"text": "20.11.", "number": True}]}],
        },
    ),
}  # fmt: skip

OBJECT_HEAD = {
    "number": "2026-00412", "title": "Carport", "facts": ["02.34.02"],
    "badges": [{"kind": "plain", "icon": "visibility", "text": "Ikke fortrolig"}],
    "states": [{"text": "Opstået", "kind": "done"}, {"text": "Oplyst", "kind": "now"}, {"text": "Afgjort", "kind": "next"}],
    "tabs": [{"title": "Dokumenter", "url": "#d", "count": 7, "current": True}],
    "actions": [{"title": "Notat", "url": "/n", "icon": "edit", "primary": True}],
    "more": [{"title": "Luk sagen", "url": "/luk"}],
}  # fmt: skip


def a_place(title, **more):
    return Value(
        **{"title": title, "url": f"/{title}", "icon": None, "count": None, "current": False, **more}
    )


def a_frame(**changes):
    values = {
        "lang": "da", "other_language": Value(code="en", title="English", url="/sprog/en"), "site_name": "Brønderslev-Dronninglund Kommune", "title": "Fejl: Carport",
        "stylesheets": ["/static/dkfds.css", "/static/esdh.css"], "scripts": ["/static/esdh.js"], "sprite": "/s.svg",
        "mark": "/maerke.svg", "home_url": "/", "breadcrumbs": [a_place("Sager"), Value(title="Carport", url=None)],
        "navigation": [a_place("Sager", icon="folder", count=12, current=True), a_place("Postliste")],
        "footer_columns": [Value(title="Kontakt", lines=[Value(text="Skriv til os", url="/skriv"), Value(text="kl. 9-15", url=None)])],
        "user": Value(name="Karla Skabelon", initials="KS", unit="Byg", profile_url="/profil"),
        "new_items": [a_place("Sag")], "recent": [a_place("2026-00412")], "search_url": "/soeg", "search_text": "", "htmx": "/htmx.js",
        "login_url": "/log-ind", "logout_url": "/log-af", "csrf_token": "token", "keys": None, "public_url": "/offentlig",
        "intranet_url": "/intranet", "last_line": "Demokommune", "maintenance": None, "bell": 3, "once": "c" * 32,
        "messages": [
            Value(kind="ok", text="Flyttet", link_text="Se den", link_url="/se", undo_url="/fortryd", undo_text=None),
            Value(kind="error", text="Ikke gemt", link_text=None, link_url=None, undo_url=None, undo_text=None),
        ],
    }  # fmt: skip
    frame = Value(**{**values, **changes})
    frame.pieces = Pieces(frame.sprite, str)
    return frame


def bare(**changes):
    """A visitor who is not logged in, on a site that has nothing to show yet."""
    nothing = dict.fromkeys(
        ("user", "search_url", "login_url", "profile_url", "last_line", "public_url", "intranet_url", "bell")
    )
    lists = {
        name: []
        for name in ("new_items", "recent", "messages", "navigation", "breadcrumbs", "footer_columns")
    }
    return a_frame(**nothing, **lists, **changes)


@pytest.fixture(scope="module")
def _compiled_once(tmp_path_factory):
    """Let the many pages of this file share the compiled frames, as CHAMELEON_CACHE does for a server."""
    before = BaseTemplate.loader
    BaseTemplate.loader = ModuleLoader(str(tmp_path_factory.mktemp("compiled")))
    yield
    BaseTemplate.loader = before


@pytest.fixture
def draw(tmp_path, _compiled_once):
    config = Configurator()
    config.include("pyramid_chameleon")
    config.commit()
    config.begin()

    def draw(name, frame=None, body="", aside="", **values):
        page = tmp_path / "page.pt"
        page.write_text(PAGE.format(frame=name, body=body, aside=aside), "utf-8")
        frame = frame or a_frame()
        frame.around = made_now(None, frame)
        return render(str(page), {"frame": frame, **values}, package=bdk_esdh)

    yield draw
    config.end()


class Nesting(HTMLParser):
    """Finds tags that are closed in another order than they were opened."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.faults = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"{tag} has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def faults(page):
    nesting = Nesting()
    nesting.feed(page)
    nesting.close()
    tree = html.document_fromstring(page)
    ids = tree.xpath("//@id")
    return (
        nesting.faults
        + [f"{tag} is left open" for tag in nesting.open]
        + [f"id {each} twice" for each in set(ids) if ids.count(each) > 1]
        + [
            f"inline {name}"
            for name in tree.xpath(
                "//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]"
            )
        ]
        + [
            f"dead link {each.text_content()}"
            for each in tree.xpath("//a[not(@href) or @href='#' or @href='']")
        ]
        + re.findall(r"(?:metal|tal|i18n):\S*|\$\{\S*", page)
    )


@pytest.mark.parametrize("frame", [a_frame(), bare()], ids=["full", "bare"])
@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_sound_html_with_one_heading_and_its_landmarks(draw, name, frame):
    page = draw(name, frame, body="<p>Brødtekst</p>", aside=ASIDE)
    assert faults(page) == []
    tree = html.document_fromstring(page)
    assert page.lstrip().startswith("<!doctype html>")
    assert tree.get("lang") == "da"
    assert tree.xpath("//title/text()") == ["Fejl: Carport – Brønderslev-Dronninglund Kommune"]
    assert [each.text_content() for each in tree.xpath("//h1")] == ["Carport"]
    assert len(tree.xpath("//main")) == 1
    assert len(tree.xpath("/html/body/header")) == 1
    assert tree.xpath("//body/*[1]/@href") == ["#indhold"]
    assert tree.xpath("//main/@id") == ["indhold"]
    assert "Brødtekst" in tree.xpath("//main")[0].text_content()


@pytest.mark.parametrize("name", FRAMES)
def test_navigation_landmarks_have_names_of_their_own(draw, name):
    tree = html.document_fromstring(draw(name))
    names = [nav.get("aria-label") for nav in tree.xpath("//nav")]
    assert None not in names
    assert len(names) == len(set(names))


def test_a_frame_shows_only_what_there_is(draw):
    public = html.document_fromstring(draw("public_frame", bare()))
    assert not public.xpath("//nav | //details | //form")
    intranet = html.document_fromstring(draw("intranet_frame", bare()))
    assert not intranet.xpath("//details | //form[@role='search'] | //h2")


@pytest.mark.parametrize("name", ["public_frame", "intranet_frame"])
def test_logging_out_and_undoing_are_posts_with_a_token(draw, name):
    tree = html.document_fromstring(draw(name))
    posts = tree.xpath("//form[@method='post']")
    assert {form.get("action") for form in posts} == {"/log-af", "/fortryd"}
    assert all(form.xpath("input[@name='csrf_token']/@value") == ["token"] for form in posts)
    assert not tree.xpath("//a[@href='/log-af' or @href='/fortryd']")


@pytest.mark.parametrize("name", FRAMES)
def test_messages_are_announced_with_the_sign_of_their_kind(draw, name):
    region = html.document_fromstring(draw(name)).xpath("//*[@data-messages]")[0]
    assert region.get("role") == "status"
    assert region.xpath(".//use/@href") == ["/s.svg#success", "/s.svg#error"]
    assert region.xpath(".//a/@href") == ["/se"]


def test_the_current_place_is_marked_for_ears_too(draw):
    tree = html.document_fromstring(draw("intranet_frame"))
    assert tree.xpath("//nav[@aria-label='Hovedmenu']//a[@aria-current='page']/text()") == ["Sager"]
    assert (
        tree.xpath("//nav[@aria-label='Brødkrumme']//li[@aria-current='page']")[0].text_content() == "Carport"
    )


def test_what_people_wrote_is_shown_as_text_everywhere(draw):
    frame = a_frame(
        title=HOSTILE, site_name=HOSTILE, search_text=HOSTILE,
        user=Value(name=HOSTILE, initials=HOSTILE, unit=HOSTILE, profile_url="/p"),
        recent=[a_place(HOSTILE)], navigation=[a_place(HOSTILE)], new_items=[a_place(HOSTILE)],
        breadcrumbs=[a_place(HOSTILE)],
        messages=[Value(kind="ok", text=HOSTILE, link_text=HOSTILE, link_url="/x", undo_url="/u", undo_text=None)],
    )  # fmt: skip
    for name in FRAMES:
        page = draw(name, frame)
        assert "<b " not in page
        assert faults(page) == []


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("frame", ["public_frame", "intranet_frame"])
def test_a_piece_is_sound_html_and_shows_every_text_it_is_given(draw, frame, piece):
    define, value = PIECES[piece]
    body = f"""<div id="here"><metal:p use-macro="pieces['{piece}']" tal:define="{define}" /></div>"""
    page = draw(frame, body=body, value=value)
    assert faults(page) == []
    here = html.document_fromstring(page).get_element_by_id("here")
    shown = html.tostring(here, encoding="unicode")
    for text in texts_of(value):
        assert text in shown, text
    assert here.xpath("count(.//*)") > 0


def texts_of(value):
    if isinstance(value, dict):
        plain = {"kind", "sort", "icon", "current", "compact", "number"}
        return [text for key, each in value.items() if key not in plain for text in texts_of(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) else []


def test_the_head_of_an_object_shows_number_title_states_tabs_and_actions(draw):
    body = """<div id="here"><metal:p use-macro="pieces['object_head']" tal:define="head value" /></div>"""
    page = draw("intranet_frame", body=body, value=OBJECT_HEAD)
    here = html.document_fromstring(page).get_element_by_id("here")
    assert all(
        text in here.text_content() for text in texts_of(OBJECT_HEAD) if not text.startswith(("#", "/"))
    )
    assert here.xpath(".//li[@aria-current='step']/text()") == ["Oplyst"]
    assert here.xpath(".//a[contains(@class, 'button-primary')]/@href") == ["/n"]
    assert here.xpath(".//a[contains(@class, 'button-primary')]//use/@href") == ["/s.svg#edit"]
    assert here.xpath(".//details//a/@href") == ["/luk"]


def test_the_head_of_an_object_can_do_with_number_and_title(draw):
    body = """<div id="here"><metal:p use-macro="pieces['object_head']" tal:define="head value" /></div>"""
    page = draw("intranet_frame", body=body, value={"number": "2026-00412", "title": "Carport"})
    assert not html.document_fromstring(page).get_element_by_id("here").xpath(".//ol | .//a | .//nav")


def test_a_table_keeps_its_meaning_when_rows_become_cards(draw):
    body = """<div id="here"><metal:p use-macro="pieces['table']" tal:define="table value" /></div>"""
    here = html.document_fromstring(
        draw("public_frame", body=body, value=PIECES["table"][1])
    ).get_element_by_id("here")
    assert here.xpath(".//tbody//th/@data-label") == ["Dokument"]
    assert here.xpath(".//tbody//td/@data-label") == ["Dato"]
    assert here.xpath(".//th[@aria-sort='descending']/a/@href") == ["?s=a"]


def test_every_kind_of_obstacle_says_its_kind_without_colour(draw):
    body = """<div id="here"><metal:p use-macro="pieces['guard_list']" tal:define="guard value" /></div>"""
    here = html.document_fromstring(
        draw("public_frame", body=body, value=PIECES["guard_list"][1])
    ).get_element_by_id("here")
    assert here.xpath(".//svg/@aria-label") == ["Mangler:", "Bemærk:", "I gang:", "I orden:"]
    assert here.xpath(".//a/@href") == ["/bad", "/warn", "/wait", "/good"]


def test_a_form_stands_in_a_page_as_it_is(draw):
    schema = colander.MappingSchema(children=[])
    schema.add(Title(name="title"))
    form = forms.Form(schema, action="/ny", submit_label="Opret", csrf_token="t", today=dt.date(2026, 11, 22))
    page = draw("intranet_frame", body="${form}", form=form)
    assert faults(page) == []
    assert '<form class="e-form" id="form" action="/ny"' in page


def test_no_template_puts_markup_in_unescaped_or_holds_script_or_style():
    for path in TEMPLATES.rglob("*.pt"):
        # What frame.pieces gives has been escaped there (test_pieces.py), and frame.around holds templates' own.
        safe = r"\$\{structure: frame\.(pieces\.\w+\([\w.]+\)|around\.\w+)\}"
        source = re.sub(safe, "", path.read_text("utf-8"))
        found = re.findall(
            r"structure[ :]|\sstyle=|<style|<script(?! tal:repeat)|\son[a-z]+=|javascript:", source
        )
        assert found == [], path.name


def test_every_icon_a_template_names_is_a_fixed_one():
    named = set()
    for path in TEMPLATES.rglob("*.pt"):
        named |= set(re.findall(r"#([a-z-]+)\"", path.read_text("utf-8"))) - {"indhold"}
    sprite = STATIC.parents[2] / "node_modules/dkfds/dist/img/all-svg-icons.svg"
    if not sprite.exists():
        pytest.skip("not on this machine: dkfds (make install brings it)")
    assert named <= set(re.findall(r'id="([a-z0-9-]+)"', sprite.read_text("utf-8")))


def test_scripts_and_styles_ask_nobody_else_for_anything():
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
        source = path.read_text("utf-8")
        assert not re.search(r"https?://|@import|\beval\(|innerHTML|new Function", source), path.name


def test_every_module_and_picture_that_is_asked_for_is_there():
    for path in STATIC.rglob("*.js"):
        for asked in re.findall(r'from "([^"]+)"', path.read_text("utf-8")):
            # What is served beside ours, see kernel/static_files.py, comes with the npm packages.
            if not asked.startswith("../../pdfjs/"):
                assert (path.parent / asked).is_file(), asked
    for path in STATIC.rglob("*.css"):
        for asked in re.findall(r'url\("([^"]+)"\)', path.read_text("utf-8")):
            assert (path.parent / asked).is_file(), asked


def test_the_lock_of_the_browser_packages_names_no_registry():
    root = STATIC.parents[2]
    lock = (root / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert not re.search(r"https?://", lock)
    assert not re.search(r'"[~^]', (root / "package.json").read_text("utf-8"))
