"""Choosing a unit's own administrators."""

from collections.abc import Mapping
from typing import Any

from ..audit.differences import change_of
from ..audit.entering import enter
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act
from .actions import people_of, person_name
from .administering import reach_of
from .content import Unit
from .errors import BeyondReach, UnknownMember
from .journal import ADMINISTRATORS_CHANGED


def set_unit_administrators(unit: Unit, values: Mapping[str, Any], act: Act) -> None:
    """Say who manages the people and groups of ``unit`` and of the units below it.

    :param values: ``administrators``, their logins.
    :raises BeyondReach: when it is no central administrator who does.
    :raises UnknownMember: when somebody is no active colleague.
    """
    root = find_objectmap(unit).root
    if not reach_of(root, act.by).everywhere:
        raise BeyondReach(_("Kun en central administrator kan vælge enhedens administratorer"))
    people, key = people_of(root), str(unit.__name__)
    wanted = tuple(dict.fromkeys(values["administrators"]))
    for number, login in enumerate(wanted):
        person = people.get(login)
        kept = login in unit.administrators
        if person is None or not ((person.is_staff and person.active) or kept):
            raise UnknownMember(_("Vælg en, der arbejder her"), field=f"administrators.{number}")
    before = unit.administrators
    for login in {*before, *wanted}:
        person = people.get(login)
        if person is not None:
            others = tuple(each for each in person.administers if each != key)
            person.administers = (*others, key) if login in wanted else others
    unit.administrators = wanted
    tell_changed(unit, act.registry)
    names = [", ".join(person_name(unit, login) for login in logins) for logins in (before, wanted)]
    changes = change_of(_("Administratorer"), *names)
    if changes:
        enter(unit, act, ADMINISTRATORS_CHANGED, changes=changes)
