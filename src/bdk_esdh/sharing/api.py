"""Who may do what to a thing, for programs; given and taken by the same acts as on the page."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..kernel.i18n import _
from ..kernel.json_face.acts import done
from ..kernel.json_face.answers import address, moment
from ..kernel.json_face.body import body_of
from ..kernel.json_face.problems import Problem, invalid
from ..kernel.json_face.values import read_values
from ..security.grants import Grant, Level, reach_of, sharing_of
from .actions import break_inheritance, restore_inheritance, share, unshare
from .explaining import rule_lines
from .names import named
from .schema import GrantSchema

NAME = "@sharing"
_KNOWN = frozenset({"inherit", "entries"})
_MOST = 100
#: what ``change_sharing`` takes
BODY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "inherit": {"type": "boolean"},
        "entries": {
            "type": "array",
            "maxItems": _MOST,
            "items": {
                "type": "object",
                "required": ["who", "level"],
                "properties": {
                    "who": {"type": "string"},
                    "level": {"type": ["string", "null"]},
                    "note": {"type": "string", "maxLength": 200},
                },
            },
        },
    },
}


def show_sharing(context: Any, request: Request) -> dict[str, Any]:
    """Tell who was named here and above, whom the rule lets read, and whether the node inherits."""
    said, reach = sharing_of(context), reach_of(context)
    rows = [(context, grant) for grant in said.grants]
    rows += [(source, grant) for source, grant in reach.grants if source is not context]
    rules = [] if reach.broken_at is not None else rule_lines(context, request)
    return {
        "@id": address(request, context, NAME),
        "inherit": said.inherits,
        "entries": [_entry(request, context, source, grant) for source, grant in rows],
        "readers_by_rule": [request.localizer.translate(line.who.title) for line in rules],
    }


def _entry(request: Request, node: Any, source: Any, grant: Grant) -> dict[str, Any]:
    return {
        "who": grant.token,
        "title": request.localizer.translate(named(request.root, grant.token).title),
        "level": grant.level.value,
        "note": grant.note,
        "given_by": grant.by,
        "given_at": moment(grant.at),
        "here": source is node,
    }


def change_sharing(context: Any, request: Request) -> Response:
    """Give and take access: ``{"entries": [{"who", "level", "note"}], "inherit": false}``.

    A ``level`` of ``null`` takes away what was given here. All of it is done or nothing.
    """
    given = body_of(request)
    _refuse_unknown(given)
    for number, entry in enumerate(given.get("entries", [])):
        _give_or_take(context, request, number, entry)
    if "inherit" in given and given["inherit"] is not sharing_of(context).inherits:
        (restore_inheritance if given["inherit"] else break_inheritance)(context, request.act)
    return done()


def _refuse_unknown(given: dict[str, Any]) -> None:
    errors: list[tuple[str, Any]] = [(name, _("Feltet kendes ikke")) for name in given if name not in _KNOWN]
    entries = given.get("entries", [])
    if (
        not isinstance(entries, list)
        or len(entries) > _MOST
        or not all(isinstance(each, dict) for each in entries)
    ):
        errors.append(("entries", _("Send en liste med højst 100 objekter")))
    if "inherit" in given and not isinstance(given["inherit"], bool):
        errors.append(("inherit", _("Svar ja eller nej")))
    if errors:
        raise invalid(errors)


def _give_or_take(node: Any, request: Request, number: int, entry: dict[str, Any]) -> None:
    if entry.get("level", "") is None and isinstance(entry.get("who"), str):
        unshare(node, entry["who"], request.act)
        return
    try:
        values = read_values(request, GrantSchema, entry)
    except Problem as problem:
        raise invalid([(f"entries.{number}.{name}", words) for name, words in problem.errors]) from None
    share(node, values["who"], Level(values["level"]), request.act, note=values["note"])
