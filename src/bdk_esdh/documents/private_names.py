"""A party of the case who is a private person stands on no postlist by name."""

from collections.abc import Mapping
from typing import Any

from ..cases.content import Case
from ..kernel.i18n import _
from ..parties.content import parties_in
from ..parties.schema import PERSON
from .errors import CharacterMissing


def require_character(case: Case, values: Mapping[str, Any]) -> None:
    """Refuse to have a letter on the postlist under the name of a person the case is about.

    A person with the number of a business is named as businesses are. (Offentlighedsloven § 16)

    :param values: facts of the document.
    :raises CharacterMissing: when it is not said what stands there in place of the name.
    """
    name = _folded(values.get("correspondent", ""))
    if (
        not name
        or values.get("character")
        or not values.get("on_postlist")
        or values["direction"] == "internal"
    ):
        return
    for party in parties_in(case):
        if party.kind == PERSON and not party.cvr and _folded(party.title) == name:
            text = _(
                "${name} står på sagen som person. Vælg, hvad der skal stå på postlisten i stedet for navnet",
                mapping={"name": party.title},
            )
            raise CharacterMissing(text, field="character")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
