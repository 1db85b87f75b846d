"""Finding entries again: by record, case, person and days, the newest first, a page at a time.

What is not sealed yet comes first. Never is more looked at than one page needs: who may not
read a record is sorted out by the index, and a search by words gives up after some thousand
entries and says where it can go on.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain as one_after_the_other
from itertools import islice

from .entries import LETTERS, Entry, unpack
from .journal import Journal
from .postings import count_by_record, name_prefix, newest_first, record_prefix
from .verbs import Kind

PAGE = 50
#: entries that one page loads at most
MOST_LOADED = 2_000
#: waiting entries that are shown; the worker seals them within a second
MOST_WAITING = 500
_ON_RECORDS = frozenset({Kind.CHANGE, Kind.READ})

#: tells whether the reader may know of entries about a record, given its object id and an entry if loaded
Readable = Callable[[int], bool]


@dataclass(frozen=True)
class Question:
    """What is looked for; an empty part does not count.

    :param record: object id of one record.
    :param first_day: first day in Copenhagen, ``last_day`` the last; both count.
    :param verb: code of a verb.
    """

    record: int | None = None
    case_number: str = ""
    by: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    first_day: date | None = None
    last_day: date | None = None
    verb: str = ""


@dataclass(frozen=True)
class Line:
    """An entry to show.

    :param sequence: its number in the chain; 0 while it waits to be sealed.
    :param times: how often it happened within its five minutes.
    """

    sequence: int
    entry: Entry
    times: int = 1


@dataclass(frozen=True)
class Found:
    """A page of entries.

    :param older: the number below which the next page goes on; ``None`` at the end.
    :param gave_up: whether the page is short because too much had to be looked through.
    """

    lines: list[Line]
    older: int | None = None
    gave_up: bool = False


def find(
    journal: Journal,
    question: Question,
    *,
    below: int | None = None,
    size: int = PAGE,
    readable: Readable = lambda _oid: True,
    keep: Callable[[Line], bool] = lambda _line: True,
) -> Found:
    """Return one page of what is looked for.

    :param below: only entries with a smaller number; what waits is on the first page alone.
    :param readable: asked of a record's object id before an entry about it is loaded.
    :param keep: asked of each entry that fits, with words that somebody searches for, say.
    """
    lines = [] if below is not None else [*_waiting(journal, question, readable, keep)][:MOST_WAITING]
    loaded, asked = 0, _cached(readable)
    for number, letter, oid in _candidates(journal, question, below):
        if letter not in {LETTERS[kind] for kind in question.kinds} or not asked(oid):
            continue
        if len(lines) >= size or loaded >= MOST_LOADED:
            return Found(lines, number + 1, gave_up=len(lines) < size)
        line = line_of(journal, number)
        loaded += 1
        if line is not None and fits(line.entry, question) and keep(line):
            lines.append(line)
    return Found(lines)


def count(journal: Journal, question: Question, readable: Readable) -> int:
    """Return how many entries there are of the record or case asked for that the reader may know of.

    Kinds count; days, people and verbs are not asked.
    """
    letters = "".join(LETTERS[kind] for kind in question.kinds)
    chain = journal.chain
    if question.record is not None:
        found = count_by_record(chain.by_record, record_prefix(question.record), letters)
    else:
        found = count_by_record(chain.by_case, name_prefix(question.case_number), letters)
    sealed = sum(number for oid, number in found.items() if readable(oid))
    return sealed + sum(1 for _line in _waiting(journal, question, readable, lambda _line: True))


def recent_records(journal: Journal, by: str, most: int) -> list[int]:
    """Return the object ids of what a person lately opened or changed, the latest first, each once.

    No entry of the chain is loaded for it.

    :param most: how many entries are looked at.
    """
    waiting = _waiting(
        journal, Question(by=by), lambda _oid: True, lambda line: line.entry.kind in _ON_RECORDS
    )
    letters = {LETTERS[kind] for kind in _ON_RECORDS}
    sealed = newest_first(journal.chain.by_person, name_prefix(by))
    found = one_after_the_other(
        (line.entry.subject for line in waiting), (oid for _n, letter, oid in sealed if letter in letters)
    )
    return list(dict.fromkeys(islice(found, most)))


def line_of(journal: Journal, number: int) -> Line | None:
    """Return entry ``number`` of the chain with how often it happened; ``None`` for a count itself."""
    sealed = journal.chain.get(number)
    if sealed is None or sealed.entry.is_count:
        return None
    counted = journal.chain.get(journal.chain.repeats.get(number, 0))
    times = counted.entry.times if counted is not None else _times_so_far(journal, sealed.entry)
    return Line(number, sealed.entry, times)


def fits(entry: Entry, question: Question) -> bool:
    """Tell whether an entry is one that is looked for."""
    day = entry.day
    return (
        (question.record is None or entry.subject == question.record)
        and (not question.case_number or entry.case_number == question.case_number)
        and (not question.by or entry.by == question.by)
        and entry.kind in question.kinds
        and (question.first_day is None or day >= question.first_day)
        and (question.last_day is None or day <= question.last_day)
        and (not question.verb or entry.verb == question.verb)
    )


def _waiting(
    journal: Journal, question: Question, readable: Readable, keep: Callable[[Line], bool]
) -> Iterator[Line]:
    for packed, _shard, _key in reversed(journal.waiting()):
        entry = unpack(packed)
        line = Line(0, entry, _times_so_far(journal, entry))
        if fits(entry, question) and readable(entry.subject) and keep(line):
            yield line


def _times_so_far(journal: Journal, entry: Entry) -> int:
    reading = None if entry.kind is Kind.CHANGE else journal.reading_of(entry)
    return reading.count if reading is not None else 1


def _candidates(journal: Journal, question: Question, below: int | None) -> Iterator[tuple[int, str, int]]:
    """Yield numbers that may fit, newest first, by the index that leaves fewest."""
    chain = journal.chain
    first, last = question.first_day, question.last_day
    lowest, highest = chain.between(first.toordinal() if first else None, last.toordinal() if last else None)
    if below is not None:
        highest = min(highest, below - 1)
    if question.record is not None:
        return newest_first(chain.by_record, record_prefix(question.record), lowest=lowest, highest=highest)
    for name, postings in ((question.case_number, chain.by_case), (question.by, chain.by_person)):
        if name:
            return newest_first(postings, name_prefix(name), lowest=lowest, highest=highest)
    return _whole_chain(journal, lowest, highest)


def _whole_chain(journal: Journal, lowest: int, highest: int) -> Iterator[tuple[int, str, int]]:
    for number in range(highest, lowest - 1, -1):
        sealed = journal.chain.get(number)
        if sealed is not None and not sealed.entry.is_count:
            yield number, LETTERS[sealed.entry.kind], sealed.entry.subject


def _cached(readable: Readable) -> Readable:
    known: dict[int, bool] = {}

    def asked(oid: int) -> bool:
        if oid not in known:
            known[oid] = readable(oid)
        return known[oid]

    return asked
