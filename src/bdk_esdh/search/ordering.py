"""The order of a list: its page by walking the sort index, or by sorting what was found.

hypatia copies everything that was found before it walks an index, and walks none
backwards. Most pages show the first of many: then walking stops after some hundred steps.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from BTrees import family64

_TREE = family64.OO.BTree


def ordered(index: Any, found: Any, limit: int, *, reverse: bool = False) -> list[int]:
    """Return the first ``limit`` ids of ``found`` in the order of ``index``.

    What has no value there is left out. What has the same value stands by its id; ``reverse`` turns all
    of it round.

    :param found: a set of ids.
    """
    index.flush()
    if not found:
        return []
    # Walking meets one of ``found`` every (all / found) steps; sorting reads each of ``found`` once.
    if len(found) ** 2 > limit * index._num_docs.value:  # noqa: SLF001 - hypatia's own choice copies the set first
        return list(islice(_walk(index, found, reverse=reverse), limit))
    values = index._rev_index  # noqa: SLF001 - likewise
    placed = [(values[oid], oid) for oid in found if oid in values]
    placed.sort(reverse=reverse)
    return [oid for _value, oid in placed[:limit]]


def _walk(index: Any, found: Any, *, reverse: bool) -> Iterator[int]:
    forward = index._fwd_index  # noqa: SLF001 - likewise
    for ids in backwards(forward) if reverse else forward.values():
        for oid in reversed(list(ids)) if reverse else ids:
            if oid in found:
                yield oid


def backwards(tree: Any) -> Iterator[Any]:
    """Yield the values of a BTree from the last key to the first, loading only what is come to.

    BTrees go forwards only. What a tree is stored as is part of their interface: its
    children from left to right, each followed by the key that divides it from the next.
    """
    state = tree.__getstate__()
    if state is None:
        return
    if len(state) == 1:
        # A small tree holds its only leaf in itself: keys and values by turns.
        yield from reversed(state[0][0][0][1::2])
        return
    for child in reversed(state[0][::2]):
        yield from backwards(child) if isinstance(child, _TREE) else reversed(list(child.values()))
