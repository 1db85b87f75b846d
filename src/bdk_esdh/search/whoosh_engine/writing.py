"""From a record to what Whoosh keeps of it, and a batch of them into one index."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from whoosh.index import FileIndex
from whoosh.query import Or, Term
from whoosh.writing import SegmentWriter

from ..danish import LONGEST_WORD, Lexicon, composed, folded_words, terms_of
from ..port import IndexedRecord
from .merging import Merging
from .schema import ALWAYS_FROM, ALWAYS_UNTIL

#: beyond it Whoosh writes what it has gathered to the disk and reads it again, which takes twice the time;
#: what is given to it at once is less (``writer``, ``indexing.MOST_LETTERS``)
MEMORY_MB = 4_000
LOCK_SECONDS = 10
#: of a file's text, so many characters supply words for suggestions; all of it is searched
_SUGGESTED_FROM = 4_000
_LONGEST_SUGGESTION = 30
#: places between two fields, so that no phrase reaches over
_GAP = 50


def write_batch(
    index: FileIndex,
    records: Sequence[IndexedRecord],
    stale: Iterable[int],
    lexicon: Lexicon,
    merging: Merging,
    *,
    tidying: bool = False,
) -> bool:
    """Replace ``stale`` by ``records`` in one commit; tell whether there was anything to do.

    :param tidying: commit for the sake of the merges alone.
    """
    stale = sorted(stale)
    if not records and not stale and not tidying:
        return False
    writer = _Writer(index, limitmb=MEMORY_MB, timeout=LOCK_SECONDS, compound=False)
    try:
        had = _delete(index, writer, stale)
        if not records and not had and not tidying:
            writer.cancel()
            return False
        for record in records:
            writer.add_document(**fields_of(record, lexicon))
        writer.commit(mergetype=merging)
    except BaseException:
        # Whoosh keeps the lock when a commit fails, as on a full disk.
        if not writer.is_closed and writer.writelock:
            writer.writelock.release()
        raise
    return True


class _Lengths:
    """How long the fields of a segment's documents are; looked up once, not in a file for each posting."""

    def __init__(self, reader: Any, schema: Any) -> None:
        self._reader = reader
        self._scored = {name for name, field in schema.items() if field.scorable}
        self._known: dict[str, list[int]] = {}

    def doc_field_length(self, number: int, name: str, default: int = 0) -> int:
        """Return a length, 0 for fields that are not scored."""
        if name not in self._scored:
            return default
        lengths = self._known.get(name)
        if lengths is None:
            count = self._reader.doc_count_all()
            of = self._reader.doc_field_length
            lengths = self._known[name] = [of(each, name) or default for each in range(count)]
        return lengths[number]

    def close(self) -> None:
        """Close the files."""
        self._reader.close()


class _Writer(SegmentWriter):
    """Whoosh's writer, which asks the disk for a file at each posting of a field that is not scored."""

    def per_document_reader(self) -> _Lengths:
        """Return the lengths that postings are written with."""
        return _Lengths(super().per_document_reader(), self.schema)


def _delete(index: FileIndex, writer: Any, oids: list[int]) -> int:
    """Delete by one query: each look-up of its own would open a searcher of its own."""
    if not oids or not writer.segments:
        return 0
    with index.searcher() as searcher:
        return int(
            writer.delete_by_query(Or([Term("oid_term", str(oid)) for oid in oids]), searcher=searcher)
        )


def fields_of(record: IndexedRecord, lexicon: Lexicon) -> dict[str, Any]:
    """Return the fields of a record."""
    title = _Places(lexicon)
    title.take(record.title)
    text = _Places(lexicon)
    for part in (record.title, " ".join(record.numbers), record.case_number, record.sender, record.text):
        text.take(part)
    for page in record.pages:
        text.take(page.text, gap=0)
    year = str(record.day.year) if record.day else ""
    return {
        "oid_term": (str(record.oid),),
        "oid": record.oid,
        "title": title.terms,
        "text": text.terms,
        "surface": _surface(record),
        "readers": record.readers,
        "gates": record.gates,
        "number": record.numbers,
        "case_number": (record.case_number,) if record.case_number else (),
        "kle": kle_beginnings(record.kle),
        "sender": [term for word in folded_words(composed(record.sender)) for term in terms_of(word)],
        "day": record.day.toordinal() if record.day else 0,
        "visible_from": _seconds(record.visible_from, ALWAYS_FROM),
        "visible_until": _seconds(record.visible_until, ALWAYS_UNTIL),
        "kind": record.kind,
        "document_type": record.document_type,
        "unit": record.unit,
        "year": year,
        "kle_group": record.kle.split(".")[0],
        "review_state": record.review_state,
    }


def kle_beginnings(number: str) -> list[str]:
    """``02.34.02`` is found by ``02``, ``02.34`` and itself."""
    parts = number.split(".") if number else []
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def _seconds(moment: datetime | None, otherwise: int) -> int:
    return otherwise if moment is None else int(moment.timestamp())


class _Places:
    """The terms of a text with their places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.terms: dict[str, list[int]] = {}
        self._lexicon = lexicon
        self._place = 0
        self._known: dict[str, tuple[str, ...]] = {}

    def take(self, text: str, *, gap: int = _GAP) -> None:
        place, terms, known = self._place, self.terms, self._known
        for word in folded_words(composed(text)):
            found = known.get(word)
            if found is None:
                found = known[word] = tuple(dict.fromkeys((*terms_of(word), *self._lexicon.parts(word))))
            for term in found:
                places = terms.get(term)
                if places is None:
                    terms[term] = [place]
                else:
                    places.append(place)
            place += 1
        self._place = place + gap


def _surface(record: IndexedRecord) -> set[str]:
    """Return the words as written, for suggestions: of title, fields and the beginning of the file."""
    parts = [record.title, record.sender, record.text]
    left = _SUGGESTED_FROM
    for page in record.pages:
        parts.append(page.text[: max(0, left)])
        left -= len(page.text)
        if left <= 0:
            break
    words = set(re.findall(r"\w+", composed(" ".join(parts)).casefold()))
    return {word for word in words if 2 < len(word) <= _LONGEST_SUGGESTION and word.isalpha()}


def title_words(records: Iterable[IndexedRecord]) -> set[str]:
    """Return the folded words of titles, of which compounds may be made."""
    words = (word for record in records for word in folded_words(composed(record.title)))
    return {word for word in words if len(word) <= LONGEST_WORD}
