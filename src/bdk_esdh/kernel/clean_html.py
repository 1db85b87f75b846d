"""HTML that others wrote, made safe to show: the one list of what may be in it, and the one way to make it.

``cleaned`` gives a :class:`CleanHtml`; nothing else can make one, and a template shows markup of others only
as ``frame.pieces.rich_text``, which takes nothing else. The last word on every text has nh3 (the HTML5 parser
and allow-list of ammonia); what stands before it here brings what word processors paste to our few elements.

Pictures lie with the record that the text belongs to. The text names one as ``<img src="billede/<id>">`` and
says no more of it; ``with_pictures`` puts in where it is, its text and its size.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from html.parser import HTMLParser

import nh3

from .errors import Invalid
from .html_rewriting import BLOCKS, INLINE, SAME, settled
from .i18n import _

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href"},
    "img": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
#: of these nothing stays, not even the words
_DROPPED_WHOLE = {
    "script",
    "style",
    "title",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "xml",
}
_READ = BLOCKS | INLINE | set(SAME) | {"div"}
_DEEPEST_TYPED = 300
#: what word processors wrap round a text counts here; a parser takes seconds for the worst of this length
LONGEST_TYPED = 250_000
#: characters, once everything is gone that is not on the list
_LONGEST = 250_000
_MARKUP = re.compile(
    r"</?(?:p|h[1-6]|[ou]l|li|strong|b|em|i|a|blockquote|table|t[rdh]|br|img|div|span|hr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
#: a parser closes these itself, or they hold nothing
_CLOSED_BY_THE_NEXT = frozenset(
    [
        "p",
        "li",
        "dd",
        "dt",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "option",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "col",
        "wbr",
        "area",
        "base",
        "source",
        "track",
    ]
)
_HREF = re.compile(r"(?:https?://[^\s/]|mailto:[^\s]|tel:[+0-9]|/(?![/\\]))[^\s\\]*")
_SRC = re.compile(r"billede/[0-9a-f]{16}")
_SPAN = re.compile(r"[1-9][0-9]?")
_SHOWN_PICTURE = re.compile(r'<img src="billede/([0-9a-f]{16})">')


class TooDeep(Invalid):
    """Elements stand inside one another far deeper than anybody writes; reading them would take minutes."""


class TooLong(Invalid):
    """So much is left of a text that nobody can have written it."""


class CleanHtml:
    """Markup in which nothing stands but what the list allows; only this file makes one."""

    __slots__ = ("markup",)

    def __init__(self, markup: str, maker: object) -> None:
        """Keep the markup.

        :raises TypeError: when somebody else makes it.
        """
        if maker is not _MAKER:
            message = "CleanHtml is made by clean_html.cleaned alone"
            raise TypeError(message)
        self.markup = markup

    def __str__(self) -> str:
        return self.markup

    def __bool__(self) -> bool:
        return bool(self.markup)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CleanHtml) and other.markup == self.markup

    def __hash__(self) -> int:
        return hash(self.markup)


_MAKER = object()


@dataclass(frozen=True)
class ShownPicture:
    """What a page says of a picture: its address, its text (none for decoration), its size in pixels."""

    url: str
    alt: str
    width: int
    height: int


def is_markup(text: str) -> bool:
    """Tell whether a text is HTML; a text with ``<script>`` alone is a text about scripts."""
    return _MARKUP.search(text) is not None


@lru_cache(maxsize=256)
def cleaned(html: str) -> CleanHtml:
    """Make clean HTML of any; cleaning what is clean changes nothing.

    :raises TooDeep: when elements stand inside one another hundreds deep.
    :raises TooLong: when what is left is longer than anything anybody writes.
    """
    _refuse_length(html, LONGEST_TYPED)
    _refuse_depth(html)
    found = _allowed(html)
    _refuse_length(found, _LONGEST)
    found = settled(found)
    for _round in range(6):
        again = settled(_allowed(found))
        if again == found:
            return CleanHtml(found, _MAKER)
        found = again
    # Nothing is known that comes here; its words are kept, and no markup.
    return CleanHtml(f"<p>{escape(words_of(found), quote=False)}</p>", _MAKER)


def with_pictures(html: CleanHtml, find: Callable[[str], ShownPicture | None]) -> CleanHtml:
    """Put in what is known of each picture; one that is not there any more leaves nothing behind."""

    def shown(match: re.Match[str]) -> str:
        picture = find(match[1])
        if picture is None:
            return ""
        return (
            f'<img src="{escape(picture.url)}" alt="{escape(picture.alt)}" '
            f'width="{picture.width:d}" height="{picture.height:d}" loading="lazy">'
        )

    return CleanHtml(_SHOWN_PICTURE.sub(shown, html.markup), _MAKER)


def pictures_in(html: CleanHtml) -> tuple[str, ...]:
    """Name the pictures that a text shows, in order, each once."""
    return tuple(dict.fromkeys(_SHOWN_PICTURE.findall(html.markup)))


def links_in(html: CleanHtml) -> tuple[str, ...]:
    """Name the addresses that a text leads to, in order, each once."""
    reader = _Words()
    reader.feed(html.markup)
    return tuple(dict.fromkeys(reader.links))


def named_links_in(html: CleanHtml) -> tuple[tuple[str, str], ...]:
    """Give each link of a text in order, once: its address, and the words that one follows it by."""
    reader = _Words()
    reader.feed(html.markup)
    reader.close()
    pairs = [
        (address, " ".join("".join(reader.words[start:end]).split()))
        for address, (start, end) in zip(reader.links, reader.spans, strict=True)
    ]
    return tuple(dict.fromkeys(pairs))


def words_of(html: str) -> str:
    """Return the words of a text without its markup, for an index, an excerpt or a check."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return re.sub(r"[ \t]*\n\s*", "\n", "".join(reader.words)).strip()


def _allowed(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_READ),
        clean_content_tags=_DROPPED_WHOLE,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _attribute(_tag: str, name: str, value: str) -> str | None:
    value = value.strip()
    form = {"href": _HREF, "src": _SRC}.get(name, _SPAN)
    return value if form.fullmatch(value) else None


def _refuse_length(html: str, most: int) -> None:
    if len(html) > most:
        mapping = {"length": len(html), "max": most}
        message = _(
            "Teksten fylder ${length} tegn med sine koder. Grænsen er ${max}. Indsæt den som ren tekst",
            mapping=mapping,
        )
        raise TooLong(message, field="body")


def _refuse_depth(html: str) -> None:
    """Count what is open at most; a parser takes quadratic time of such depths."""
    opened: Counter[str] = Counter()
    depth = 0
    for closing, typed in _TAG.findall(html):
        name = typed.lower()
        if name in _CLOSED_BY_THE_NEXT:
            continue
        if not closing:
            opened[name] += 1
            depth += 1
            if depth > _DEEPEST_TYPED:
                raise TooDeep(
                    _("Teksten har koder inden i hinanden, som vi ikke kan læse. Indsæt den som ren tekst"),
                    field="body",
                )
        elif opened[name]:
            opened[name] -= 1
            depth -= 1


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        #: of each link the pieces of ``words`` that it is made of
        self.spans: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if href:
            self.links.append(href)
            self.spans.append((len(self.words), len(self.words)))
        if tag in BLOCKS or tag == "br":
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.spans:
            self.spans[-1] = (self.spans[-1][0], len(self.words))
        if tag in BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


#: what a guide of ours may have besides: headings one can link to, tables, code, pictures of the guides
_GUIDE_TAGS = {
    "h2", "h3", "h4", "p", "ul", "ol", "li", "a", "strong", "em", "code", "pre", "blockquote", "br", "hr",
    "img", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_GUIDE_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, **{f"h{level}": {"id"} for level in (2, 3, 4)}}


def cleaned_guide(html: str) -> CleanHtml:
    """Return the markup made of a guide that comes with the product, cleaned like everything else."""
    markup = nh3.clean(html, tags=_GUIDE_TAGS, attributes=_GUIDE_ATTRIBUTES, url_schemes=SCHEMES)
    return CleanHtml(markup, _MAKER)
