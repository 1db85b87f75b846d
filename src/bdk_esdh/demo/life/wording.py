"""Filling in the texts: what varies from case to case, the same throughout one case.

``[a|b]`` is one of the ways; ``{x:3-9}`` a number and ``{x:a,b}`` a word, each the same wherever the case
says it; ``{+14}`` a day so many days after the paper; other slots are facts of the case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from ...kernel.danish import MONTHS, plain_date
from ...kernel.working_days import WorkCalendar
from .reading import names

_WAYS = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_DRAWN = re.compile(r"\{(\w+):([^{}]+)\}")
_DAY = re.compile(r"\{([+-]\d+)\}")
_FACT = re.compile(r"\{(\w+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")


@dataclass
class Wording:
    """What one case says.

    :param facts: by the name of the slot.
    """

    chance: Random
    calendar: WorkCalendar
    facts: dict[str, str]
    _drawn: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str, on: date, more: Mapping[str, str] | None = None) -> str:
        """Fill in a text of the day ``on``; ``{sag}`` stays, as the number is not known yet.

        :param more: facts of this text alone.
        :raises KeyError: when the text has a slot that nobody knows.
        """
        facts = {**self.facts, **(more or {}), "sag": "{sag}"}
        while _WAYS.search(text):
            text = _WAYS.sub(lambda match: self.chance.choice(match[1].split("|")), text)
        text = _DRAWN.sub(lambda match: self._draw(match[0], match[2]), text)
        text = _DAY.sub(lambda match: plain_date(self._workday(on + timedelta(days=int(match[1])))), text)
        return _FACT.sub(lambda match: facts[match[1]], text)

    def _draw(self, slot: str, among: str) -> str:
        if slot not in self._drawn:
            numbers = _RANGE.fullmatch(among)
            self._drawn[slot] = (
                str(self.chance.randint(int(numbers[1]), int(numbers[2])))
                if numbers
                else self.chance.choice(among.split(","))
            )
        return self._drawn[slot]

    def _workday(self, day: date) -> date:
        return day if self.calendar.why_not(day) is None else self.calendar.add(day, 1)


def case_facts(chance: Random, on: date, town: str, turn: int) -> dict[str, str]:
    """Draw what a case of the day ``on`` is about: its place, and the school, hall and so on it may name.

    :param turn: number of the case; streets and associations take turns, so that neighbours differ.
    """
    known = names()
    town = town or _turning(known["byer"], turn * 5)
    street = _turning(known["gader"], turn * 7)
    address = f"{street} {chance.randrange(201, 499)}"
    facts = {
        "by": town,
        "by2": chance.choice([each for each in known["byer"] if each != town]),
        "gade": street,
        "vej": address,
        "sted": f"{address}, {town}",
        "skole": _turning(known["skoler"], turn),
        "dagtilbud": _turning(known["dagtilbud"], turn),
        "plejecenter": _turning(known["plejecentre"], turn),
        "hal": _turning(known["haller"], turn),
        "bibliotek": _turning(known["biblioteker"], turn),
        "forening": _turning(known["foreninger"], turn * 3),
        "firma": _turning(known["firmaer"], turn * 3),
        "emne2": _turning(known["emner2"], turn),
        "emne3": _turning(known["emner3"], turn),
        "system": _turning(known["systemer"], turn),
        "nr": str(chance.randrange(417, 452)),
        "antal": str(chance.randrange(3, 19)),
        "år": str(on.year),
        "næste": str(on.year + 1),
        "forrige": str(on.year - 1),
        "gamle": str(on.year - 7),
        "måned": MONTHS[(on.month + chance.randrange(0, 3)) % 12],
        "cpr": nobodys_number(chance),
    }
    for name, key in (("emne", "emner"), ("stilling", "stillinger"), ("system", "systemer")):
        facts[name] = _FACT.sub(lambda match: facts[match[1]], _turning(known[key], turn))
    for name in ("emne2", "emne3"):
        facts[name] = _FACT.sub(lambda match: facts[match[1]], facts[name])
    return facts


def _turning(among: tuple[str, ...], turn: int) -> str:
    return among[turn % len(among)]


def nobodys_number(chance: Random) -> str:
    """Return a personal number that cannot be: 60 is added to the day."""
    day, month, year = chance.randrange(61, 89), chance.randrange(1, 13), chance.randrange(30, 99)
    return f"{day}{month:02}{year}-{chance.randrange(10_000):04}"
