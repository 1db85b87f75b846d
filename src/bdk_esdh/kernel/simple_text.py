"""Simple text: plain lines with a little structure, parsed to values.

- An empty line ends a paragraph; a line break inside one is kept.
- A line that begins with ``## `` is a heading.
- Lines that begin with ``- `` are a list; an indented line goes on with the item above it.
- ``https://…`` and ``/path`` are links. Nothing else is: no other scheme, no markup.

``html_of_lines`` writes the elements round the text and escapes it, so
that whatever somebody typed is shown as it was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from .clean_html import CleanHtml, cleaned, is_markup

_HEADING = re.compile(r"#{1,3}[ \t]+")
_ITEM = re.compile(r"-[ \t]+")
# A path begins after a blank or a bracket and with a letter or digit, so that "og/eller", "1/2" and the
# address of another site ("//ond.example", "/\ond.example") stay text.
_LINK = re.compile(r"https://[^\s<>\"']+|(?:(?<=\s)|(?<=\()|^)/[A-Za-z0-9][\w\-./%?=&#~+]*", re.ASCII)
_AFTER_LINK = ".,;:!?)’”"


@dataclass(frozen=True)
class Piece:
    """A run of text; a link when it has an address."""

    text: str
    url: str | None = None


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Block:
    """One block: ``heading`` (one line), ``paragraph`` (lines) or ``list`` (items)."""

    kind: str
    lines: tuple[Line, ...]


def parse(text: str) -> tuple[Block, ...]:
    """Parse a text to blocks, in order.

    :param text: as it was typed; any text can be parsed.
    """
    blocks: list[Block] = []
    kind = "paragraph"
    lines: list[str] = []
    for line in text.splitlines():
        found = _kind_of(line, kind)
        if found != kind or found == "heading":
            blocks.extend(_block(kind, lines))
            kind, lines = found, []
        if kind == "list" and not _ITEM.match(line.lstrip()):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        elif line.strip():
            lines.append(_bare(line))
    return (*blocks, *_block(kind, lines))


def plain_text(text: str) -> str:
    """Return the words of a text without its marks, for an index or an excerpt."""
    lines = (piece.text for block in parse(text) for line in block.lines for piece in line)
    return " ".join(lines)


def _kind_of(line: str, before: str) -> str:
    """Tell what a line belongs to; ``end`` for an empty one, which ends every block."""
    stripped = line.lstrip()
    if not stripped:
        return "end"
    if _HEADING.match(stripped):
        return "heading"
    if _ITEM.match(stripped) or (before == "list" and line[0] in " \t"):
        return "list"
    return "paragraph"


def _bare(line: str) -> str:
    stripped = line.strip()
    for mark in (_HEADING, _ITEM):
        if mark.match(stripped):
            return mark.sub("", stripped, count=1)
    return stripped


def _block(kind: str, lines: Iterable[str]) -> list[Block]:
    parsed = tuple(pieces(line) for line in lines if line)
    return [Block(kind, parsed)] if parsed else []


def pieces(line: str) -> Line:
    """Split a line into text and links."""
    found: list[Piece] = []
    end = 0
    for match in _LINK.finditer(line):
        url = match.group().rstrip(_AFTER_LINK)
        if url in ("https://", ""):
            continue
        if match.start() > end:
            found.append(Piece(line[end : match.start()]))
        found.append(Piece(url, url))
        end = match.start() + len(url)
    if line[end:]:
        found.append(Piece(line[end:]))
    return tuple(found)


def html_of(text: str) -> CleanHtml:
    """Make clean HTML of what somebody typed, be it HTML or simple text.

    :raises TooDeep: when elements stand inside one another hundreds deep.
    """
    return cleaned(text) if is_markup(text) else html_of_lines(text)


def html_of_lines(text: str) -> CleanHtml:
    """Make clean HTML of simple text; what looks like markup in it is shown as it was typed."""
    return cleaned("".join(map(_html_of_block, parse(text))))


def _html_of_block(block: Block) -> str:
    lines = [_html_of_line(line) for line in block.lines]
    if block.kind == "list":
        return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    return f"<h2>{lines[0]}</h2>" if block.kind == "heading" else f"<p>{'<br>'.join(lines)}</p>"


def _html_of_line(line: Line) -> str:
    shown = (
        f'<a href="{escape(piece.url)}">{escape(piece.text)}</a>' if piece.url else escape(piece.text)
        for piece in line
    )
    return "".join(shown)
