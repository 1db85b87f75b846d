"""The list of people: search, and for those who look after them filters and the last login."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.form_controls import printable
from ..kernel.i18n import _
from ..search.lists import Batch, Beginnings, listing, start_of
from ..security.permissions import Permission
from ..security.roles import ROLE_TITLES, Role
from .actions import units_of
from .content import People
from .directory import unit_pairs
from .indexes import CITIZEN, COLLEAGUES, INACTIVE
from .intranet import people_table

_LONGEST_SEARCH = 100
#: what the list may be narrowed to, as the address says it
_LISTS: dict[str, list[str]] = {
    "": list(COLLEAGUES),
    "inaktive": [INACTIVE],
    "borgere": [CITIZEN],
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what is not on offer counts as not asked.

    :param shown: which list, ``unit`` a unit's key, ``role`` a role's code.
    """

    words: str
    shown: str
    unit: str
    role: str

    @property
    def parameters(self) -> dict[str, str]:
        """What the address has after the question mark."""
        given = {"q": self.words, "vis": self.shown, "enhed": self.unit, "rolle": self.role}
        return {name: value for name, value in given.items() if value}


@intranet_view(People, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/people.pt")
def people_page(context: People, request: Request) -> dict[str, Any]:
    """List colleagues; for administrators also those who left, and citizens with a login."""
    may_administer = bool(request.has_permission(Permission.UNIT_ADMINISTER, context))
    asked = _asked(request, may_administer=may_administer)
    batch = _people(context, request, asked)
    path = face_path(request, context)
    return {
        "title": context.title,
        "heading": _count_text(batch.total),
        "words": asked.words,
        "shown": asked.shown,
        "lists": _lists(request, asked, may_administer=may_administer),
        "search_url": path,
        "clear_url": path if asked.parameters else None,
        "table": people_table(request, batch, with_unit=True, with_login=may_administer),
        "batch": batch,
        "empty": {
            "title": _("Ingen passer"),
            "text": _(
                "Begyndelsen af navn, stilling eller brugernavn er nok. Prøv med færre ord eller filtre."
            ),
            "link_text": _("Se alle medarbejdere"),
            "link_url": path,
        },
        "organisation_url": face_path(request, context.__parent__),
        "new_url": face_path(request, context, "ny-person") if may_administer else None,
    }


def _asked(request: Request, *, may_administer: bool) -> Asked:
    given = request.GET
    shown, unit, role = given.get("vis", ""), given.get("enhed", ""), given.get("rolle", "")
    return Asked(
        words=" ".join(printable(given.get("q", ""))[:_LONGEST_SEARCH].split()),
        shown=shown if shown in _lists_for(request, may_administer=may_administer) else "",
        unit=unit if unit in units_of(request.root) else "",
        role=role if may_administer and role in set(Role) else "",
    )


def _lists_for(request: Request, *, may_administer: bool) -> list[str]:
    """Return which lists whoever asks may see; citizens with a login are for the central administrators."""
    if request.has_permission(Permission.ORGANISATION_MANAGE, request.root):
        return list(_LISTS)
    return ["", "inaktive"] if may_administer else [""]


def _people(context: People, request: Request, asked: Asked) -> Batch:
    conditions: dict[str, Any] = {"kind": "Person", "person_list": _LISTS[asked.shown]}
    if asked.words:
        conditions["words"] = Beginnings(asked.words)
    if asked.unit:
        conditions["unit"] = asked.unit
    if asked.role:
        conditions["roles"] = [asked.role]
    return listing(
        request.root,
        request.principals,
        conditions,
        sort="title_order",
        start=start_of(request.GET),
        path=face_path(request, context),
        parameters=asked.parameters,
    )


def _lists(request: Request, asked: Asked, *, may_administer: bool) -> list[dict[str, Any]]:
    """Return the select lists beside the search field."""
    translate = request.localizer.translate
    units = [("", translate(_("Alle enheder"))), *unit_pairs(units_of(request.root), request.registry)]
    found = [_select("enhed", translate(_("Enhed")), units, asked.unit)]
    if not may_administer:
        return found
    titles = {
        "": _("Medarbejdere og politikere"),
        "inaktive": _("Inaktive"),
        "borgere": _("Borgere med login"),
    }
    lists = [(code, titles[code]) for code in _lists_for(request, may_administer=may_administer)]
    roles = [("", _("Alle roller")), *((role.value, title) for role, title in ROLE_TITLES.items())]
    return [
        *found,
        _select(
            "rolle", translate(_("Rolle")), [(code, translate(name)) for code, name in roles], asked.role
        ),
        _select("vis", translate(_("Hvem")), [(code, translate(name)) for code, name in lists], asked.shown),
    ]


def _select(name: str, title: str, pairs: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    options = [{"code": code, "title": text, "chosen": code == chosen} for code, text in pairs]
    return {"name": name, "title": title, "options": options}


def _count_text(total: int) -> Any:
    return _("1 person") if total == 1 else _("${count} personer", mapping={"count": total})
