"""Pages of the organisation at work: the tree of units, and the pieces its pages share."""

from collections.abc import Iterable
from typing import Any

from pyramid.request import Request

from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.places import place_title
from ..lists.declared import Column
from ..lists.page import table_values
from ..security.permissions import Permission
from ..security.roles import Role
from .actions import units_of
from .content import Organisation, Person, Units
from .directory import UnitRow, unit_rows
from .names import unit_name

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
        "title": place_title(request, context),
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
    return {**organisation_page(context.__parent__, request), "title": place_title(request, context)}


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


def people_table(request: Request, people: Iterable[Person], *, with_unit: bool) -> dict[str, Any]:
    """Return a table of people for a page that is about something else."""
    keys = ("navn", "enhed", "telefon", "mail") if with_unit else ("navn", "telefon", "mail")
    return table_values(request, [each for each in COLUMNS if each.key in keys], people, _("Medarbejdere"))


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


def _unit_cell(request: Request, person: Person) -> dict[str, Any]:
    unit = units_of(request.root).get(person.unit_key) if person.unit_key else None
    return {"text": unit.title, "url": face_path(request, unit)} if unit is not None else {"text": NOT_GIVEN}


def _phone_cell(_request: Request, person: Person) -> dict[str, Any]:
    return {"text": person.phone or NOT_GIVEN, "url": phone_url(person.phone) if person.phone else None}


def _mail_cell(_request: Request, person: Person) -> dict[str, Any]:
    return {"text": person.email or NOT_GIVEN, "url": f"mailto:{person.email}" if person.email else None}


def job_of(request: Request, person: Person) -> str:
    """Return the job title, or that somebody is a politician."""
    if person.job_title or Role.POLITICIAN not in person.roles:
        return person.job_title
    return request.localizer.translate(_("Politiker"))


def inactive_badge(request: Request) -> dict[str, str]:
    """Return the sign of somebody who cannot log in any more."""
    return {"kind": "plain", "icon": "lock", "text": request.localizer.translate(_("Inaktiv"))}


def may_administer(request: Request) -> bool:
    """Tell whether whoever asks looks after people."""
    return bool(request.has_permission(Permission.UNIT_ADMINISTER, request.root["organisation"]["personer"]))


def _may_manage(request: Request, node: Any) -> bool:
    return bool(request.has_permission(Permission.ORGANISATION_MANAGE, node))


COLUMNS = (
    Column("navn", _("Navn"), lambda _request, person: person.title, _name_cell, index="title_order"),
    Column("stilling", _("Stilling"), job_of, shown=False),
    Column("enhed", _("Enhed"), lambda _request, person: unit_name(person, person.unit_key), _unit_cell),
    Column("telefon", _("Telefon"), lambda _request, person: person.phone, _phone_cell),
    Column("mail", _("E-mail"), lambda _request, person: person.email, _mail_cell),
    Column("brugernavn", _("Brugernavn"), lambda _request, person: person.__name__, shown=False),
    Column("login", _("Sidst logget på"), last_login, visible=may_administer),
)
