"""From what a program sent to the values that an action takes: by the schemas of our forms.

So a program is told what a clerk is told, field by field. What differs is the writing:
dates are ISO, an empty field is ``null``, a name that no field has is a mistake.
"""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import colander
from pyramid.request import Request

from ..date_fields import DanishDate
from ..fields import Flag
from ..i18n import _
from ..widgets import str_or_message
from .body import UnreadableFile
from .problems import invalid

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPOKEN_FLAGS = {"true": True, "false": False}


def read_values(
    request: Request,
    schema: type,
    given: Mapping[str, Any],
    *,
    partial: bool = False,
    fixed: Collection[str] = (),
    errors: Collection[tuple[str, Any]] = (),
) -> dict[str, Any]:
    """Check what was sent against a schema.

    :param schema: the schema class of a form.
    :param given: values by field name, as JSON or a form has them.
    :param partial: only what was given is checked and returned.
    :param fixed: names that are shown and cannot be changed; told apart from unknown ones.
    :param errors: what was found wrong before, to be told with the rest.
    :raises Problem: 422 with a message for each field.
    """
    node = _bound(request, schema, given)
    known = {child.name: child for child in node.children}
    found, values = list(errors), {}
    for name in given:
        if name not in known and not name.startswith("@"):
            found.append((name, _("Feltet kan ikke ændres") if name in fixed else _("Feltet kendes ikke")))
    for name, child in known.items():
        if partial and name not in given:
            continue
        try:
            values[name] = child.deserialize(_as_typed(child, given.get(name, colander.null)))
        except colander.Invalid as refusal:
            found.append((name, _message(refusal)))
    if found:
        raise invalid(found)
    return values


def _bound(request: Request, schema: type, given: Mapping[str, Any]) -> Any:
    unbound = _made_once(schema)
    wanted = {
        child.values
        for child in unbound.children
        if child.name in given and isinstance(getattr(child, "values", None), str)
    }
    choices = {name: request.registry.choices[name](request) for name in wanted}
    limit = request.registry.esdh_settings.upload_limit
    return unbound.bind(**choices, upload_limit=limit, today=request.clock.today())


@lru_cache(maxsize=64)
def _made_once(schema: type) -> Any:
    return schema()


def _as_typed(child: Any, value: Any) -> Any:
    """Return ``value`` as the field's type takes it.

    :raises colander.Invalid: for a date that is not ISO, or a file that is none.
    """
    if value is None:
        return colander.null
    if isinstance(value, UnreadableFile):
        raise colander.Invalid(child, value.message)
    if isinstance(child.typ, DanishDate) and value not in ("", colander.null):
        if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
            raise colander.Invalid(child, _("Skriv datoen som 2026-11-23"))
    if isinstance(child.typ, Flag) and isinstance(value, str):
        return _SPOKEN_FLAGS.get(value, value)
    return value


def _message(refusal: colander.Invalid) -> Any:
    messages = refusal.messages()
    if messages:
        return str_or_message(messages[0])
    return next(iter(refusal.asdict().values()), _("Værdien kan ikke bruges"))
