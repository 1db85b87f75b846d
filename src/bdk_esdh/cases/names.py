"""People, units and subjects by the words an office knows them by."""

from collections.abc import Iterable
from typing import Any

from ..classification.actions import classification_of
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..organisation.actions import people_of, units_of
from ..organisation.names import unit_name


def _root(node: Any) -> Any:
    return find_objectmap(node).root


def person_name(node: Any, login: str | None) -> str:
    """Return the name of the person with ``login``; the login itself when the person is gone."""
    if not login:
        return ""
    if login == "system":
        return str(_("Systemet"))
    person = people_of(_root(node)).get(login)
    return person.title if person is not None else login


def unit_line(node: Any, key: str | None) -> str:
    """Return a unit with the one right above it: ``Byg, Teknik & Miljø``."""
    line = [unit.title for unit in units_of(_root(node)).line_of(key)][:2]
    return ", ".join(line) or key or ""


def units_below(node: Any, key: str) -> list[str]:
    """Return ``key`` and the keys of all units below it."""
    units = units_of(_root(node))
    keys = [key]
    for each in keys:  # grows while it is gone through
        keys.extend(str(unit.__name__) for unit in units.below(each) if unit.__name__ not in keys)
    return keys


def subject_name(node: Any, number: str) -> str:
    """Return ``02.34.02 Byggetilladelse``."""
    subject = classification_of(node).get(number)
    return f"{number} {subject.title}" if subject is not None else number


def facet_name(node: Any, code: str) -> str:
    """Return ``P19 Tilladelser``."""
    facet = classification_of(node).facets.get(code)
    return f"{code} {facet.title}" if facet is not None else code


def retention_code(node: Any, number: str) -> str:
    """Return how long cases on a subject are kept (KLE), or nothing when the edition does not say."""
    subject = classification_of(node).get(number)
    return subject.retention_code if subject is not None else ""


def token_names(node: Any, tokens: Iterable[str]) -> list[str]:
    """Name those who hold reader tokens, for a sentence about who may see something."""
    named = []
    for token in sorted(tokens):
        kind, _colon, key = token.partition(":")
        if kind == "user":
            named.append(person_name(node, key))
        elif kind == "unit":
            named.append(unit_name(node, key))
        elif kind == "group":
            group = _root(node)["organisation"]["grupper"].get(key)
            # One that is gone lets nobody in; the page of the access shows it, to be taken away.
            named += [group.title] if group is not None else []
        elif kind == "body":
            named.append(key)
    return named
