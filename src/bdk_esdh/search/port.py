"""The port of text search: what a page asks for and what it is told, in words of our own.

An engine (``engines/``) understands these classes and nothing of ours; a page makes these
classes and knows nothing of an engine. Every engine passes ``tests/conformance``. Pages do
not call an engine: they call :func:`bdk_esdh.search.finding.find`, which adds what only the
store knows at this moment (what was taken back since the index was written, and the rights
to each hit that is shown).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol


class SearchFace(StrEnum):
    """Which of the two indexes: all records, or public records alone."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Sort(StrEnum):
    """The order of the hits."""

    RELEVANCE = "relevance"
    #: newest first
    DATE = "date"


class IndexState(StrEnum):
    """How far the index has come, to be told beside the hits."""

    READY = "ready"
    #: what was filed in the last minutes is not found yet
    BEHIND = "behind"
    #: a new index is being built; the old one is searched, or none if there is none
    REBUILDING = "rebuilding"
    #: there is no index that can be read
    MISSING = "missing"


#: facets an engine counts; the values are codes, which the pages translate
FACETS = ("kind", "document_type", "unit", "year", "kle_group", "review_state")
#: fields a query can ask for by :class:`Field`
FIELDS = (*FACETS, "case_number", "number", "kle", "sender")


class Query:
    """A node of the tree of a query."""


@dataclass(frozen=True)
class Word(Query):
    """A word in any of its forms, also as a part of a compound."""

    text: str


@dataclass(frozen=True)
class Prefix(Query):
    """Words that begin like this."""

    text: str


@dataclass(frozen=True)
class Phrase(Query):
    """Words one after the other."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Field(Query):
    """A condition on a field.

    :param name: one of :data:`FIELDS`. ``kle`` is a beginning (``02`` or ``02.34``), ``sender`` words of
        the correspondent's name; all others are whole values.
    :param values: any of them.
    """

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Dated(Query):
    """A condition on the date of the record; ``None`` is open, both days count."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Not(Query):
    """What the part does not find."""

    part: Query


@dataclass(frozen=True)
class All(Query):
    """What every part finds; without parts everything."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True)
class AnyOf(Query):
    """What any of the parts finds; without parts nothing."""

    parts: tuple[Query, ...] = ()


@dataclass(frozen=True)
class SearchRequest:
    """What somebody wants to find.

    :param query: from ``querying.parse_query``, or made by hand.
    :param tokens: the reader's tokens (``request.principals``); without any nothing is found. The public
        face is for everyone and looks at none.
    :param filters: the chosen facet values, by facet: any of the values of a facet, all of the facets. The
        counts of a facet disregard its own filter, so that one sees what the others would give.
    :param facets: names of the facets to count, of :data:`FACETS`.
    :param size: how many hits to give; 0 counts alone.
    :param at: the moment it is searched at: what is public from a later one is not found. ``find`` sets it.
    :param kinds: types whose pages the reader's roles open, and no others are found; ``None`` for all.
        ``find`` leaves of them what is open, or sets all that is.
    :param hidden: ids that are not to be found, whatever the index says. ``find`` sets them.
    :param weights: by type, what its relevance is multiplied by; 1 where nothing is said. ``find`` sets them.
    """

    query: Query
    tokens: frozenset[str] = frozenset()
    face: SearchFace = SearchFace.INTERNAL
    sort: Sort = Sort.RELEVANCE
    start: int = 0
    size: int = 20
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    at: datetime | None = None
    kinds: frozenset[str] | None = None
    hidden: frozenset[int] = frozenset()
    weights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A piece of an excerpt; ``is_match`` when it is what was looked for."""

    text: str
    is_match: bool = False


@dataclass(frozen=True)
class SearchHit:
    """Something that was found.

    :param oid: the object id in the graph; ``find_objectmap(root).object_for(oid)``.
    :param path: from the root; ``find`` adds it, and the pieces of title and text.
    :param excerpt: a piece of its text around what was looked for; empty when it was in the title alone.
    :param title: the title in pieces, with what was looked for marked.
    :param page: the page of the file that the excerpt is of, from 1, when its file has pages.
    """

    oid: int
    score: float = 0.0
    path: str = ""
    title: tuple[Part, ...] = ()
    excerpt: tuple[Part, ...] = ()
    page: int | None = None


@dataclass(frozen=True)
class SearchResult:
    """What was found, of what the reader may know of.

    :param total: how many there are in all.
    :param facets: by name, ``(value, count)``, the commonest first.
    :param suggestion: the words in another spelling that finds something, or empty; ``corrections`` are the
        words to exchange for it, ``(typed, better)``.
    :param remarks: what of the query was not understood, or had to be left out, as codes that
        ``querying.remark_text`` turns into sentences.
    """

    total: int = 0
    hits: tuple[SearchHit, ...] = ()
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    suggestion: str = ""
    corrections: tuple[tuple[str, str], ...] = ()
    index_state: IndexState = IndexState.READY
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextPage:
    """A page of a file's text; ``number`` is None where the file has no pages."""

    text: str
    number: int | None = None


@dataclass(frozen=True)
class IndexedRecord:
    """What an index holds of one record, in one face.

    :param title: as the readers of this face may see it.
    :param numbers: case and document number, KLE number: found whole and by their parts.
    :param text: the fields, without the title.
    :param pages: the text of its file.
    :param readers: with ``gates``, who may read it: one token of each is needed. Empty in the public index.
    :param visible_from: the moment (UTC) from which it is public, and ``visible_until`` the one it ends at.
    """

    oid: int
    path: str
    title: str
    kind: str
    numbers: tuple[str, ...] = ()
    text: str = ""
    pages: tuple[TextPage, ...] = ()
    readers: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()
    day: date | None = None
    sender: str = ""
    case_number: str = ""
    kle: str = ""
    unit: str = ""
    document_type: str = ""
    review_state: str = ""
    visible_from: datetime | None = None
    visible_until: datetime | None = None

    @property
    def letters(self) -> int:
        """How long its texts are."""
        return len(self.text) + sum(len(page.text) for page in self.pages)


@dataclass(frozen=True)
class IndexBatch:
    """Changes to take over, all or none.

    :param records: by face, the records as they are now; what is known of them is replaced.
    :param gone: ids of which neither index keeps anything, unless ``records`` has them in a face.
    :param mark: number of the batch, which the index keeps; see ``kernel.outbox``.
    """

    records: Mapping[SearchFace, Sequence[IndexedRecord]]
    gone: frozenset[int] = frozenset()
    mark: int = 0

    @property
    def oids(self) -> frozenset[int]:
        """All ids that the batch says something about."""
        return self.gone | {record.oid for records in self.records.values() for record in records}

    @property
    def letters(self) -> int:
        """How long the texts of all its records are."""
        return sum(record.letters for records in self.records.values() for record in records)


@dataclass(frozen=True)
class Standing:
    """How an index stands.

    :param index: its name; one that was built anew has another. Empty when there is none that can be read.
    :param generation: grows with each batch; -1 when there is none.
    :param mark: number of the last batch it was given.
    :param is_sure: whether all that was written is certain to be there. After the machine went down it is
        not.
    """

    index: str = ""
    generation: int = -1
    mark: int = 0
    is_sure: bool = False


class SearchEngine(Protocol):
    """An index that can be searched; one process writes it, all may read it."""

    def search(self, asked: SearchRequest) -> SearchResult:
        """Find; never raises for what was asked. What cannot be read is told by ``index_state``."""

    def suggest(self, beginning: str, asked: SearchRequest, most: int) -> list[str]:
        """Return words that begin like this, each in a record that the reader may see; commonest first.

        :param asked: says who reads, and when; its query and filters are not looked at.
        """

    def matching_ids(self, asked: SearchRequest) -> list[int] | None:
        """Return the ids of all that ``search`` would count, in no order: for lists narrowed by words.

        ``None`` when there is no index that can be read.
        """

    def known_ids(self, face: SearchFace) -> set[int]:
        """Return the ids of all records of a face, whoever may read them: for checks."""


class IndexWriter(Protocol):
    """The side of an engine that one process at a time writes by."""

    def standing(self) -> Standing:
        """Tell how the index stands."""

    def apply(self, batch: IndexBatch) -> Standing:
        """Take over a batch; when this returns it can be found.

        :raises IndexUnwritable: when it cannot be written; then nothing is lost, and it may be given again.
        """

    def begin_build(self) -> None:
        """Begin an index beside the one that is searched. What is applied meanwhile goes to both."""

    def build(self, batch: IndexBatch) -> None:
        """Put records in the index that is being built."""

    def finish_build(self) -> Standing:
        """Let the index that was built be the one that is searched."""

    def tidy(self) -> None:
        """Do what may take a second, in a quiet moment."""

    def close(self) -> None:
        """Let all that was written reach the disk."""


class IndexUnwritable(Exception):
    """The index cannot be written: its disk is full, or it may not be written to."""
