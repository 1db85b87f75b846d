"""What is done to parties. Every way in (form, program, demo) goes through here."""

from collections.abc import Mapping
from typing import Any

from ..audit.differences import changes_between
from ..audit.entering import enter
from ..cases.actions import require_open, touch
from ..cases.content import Case
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.graph import tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, change_guard, changes, creates, form_values
from .content import NAME, Party, parties_in
from .errors import NumberMisplaced, RoleTaken, SameParty, WrongNumber
from .journal import ADDED, FACTS_CHANGED
from .numbers import cpr_of, cvr_of
from .schema import ONLY_ONE, PERSON, ROLES, PartySchema

_FACTS = (
    "kind", "role", "character", "cpr", "cvr", "address", "protected_address", "email", "phone", "note",
)  # fmt: skip


@creates("Party")
def add_party(case: Case, values: Mapping[str, Any], act: Act) -> Party:
    """Enter a party on a case.

    :param values: as ``PartySchema`` has them.
    :raises CaseClosed: when the case is closed.
    :raises SeveralErrors: when a number is wrong, the party there already, or the role taken.
    """
    require_open(case)
    facts = _checked(case, values, None)
    case.last_party += 1
    party = Party(
        case.last_party, values["name"], kind=facts["kind"], role=facts["role"], at=act.at, by=act.by
    )
    _apply(party, facts)
    case.add(f"{NAME}{party.number}", party, registry=act.registry)
    enter(party, act, ADDED)
    touch(case, act)
    return party


@changes("Party")
def change_party(party: Party, values: Mapping[str, Any], act: Act) -> None:
    """Change the facts of a party.

    :param values: as ``PartySchema`` has them; a personal number that is shown in part stays as it is.
    :raises CaseClosed: when the case is closed.
    :raises SeveralErrors: when a number is wrong, another party has it, or the role is taken.
    """
    require_open(party.case)
    before = _stored(party)
    facts = _checked(party.case, values, party)
    party.title = values["name"]
    _apply(party, facts)
    party.changed_at = act.at
    party.changed_by = act.by
    tell_changed(party, act.registry)
    found = changes_between(PartySchema, before, _stored(party))
    if found:
        enter(party, act, FACTS_CHANGED, changes=found)
        touch(party.case, act)


@form_values("Party")
def party_values(party: Party) -> dict[str, Any]:
    """Return what the form of a party starts from; the personal number only in part."""
    return {**_stored(party), "cpr": party.masked_cpr}


@change_guard("Party")
def require_case_open(party: Party) -> None:
    """Refuse when the case is closed.

    :raises CaseClosed: then.
    """
    require_open(party.case)


def require_role_free(case: Case, role: str, *, besides: Party | None = None) -> None:
    """Refuse a second primary party, and a second one the money goes to.

    :param besides: the party that is to have the role.
    :raises RoleTaken: when another party of the case has it.
    """
    holder = next((each for each in parties_in(case) if each.role == role and each is not besides), None)
    if role in ONLY_ONE and holder is not None:
        mapping = {"name": holder.title, "role": dict(ROLES)[role]}
        raise RoleTaken(_("${name} er sagens ${role}. Der kan kun være én", mapping=mapping), field="role")


def _stored(party: Party) -> dict[str, Any]:
    return {"name": party.title, **{name: getattr(party, name) for name in _FACTS}}


def _apply(party: Party, facts: Mapping[str, Any]) -> None:
    for name in _FACTS:
        setattr(party, name, facts[name])


def _checked(case: Case, values: Mapping[str, Any], party: Party | None) -> dict[str, Any]:
    """Return the facts as they are stored, or say everything that is wrong with them at once."""
    defaults = {name: getattr(Party, name, "") for name in _FACTS}
    facts = {**defaults, **{name: values[name] for name in _FACTS if name in values}}
    errors: list[DomainError] = []
    for check in (_check_cpr, _check_cvr):
        try:
            check(facts, party)
        except DomainError as error:
            errors.append(error)
    if not errors:
        errors += _same_party(case, facts, party)
    try:
        require_role_free(case, facts["role"], besides=party)
    except RoleTaken as error:
        errors.append(error)
    if errors:
        raise SeveralErrors(errors)
    return facts


def _check_cpr(facts: dict[str, Any], party: Party | None) -> None:
    typed = facts["cpr"]
    if not typed:
        return
    if party is not None and typed == party.masked_cpr:
        facts["cpr"] = party.cpr
    else:
        digits = cpr_of(typed)
        if digits is None:
            raise WrongNumber(_("Skriv CPR-nummeret med ti cifre, for eksempel 610190-0000"), field="cpr")
        facts["cpr"] = digits
    if facts["kind"] != PERSON:
        raise NumberMisplaced(_("Kun personer har et CPR-nummer. Slet det, eller vælg Person"), field="cpr")


def _check_cvr(facts: dict[str, Any], _party: Party | None) -> None:
    if facts["cvr"]:
        digits = cvr_of(facts["cvr"])
        if digits is None:
            raise WrongNumber(_("CVR-nummeret passer ikke. Se det efter: det er otte cifre"), field="cvr")
        facts["cvr"] = digits


def _same_party(case: Case, facts: Mapping[str, Any], party: Party | None) -> list[DomainError]:
    for field in ("cpr", "cvr"):
        number = facts[field]
        for other in parties_in(case) if number else ():
            # One may be there as a party and as whoever speaks for another one.
            if other is not party and getattr(other, field) == number and other.role == facts["role"]:
                text = _("${name} står på sagen med det nummer og den rolle", mapping={"name": other.title})
                return [SameParty(text, field=field)]
    return []
