"""What a list asks of the catalog, and finding it: the smallest set first.

hypatia joins the sets of a query in the order they stand in, each whole: with 100,000 cases
every list begins by copying the ids of all that the staff may read. Here the condition that
leaves fewest is read first, and the others are only asked about what is left.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from BTrees import family64
from hypatia.util import ResultSet

from ..kernel.graph import catalog_of, find_objectmap
from .words import words_of

_IDS = family64.IF
_MOST_WORDS = 1_000
#: a range with more values than this is not read to find out how large it is
_MOST_VALUES = 1_000
#: ids in a leaf of a set, as BTrees keep them in the middle
_PER_LEAF = 90
#: asking a set about one id costs as much as reading so many ids of it in a row
_ASKING = 12


class Beginnings:
    """A condition on ``words``: every word of a text, each perhaps only begun.

    :param text: what somebody typed; ``carp alg`` finds ``Carport, Algade``.
    """

    def __init__(self, text: str) -> None:
        """Fold the text as the index folds what it holds."""
        self.words = sorted(words_of(text))

    def parts(self, index: Any) -> "list[Parts]":
        """Return the sets of each word; a single letter has to be a word of its own."""
        found = []
        for word in self.words:
            end = word + "\U0010ffff" if len(word) > 1 else word
            begun = index._fwd_index.values(min=word, max=end)  # noqa: SLF001 - hypatia has no query by beginning
            found.append(Parts(tuple(islice(begun, _MOST_WORDS))))
        return found or [Parts(())]


@dataclass(frozen=True)
class Among:
    """A condition that holds for some ids, found elsewhere, and asks nothing of its index.

    :param oids: such as ``finding.ids_with_words`` gives.
    """

    oids: Iterable[int]


class Lacking:
    """A condition on an index: that it holds nothing of the node."""


@dataclass(frozen=True)
class Parts:
    """A condition as the sets it is made of; what is in any of them fits.

    :param sets: of object ids, as the index keeps them.
    """

    sets: tuple[Any, ...]

    @property
    def size(self) -> int:
        """About how many ids there are, told without reading them."""
        return sum(map(_size_of, self.sets))

    def ids(self) -> Any:
        """Return all ids; not to be changed, it may be the index' own set."""
        return self.sets[0] if len(self.sets) == 1 else _IDS.multiunion(self.sets)

    def among(self, ids: Any) -> Any:
        """Return those of ``ids`` that fit."""
        wanted = len(ids)
        kept = [
            _IDS.Set([oid for oid in ids if oid in each])
            if wanted * _ASKING < _size_of(each)
            else _IDS.intersection(ids, each)
            for each in self.sets
        ]
        return kept[0] if len(kept) == 1 else _IDS.multiunion(kept)


@dataclass(frozen=True)
class WideRange:
    """A condition that a value lies between two others, with more values there than are worth reading first.

    :param bounds: lowest and highest; ``None`` where it is open.
    """

    index: Any
    bounds: tuple[Any, Any]

    @property
    def size(self) -> int:
        """About how many ids there are: perhaps all that have a value."""
        return int(self.index._num_docs.value)  # noqa: SLF001 - hypatia counts by loading it all

    def ids(self) -> Any:
        """Return all ids."""
        return _IDS.multiunion(list(self.index._fwd_index.values(*self.bounds)))  # noqa: SLF001 - likewise

    def among(self, ids: Any) -> Any:
        """Return those of ``ids`` that fit: each is asked for its value."""
        if len(ids) * _ASKING > self.size:
            return _IDS.intersection(ids, self.ids())
        low, high = self.bounds
        held = ((oid, self.index._rev_index.get(oid)) for oid in ids)  # noqa: SLF001 - likewise
        return _IDS.Set(
            [
                oid
                for oid, value in held
                if value is not None and (low is None or value >= low) and (high is None or value <= high)
            ]
        )


def _size_of(ids: Any) -> int:
    # The length of a tree is counted leaf by leaf, each of them loaded; its top tells it roughly.
    state = ids.__getstate__()
    if state is None:
        return 0
    if not isinstance(ids, _IDS.TreeSet):
        return len(state[0])
    if len(state) == 1:
        return len(state[0][0][0])
    children = state[0][::2]
    if isinstance(children[0], _IDS.TreeSet):
        return sum(map(_size_of, children))
    return len(children) * _PER_LEAF


def find_ids(root: Any, principals: frozenset[str], conditions: Mapping[str, Any]) -> ResultSet:
    """Return the ids of what matches and may be read.

    :param conditions: index name to a value, a list of values (any of them), a
        ``(low, high)`` tuple (``None`` for open), :class:`Beginnings` of words, :class:`Among` some ids,
        or :class:`Lacking`.
    """
    # Who reads what is two conditions like the others: nothing is found, counted or sorted without them.
    tokens = sorted(principals)
    return find_regardless(root, {**conditions, "readers": tokens, "gates": tokens})


def find_regardless(root: Any, conditions: Mapping[str, Any]) -> ResultSet:
    """Return the ids of what matches, whoever asks: for rules that hold whoever acts, never for a page.

    :param conditions: as :func:`find_ids` takes them.
    """
    catalog: Any = catalog_of(root)
    parts: list[Parts | WideRange] = []
    for name, wanted in conditions.items():
        catalog[name].flush()
        if not isinstance(wanted, Lacking):
            parts += _parts(catalog[name], wanted)
    first, *others = sorted(parts, key=lambda each: each.size)
    found = first.ids()
    for each in others:
        if not found:
            break
        found = each.among(found)
    for name, wanted in conditions.items():
        if isinstance(wanted, Lacking):
            having = catalog[name]._rev_index  # noqa: SLF001 - hypatia lists what has a value by loading it all
            found = _IDS.Set([oid for oid in found if oid not in having])
    return ResultSet(found, len(found), find_objectmap(root).object_for)


def _parts(index: Any, wanted: Any) -> "list[Parts | WideRange]":
    if isinstance(wanted, Beginnings):
        return [*wanted.parts(index)]
    if isinstance(wanted, Among):
        return [Parts((_IDS.TreeSet(wanted.oids),))]
    if isinstance(wanted, tuple):
        sets = tuple(islice(index._fwd_index.values(*wanted), _MOST_VALUES + 1))  # noqa: SLF001 - likewise
        return [Parts(sets) if len(sets) <= _MOST_VALUES else WideRange(index, wanted)]
    values: Iterable[Any] = wanted if isinstance(wanted, list | set | frozenset) else (wanted,)
    found = (index._fwd_index.get(value) for value in values)  # noqa: SLF001 - likewise
    return [Parts(tuple(each for each in found if each is not None))]
