"""What is done to the organisation."""

from collections.abc import Mapping
from typing import Any

from ..kernel.danish import slug
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, changes, creates, form_values
from .content import People, Person, Unit, Units
from .errors import LoginTaken, LoopInUnits
from .passwords import hash_password


@creates("Unit")
def add_unit(units: Units, values: Mapping[str, Any], act: Act) -> Unit:
    """Make a unit; its key is made of its name unless ``values`` has one."""
    key = values.get("key") or _free_key(units, slug(values["title"]))
    unit = Unit(
        values["title"],
        parent_key=values.get("parent_key"),
        phone=values.get("phone", ""),
        email=values.get("email", ""),
    )
    units.add(key, unit, registry=act.registry)
    return unit


@changes("Unit")
def change_unit(unit: Unit, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a unit.

    :raises LoopInUnits: when it would come to lie below itself.
    """
    units = unit.__parent__
    parent_key = values.get("parent_key")
    if unit.__name__ in {above.__name__ for above in units.line_of(parent_key)}:
        raise LoopInUnits(_("En enhed kan ikke høre under sig selv"), field="parent_key")
    unit.title = values["title"]
    unit.parent_key = parent_key
    unit.phone = values.get("phone", "")
    unit.email = values.get("email", "")
    tell_changed(unit, act.registry)


@creates("Person")
def add_person(people: People, values: Mapping[str, Any], act: Act) -> Person:
    """Make a person, with a password if ``values`` has one.

    :raises LoginTaken: when the login is somebody's already.
    """
    login = values["login"]
    if login in people:
        raise LoginTaken(_("Brugernavnet er optaget"), field="login")
    person = Person(
        values["title"],
        roles=tuple(values.get("roles", ())),
        unit_key=values.get("unit_key"),
        job_title=values.get("job_title", ""),
        email=values.get("email", ""),
        phone=values.get("phone", ""),
    )
    if values.get("password"):
        person.password_hash = hash_password(values["password"])
    people.add(login, person, registry=act.registry)
    return person


@changes("Person")
def change_person(person: Person, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a person; the login stays.

    :raises LoginTaken: when another login was typed.
    """
    if values.get("login", person.__name__) != person.__name__:
        raise LoginTaken(_("Brugernavnet kan ikke ændres. Opret en ny person i stedet"), field="login")
    person.title = values["title"]
    person.roles = tuple(values.get("roles", ()))
    person.unit_key = values.get("unit_key")
    person.job_title = values.get("job_title", "")
    person.email = values.get("email", "")
    person.phone = values.get("phone", "")
    tell_changed(person, act.registry)


@form_values("Person")
def person_values(person: Person) -> dict[str, Any]:
    """Return what the form of a person starts from."""
    return {
        "title": person.title,
        "login": person.__name__,
        "roles": list(person.roles),
        "unit_key": person.unit_key,
        "job_title": person.job_title,
        "email": person.email,
        "phone": person.phone,
    }


def set_password(person: Person, password: str) -> None:
    """Give a person a new password."""
    person.password_hash = hash_password(password)


def _free_key(units: Units, wanted: str) -> str:
    key, number = wanted, 2
    while key in units:
        key, number = f"{wanted}-{number}", number + 1
    return key


def people_of(root: Any) -> People:
    """Return the container of people in the graph that ``root`` heads."""
    return root["organisation"]["personer"]


def units_of(root: Any) -> Units:
    """Return the container of units in the graph that ``root`` heads."""
    return root["organisation"]["enheder"]


def person_name(node: Any, login: str | None) -> str:
    """Return the name behind ``login``, or the login itself when the person is gone."""
    if not login:
        return ""
    person = people_of(find_objectmap(node).root).get(login)
    return person.title if person is not None else login
