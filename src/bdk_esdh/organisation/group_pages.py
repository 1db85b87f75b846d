"""Pages of groups at work."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.places import place_title
from ..lists.declared import Column, ListOf, Words, words
from ..lists.page import TEMPLATE, list_page
from ..security.permissions import Permission
from .actions import people_of, units_of
from .content import Group, Groups
from .intranet import people_table
from .names import unit_name

_MEMBERS_SHOWN = 200


@intranet_view(Groups, permission=Permission.ORGANISATION_VIEW, template=TEMPLATE)
def groups_page(context: Groups, request: Request) -> Any:
    """List the groups."""
    actions = []
    if request.has_permission(Permission.UNIT_ADMINISTER, context):
        title = request.localizer.translate(_("Ny gruppe"))
        actions.append({"title": title, "url": face_path(request, context, "ny-gruppe"), "icon": "plus"})
    return list_page(context, request, GROUPS, title=place_title(request, context), actions=actions)


GROUPS = ListOf(
    name="grupper",
    title=_("Grupper"),
    columns=(
        Column(
            "navn",
            _("Gruppe"),
            lambda _request, group: group.title,
            lambda request, group: {"text": group.title, "url": face_path(request, group)},
            index="title_order",
        ),
        Column("formaal", _("Formål"), lambda _request, group: group.purpose),
        Column("enhed", _("Enhed"), lambda _request, group: unit_name(group, group.unit_key)),
        Column("medlemmer", _("Medlemmer"), lambda _request, group: len(group.members), number=True),
    ),
    filters=(words(_("Ord i navnet")),),
    sort="navn",
    of=lambda _context, _request: {"kind": "Group"},
    says=Words(
        one=_("1 gruppe"),
        many=_("${count} grupper"),
        none=_("Ingen grupper passer"),
        empty=(
            _("Ingen grupper endnu"),
            _("En gruppe samler kolleger fra flere enheder. En administrator kan oprette den første."),
        ),
        show_all=_("Vis alle grupper"),
    ),
)


def _unit(request: Request, group: Group) -> dict[str, str] | None:
    units = units_of(request.root)
    if group.unit_key is None or group.unit_key not in units:
        return None
    unit = units[group.unit_key]
    return {"title": unit.title, "url": face_path(request, unit)}


@intranet_view(Group, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/group.pt")
def group_page(context: Group, request: Request) -> dict[str, Any]:
    """Show a group and who is in it."""
    people = people_of(request.root)
    members = [people[login] for login in context.members[:_MEMBERS_SHOWN] if login in people]
    translate = request.localizer.translate
    actions = []
    if request.has_permission(Permission.UNIT_ADMINISTER, context):
        actions.append(
            {"title": translate(_("Ret")), "url": face_path(request, context, "ret"), "icon": "edit"}
        )
    # What may be thrown away knows a capability above this one.
    more = [*request.registry.access_item(context, request), *request.registry.delete_item(context, request)]
    return {
        "title": context.title,
        "purpose": context.purpose,
        "head": {"number": translate(_("Gruppe")), "title": context.title, "actions": actions, "more": more},
        "unit": _unit(request, context),
        "table": people_table(request, members, with_unit=True),
        "count": len(members),
        "empty": {
            "title": translate(_("Ingen medlemmer")),
            "text": translate(_("Her står de kolleger, der er i gruppen.")),
        },
    }
