"""Logging programs in and out, and the organisation as programs see it."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import Takes, api_view
from ..kernel.form_controls import SURROGATE
from ..kernel.i18n import _
from ..kernel.json_face.acts import done
from ..kernel.json_face.answers import list_part
from ..kernel.json_face.body import body_of
from ..kernel.json_face.problems import Problem, invalid
from ..kernel.json_face.serializers import json_fields, json_items, json_names, json_summary
from ..root import Root
from ..search.api import listed
from ..security.addresses import rough_network
from ..security.logins import credential_of
from ..security.permissions import Permission
from ..security.tokens import close_token, open_token
from .content import Group, Groups, Organisation, People, Person, Unit, Units
from .errors import WrongLogin
from .logging_in import attempt_login, enter_leaving
from .passwords import LONGEST_PASSWORD


@api_view(
    Root,
    name="@login",
    method="POST",
    permission=Permission.LOG_IN,
    takes=Takes(
        body={
            "type": "object",
            "required": ["login", "password"],
            "properties": {
                name: {"type": "string", "minLength": 1, "maxLength": LONGEST_PASSWORD}
                for name in ("login", "password")
            },
        }
    ),
)
def log_in(_context: Root, request: Request) -> dict[str, Any]:
    """Give a token for a login and a password; by the one function that the form asks too.

    No CSRF token is asked for, here or anywhere on this face: it reads no cookie, so that
    there is nothing that another site could make a browser do in somebody's name.
    """
    given = body_of(request)
    errors = [
        (name, words)
        for name, words in (("login", _("Skriv dit brugernavn")), ("password", _("Skriv din adgangskode")))
        if not isinstance(given.get(name), str) or not given[name] or SURROGATE.search(given[name])
    ]
    if errors:
        raise invalid(errors)
    if len(given["password"]) > LONGEST_PASSWORD or len(given["login"]) > LONGEST_PASSWORD:
        raise invalid([("password", _("Brugernavn eller adgangskode er for lang"))])
    try:
        person = attempt_login(request, given["login"], given["password"])
    except WrongLogin as refusal:
        raise Problem(401, refusal.message, kind="wrong-login") from None
    token = open_token(
        request,
        str(person.__name__),
        credential=credential_of(person.password_hash),
        network=rough_network(request),
    )
    return {"token": token}


@api_view(Root, name="@logout", method="POST", permission=Permission.LOG_IN, takes=Takes(status=204))
def log_out(_context: Root, request: Request) -> Response:
    """End the token that is sent along."""
    if request.identity is None:
        raise Problem(401)
    enter_leaving(request)
    close_token(request)
    return done()


@json_items(Organisation)
def parts(organisation: Organisation, request: Request) -> dict[str, Any]:
    """List the three lists: units, people, groups."""
    found = [
        organisation[name] for name in sorted(organisation) if name in {"enheder", "personer", "grupper"}
    ]
    return list_part(request, found, len(found))


@json_items(Units)
def all_units(_units: Units, request: Request) -> dict[str, Any]:
    """List the units by name."""
    return listed(request, {"kind": "Unit"}, "title_order")


@json_items(People)
def all_people(_people: People, request: Request) -> dict[str, Any]:
    """List those one may know of by name."""
    return listed(request, {"kind": "Person"}, "title_order")


@json_items(Groups)
def all_groups(_groups: Groups, request: Request) -> dict[str, Any]:
    """List the groups by name."""
    return listed(request, {"kind": "Group"}, "title_order")


@json_fields(Unit)
def unit_fields(unit: Unit, _request: Request) -> dict[str, Any]:
    """Return the facts of a unit."""
    return {"key": unit.__name__, "parent": unit.parent_key, "phone": unit.phone, "email": unit.email}


@json_names(Unit)
def unit_names() -> dict[str, str]:
    """A unit's key is what programs call the unit."""
    return {"parent_key": "parent"}


@json_names(Person)
@json_names(Group)
def names_with_unit() -> dict[str, str]:
    """Likewise."""
    return {"unit_key": "unit"}


@json_fields(Person)
def person_fields(person: Person, request: Request) -> dict[str, Any]:
    """Return what colleagues know of one another, and the roles to those who give them."""
    may_change = request.has_permission(Permission.UNIT_ADMINISTER, person)
    return {
        **({"roles": list(person.roles)} if may_change else {}),
        "login": person.__name__,
        "job_title": person.job_title,
        "unit": person.unit_key,
        "phone": person.phone,
        "email": person.email,
        "active": person.active,
    }


@json_summary(Person)
def person_line(person: Person, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a person."""
    return {"login": person.__name__, "unit": person.unit_key}


@json_fields(Group)
def group_fields(group: Group, _request: Request) -> dict[str, Any]:
    """Return the facts of a group."""
    return {
        "key": group.__name__,
        "purpose": group.purpose,
        "unit": group.unit_key,
        "members": list(group.members),
    }
