"""Units, people and subjects of the demo."""

from collections.abc import Sequence
from typing import Any

from ..classification.actions import put_facet, put_subject
from ..organisation.actions import add_person, add_unit, people_of, units_of
from ..organisation.passwords import hash_password
from .stage import Stage
from .stories import filing_plan
from .stories.model import StoryEmployee, StoryPolitician, StoryUnit
from .stories.organisation import EMPLOYEES, UNITS
from .stories.people import CITIZENS, DEMO_PASSWORD, POLITICIANS


def build_people(
    stage: Stage,
    *,
    units: Sequence[StoryUnit] = (),
    employees: Sequence[StoryEmployee] = (),
    politicians: Sequence[StoryPolitician] = (),
) -> None:
    """Make the units, the employees, the council and the citizens with a login.

    :param units: besides those of the stories; so with the others.
    """
    with stage.app.graph() as root:
        act = stage.act("system", 0)
        for unit in (*UNITS, *units):
            values = {
                "key": unit.key, "title": unit.name, "parent_key": unit.parent or None,
                "phone": unit.phone, "email": unit.email,
            }  # fmt: skip
            add_unit(units_of(root), values, act)
        # One hash for all: argon2 is slow on purpose, and it is the same password.
        password_hash = hash_password(DEMO_PASSWORD)
        citizens = (each for each in CITIZENS if each.login)
        people: list[Any] = [*EMPLOYEES, *employees, *POLITICIANS, *politicians, *citizens]
        for person in people:
            made = add_person(people_of(root), _values(person), act)
            if person.login:
                made.password_hash = password_hash


def _values(person: Any) -> dict[str, Any]:
    return {
        "login": person.login or person.key,
        "title": person.name,
        "roles": person.roles,
        "unit_key": getattr(person, "unit", None),
        "job_title": getattr(person, "title", ""),
        "phone": getattr(person, "phone", ""),
        "email": person.email,
    }


def build_subjects(stage: Stage) -> None:
    """Make the subjects and facets that the stories file under, beside the seed."""
    with stage.app.graph() as root:
        classification = root["emner"]
        for entry in (*filing_plan.MAIN_GROUPS, *filing_plan.GROUPS, *filing_plan.SUBJECTS):
            if entry.number not in classification:
                put_subject(classification, entry.number, entry.title, registry=stage.app.registry)
        for facet in filing_plan.FACETS:
            if facet.code not in classification.facets:
                put_facet(classification, facet.code, facet.title)
