"""A party of the case who is a private person stands on no postlist by name."""

from collections.abc import Mapping
from typing import Any

from ..cases.content import Case
from ..kernel.i18n import _
from ..parties.content import Party, parties_in
from ..parties.schema import PERSON
from .errors import CharacterMissing


def private_party_called(case: Case, name: str) -> Party | None:
    """Return the party of ``case`` who is a private person and has this name.

    A person with the number of a business is named as businesses are.
    """
    wanted = _folded(name)
    if not wanted:
        return None
    for each in parties_in(case):
        if each.kind == PERSON and not each.cvr and _folded(each.title) == wanted:
            return each
    return None


def require_character(case: Case, values: Mapping[str, Any]) -> None:
    """Refuse to have a letter on the postlist under the name of a person the case is about.

    The postlist holds such a letter back in any case (``postlist.predicate``): who is a party is often found
    out later. Here it is said while somebody can mend it. (Offentlighedsloven § 16)

    :param values: facts of the document.
    :raises CharacterMissing: when it is not said what stands there in place of the name.
    """
    if values.get("character") or not values.get("on_postlist") or values["direction"] == "internal":
        return
    party = private_party_called(case, values.get("correspondent", ""))
    if party is not None:
        text = _(
            "${name} står på sagen som person. Vælg, hvad der skal stå på postlisten i stedet for navnet",
            mapping={"name": party.title},
        )
        raise CharacterMissing(text, field="character")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
