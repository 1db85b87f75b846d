"""HTML written anew with the few elements that a text consists of, in paragraphs; no word of it gets lost.

It reads what nh3 has let through, which is well-formed, and makes nothing safe: that is ``clean_html``.
"""

import re
from html import escape
from html.parser import HTMLParser

#: what a text consists of; a name on the left of ``SAME`` becomes the one on the right
BLOCKS = frozenset(
    {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "table", "tbody", "tr", "th", "td", "hr"}
)
INLINE = frozenset({"strong", "em", "a", "br", "img", "sub", "sup"})
SAME = {
    "b": "strong",
    "i": "em",
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
    "thead": "tbody",
    "tfoot": "tbody",
}
_VOID = frozenset({"br", "img", "hr"})
#: these hold running text and no block
_LINES = frozenset({"p", "h2", "h3"})
#: running text inside these needs a paragraph round it
_NEEDS_PARAGRAPH = frozenset({None, "blockquote"})
_INSIDE = {
    "li": {"ul", "ol"},
    "tbody": {"table"},
    "tr": {"table", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
}
_DEEPEST = 24
_EMPTY_LINE = re.compile(r"\n[ \t\u00a0]*\n\s*")


def settled(html: str) -> str:
    """Bring the elements of word processors to ours, put text in paragraphs, drop what holds nothing."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.whole()


class _Writer(HTMLParser):
    """Writes well-formed HTML anew: our names, text in paragraphs, no element without content."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        #: for each element that was begun: its name and place in ``_out``, or ``None`` if it was left out
        self._open: list[tuple[str, int] | None] = []
        self._in_paragraph = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = SAME.get(tag, tag)
        if name in _VOID:
            self._void(name, dict(attrs))
            return
        if name in BLOCKS or name == "div":
            self._end_paragraph()
        elif self._inner() in _NEEDS_PARAGRAPH:
            self._begin_paragraph()
        if not self._fits(name, dict(attrs)):
            self._open.append(None)
            return
        self._open.append((name, len(self._out)))
        self._out.append(_start(name, attrs))

    def handle_endtag(self, tag: str) -> None:
        name = SAME.get(tag, tag)
        if name in _VOID or not self._open:
            return
        if name in BLOCKS or name == "div":
            self._end_paragraph()
        self._end()

    def handle_data(self, data: str) -> None:
        if self._inner() not in _NEEDS_PARAGRAPH and not self._in_paragraph:
            if self._inner() not in {"ul", "ol", "table", "tbody", "tr"}:
                self._out.append(escape(data, quote=False))
            return
        for number, part in enumerate(_EMPTY_LINE.split(data)):
            if number and self._paragraph_is_innermost():
                self._end_paragraph()
            if part.strip() or self._in_paragraph:
                self._begin_paragraph()
                self._out.append(escape(part, quote=False))

    def whole(self) -> str:
        """Return what was written; nh3 has closed every element, so only a paragraph of ours may be open."""
        self._end_paragraph()
        while self._open:
            self._end()
        return "".join(self._out).strip()

    def _void(self, name: str, attrs: dict[str, str | None]) -> None:
        if name == "hr":
            self._end_paragraph()
            if self._inner() not in _NEEDS_PARAGRAPH:
                return
        elif self._inner() in _NEEDS_PARAGRAPH:
            if name == "br" and not self._in_paragraph:
                return
            self._begin_paragraph()
        elif self._inner() in {"ul", "ol", "table", "tbody", "tr"}:
            return
        if name == "img" and not attrs.get("src"):
            return
        self._out.append(_start(name, list(attrs.items())))

    def _fits(self, name: str, attrs: dict[str, str | None]) -> bool:
        names = [each[0] for each in self._open if each]
        inner = names[-1] if names else None
        if name == "div" or len(names) >= _DEEPEST or (name == "a" and not attrs.get("href")):
            return False
        if name in _INSIDE:
            return inner in _INSIDE[name]
        if name in INLINE:
            return name not in names and inner not in {"ul", "ol", "table", "tbody", "tr"}
        if inner in {"ul", "ol", "table", "tbody", "tr"}:
            return False
        return not (set(names) & (_LINES | INLINE))

    def _inner(self) -> str | None:
        return next((each[0] for each in reversed(self._open) if each), None)

    def _paragraph_is_innermost(self) -> bool:
        return self._in_paragraph and self._inner() == "p"

    def _begin_paragraph(self) -> None:
        if not self._in_paragraph:
            self._in_paragraph = True
            self._open.append(("p", len(self._out)))
            self._out.append("<p>")

    def _end_paragraph(self) -> None:
        """Close our own paragraph, when nothing but it stands open inside."""
        if self._paragraph_is_innermost():
            self._in_paragraph = False
            places = [place for place, begun in enumerate(self._open) if begun]
            self._end(places[-1])

    def _end(self, which: int = -1) -> None:
        begun = self._open.pop(which)
        if begun is None:
            return
        name, place = begun
        content = "".join(self._out[place + 1 :])
        if name in {"td", "th", "tr", "tbody"} or "<img" in content or content.replace("\u00a0", " ").strip():
            if name in _LINES:
                self._out[place + 1 :] = [re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", content)]
            if name not in {"td", "th"} and not self._out[place + 1 :]:
                del self._out[place:]
                return
            self._out.append(f"</{name}>")
        else:
            self._out[place:] = [content.replace("\u00a0", " ")] if name in INLINE and content else []


def _start(name: str, attrs: list[tuple[str, str | None]]) -> str:
    said = "".join(f' {key}="{escape(value)}"' for key, value in sorted(attrs) if value)
    return f"<{name}{said}>"
