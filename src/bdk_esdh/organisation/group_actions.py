"""What is done to groups."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from ..audit.differences import changes_between
from ..audit.entering import enter
from ..kernel.danish import slug
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, changes, creates, form_values
from .actions import people_of, person_name
from .content import Group, Groups
from .errors import UnknownMember
from .journal import GROUP_ADDED, GROUP_CHANGED
from .schema import GroupSchema


@creates("Group")
def add_group(groups: Groups, values: Mapping[str, Any], act: Act) -> Group:
    """Make a group; its key is made of its name unless ``values`` has one.

    :raises UnknownMember: when a member does not work here.
    """
    group = Group(values["title"], purpose=values.get("purpose", ""))
    wanted = key = values.get("key") or slug(values["title"])
    number = 2
    while key in groups:
        key, number = f"{wanted}-{number}", number + 1
    groups.add(key, group, registry=act.registry)
    set_group_members(group, values.get("members", ()), act)
    enter(group, act, GROUP_ADDED)
    return group


@changes("Group")
def change_group(group: Group, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a group and who is in it; its key stays.

    :raises UnknownMember: when a member does not work here.
    """
    before = group_values(group)
    group.title = values["title"]
    group.purpose = values.get("purpose", "")
    set_group_members(group, values.get("members", ()), act)
    tell_changed(group, act.registry)
    names = {"staff": partial(person_name, group)}
    changes = changes_between(GroupSchema, before, group_values(group), names)
    if changes:
        enter(group, act, GROUP_CHANGED, changes=changes)


@form_values("Group")
def group_values(group: Group) -> dict[str, Any]:
    """Return what the form of a group starts from."""
    return {"title": group.title, "purpose": group.purpose, "members": list(group.members)}


def set_group_members(group: Group, logins: Iterable[str], act: Act) -> None:
    """Say who is in a group; the people's own lists of groups are kept in step.

    :raises UnknownMember: when somebody is no active colleague.
    """
    people = people_of(find_objectmap(group).root)
    wanted = tuple(dict.fromkeys(logins))
    for number, login in enumerate(wanted):
        person = people.get(login)
        kept = login in group.members
        if person is None or not ((person.is_staff and person.active) or kept):
            raise UnknownMember(_("Vælg en, der arbejder her"), field=f"members.{number}")
    key = str(group.__name__)
    for login in {*group.members, *wanted}:
        person = people.get(login)
        if person is None:
            continue
        others = tuple(each for each in person.groups if each != key)
        person.groups = (*others, key) if login in wanted else others
        tell_changed(person, act.registry)
    group.members = wanted
