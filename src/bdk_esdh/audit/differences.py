"""What was changed in a record, fact by fact, in the words of its form.

One way for all records: the schema knows what each fact is called and of what kind it is, so
that an action only hands over the values of its form from before and after.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..kernel.danish import in_danish, plain_date
from ..kernel.fields import Check, Choice, Choices, Concealed, Rows, Secret
from ..kernel.forms import untranslated
from ..kernel.i18n import _
from .entries import Change

#: a list of choices, or a field, by name to what says a code in words
Display = Mapping[str, Callable[[Any], str]]

#: a text longer than this is shown from where it differs
LONGEST = 200
_CONTEXT = 30
_NOTHING: tuple[Any, ...] = (None, "", (), [])


def changes_between(
    schema: Any, before: Mapping[str, Any], after: Mapping[str, Any], display: Display | None = None
) -> list[Change]:
    """Return what differs between two sets of a form's values, in the order of the form.

    Passwords and fields that nobody sees are left out.

    :param schema: the form's schema class, or an instance.
    :param before: values by field name; a name that is missing counts as empty.
    :param display: says codes in words, by the name of the field or of its list of choices
        (``{"units": unit_name}``); choices that stand in the schema need none.
    """
    schema = schema() if isinstance(schema, type) else schema
    found = []
    for child in schema.children:
        if isinstance(child, Secret | Concealed):
            continue
        old, new = before.get(child.name), after.get(child.name)
        if old == new or (old in _NOTHING and new in _NOTHING):
            continue
        pair = _shortened(shown(child, old, display or {}), shown(child, new, display or {}))
        found.append(Change(untranslated(child.title), *pair))
    return found


def change_of(title: Any, before: Any, after: Any) -> list[Change]:
    """Return one fact that is on no form, if it differs.

    :param title: what the fact is called; translatable, like both values.
    """
    if before == after:
        return []
    return [Change(untranslated(title), *_shortened(untranslated(before), untranslated(after)))]


def shown(node: Any, value: Any, display: Display) -> str:
    """Say a value of a form in words.

    :param node: the field of the schema.
    """
    if isinstance(node, Check):
        return untranslated(_("ja") if value else _("nej"))
    if value in _NOTHING:
        return ""
    if isinstance(node, Rows):
        return "; ".join(_row(node.children[0], each, display) for each in value)
    if isinstance(node, Choices):
        return ", ".join(_in_words(node, each, display) for each in value)
    if isinstance(node, Choice) or node.name in display:
        return _in_words(node, value, display)
    return _plain(value)


def _row(node: Any, row: Any, display: Display) -> str:
    if not node.children:
        return shown(node, row, display)
    parts = []
    for child in node.children:
        value = row.get(child.name)
        if isinstance(child, Check):
            parts += [untranslated(child.title)] if value else []
        elif value not in _NOTHING:
            parts.append(shown(child, value, display))
    return ", ".join(parts)


def _in_words(node: Any, code: Any, display: Display) -> str:
    values = getattr(node, "values", ())
    say = display.get(node.name) or (display.get(values) if isinstance(values, str) else None)
    if say is not None:
        return untranslated(say(code))
    offered = {} if isinstance(values, str) else dict(values)
    return untranslated(offered.get(code, code))


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime | dt.date):
        with in_danish():
            return plain_date(value)
    if isinstance(value, dt.time):
        return f"{value.hour}.{value.minute:02}"
    return str(value)


def _shortened(before: str, after: str) -> Iterable[str]:
    """Cut long texts to where they begin to differ: the whole text stands in the record."""
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    start = max(0, same - _CONTEXT)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    if not text:
        return text
    piece = text[start : start + LONGEST]
    return ("…" if start else "") + piece + ("…" if start + LONGEST < len(text) else "")
