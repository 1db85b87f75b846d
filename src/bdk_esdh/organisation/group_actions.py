"""What is done to groups."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from ..audit.differences import Display, changes_between
from ..audit.entering import enter
from ..kernel.danish import slug
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, changes, creates, form_values
from .actions import people_of, person_name, units_of
from .administering import reach_of
from .content import Group, Groups
from .errors import BeyondReach, UnknownMember, UnknownUnit
from .journal import GROUP_ADDED, GROUP_CHANGED
from .schema import GroupSchema


@creates("Group")
def add_group(groups: Groups, values: Mapping[str, Any], act: Act) -> Group:
    """Make a group; its key is made of its name unless ``values`` has one.

    :raises BeyondReach: when the unit or a member is not for whoever does it to choose.
    :raises UnknownMember: when a member does not work here.
    """
    _require_reach(groups, values.get("unit_key"), act)
    group = Group(values["title"], purpose=values.get("purpose", ""))
    group.unit_key = values.get("unit_key")
    wanted = key = values.get("key") or slug(values["title"])
    number = 2
    while not groups.is_free(key):
        key, number = f"{wanted}-{number}", number + 1
    groups.add(key, group, registry=act.registry)
    set_group_members(group, values.get("members", ()), act)
    enter(group, act, GROUP_ADDED)
    return group


@changes("Group")
def change_group(group: Group, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a group and who is in it; its key stays.

    :raises BeyondReach: when the group, its unit or a new member is not for whoever does it to choose.
    :raises UnknownMember: when a member does not work here.
    """
    for key in (group.unit_key, values.get("unit_key")):
        _require_reach(group, key, act)
    before = group_values(group)
    group.title = values["title"]
    group.unit_key = values.get("unit_key")
    group.purpose = values.get("purpose", "")
    set_group_members(group, values.get("members", ()), act)
    tell_changed(group, act.registry)
    units = units_of(find_objectmap(group).root)
    names: Display = {
        "own_staff": partial(person_name, group),
        "own_units": lambda key: units[key].title if key in units else key,
    }
    changes = changes_between(GroupSchema, before, group_values(group), names)
    if changes:
        enter(group, act, GROUP_CHANGED, changes=changes)


@form_values("Group")
def group_values(group: Group) -> dict[str, Any]:
    """Return what the form of a group starts from."""
    return {
        "title": group.title,
        "purpose": group.purpose,
        "unit_key": group.unit_key,
        "members": list(group.members),
    }


def _require_reach(node: Group | Groups, unit_key: str | None, act: Act) -> None:
    root = find_objectmap(node).root
    if unit_key is not None and unit_key not in units_of(root):
        raise UnknownUnit(_("Enheden findes ikke"), field="unit_key")
    if not reach_of(root, act.by).covers(unit_key):
        message = _("Vælg en enhed, du administrerer. Grupper på tværs klarer en central administrator")
        raise BeyondReach(message, field="unit_key")


def set_group_members(group: Group, logins: Iterable[str], act: Act) -> None:
    """Say who is in a group; the people's own lists of groups are kept in step.

    A unit's own administrator brings in colleagues of own units alone, and never oneself: who is in
    a group may read what is kept to it.

    :raises BeyondReach: when a new member is not for whoever does it to choose.
    :raises UnknownMember: when somebody is no active colleague.
    """
    root = find_objectmap(group).root
    people, reach = people_of(root), reach_of(root, act.by)
    wanted = tuple(dict.fromkeys(logins))
    for number, login in enumerate(wanted):
        person = people.get(login)
        kept = login in group.members
        if person is None or not ((person.is_staff and person.active) or kept):
            raise UnknownMember(_("Vælg en, der arbejder her"), field=f"members.{number}")
        if not kept and not reach.covers_member(person):
            message = _("Vælg en fra de enheder, du administrerer, og ikke dig selv")
            raise BeyondReach(message, field=f"members.{number}")
    key = str(group.__name__)
    for login in {*group.members, *wanted}:
        person = people.get(login)
        if person is None:
            continue
        others = tuple(each for each in person.groups if each != key)
        person.groups = (*others, key) if login in wanted else others
        tell_changed(person, act.registry)
    group.members = wanted
