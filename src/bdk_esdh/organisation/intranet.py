"""Pages of the organisation at work."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..search.lists import listing, start_of
from ..security.permissions import Permission
from ..security.roles import ROLE_TITLES
from .actions import units_of
from .content import Organisation, People, Person, Unit, Units


@intranet_view(Organisation, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/organisation.pt")
def organisation_page(context: Organisation, request: Request) -> dict[str, Any]:
    """Show the tree of units."""
    units = context["enheder"]
    may_manage = bool(request.has_permission(Permission.ORGANISATION_MANAGE, context))
    return {
        "title": context.title,
        "tree": _branch(request, units, None),
        "people_url": face_path(request, context["personer"]),
        "new_unit_url": face_path(request, units, "ny-enhed") if may_manage else None,
    }


@intranet_view(Units, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/organisation.pt")
def units_page(context: Units, request: Request) -> dict[str, Any]:
    """Show the same tree at the container's own address."""
    return organisation_page(context.__parent__, request)


def _branch(request: Request, units: Units, key: str | None) -> list[dict[str, Any]]:
    return [
        {"title": unit.title, "url": face_path(request, unit), "below": _branch(request, units, unit.__name__)}
        for unit in units.below(key)
    ]


@intranet_view(Unit, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/unit.pt")
def unit_page(context: Unit, request: Request) -> dict[str, Any]:
    """Show a unit, the units below it and its people."""
    units = context.__parent__
    path = face_path(request, context)
    people = listing(
        request.root,
        request.principals,
        {"kind": "Person", "unit": context.__name__},
        sort="title_order",
        start=start_of(request.GET),
        path=path,
    )
    above = [unit for unit in units.line_of(context.parent_key)]
    return {
        "title": context.title,
        "unit": context,
        "above": [{"title": unit.title, "url": face_path(request, unit)} for unit in reversed(above)],
        "below": [{"title": unit.title, "url": face_path(request, unit)} for unit in units.below(context.__name__)],
        "people": [_card(request, person) for person in people],
        "batch": people,
        "edit_url": _edit_url(request, context),
    }


@intranet_view(People, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/people.pt")
def people_page(context: People, request: Request) -> dict[str, Any]:
    """List everyone."""
    batch = listing(
        request.root,
        request.principals,
        {"kind": "Person"},
        sort="title_order",
        start=start_of(request.GET),
        path=face_path(request, context),
    )
    may_manage = bool(request.has_permission(Permission.ORGANISATION_MANAGE, context))
    return {
        "title": context.title,
        "people": [_card(request, person) for person in batch],
        "batch": batch,
        "new_url": face_path(request, context, "ny-person") if may_manage else None,
    }


@intranet_view(Person, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/person.pt")
def person_page(context: Person, request: Request) -> dict[str, Any]:
    """Show a colleague."""
    roles = [request.localizer.translate(ROLE_TITLES[role]) for role in context.roles if role in ROLE_TITLES]
    return {
        "title": context.title,
        "person": _card(request, context),
        "roles": ", ".join(roles) or request.localizer.translate(_("Ingen")),
        "edit_url": _edit_url(request, context),
    }


def _card(request: Request, person: Person) -> dict[str, Any]:
    unit = units_of(request.root).get(person.unit_key) if person.unit_key else None
    return {
        "name": person.title,
        "url": face_path(request, person),
        "job_title": person.job_title,
        "unit": unit.title if unit else "",
        "phone": person.phone,
        "email": person.email,
        "active": person.active,
    }


def _edit_url(request: Request, node: Any) -> str | None:
    allowed = request.has_permission(Permission.ORGANISATION_MANAGE, node)
    return face_path(request, node, "ret") if allowed else None
