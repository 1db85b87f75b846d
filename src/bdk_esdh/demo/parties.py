"""The parties of the demo's cases: invented, like their numbers."""

from collections.abc import Iterable
from random import Random
from typing import Any


def party_facts(
    name: str, role: str, address: Iterable[str], email: str, *, character: str = "", cpr: str = ""
) -> dict[str, Any]:
    """Return the facts of a party as its form has them.

    :param character: what a private person is in the case; organisations have none.
    :param cpr: of a person; one that nobody can have is made up when it is left out.
    """
    return {
        "kind": "person" if character else "organisation",
        "name": name,
        "role": role,
        "character": character,
        "cpr": (cpr or impossible_cpr(name)) if character else "",
        "cvr": "",
        "address": "\n".join(address),
        "protected_address": False,
        "email": email,
        "phone": "",
        "note": "",
    }


def impossible_cpr(name: str) -> str:
    """Return a number for an invented person, always the same: 60 is added to the day of birth."""
    chance = Random(name)
    born = f"{chance.randint(61, 88)}{chance.randint(1, 12):02}{chance.randint(40, 99)}"
    return f"{born}-00{chance.randint(0, 99):02}"
