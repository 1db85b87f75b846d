"""Groups of colleagues may be thrown away; the organisation lies below the trash and cannot say so itself."""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.records import Act
from ..organisation.actions import people_of
from ..organisation.content import Group, Person
from ..security.permissions import Permission


def includeme(config: Configurator) -> None:
    """Say how groups go and come back: with them goes what they open to their members."""
    config.add_trash_rule(
        Group,
        permission=Permission.ORGANISATION_MANAGE,
        leaving=_leaving,
        returned=_returned,
    )


def _leaving(group: Group, act: Act) -> None:
    # Its key is given to no new group: ``organisation.subscribers`` sees to that.
    for person in _members(group):
        person.groups = tuple(key for key in person.groups if key != group.__name__)
        tell_changed(person, act.registry)


def _returned(group: Group, act: Act) -> None:
    key = str(group.__name__)
    for person in _members(group):
        person.groups = (*(each for each in person.groups if each != key), key)
        tell_changed(person, act.registry)


def _members(group: Group) -> Iterator[Person]:
    people = people_of(find_objectmap(group).root)
    return filter(None, map(people.get, group.members))
