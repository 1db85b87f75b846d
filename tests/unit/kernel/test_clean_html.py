"""What others wrote as HTML: what stays of it, what never comes out, and who may call it clean."""

import time
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bdk_esdh.kernel.clean_html import (
    ATTRIBUTES,
    BLOCKS,
    INLINE,
    LONGEST_TYPED,
    CleanHtml,
    ShownPicture,
    TooDeep,
    TooLong,
    cleaned,
    is_markup,
    links_in,
    pictures_in,
    with_pictures,
    words_of,
)
from bdk_esdh.kernel.pieces import Pieces
from bdk_esdh.kernel.simple_text import html_of, html_of_lines

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=DA style='tab-interval:65pt'>
<p class=MsoTitle><b style='mso-bidi-font-weight:normal'><span style='font-size:16.0pt'>Overskrift<o:p></o:p></span></b></p>
<h1 style='x'>Kapitel</h1><p class=MsoNormal><o:p>&nbsp;</o:p></p><div class=WordSection1><p class=MsoNormal>Brød<i>tekst</i>
med <a href="file:///C:/brev.doc">brev</a></p></div></body></html>"""


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("Hej <b>du</b>\n\nAndet", "<p>Hej <strong>du</strong></p><p>Andet</p>"),
        ("<h1>A</h1><h5>B</h5>", "<h2>A</h2><h3>B</h3>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<p onclick=x id=indhold style='x' class=y>a</p>", "<p>a</p>"),
        ("<script>x</script><style>x</style><p>a<!-- b --></p>", "<p>a</p>"),
        ("<p>a<svg onload=x><script>b</script></svg></p>", "<p>a</p>"),
        ("<p><a href='javascript:x'>a</a> <a href=' java\nscript:x'>b</a> <a href='//x.dk'>c</a></p>", "<p>a b c</p>"),
        ("<a href='/a'>x</a> <a href=mailto:a@b.dk>m</a>", '<p><a href="/a">x</a> <a href="mailto:a@b.dk">m</a></p>'),
        ("<p>a<img src='data:image/png;base64,x'><img src=https://x.dk/a.png></p>", "<p>a</p>"),
        ("<img src=billede/0123456789abcdef alt=x onerror=y>", '<p><img src="billede/0123456789abcdef"></p>'),
        ("<ul><li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
        ("<table><thead><tr><th>A<td colspan=2 rowspan=x>B", '<table><tbody><tr><th>A</th><td colspan="2">B</td></tr></tbody></table>'),
        ("<p></p><p>&nbsp;</p><p><br></p><h2> </h2><ul><li></li></ul>", ""),
        ("<a href='/x'></a>", ""),
        ("<b>a", "<p><strong>a</strong></p>"),
        ("<iframe src=x></iframe><form><input value=x>a</form>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_only_what_a_text_consists_of_stays(typed, clean):
    assert str(cleaned(typed)) == clean


def test_what_word_pastes_becomes_paragraphs_and_headings():
    assert str(cleaned(WORD)) == (
        "<p><strong>Overskrift</strong></p><h2>Kapitel</h2><p>Brød<em>tekst</em>\nmed brev</p>"
    )


class Names(HTMLParser):
    """Collects every element and attribute of a text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_comment(self, data):
        self.found.append(("comment", []))

    def handle_decl(self, decl):
        self.found.append(("decl", []))


SCRAPS = st.lists(
    st.sampled_from(
        (
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "<ol>", "<table>", "<tr>",
            "<td>", "</td>", "</table>", "<th colspan=2>", "<h1>", "</h1>", "<h2>", "<blockquote>", "</blockquote>",
            "<a href=/x>", "<a href=javascript:x>", "</a>", "<img src=billede/0123456789abcdef>", "<img src=x onerror=y>",
            "<svg>", "</svg>", "<math><mtext>", "<script>", "</script>", "<style>", "<!--", "-->", "<br>", "<hr>", "x",
            "\n\n", " ", "&nbsp;", "&lt;script&gt;", "&amp;", "<span style=x>", "</span>", "<textarea>", "<select>",
            "<noscript>", "<template>", "<xmp>", "<plaintext>", "<![CDATA[", "]]>", '"', "'", "<", "\x00", "<sup>",
            "<i>", "</i>", "<em>", "</sup>", "<caption>", "<form>", "<p id=indhold>",
        )
    ),
    max_size=25,
).map("".join)  # fmt: skip
HOSTILE = SCRAPS | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(HOSTILE)
@example("<b><p>a</b>b</p>")
@example("<a href=javascript:x>a<div>b</div></a>c")
def test_nothing_outside_the_list_ever_comes_out_and_cleaning_twice_is_cleaning_once(typed):
    clean = cleaned(typed)
    reader = Names()
    reader.feed(str(clean))
    for tag, attrs in reader.found:
        assert tag in BLOCKS | INLINE
        for name, value in attrs:
            assert name in ATTRIBUTES[tag]
            assert "script:" not in (value or "")
    assert cleaned(str(clean)) == clean


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80).filter(lambda text: not is_markup(text)))
def test_simple_text_keeps_its_words_and_becomes_no_element_of_its_own(typed):
    html = str(html_of_lines(typed))
    reader = Names()
    reader.feed(html)
    assert {tag for tag, _attrs in reader.found} <= {"p", "br", "h2", "ul", "li", "a"}
    assert html_of(html) == html_of_lines(typed), "saved again without a change it is the same"


@pytest.mark.parametrize("element", ["quote", "b", "div", "x", "marquee", "svg"])
def test_elements_hundreds_deep_are_refused_before_they_take_minutes(element):
    before = time.perf_counter()
    with pytest.raises(TooDeep):
        cleaned(f"<{element}>" * 20_000)
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    "scrap",
    [
        "<p>",
        "<b></p>",
        "<table><tr><td>x</table>",
        "<div></x></div>",
        "</b></b>",
        "<!--",
        "&",
        "<",
        "<p>a</p>",
    ],
)
def test_the_longest_text_of_anything_is_read_or_refused_within_seconds(scrap):
    before = time.perf_counter()
    with suppress(TooDeep, TooLong):
        cleaned(scrap * (LONGEST_TYPED // len(scrap)))
    assert time.perf_counter() - before < 15


def test_two_megabytes_are_refused_at_once():
    with pytest.raises(TooLong):
        cleaned("<p>Hej</p>" * 200_000)


def test_nobody_else_makes_clean_html_and_nothing_else_is_shown():
    with pytest.raises(TypeError):
        CleanHtml("<script>", object())
    pieces = Pieces("/sprite.svg", str)
    with pytest.raises(TypeError):
        pieces.rich_text("<p>a</p>")
    assert pieces.rich_text(cleaned("<p>a</p>")) == "<p>a</p>"


def test_a_picture_is_shown_with_its_text_and_size_and_one_that_is_gone_leaves_nothing():
    text = cleaned("<p>a<img src=billede/0123456789abcdef><img src=billede/ffffffffffffffff></p>")
    assert pictures_in(text) == ("0123456789abcdef", "ffffffffffffffff")
    picture = ShownPicture('/x?a=1&b="', '<"Rådhuset">', 640, 480)
    shown = with_pictures(text, {"0123456789abcdef": picture}.get)
    assert str(shown) == (
        '<p>a<img src="/x?a=1&amp;b=&quot;" alt="&lt;&quot;Rådhuset&quot;&gt;" width="640" height="480" loading="lazy"></p>'
    )


def test_words_and_links_of_a_text():
    html = "<h2>Affald</h2><p>Hent <strong>gra</strong>tis &amp; <a href='/a?b=1&amp;c'>her</a></p>"
    assert words_of(html) == "Affald\nHent gratis & her"
    assert links_in(cleaned(html)) == ("/a?b=1&c",)
