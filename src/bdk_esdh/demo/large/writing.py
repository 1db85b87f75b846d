"""Writing one paper of the large demo: some 1,500 signs of plain, invented municipal Danish."""

from random import Random

from .words import CLOSINGS, COMPOUNDS, OPENINGS, SENTENCES, WEIGHTS

_SENTENCES = 16
_PARAGRAPH = 4


def text_of(chance: Random, case_title: str, title: str, name: str, *, personal: bool) -> tuple[str, ...]:
    """Write a paper.

    :param personal: its letterhead has a personal number; 60 is added to the day, so that it is nobody's.
    :returns: its pages.
    """
    words = chance.choices(COMPOUNDS, cum_weights=WEIGHTS, k=3 * _SENTENCES)
    kinds = chance.choices(SENTENCES, k=_SENTENCES)
    told = [kind.format(*words[3 * place : 3 * place + 3]) for place, kind in enumerate(kinds)]
    paragraphs = [" ".join(told[start : start + _PARAGRAPH]) for start in range(0, _SENTENCES, _PARAGRAPH)]
    head = f"{title}\n{case_title}\nTil: {name}"
    if personal:
        head += f"\nPersonnummer: {_nobodys_number(chance)}"
    return ("\n\n".join((head, chance.choice(OPENINGS), *paragraphs, chance.choice(CLOSINGS))),)


def _nobodys_number(chance: Random) -> str:
    day, month, year = chance.randrange(61, 92), chance.randrange(1, 13), chance.randrange(30, 99)
    return f"{day}{month:02}{year}-{chance.randrange(10_000):04}"
