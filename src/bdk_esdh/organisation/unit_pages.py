"""A unit's page, and choosing its administrators."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.form_pages import form_page
from ..kernel.i18n import _
from ..kernel.page_frame import tell
from ..kernel.record_forms import TEMPLATE, carry_out, make_form
from ..search.lists import listing, start_of
from ..security.permissions import Permission
from .actions import people_of
from .content import Unit
from .directory import unit_rows
from .indexes import COLLEAGUES, INACTIVE
from .intranet import contact_facts, inactive_badge, people_table, unit_link
from .schema import UnitAdministratorsSchema
from .unit_actions import set_unit_administrators

ADMINISTRATORS = "administratorer"
_GROUPS_SHOWN = 50


@intranet_view(Unit, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/unit.pt")
def unit_page(context: Unit, request: Request) -> dict[str, Any]:
    """Show a unit: its people and groups, the units below it, and who administers it."""
    units: Any = context.__parent__
    rows = unit_rows(units, request.registry)
    may_administer = bool(request.has_permission(Permission.UNIT_ADMINISTER, context))
    people = listing(
        request.root,
        request.principals,
        {
            "kind": "Person",
            "unit": context.__name__,
            "person_list": [*COLLEAGUES, *([INACTIVE] if may_administer else [])],
        },
        sort="title_order",
        start=start_of(request.GET),
        path=face_path(request, context),
    )
    translate = request.localizer.translate
    return {
        "title": context.title,
        "head": {
            "number": translate(_("Enhed")),
            "title": context.title,
            "actions": _actions(request, context, may_administer=may_administer),
            "more": request.registry.access_item(context, request),
        },
        "box": {"title": translate(_("Kontakt")), "rows": _facts(request, context)},
        "below": [unit_link(request, units, row) for row in rows if row.parent_key == context.__name__],
        "table": people_table(request, people, with_unit=False),
        "batch": people,
        "groups": _groups(request, context),
        "administrators": _administrators(request, context),
        "empty": {
            "title": translate(_("Ingen medarbejdere")),
            "text": translate(_("Her står de, der arbejder i enheden. Dem i enhederne under står dér.")),
        },
    }


def _actions(request: Request, unit: Unit, *, may_administer: bool) -> list[dict[str, Any]]:
    translate, organisation = request.localizer.translate, request.root["organisation"]
    actions = []
    if may_administer:
        query = f"?enhed={unit.__name__}"
        for title, place, icon in (
            (_("Ny person"), (organisation["personer"], "ny-person"), "person-add"),
            (_("Ny gruppe"), (organisation["grupper"], "ny-gruppe"), "groups"),
        ):
            actions.append(
                {"title": translate(title), "url": face_path(request, *place) + query, "icon": icon}
            )
    if request.has_permission(Permission.ORGANISATION_MANAGE, unit):
        url = face_path(request, unit, ADMINISTRATORS)
        actions.append({"title": translate(_("Vælg administratorer")), "url": url, "icon": "lock"})
        actions.append({"title": translate(_("Ret")), "url": face_path(request, unit, "ret"), "icon": "edit"})
    return actions


def _facts(request: Request, unit: Unit) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    above = list(unit.__parent__.line_of(unit.parent_key))  # type: ignore[union-attr]
    facts = [
        {"term": translate(_("Hører under")), "value": each.title, "url": face_path(request, each)}
        for each in above[:1]
    ]
    facts += contact_facts(request, unit)
    return facts or [{"term": translate(_("Kontakt")), "value": translate(_("Ikke oplyst"))}]


def _groups(request: Request, unit: Unit) -> list[dict[str, str]]:
    found = listing(
        request.root,
        request.principals,
        {"kind": "Group", "unit": unit.__name__},
        sort="title_order",
        size=_GROUPS_SHOWN,
    )
    return [{"title": group.title, "url": face_path(request, group)} for group in found]


def _administrators(request: Request, unit: Unit) -> list[dict[str, Any]]:
    """List those who administer the unit, its own first, then those of the units above it."""
    people, rows, seen = people_of(request.root), [], set()
    for each in unit.__parent__.line_of(str(unit.__name__)):  # type: ignore[union-attr]
        for login in each.administrators:
            if login in seen or login not in people:
                continue
            seen.add(login)
            person = people[login]
            rows.append(
                {
                    "title": person.title,
                    "url": face_path(request, person),
                    "from": None if each is unit else each.title,
                    "badge": None if person.active else inactive_badge(request),
                }
            )
    return rows


@intranet_view(Unit, name=ADMINISTRATORS, permission=Permission.ORGANISATION_MANAGE, template=TEMPLATE)
def administrators_form(context: Unit, request: Request) -> dict[str, Any]:
    """Show the form for a unit's administrators."""
    form = _form(context, request)
    return _page(context, request, form.bind_values({"administrators": list(context.administrators)}))


@intranet_view(
    Unit, name=ADMINISTRATORS, method="POST", permission=Permission.ORGANISATION_MANAGE, template=TEMPLATE
)
def choose_administrators(context: Unit, request: Request) -> Any:
    """Choose a unit's administrators."""
    form = _form(context, request)
    answer = carry_out(
        request,
        form,
        lambda values: set_unit_administrators(context, values, request.act),
        where=lambda _nothing: face_path(request, context),
    )
    if answer is None:
        return _page(context, request, form)
    tell(request, "ok", _("Enhedens administratorer er gemt."))
    return answer


def _form(unit: Unit, request: Request) -> Any:
    return make_form(
        request,
        UnitAdministratorsSchema,
        submit_label=_("Gem administratorer"),
        cancel_url=face_path(request, unit),
    )


def _page(unit: Unit, request: Request, form: Any) -> dict[str, Any]:
    heading = _("Administratorer i ${unit}", mapping={"unit": unit.title})
    return form_page(request, unit, form, heading, step=_("Administratorer"))
