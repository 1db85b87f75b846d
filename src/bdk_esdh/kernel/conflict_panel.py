"""What a form shows when two people changed the same field: before, theirs and yours, side by side."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .clock import local
from .concurrent_edits import Clash, LastEdit
from .danish import clock_time, short_date
from .fields import Check, Choice, Choices, Group, LongText, Rows
from .i18n import _

#: the control by which the writer chooses about a field: ``valg.title``
CHOICE = "valg."
THEIRS = "deres"
MINE = "mit"
#: the button that keeps everything the other one wrote
KEEP_THEIRS = "behold_deres"
#: comparing long texts line by line takes time that others wait for
_MOST_LINES_COMPARED = 400

Say = Callable[[Any], str]


@dataclass(frozen=True)
class DiffLine:
    """A line of a value; ``sign`` says whether it came (``+``) or went (``-``) since before."""

    sign: str
    text: str


@dataclass(frozen=True)
class Column:
    """One of the three states of a field.

    :param choice: what choosing it is sent as; ``None`` for what was before.
    """

    heading: str
    lines: tuple[DiffLine, ...]
    choice: str | None
    chosen: bool = False


@dataclass(frozen=True)
class ClashView:
    """A field that both have changed."""

    control: str
    title: str
    target: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class ConflictPanel:
    """Everything the form says about a conflict, translated."""

    heading: str
    text: str
    clashes: tuple[ClashView, ...]
    keep_label: str


def conflict_panel(
    fields: list[Any], clashes: tuple[Clash, ...], latest: LastEdit | None, now: datetime, say: Say
) -> ConflictPanel:
    """Make the panel.

    :param fields: the form's fields, which know their labels and the ids of their controls.
    :param latest: who changed the record, as far as that is known.
    """
    by_name = {field.name: field for field in fields}
    name = latest.by_name if latest is not None and latest.by_name else say(_("En kollega"))
    views = tuple(_clash_view(by_name[clash.name], clash, name, say) for clash in clashes)
    text = say(
        _(
            "I har rettet det samme. Vælg for hvert felt, hvis tekst der skal gælde, og gem igen. "
            "Din egen kan du rette i formularen først."
        )
    )
    keep = say(_("Behold det, ${name} har skrevet", mapping={"name": name}))
    return ConflictPanel(_heading(name, latest, now, say), text, views, keep)


def _heading(name: str, latest: LastEdit | None, now: datetime, say: Say) -> str:
    if latest is None:
        return say(_("Oplysningerne blev ændret, mens du skrev"))
    mapping = {"name": name, "time": clock_time(latest.at)}
    if local(now) - local(latest.at) < timedelta(hours=12):
        return say(_("${name} gemte kl. ${time}, mens du skrev", mapping=mapping))
    day = short_date(local(latest.at).date(), local(now).date())
    return say(_("${name} gemte ${day} kl. ${time}, mens du skrev", mapping={**mapping, "day": day}))


def _clash_view(field: Any, clash: Clash, name: str, say: Say) -> ClashView:
    before = value_lines(field.schema, clash.before, say)
    theirs = value_lines(field.schema, clash.theirs, say)
    mine = value_lines(field.schema, clash.mine, say)
    columns = [Column(say(_("Før")), _unchanged(before), None)] if clash.before_is_known else []
    base = before if clash.before_is_known else theirs
    said = {"name": name}
    columns += [
        Column(say(_("${name} skrev", mapping=said)), _compared(field.schema, base, theirs), THEIRS),
        Column(say(_("Du skrev")), _compared(field.schema, base, mine), MINE, chosen=True),
    ]
    return ClashView(
        CHOICE + field.path, say(field.schema.title), field.widget.control_id(field), tuple(columns)
    )


def value_lines(node: Any, value: Any, say: Say) -> list[str]:
    """Say a field's value as its page does, line by line; nothing is told as such."""
    lines = _lines(node, value, say)
    return lines or [say(_("Ikke udfyldt"))]


def _lines(node: Any, value: Any, say: Say) -> list[str]:
    if isinstance(node, Check):
        return [say(_("Ja") if value else _("Nej"))]
    if value is None:
        return []
    if isinstance(node, Choice):
        return [_label(node, each, say) for each in (value if isinstance(value, list) else [value])]
    if isinstance(node, Rows):
        row = node.children[0]
        return [", ".join(_lines(row, each, say)) for each in value] if isinstance(value, list) else []
    if isinstance(node, Group) and isinstance(value, dict):
        parts = [(child, value.get(child.name)) for child in node.children]
        # A box that is not ticked says nothing in a row of many.
        return [_part(child, part, say) for child, part in parts if part is not None]
    return str(value).split("\n")


def _part(node: Any, value: Any, say: Say) -> str:
    if isinstance(node, Check):
        return say(node.title)
    return " ".join(_lines(node, value, say))


def _label(node: Any, code: Any, say: Say) -> str:
    return say(dict(node.pairs()).get(str(code), str(code)))


def _unchanged(lines: list[str]) -> tuple[DiffLine, ...]:
    return tuple(DiffLine("", line) for line in lines)


def _compared(node: Any, before: list[str], after: list[str]) -> tuple[DiffLine, ...]:
    """Mark what came and went; only where a value has lines of its own."""
    if not isinstance(node, LongText | Rows | Choices) or len(before) + len(after) > _MOST_LINES_COMPARED:
        return _unchanged(after)
    found = []
    for line in difflib.ndiff(before, after):
        sign = line[0]
        if sign != "?":
            found.append(DiffLine(sign.strip(), line[2:]))
    return tuple(found)
