"""Where an item goes on an agenda that somebody else may have put in another order meanwhile.

A move says more than a number: it says after which item the moved one is to stand, on the
agenda as it was shown. Read so, two moves made at once are both kept.
"""

import re
from collections.abc import Sequence

#: between the object ids of an order, as pages carry it; an id may be below zero
_SEPARATOR = "."
_ID = re.compile(r"-?[0-9]{1,19}")
#: more than any agenda has
_MOST_ITEMS = 1_000


def moved(now: Sequence[int], shown: Sequence[int], item: int, place: int) -> list[int]:
    """Return the order that comes of putting ``item`` at ``place`` of the order that was shown.

    :param now: object ids of the items as they stand; ``item`` is one of them.
    :param shown: object ids as they stood when the place was chosen.
    :param place: from 0; beyond the ends counts as the end.
    """
    others_shown = [each for each in shown if each != item]
    others = [each for each in now if each != item]
    before = others_shown[: max(0, place)]
    # The nearest one before it that has not been taken off meanwhile.
    neighbour = next((each for each in reversed(before) if each in others), None)
    here = others.index(neighbour) + 1 if neighbour is not None else 0
    return [*others[:here], item, *others[here:]]


def order_text(order: Sequence[int]) -> str:
    """Write an order as a form carries it."""
    return _SEPARATOR.join(map(str, order))


def order_of(text: str) -> tuple[int, ...]:
    """Read what :func:`order_text` wrote; nothing for anything else, for it comes from a browser."""
    parts = text.split(_SEPARATOR, _MOST_ITEMS)
    if len(parts) > _MOST_ITEMS or not all(map(_ID.fullmatch, parts)):
        return ()
    return tuple(map(int, parts))
