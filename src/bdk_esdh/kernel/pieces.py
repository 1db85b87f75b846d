"""The small parts of which a page has hundreds, written by Python: cells, badges, icons, links to files.

A macro of Chameleon copies all names of the page each time it is used: half of the time that the page of a
case with 50 documents took. The macros of ``pieces.pt`` that show many call these, as ``frame.pieces``; what
they give is markup in which all text has been escaped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from translationstring import TranslationString

from .clean_html import CleanHtml
from .i18n import _

_WAY = _("Brødkrumme")
_SVG = '<svg class="icon-svg" focusable="false" aria-hidden="true"><use href="{sprite}#{name}"></use></svg>'


class Pieces:
    """Makes the parts of one page.

    :param sprite: address of the picture that holds all icons.
    :param translate: of a localizer; texts that wait for it are given to it.
    """

    def __init__(self, sprite: str, translate: Callable[[Any], str]) -> None:
        self._sprite = escape(sprite)
        self._translate = translate
        self._icons: dict[str, str] = {}

    def icon(self, name: str) -> str:
        """Return an icon that stands beside words."""
        found = self._icons.get(name)
        if found is None:
            found = self._icons[name] = _SVG.format(sprite=self._sprite, name=escape(name))
        return found

    def badge(self, badge: Any) -> str:
        """Return a badge: ``kind``, ``icon`` and ``text``."""
        kind, text = escape(str(_of(badge, "kind"))), self._text(_of(badge, "text"))
        return f'<span class="e-badge e-{kind}">{self.icon(_of(badge, "icon"))}{text}</span>'

    def file_link(self, file: Any) -> str:
        """Return a line of ``ul.e-files``: ``title kind size_text``, perhaps ``url`` and ``badge``."""
        kind = _of(file, "kind")
        icon = self.icon("document" if kind == "document" else f"file-{kind}")
        title, url, badge = self._text(_of(file, "title")), _of(file, "url"), _of(file, "badge")
        link = f'<a href="{escape(url)}">{title}</a>' if url else title
        size = f'<span class="e-soft">({self._text(_of(file, "size_text"))})</span>'
        return f"<li>{icon}{link} {size}{' ' + self.badge(badge) if badge else ''}</li>"

    def file_links(self, files: Iterable[Any]) -> str:
        """Return all lines of ``ul.e-files``."""
        return "".join(map(self.file_link, files))

    def cell(self, cell: Any) -> str:
        """Return what stands in a cell of a table, see ``pieces.pt``."""
        text, url, icon, small = (_of(cell, name) for name in ("text", "url", "icon", "small"))
        shown = self._text(text)
        if url:
            shown = f'<a href="{escape(url)}">{shown}</a>'
        if small:
            shown += f'<small class="e-block e-small e-soft">{self._text(small)}</small>'
        shown = f"<span>{shown}</span>"
        if icon:
            shown = f'<span class="{escape(_of(cell, "css", "e-doc"))}">{self.icon(icon)}{shown}</span>'
        if badge := _of(cell, "badge"):
            shown += self.badge(badge)
        for each in _of(cell, "badges", ()):
            shown += self.badge(each) + " "
        for line in _of(cell, "after", ()):
            shown += f'<span class="e-block e-small">{self._text(line)}</span>'
        return shown

    def meta_list(self, rows: Iterable[Any]) -> str:
        """Return a list of facts: each ``term`` and ``value``, perhaps ``url``."""
        facts = "\n".join(map(self._fact, rows))
        return f'<dl class="e-meta">{facts}</dl>'

    def _fact(self, row: Any) -> str:
        return f"<div><dt>{self._text(_of(row, 'term'))}</dt><dd>{self._line(row, 'value')}</dd></div>"

    def box_lines(self, lines: Iterable[Any]) -> str:
        """Return the lines of a box beside a page: each ``text``, perhaps ``url``."""
        return "\n".join(f"<li>{self._line(line, 'text')}</li>" for line in lines)

    def _line(self, thing: Any, name: str) -> str:
        text, url = self._text(_of(thing, name)), _of(thing, "url")
        return f'<a href="{escape(url)}">{text}</a>' if url else text

    def breadcrumbs(self, frame: Any) -> str:
        """Return the way to a page: the ``breadcrumbs`` of its frame, each ``title`` and ``url``."""
        crumbs = _of(frame, "breadcrumbs")
        if not crumbs:
            return ""
        way = "\n".join(map(self._crumb, crumbs))
        return (
            f'<nav class="e-crumbs" aria-label="{self._text(_WAY)}"><ol class="no-max-width">{way}</ol></nav>'
        )

    def _crumb(self, crumb: Any) -> str:
        here = "" if _of(crumb, "url") else ' aria-current="page"'
        lang = f' lang="{_of(crumb, "lang")}"' if _of(crumb, "lang") else ""
        return f"<li{here}{lang}>{self._line(crumb, 'title')}</li>"

    def rich_text(self, text: CleanHtml) -> str:
        """Return the markup of a text that others wrote.

        :raises TypeError: when it did not go through the cleaner, whose type says that it did.
        """
        if type(text) is not CleanHtml:
            message = f"{type(text).__name__} is not known to be clean"
            raise TypeError(message)
        return text.markup

    def rows(self, table: Any) -> str:
        """Return the rows of a table, see ``pieces.pt``."""
        labels = [self._text(_of(column, "title")) for column in _of(table, "columns")]
        picks = _of(table, "picks")
        found = []
        for row in _of(table, "rows"):
            pick = self._pick(picks, row) if picks else ""
            found.append(f"<tr>{pick}{''.join(self._cells(row, labels))}</tr>")
        return "\n".join(found)

    def _pick(self, name: str, row: Any) -> str:
        value, label = escape(str(_of(row, "pick"))), self._text(_of(row, "pick_label"))
        checked = ' checked="checked"' if _of(row, "picked") else ""
        box = f'<input type="checkbox" name="{escape(name)}" value="{value}"{checked} aria-label="{label}">'
        return f'<td class="e-pick" data-label="">{box}</td>'

    def _cells(self, row: Any, labels: list[str]) -> Iterator[str]:
        for place, cell in enumerate(_of(row, "cells")):
            label, shown = labels[place], self.cell(cell)
            if place == 0:
                yield f'<th scope="row" data-label="{label}" class="e-cardhead">{shown}</th>'
            else:
                css = ' class="e-num"' if _of(cell, "number") else ""
                yield f'<td data-label="{label}"{css}>{shown}</td>'

    def _text(self, value: Any) -> str:
        if value is None:
            return ""
        return escape(self._translate(value) if isinstance(value, TranslationString) else str(value))


#: which classes are mappings: to ask an abstract class takes longer than the rest of a piece
_MAPPINGS: dict[type, bool] = {}


def _of(thing: Any, name: str, default: Any = None) -> Any:
    """Return a value of an object or a mapping, as templates find it."""
    kind = type(thing)
    mapping = _MAPPINGS.get(kind)
    if mapping is None:
        mapping = _MAPPINGS[kind] = issubclass(kind, Mapping)
    if mapping:
        return thing.get(name, default)
    return getattr(thing, name, default)
