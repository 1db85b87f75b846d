"""What follows when a unit, a person or a group is removed."""

from typing import Any

from substanced.event import subscribe_removed

from .content import Group, Person, Unit


@subscribe_removed(Unit)
@subscribe_removed(Person)
@subscribe_removed(Group)
def its_key_is_given_to_nothing_new(event: Any) -> None:
    """Retire the key: it stands on access lists and in sharing, and must not come to mean somebody else.

    What is only moved comes back under the same key, and may.
    """
    event.parent.retire_name(event.name)
