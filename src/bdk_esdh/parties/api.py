"""Parties as programs see them."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from ..audit.entering import enter_read
from ..cases.content import Case
from ..kernel.faces import Takes, api_view
from ..kernel.json_face.acts import create_once, link, require_type
from ..kernel.json_face.answers import address, moment
from ..kernel.json_face.body import body_of
from ..kernel.json_face.serializers import json_fields, json_names, json_summary
from ..kernel.json_face.values import read_values
from ..search.api import listed
from ..security.permissions import Permission
from .actions import add_party
from .content import Party
from .journal import CPR_SHOWN
from .numbers import full_cpr
from .schema import PartySchema

#: what is shown and cannot be changed by writing it
_FIXED = frozenset({"case", "added_at", "changed_at"})


@json_fields(Party)
def party_fields(party: Party, request: Request) -> dict[str, Any]:
    """Return the facts of a party; of the personal number what pages show."""
    return {
        "kind": party.kind,
        "role": party.role,
        "character": party.character,
        "cpr": party.masked_cpr,
        "cvr": party.cvr,
        "address": party.address,
        "protected_address": party.protected_address,
        "email": party.email,
        "phone": party.phone,
        "note": party.note,
        "case": link(request, party.case),
        "added_at": moment(party.added_at),
        "changed_at": moment(party.changed_at),
    }


@json_summary(Party)
def party_line(party: Party, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a party."""
    return {"kind": party.kind, "role": party.role, "character": party.character}


@json_names(Party)
def names() -> Mapping[str, str]:
    """A party's name is its title."""
    return {"name": "title"}


def _facts() -> Any:
    """Make the schema, with the names of programs."""
    # The fields themselves are those of the page's form too.
    schema: Any = PartySchema().clone()
    schema["name"].name = "title"
    return schema


@api_view(Case, name="@parties", permission=Permission.CASE_VIEW, takes=Takes(listing=True))
def parties_of_case(context: Case, request: Request) -> dict[str, Any]:
    """List the parties of a case, as they were entered."""
    wanted = {"kind": "Party", "case": context.case_number}
    return {"@id": address(request, context, "@parties"), **listed(request, wanted, "serial")}


@api_view(
    Case,
    name="@parties",
    method="POST",
    permission=Permission.CASE_EDIT,
    takes=Takes(_facts, makes="Party", status=201),
)
def create_party(context: Case, request: Request) -> Any:
    """Enter a party on a case."""
    given = body_of(request)
    require_type(given, "Party")
    values = read_values(request, _facts, given, fixed=_FIXED)
    values["name"] = values.pop("title")
    return create_once(request, lambda: add_party(context, values, request.act))


@api_view(Party, name="@cpr", permission=Permission.CASE_EDIT)
def whole_cpr(context: Party, request: Request) -> dict[str, Any]:
    """Return the personal number whole; the journal says who has fetched it."""
    if not context.cpr or request.subpath:
        raise HTTPNotFound
    enter_read(request, context, CPR_SHOWN)
    return {"@id": address(request, context, "@cpr"), "cpr": full_cpr(context.cpr)}
