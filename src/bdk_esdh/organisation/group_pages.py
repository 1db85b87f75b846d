"""Pages of groups at work."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..search.lists import Batch, listing, start_of
from ..security.permissions import Permission
from .actions import people_of, units_of
from .content import Group, Groups
from .intranet import people_table

_MEMBERS_SHOWN = 200


@intranet_view(Groups, permission=Permission.ORGANISATION_VIEW, template="templates/intranet/groups.pt")
def groups_page(context: Groups, request: Request) -> dict[str, Any]:
    """List the groups."""
    batch = listing(
        request.root,
        request.principals,
        {"kind": "Group"},
        sort="title_order",
        start=start_of(request.GET),
        path=face_path(request, context),
    )
    may_manage = request.has_permission(Permission.UNIT_ADMINISTER, context)
    return {
        "title": context.title,
        "groups": [_row(request, group) for group in batch],
        "batch": batch,
        "new_url": face_path(request, context, "ny-gruppe") if may_manage else None,
        "empty": {
            "title": request.localizer.translate(_("Ingen grupper endnu")),
            "text": request.localizer.translate(
                _("En gruppe samler kolleger fra flere enheder. En administrator kan oprette den første.")
            ),
        },
    }


def _row(request: Request, group: Group) -> dict[str, Any]:
    count = len(group.members)
    text = _("1 medlem") if count == 1 else _("${count} medlemmer", mapping={"count": count})
    return {
        "title": group.title,
        "url": face_path(request, group),
        "purpose": group.purpose,
        "count": request.localizer.translate(text),
    }


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
        "table": people_table(request, Batch(members, len(members), 0, _MEMBERS_SHOWN), with_unit=True),
        "count": len(members),
        "empty": {
            "title": translate(_("Ingen medlemmer")),
            "text": translate(_("Her står de kolleger, der er i gruppen.")),
        },
    }
