"""From what a program sent to the values that an action takes: by the schemas of our forms.

So a program is told what a clerk is told, field by field. What differs is the writing:
dates are ISO, an empty field is ``null``, a name that no field has is a mistake.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import colander
from pyramid.request import Request

from ..date_fields import DanishDate, DanishTime
from ..fields import Code, Flag, FormNode, Text
from ..i18n import _
from ..widgets import str_or_message
from .body import UnreadableFile
from .problems import invalid

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: a time of day, ISO 8601 without seconds
CLOCK_FORM = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_WRITTEN = (
    (DanishDate, _ISO_DATE, _("Skriv datoen som 2026-11-23")),
    (DanishTime, CLOCK_FORM, _("Skriv klokkeslættet som 08:15")),
)
MOST_LINES = 50
LONGEST_REFERENCE, MOST_REFERENCES = 1_000, 200
_SPOKEN_FLAGS = {"true": True, "false": False}


class LinesType(colander.SchemaType):
    """Several lines of text, none of them with a semicolon: that is what may stand between them."""

    def __init__(self) -> None:
        """Read each line as any other line of text."""
        self._line = Text(one_line=True)

    def serialize(self, _node: Any, appstruct: Any) -> Any:
        """Give the lines."""
        return colander.null if appstruct in (colander.null, None) else list(appstruct)

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Read a list of lines; a single one may come without its list.

        :raises colander.Invalid: it is something else, too much, or a line holds a semicolon.
        """
        given = [cstruct] if isinstance(cstruct, str) else cstruct
        if given in (colander.null, None) or given == []:
            return colander.null
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise colander.Invalid(node, _("Skriv en liste af tekster"))
        if len(given) > MOST_LINES or any(";" in each for each in given):
            raise colander.Invalid(node, _("Skriv højst 50, og uden semikolon"))
        lines = [self._line.deserialize(node, each) for each in given]
        found = tuple(line for line in lines if line is not colander.null)
        if sum(map(len, found)) + 2 * len(found) > node.max_length:
            raise colander.Invalid(
                node, _("Der er plads til ${max} tegn i alt", mapping={"max": node.max_length})
            )
        return found or colander.null


class Lines(FormNode):
    """Several lines of text, together as long as one may be."""

    schema_type = LinesType
    max_length = 255


class ReferenceType(colander.SchemaType):
    """Another record: its number, its address, or ``{"@id": …}`` as it was read."""

    def serialize(self, _node: Any, appstruct: Any) -> Any:
        """Give it as it is."""
        return colander.null if appstruct in (colander.null, None) else appstruct

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Read what names the record; whether there is one, the view asks.

        :raises colander.Invalid: it is none of these.
        """
        if cstruct in (colander.null, None, ""):
            return colander.null
        named = cstruct.get("@id") if isinstance(cstruct, dict) else cstruct
        if not isinstance(named, str) or not 0 < len(named.strip()) <= LONGEST_REFERENCE:
            raise colander.Invalid(node, _("Skriv nummeret eller adressen"))
        return named.strip()


class ReferencesType(ReferenceType):
    """Several of them."""

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Read a list.

        :raises colander.Invalid: it is none, or one of them names nothing.
        """
        if cstruct in (colander.null, None):
            return colander.null
        if not isinstance(cstruct, list) or len(cstruct) > MOST_REFERENCES:
            raise colander.Invalid(
                node, _("Skriv en liste med højst ${most}", mapping={"most": MOST_REFERENCES})
            )
        found = [super(ReferencesType, self).deserialize(node, each) for each in cstruct]
        if colander.null in found:
            raise colander.Invalid(node, _("Skriv nummeret eller adressen"))
        return tuple(found)


class Reference(FormNode):
    """Another record."""

    schema_type = ReferenceType


class References(FormNode):
    """Several other records, in order."""

    schema_type = ReferencesType


def read_values(
    request: Request,
    schema: Callable[[], Any],
    given: Mapping[str, Any],
    *,
    partial: bool = False,
    fixed: Collection[str] = (),
) -> dict[str, Any]:
    """Check what was sent against a schema.

    :param schema: the schema class of a form, or a function that makes one for programs.
    :param given: values by field name, as JSON or a form has them.
    :param partial: only what was given is checked and returned.
    :param fixed: names that are shown and cannot be changed; told apart from unknown ones.
    :raises Problem: 422 with a message for each field.
    """
    node = _bound(request, schema, given)
    known = {child.name: child for child in node.children}
    found: list[tuple[str, Any]] = []
    values: dict[str, Any] = {}
    strange = [name for name in given if name not in known and not name.startswith("@")]
    known_otherwise = [name for name in strange if name in fixed]
    found += [(name, _("Feltet kan ikke ændres")) for name in known_otherwise]
    found += [(name, _("Feltet kendes ikke")) for name in strange if name not in known_otherwise]
    for name, child in known.items():
        if partial and name not in given:
            continue
        try:
            values[name] = child.deserialize(_as_typed(child, given.get(name, colander.null)))
        except colander.Invalid as refusal:
            found += _messages(child, refusal)
        except _WrongRows as refusal:
            found += refusal.errors
    if found:
        raise invalid(found)
    return values


def _bound(request: Request, schema: Callable[[], Any], given: Mapping[str, Any]) -> Any:
    unbound = _made_once(schema)
    wanted: set[str] = set()
    for child in unbound.children:
        if child.name in given:
            wanted |= _lists_named_in(child)
    limit, today = request.registry.esdh_settings.upload_limit, request.clock.today()
    if not wanted:
        return _bound_without_lists(schema, limit, today)
    choices = {name: request.registry.choices[name](request) for name in wanted}
    return unbound.bind(**choices, upload_limit=limit, today=today)


def _lists_named_in(node: Any) -> set[str]:
    values = getattr(node, "values", None)
    named = {values} if isinstance(values, str) else set()
    return named.union(*(_lists_named_in(child) for child in node.children))


@lru_cache(maxsize=64)
def _bound_without_lists(schema: Callable[[], Any], limit: int, today: date) -> Any:
    """Bind once a day what names no list of choices: checking changes no schema, and a copy costs 0.4 ms."""
    return _made_once(schema).bind(upload_limit=limit, today=today)


@lru_cache(maxsize=64)
def _made_once(schema: Callable[[], Any]) -> Any:
    return schema()


class _WrongRows(Exception):
    """Rows of another shape than a form could have sent; ``errors`` are pairs of field and message."""

    def __init__(self, errors: list[tuple[str, Any]]) -> None:
        super().__init__()
        self.errors = errors


def _as_typed(child: Any, value: Any) -> Any:
    """Return ``value`` as the field's type takes it.

    :raises colander.Invalid: for a date that is not ISO, or a file that is none.
    :raises _WrongRows: for a list whose rows are no rows.
    """
    if value is None:
        return colander.null
    if isinstance(value, UnreadableFile):
        raise colander.Invalid(child, value.message)
    if isinstance(child.typ, colander.Sequence):
        return value if value is colander.null else _rows_as_typed(child, value)
    for kind, form, message in _WRITTEN:
        if isinstance(child.typ, kind) and value not in ("", colander.null):
            if isinstance(value, str) and form.fullmatch(value):
                break
            raise colander.Invalid(child, message)
    if isinstance(child.typ, Code) and isinstance(value, int) and not isinstance(value, bool):
        return str(value)  # as ``weekday`` is read
    if isinstance(child.typ, Flag) and isinstance(value, str):
        return _SPOKEN_FLAGS.get(value, value)
    return value


def _rows_as_typed(child: Any, value: Any) -> list[Any]:
    """Read a list of rows, each an object with the fields of the form's row, or a single value."""
    if not isinstance(value, list) or len(value) > child.max_rows:
        message = _("Skriv en liste med højst ${most}", mapping={"most": child.max_rows})
        raise colander.Invalid(child, message)
    row = child.children[0]
    if not isinstance(row.typ, colander.Mapping):
        return [_as_typed(row, each) for each in value]
    known = {field.name: field for field in row.children}
    errors: list[tuple[str, Any]] = []
    rows: list[dict[str, Any]] = []
    for number, each in enumerate(value):
        if not isinstance(each, dict):
            errors.append((f"{child.name}.{number}", _("Skriv hver af dem som et objekt: { … }")))
            continue
        strange = [name for name in each if name not in known and not name.startswith("@")]
        errors += [(f"{child.name}.{number}.{name}", _("Feltet kendes ikke")) for name in strange]
        rows.append({name: _as_typed(known[name], given) for name, given in each.items() if name in known})
    if errors:
        raise _WrongRows(errors)
    return rows


def _messages(child: Any, refusal: colander.Invalid) -> list[tuple[str, Any]]:
    """Return what a field, or each field of its rows, refused."""
    if not isinstance(child.typ, colander.Sequence) or not refusal.children:
        return [(child.name, _message(refusal))]
    return [(".".join([child.name, *_row_path(path)]), _message(path[-1])) for path in refusal.paths()]


def _row_path(path: Any) -> list[str]:
    place, *fields = path[1:]
    return [str(place.pos), *(each.node.name for each in fields)]


def _message(refusal: colander.Invalid) -> Any:
    messages = refusal.messages()
    if messages:
        return str_or_message(messages[0])
    return next(iter(refusal.asdict().values()), _("Værdien kan ikke bruges"))
