"""Who a case is about and who else writes in it: invented people, firms, associations and authorities."""

from random import Random

from ...kernel.danish import slug
from ..large.words import FIRST_NAMES, LAST_NAMES
from ..stories.people import ORGANISATIONS
from .model import Matter, Party
from .reading import names

_KNOWN = {each.name: each for each in ORGANISATIONS}


class Parties:
    """The people and organisations of one case.

    :param facts: of the case.
    """

    def __init__(self, chance: Random, facts: dict[str, str], matter: Matter) -> None:
        """Find the party of the case."""
        self._chance = chance
        self._facts = facts
        sort, _space, character = matter.party.partition(" ")
        self._known: dict[str, Party] = {}
        if sort == "borger":
            self._known["part"] = self._person(character, facts["vej"], facts["by"])
        elif sort == "firma":
            self._known["part"] = self._known["firma"] = self._organisation(facts["firma"])
        elif sort == "forening":
            self._known["part"] = self._organisation(facts["forening"])
        else:
            self._known["part"] = self._organisation(matter.party.removeprefix("="))

    def facts(self) -> dict[str, str]:
        """Return what texts may say of them."""
        return {"navn": self._known["part"].name, "navn2": self._name()}

    def on_case(self) -> list[tuple[Party, str]]:
        """Return those the case is about, and the neighbour if one was heard, each with the role."""
        found = [(self._known["part"], "primary_party")]
        if "nabo" in self._known:
            found.append((self._known["nabo"], "secondary_party"))
        return found

    def find(self, who: str) -> Party | None:
        """Return who ``who`` (see ``PaperTemplate``) is in this case; ``None`` for the house itself."""
        if not who:
            return None
        if who.startswith("="):
            return self._organisation(who[1:])
        if who == "borger":  # another one each time
            return self._person("Borgerhenvendelse", self._address(), self._facts["by"])
        if who not in self._known:
            self._known[who] = (
                self._person("Nabo", self._next_door(), self._facts["by"])
                if who == "nabo"
                else self._organisation(self._chance.choice(names()["firmaer"]))
            )
        return self._known[who]

    def _person(self, character: str, street: str, town: str) -> Party:
        name = self._name()
        return Party(name, (street, town), f"{slug(name)}@borger.example", character)

    def _organisation(self, name: str) -> Party:
        known = _KNOWN.get(name)
        if known is not None:
            return Party(known.name, known.address, known.email)
        return Party(name, (self._address(), self._facts["by2"]), f"post@{slug(name)[:40]}.example")

    def _name(self) -> str:
        return f"{self._chance.choice(FIRST_NAMES)} {self._chance.choice(LAST_NAMES)}"

    def _address(self) -> str:
        return f"{self._chance.choice(names()['gader'])} {self._chance.randrange(201, 499)}"

    def _next_door(self) -> str:
        street, _space, number = self._facts["vej"].rpartition(" ")
        return f"{street} {int(number) + 2}"
