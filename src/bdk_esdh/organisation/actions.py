"""What is done to the organisation."""

from collections.abc import Mapping
from typing import Any

from ..audit.differences import Display, changes_between
from ..audit.entering import enter
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import ANONYMOUS, SYSTEM, Act, changes, creates, form_values
from ..security.logins import logins_of
from ..security.personal_tokens import personal_tokens_of
from ..security.roles import ROLE_TITLES, Role
from ..security.throttling import account_key, attempts_of
from ..security.tokens import tokens_of
from .administering import Reach, reach_of
from .content import People, Person, Unit, Units
from .errors import BeyondReach, LoginTaken, LoopInUnits, OwnAccess, UnknownUnit, WeakPassword, WrongPassword
from .journal import (
    ACTIVATED,
    DEACTIVATED,
    PASSWORD_CHANGED,
    PERSON_ADDED,
    PERSON_CHANGED,
    UNIT_ADDED,
    UNIT_CHANGED,
)
from .passwords import (
    DEMO_PASSWORD,
    LONGEST_PASSWORD,
    HashedBeforehand,
    hash_beforehand,
    hash_password,
    shortest_password,
)
from .schema import PersonSchema, UnitSchema


@creates("Unit")
def add_unit(units: Units, values: Mapping[str, Any], act: Act) -> Unit:
    """Make a unit; its key is made of its name unless ``values`` has one.

    :raises UnknownUnit: when the one it belongs to does not exist.
    """
    _require_unit(units, values.get("parent_key"), "parent_key")
    key = values.get("key") or _free_key(units, slug(values["title"]))
    unit = Unit(
        values["title"],
        parent_key=values.get("parent_key"),
        phone=values.get("phone", ""),
        email=values.get("email", ""),
    )
    units.add(key, unit, registry=act.registry)
    units.touch()
    enter(unit, act, UNIT_ADDED)
    return unit


@changes("Unit")
def change_unit(unit: Unit, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a unit.

    :raises LoopInUnits: when it would come to lie below itself.
    :raises UnknownUnit: when the one it belongs to does not exist.
    """
    units: Any = unit.__parent__
    parent_key = values.get("parent_key")
    _require_unit(units, parent_key, "parent_key")
    if unit.__name__ in {above.__name__ for above in units.line_of(parent_key)}:
        raise LoopInUnits(_("En enhed kan ikke høre under sig selv"), field="parent_key")
    before = unit_values(unit)
    unit.title = values["title"]
    unit.parent_key = parent_key
    unit.phone = values.get("phone", "")
    unit.email = values.get("email", "")
    units.touch()
    tell_changed(unit, act.registry)
    changes = changes_between(UnitSchema, before, unit_values(unit), _words_of(units))
    if changes:
        enter(unit, act, UNIT_CHANGED, changes=changes)


@form_values("Unit")
def unit_values(unit: Unit) -> dict[str, Any]:
    """Return what the form of a unit starts from."""
    return {name: getattr(unit, name) for name in ("title", "parent_key", "phone", "email")}


def _words_of(units: Units) -> Display:
    """Return what says the codes on forms of units and people in words."""

    def unit(key: str) -> str:
        found = units.get(key)
        return found.title if found is not None else key

    return {"units": unit, "own_units": unit, "own_roles": _role_title}


def _role_title(code: str) -> str:
    return ROLE_TITLES[Role(code)] if code in set(Role) else code


@creates("Person")
def add_person(people: People, values: Mapping[str, Any], act: Act) -> Person:
    """Make a person, with a password if ``values`` has one.

    :raises BeyondReach: when unit or roles are not for whoever does it to give.
    :raises LoginTaken: when the login is somebody's already.
    :raises UnknownUnit: when the unit does not exist.
    """
    login, root = values["login"], find_objectmap(people).root
    _require_unit(units_of(root), values.get("unit_key"), "unit_key")
    roles = tuple(values.get("roles", ()))
    _require_reach(reach_of(root, act.by), values.get("unit_key"), roles, given_or_taken=set(roles))
    # What the system itself does, and those who are not logged in, is entered under names of their own.
    if not people.is_free(login) or login in {SYSTEM, ANONYMOUS}:
        raise LoginTaken(_("Brugernavnet er optaget"), field="login")
    person = Person(
        values["title"],
        roles=roles,
        unit_key=values.get("unit_key"),
        job_title=values.get("job_title", ""),
        email=values.get("email", ""),
        phone=values.get("phone", ""),
    )
    if values.get("password"):
        set_password(person, values["password"])
    people.add(login, person, registry=act.registry)
    people.touch()
    enter(person, act, PERSON_ADDED)
    return person


@changes("Person")
def change_person(person: Person, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a person; the login stays.

    :raises BeyondReach: when person, unit or roles are not for whoever does it to change: to move
        somebody one has to administer the unit on either end.
    :raises LoginTaken: when another login was typed.
    :raises OwnAccess: when an administrator would give up being one.
    :raises UnknownUnit: when the unit does not exist.
    """
    if values.get("login", person.__name__) != person.__name__:
        raise LoginTaken(_("Brugernavnet kan ikke ændres. Opret en ny person i stedet"), field="login")
    reach = require_say(person, act)
    roles = tuple(values.get("roles", ()))
    if person.__name__ == act.by and Role.ADMINISTRATOR in person.roles and Role.ADMINISTRATOR not in roles:
        raise OwnAccess(_("Du kan ikke selv holde op med at være administrator"), field="roles")
    if values.get("unit_key") != person.unit_key:
        _require_unit(units_of(find_objectmap(person).root), values.get("unit_key"), "unit_key")
    _require_reach(reach, values.get("unit_key"), roles, given_or_taken=set(roles) ^ set(person.roles))
    before = person_values(person)
    person.title = values["title"]
    person.roles = roles
    person.unit_key = values.get("unit_key")
    person.job_title = values.get("job_title", "")
    person.email = values.get("email", "")
    person.phone = values.get("phone", "")
    _announce(person, act)
    words = _words_of(units_of(find_objectmap(person).root))
    changes = changes_between(PersonSchema, before, person_values(person), words)
    if changes:
        enter(person, act, PERSON_CHANGED, changes=changes)


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
    """Give a person a new password; sessions that are open end."""
    _set_hash(person, hash_password(password), is_demo=password == DEMO_PASSWORD)


def reset_password(person: Person, password: str, act: Act) -> None:
    """Give a person a new password at the machine itself, where no present one is asked for."""
    set_password(person, password)
    _password_changed(person, act)


def _password_changed(person: Person, act: Act) -> None:
    """End what was opened with the old one, and the pause after guesses at it."""
    person.password_changed_at = act.at
    enter(person, act, PASSWORD_CHANGED)
    _end_sessions(person)
    attempts_of(find_objectmap(person).root, act.at).forget(account_key(str(person.__name__)))


def _set_hash(person: Person, password_hash: str, *, is_demo: bool) -> None:
    person.password_hash = password_hash
    person.has_demo_password = is_demo


def change_password(
    person: Person, values: Mapping[str, Any], act: Act, *, hashed: HashedBeforehand | None = None
) -> None:
    """Give a person a new password, typed twice; sessions that are open end.

    One's own is changed with the present one, so that nobody changes it at a screen
    somebody has left. An administrator gives others a new one without it.

    :param values: ``new_password``, ``repeated``, and ``current_password`` for one's own.
    :param hashed: the slow part, if it was done beforehand with these same values.
    :raises BeyondReach: when it is nobody whoever acts administers.
    :raises SeveralErrors: when the present one is wrong, the two differ, or it is too
        short, too long or the login itself.
    """
    errors: list[DomainError] = []
    own = person.__name__ == act.by
    if not own:
        require_say(person, act)
    current, new = values.get("current_password", ""), values["new_password"]
    if hashed is None or (hashed.stored, hashed.current, hashed.new) != (person.password_hash, current, new):
        hashed = hash_beforehand(person.password_hash, current=current, new=new)
    if own and not hashed.fits:
        errors.append(WrongPassword(_("Adgangskoden er forkert"), field="current_password"))
    errors += _weaknesses(person, new, shortest_password(act.registry.esdh_settings))
    if new != values["repeated"]:
        errors.append(WeakPassword(_("De to nye adgangskoder er ikke ens"), field="repeated"))
    if errors:
        raise SeveralErrors(errors)
    _set_hash(person, hashed.new_hash, is_demo=new == DEMO_PASSWORD)
    _password_changed(person, act)


def _weaknesses(person: Person, new: str, shortest: int) -> list[DomainError]:
    if len(new) < shortest:
        message = _("Adgangskoden skal have mindst ${count} tegn", mapping={"count": shortest})
    elif len(new) > LONGEST_PASSWORD:
        message = _("Adgangskoden må højst have ${count} tegn", mapping={"count": LONGEST_PASSWORD})
    elif new.casefold() == person.__name__:
        message = _("Brugernavnet kan ikke være adgangskode")
    else:
        return []
    return [WeakPassword(message, field="new_password")]


def deactivate_person(person: Person, act: Act) -> None:
    """Let a person no longer log in; what the person did stays. Open sessions end at once.

    :raises BeyondReach: when it is nobody whoever acts administers.
    :raises OwnAccess: when it is oneself.
    """
    if person.__name__ == act.by:
        raise OwnAccess(_("Du kan ikke gøre dig selv inaktiv. Bed en anden administrator om det"))
    require_say(person, act)
    _end_sessions(person)
    _set_active(person, act, active=False)


def activate_person(person: Person, act: Act) -> None:
    """Let a person log in again.

    :raises BeyondReach: when it is nobody whoever acts administers.
    """
    require_say(person, act)
    _set_active(person, act, active=True)


def _end_sessions(person: Person) -> None:
    """End what is open in the person's name: browsers and programs, and tokens that were given to these."""
    root, login = find_objectmap(person).root, str(person.__name__)
    personal_tokens_of(root).revoke_all(login)
    for kept in (logins_of(root), tokens_of(root)):
        kept.end_all(login)


def require_say(person: Person, act: Act) -> Reach:
    """Return how far the say of whoever acts goes, if it goes as far as ``person``.

    :raises BeyondReach: when it does not.
    """
    reach = reach_of(find_objectmap(person).root, act.by)
    if not reach.covers_person(person):
        raise BeyondReach(_("Personen hører ikke til dem, du administrerer. Spørg en central administrator"))
    return reach


def _require_reach(
    reach: Reach, unit_key: str | None, roles: tuple[str, ...], *, given_or_taken: set[str]
) -> None:
    """Refuse a unit or roles that are not for whoever acts to give.

    Somebody without a role is no colleague, and would vanish from a unit's own administrator.
    """
    errors: list[DomainError] = []
    if not reach.covers(unit_key):
        message = _("Vælg en enhed, du administrerer. Flytning til andre klarer en central administrator")
        errors.append(BeyondReach(message, field="unit_key"))
    beyond = [_role_title(role) for role in sorted(given_or_taken) if not reach.may_give(role)]
    if not roles and not reach.everywhere:
        errors.append(BeyondReach(_("Vælg mindst én rolle"), field="roles"))
    if beyond:
        message = _(
            "Rollen ${role} kan kun gives og fratages af en central administrator",
            mapping={"role": beyond[0]},
        )
        errors.append(BeyondReach(message, field="roles"))
    if errors:
        raise SeveralErrors(errors)


def _set_active(person: Person, act: Act, *, active: bool) -> None:
    if person.active != active:
        enter(person, act, ACTIVATED if active else DEACTIVATED)
    person.active = active
    _announce(person, act)


def _announce(person: Person, act: Act) -> None:
    people: Any = person.__parent__
    people.touch()
    tell_changed(person, act.registry)


def _require_unit(units: Units, key: str | None, field: str) -> None:
    if key is not None and key not in units:
        raise UnknownUnit(_("Enheden findes ikke"), field=field)


def _free_key(units: Units, wanted: str) -> str:
    # A unit at the address of the form for a new one would hide it.
    wanted = "enhed" if wanted == Unit.__record__.add_name else wanted
    key, number = wanted, 2
    while not units.is_free(key):
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
