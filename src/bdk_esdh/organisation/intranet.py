"""Pages of the organisation at work: the tree of units, a unit, and the list of people."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.form_controls import printable
from ..kernel.i18n import _
from ..search.lists import Batch, Beginnings, listing, start_of
from ..security.permissions import Permission
from ..security.roles import Role
from .actions import units_of
from .content import Organisation, People, Person, Units
from .directory import UnitRow, unit_rows
from .indexes import CITIZEN, COLLEAGUES, INACTIVE

_LONGEST_SEARCH = 100
NOT_GIVEN = "–"
#: what the list of people may be narrowed to, as the address says it
_LISTS: dict[str, list[str]] = {
    "": list(COLLEAGUES),
    "inaktive": [INACTIVE],
    "borgere": [CITIZEN],
}


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


@intranet_view(People, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/people.pt")
def people_page(context: People, request: Request) -> dict[str, Any]:
    """List colleagues; for administrators also those who left, and citizens with a login."""
    words = " ".join(printable(request.GET.get("q", ""))[:_LONGEST_SEARCH].split())
    may_manage = _may_manage(request, context)
    asked = request.GET.get("vis", "")
    shown = asked if may_manage and asked in _LISTS else ""
    batch = _people(context, request, words, shown)
    return {
        "title": context.title,
        "heading": _count_text(batch.total),
        "words": words,
        "shown": shown,
        "lists": _list_choices(request, shown) if may_manage else [],
        "search_url": face_path(request, context),
        "clear_url": face_path(request, context) if words or shown else None,
        "table": people_table(request, batch, with_unit=True),
        "batch": batch,
        "empty": {
            "title": _("Ingen passer"),
            "text": _("Begyndelsen af navn, stilling eller brugernavn er nok. Prøv med færre ord."),
            "link_text": _("Se alle medarbejdere"),
            "link_url": face_path(request, context),
        },
        "organisation_url": face_path(request, context.__parent__),
        "new_url": face_path(request, context, "ny-person") if may_manage else None,
    }


def _people(context: People, request: Request, words: str, shown: str) -> Batch:
    conditions: dict[str, Any] = {"kind": "Person", "person_list": _LISTS[shown]}
    if words:
        conditions["words"] = Beginnings(words)
    return listing(
        request.root,
        request.principals,
        conditions,
        sort="title_order",
        start=start_of(request.GET),
        path=face_path(request, context),
        parameters={name: value for name, value in (("q", words), ("vis", shown)) if value},
    )


def _list_choices(request: Request, shown: str) -> list[dict[str, Any]]:
    titles = {
        "": _("Medarbejdere og politikere"),
        "inaktive": _("Inaktive"),
        "borgere": _("Borgere med login"),
    }
    return [
        {"code": code, "title": request.localizer.translate(title), "chosen": code == shown}
        for code, title in titles.items()
    ]


def _count_text(total: int) -> Any:
    return _("1 person") if total == 1 else _("${count} personer", mapping={"count": total})


def people_table(request: Request, batch: Batch, *, with_unit: bool) -> dict[str, Any]:
    """Return the table of people that ``pieces['table']`` draws, cards on small screens."""
    translate = request.localizer.translate
    titles = [_("Navn"), *([_("Enhed")] if with_unit else []), _("Telefon"), _("E-mail")]
    units = units_of(request.root)
    names = {row.key: row for row in unit_rows(units, request.registry)} if with_unit else {}
    rows = []
    for person in batch:
        unit = names.get(person.unit_key)
        unit_cell = (
            {"text": unit.title, "url": face_path(request, units, unit.key)} if unit else {"text": NOT_GIVEN}
        )
        cells = [_name_cell(request, person), *([unit_cell] if with_unit else []), *_contact_cells(person)]
        rows.append({"cells": cells})
    return {
        "caption": translate(_("Medarbejdere")),
        "columns": [{"title": translate(title)} for title in titles],
        "compact": False,
        "rows": rows,
    }


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
