"""Tokens in words: who somebody is that can be named, or that a rule names."""

from dataclasses import dataclass
from typing import Any

from ..kernel.i18n import _
from ..organisation.actions import people_of, units_of
from ..security.grants import Level
from ..security.readers import EVERYONE, STAFF
from ..security.roles import ROLE_TITLES

LEVEL_TITLES = {
    Level.READ: _("Kan læse"),
    Level.EDIT: _("Kan rette"),
    Level.MANAGE: _("Kan rette og styre adgangen"),
}


@dataclass(frozen=True)
class Named:
    """Somebody, in words.

    :param node: the person, unit or group, if there is a page of it.
    :param gone: it is no more; its token opens nothing to anybody.
    """

    title: str
    node: Any = None
    gone: bool = False


def named(root: Any, token: str) -> Named:
    """Say in Danish, translatable, who holds ``token``."""
    kind, _colon, key = token.partition(":")
    known = _KINDS.get(kind)
    if known is not None:
        return known(root, key)
    return Named(
        {EVERYONE: _("Alle, også uden at logge på"), STAFF: _("Alle medarbejdere")}.get(token, token)
    )


def _person(root: Any, login: str) -> Named:
    person = people_of(root).get(login)
    if person is None:
        return Named(_("Slettet person (${key})", mapping={"key": login}), gone=True)
    if not person.active:
        return Named(_("${name} (inaktiv)", mapping={"name": person.title}), person)
    return Named(person.title, person)


def _unit(root: Any, key: str) -> Named:
    unit = units_of(root).get(key)
    if unit is None:
        return Named(_("Slettet enhed (${key})", mapping={"key": key}), gone=True)
    return Named(_("${unit} og enhederne under", mapping={"unit": unit.title}), unit)


def _group(root: Any, key: str) -> Named:
    group = root["organisation"]["grupper"].get(key)
    if group is None:
        return Named(_("Slettet gruppe (${key})", mapping={"key": key}), gone=True)
    return Named(_("Gruppen ${group}", mapping={"group": group.title}), group)


def _role(_root: Any, role: str) -> Named:
    title = ROLE_TITLES.get(role, role)  # type: ignore[call-overload]
    return Named(_("Alle med rollen ${role}", mapping={"role": title}))


def _body(root: Any, key: str) -> Named:
    # Committees lie in a row above this one; of theirs only the title is asked.
    committee = root["udvalg"].get(key) if "udvalg" in root else None
    title = committee.title if committee is not None else key
    return Named(_("Medlemmer af ${body}", mapping={"body": title}), committee, gone=committee is None)


def _case(_root: Any, number: str) -> Named:
    return Named(_("Den, der har åbnet sag ${number} ved nødadgang", mapping={"number": number}))


_KINDS = {"user": _person, "unit": _unit, "group": _group, "role": _role, "body": _body, "case": _case}
