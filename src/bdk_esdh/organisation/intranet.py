"""Pages of the organisation at work: the tree of units, and the pieces its pages share."""

from typing import Any

from pyramid.request import Request

from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..search.lists import Batch
from ..security.permissions import Permission
from ..security.roles import Role
from .actions import units_of
from .content import Organisation, Person, Units
from .directory import UnitRow, unit_rows

NOT_GIVEN = "–"


@intranet_view(
    Organisation, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/organisation.pt"
)
def organisation_page(context: Organisation, request: Request) -> dict[str, Any]:
    """Show the tree of units."""
    units, people = context["enheder"], context["personer"]
    rows = unit_rows(units, request.registry)
    may_manage = _may_manage(request, context)
    return {
        "title": context.title,
        "branches": _branches(request, units, rows),
        "count": len(rows),
        "people_url": face_path(request, people),
        "groups_url": face_path(request, context["grupper"]),
        "new_unit_url": face_path(request, units, "ny-enhed") if may_manage else None,
        "new_person_url": face_path(request, people, "ny-person") if may_manage else None,
    }


@intranet_view(Units, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/organisation.pt")
def units_page(context: Units, request: Request) -> dict[str, Any]:
    """Show the same tree at the container's own address."""
    return {**organisation_page(context.__parent__, request), "title": context.title}


def _branches(request: Request, units: Units, rows: tuple[UnitRow, ...]) -> list[dict[str, Any]]:
    """Make the tree from the list in memory, each unit under the one it names."""
    branches = {row.key: unit_link(request, units, row) | {"below": []} for row in rows}
    top: list[dict[str, Any]] = []
    for row in rows:
        above = branches.get(row.parent_key) if row.parent_key else None
        (top if above is None else above["below"]).append(branches[row.key])
    return top


def unit_link(request: Request, units: Any, row: UnitRow) -> dict[str, Any]:
    """Return name and address of a unit."""
    return {"title": row.title, "url": face_path(request, units, row.key)}


def contact_facts(request: Request, node: Any) -> list[dict[str, Any]]:
    """Return telephone and mail as links."""
    translate = request.localizer.translate
    facts = []
    if node.phone:
        facts.append({"term": translate(_("Telefon")), "value": node.phone, "url": phone_url(node.phone)})
    if node.email:
        facts.append({"term": translate(_("E-mail")), "value": node.email, "url": f"mailto:{node.email}"})
    return facts


def phone_url(phone: str) -> str | None:
    """Return ``tel:`` and what can be dialled."""
    digits = "".join(each for each in phone if each in "+0123456789")
    return f"tel:{digits}" if digits else None


def people_table(
    request: Request, batch: Batch, *, with_unit: bool, with_login: bool = False
) -> dict[str, Any]:
    """Return the table of people that ``pieces['table']`` draws, cards on small screens.

    :param with_login: say when each last logged in, for those who look after them.
    """
    translate = request.localizer.translate
    titles = [_("Navn"), *([_("Enhed")] if with_unit else []), _("Telefon"), _("E-mail")]
    titles += [_("Sidst logget på")] if with_login else []
    units = units_of(request.root)
    names = {row.key: row for row in unit_rows(units, request.registry)} if with_unit else {}
    rows = []
    for person in batch:
        unit = names.get(person.unit_key)
        unit_cell = (
            {"text": unit.title, "url": face_path(request, units, unit.key)} if unit else {"text": NOT_GIVEN}
        )
        cells = [_name_cell(request, person), *([unit_cell] if with_unit else []), *_contact_cells(person)]
        if with_login:
            cells.append({"text": last_login(request, person)})
        rows.append({"cells": cells})
    return {
        "caption": translate(_("Medarbejdere")),
        "columns": [{"title": translate(title)} for title in titles],
        "compact": False,
        "rows": rows,
    }


def last_login(request: Request, person: Person) -> str:
    """Say when somebody last logged in."""
    logins = getattr(request.root, "logins", None)
    history = logins.history(str(person.__name__)) if logins is not None else None
    if history is None or history.last_at is None:
        return request.localizer.translate(_("Aldrig"))
    return moment_text(history.last_at, request.clock.today())


def _name_cell(request: Request, person: Person) -> dict[str, Any]:
    cell = {"text": person.title, "url": face_path(request, person), "small": job_of(request, person)}
    return cell if person.active else cell | {"badge": inactive_badge(request)}


def _contact_cells(person: Person) -> list[dict[str, Any]]:
    return [
        {"text": person.phone or NOT_GIVEN, "url": phone_url(person.phone) if person.phone else None},
        {"text": person.email or NOT_GIVEN, "url": f"mailto:{person.email}" if person.email else None},
    ]


def job_of(request: Request, person: Person) -> str:
    """Return the job title, or that somebody is a politician."""
    if person.job_title or Role.POLITICIAN not in person.roles:
        return person.job_title
    return request.localizer.translate(_("Politiker"))


def inactive_badge(request: Request) -> dict[str, str]:
    """Return the sign of somebody who cannot log in any more."""
    return {"kind": "plain", "icon": "lock", "text": request.localizer.translate(_("Inaktiv"))}


def _may_manage(request: Request, node: Any) -> bool:
    return bool(request.has_permission(Permission.ORGANISATION_MANAGE, node))
