"""Finding: what pages ask, and what has to be right in the same moment though the index is a moment behind.

The index is asked with what only the store knows now: ids that some can no longer read since the index was
written are hidden from whoever can no longer, so that neither hits nor counts nor suggestions tell of them.
Each hit that is shown is asked again, and its excerpt is made of the record as it is now.
"""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pyramid.registry import Registry
from pyramid.request import Request

from ..kernel.graph import catalog_of, find_objectmap, outbox_of
from ..kernel.records import Face, RecordType
from ..security.readers import may_read
from .danish import stem
from .excerpts import Wanted, excerpt_of, marked, wanted_of
from .hits import public_hit_of
from .port import (
    All,
    AnyOf,
    IndexState,
    Prefix,
    Query,
    SearchEngine,
    SearchFace,
    SearchHit,
    SearchRequest,
    SearchResult,
    Word,
)
from .querying import LONGEST_WORD, SHORTEST_PREFIX
from .records import record_of, with_those_showing
from .words import words_of

#: what was filed longer ago than this and is not in the index is told of
BEHIND_SECONDS = 30
#: entries of the outbox that are looked at one by one for a list
_MOST_LOOKED_AT = 500
_LARGEST_START = 10_000
#: records that are looked at one by one where there is no index
_MOST_WITHOUT_INDEX = 2_000
MOST_HITS = 100
#: a case is what one goes on to, and its papers have its words; subjects have few words, which weigh much
WEIGHTS = {"Case": 1.3, "Subject": 0.7}
SHORTEST_SUGGESTED = 2


def engine_of(registry: Registry) -> SearchEngine:
    """Return the engine of this process."""
    return registry.search_engine


def find(request: Request, asked: SearchRequest) -> SearchResult:
    """Find what was asked for, of what whoever asks may know of now.

    :param asked: ``tokens`` are taken from it, so give ``request.principals``; ``at`` and ``hidden`` are set
        here.
    """
    root = request.root
    size, start = min(max(asked.size, 0), MOST_HITS), min(max(asked.start, 0), _LARGEST_START)
    asked = replace(_known_to(request, asked), size=size, start=start)
    result = engine_of(request.registry).search(asked)
    wanted = wanted_of(asked.query)
    hits = tuple(filter(None, (_shown(request, asked, hit, wanted) for hit in result.hits)))
    state = result.index_state
    if state is IndexState.READY and seconds_behind(root) > BEHIND_SECONDS:
        state = IndexState.BEHIND
    return replace(result, hits=hits, index_state=state)


def _known_to(request: Request, asked: SearchRequest) -> SearchRequest:
    """Return the request with what only the store knows of who asks, now."""
    inside = asked.face is SearchFace.INTERNAL
    return replace(
        asked,
        at=request.clock.now(),
        kinds=_kinds(request, asked) if inside else None,
        hidden=hidden_ids(request, asked.face, asked.tokens),
        weights=WEIGHTS,
    )


def _kinds(request: Request, asked: SearchRequest) -> frozenset[str]:
    open_to_me = frozenset(open_kinds(request))
    return open_to_me if asked.kinds is None else open_to_me & asked.kinds


def open_kinds(request: Request) -> dict[str, RecordType]:
    """Return the types with a page at work that one's roles open; rights to each record are in the query."""
    return {
        name: declared
        for name, declared in request.registry.records.types.items()
        if Face.INTRANET in declared.faces
        and declared.read_permission
        and request.has_permission(declared.read_permission, request.root)
    }


def _shown(request: Request, asked: SearchRequest, hit: SearchHit, wanted: Wanted) -> SearchHit | None:
    """Return a hit as it may be shown, or ``None`` when it may not be: the index may be a moment behind."""
    node = find_objectmap(request.root).object_for(hit.oid)
    if node is None:
        return None
    if asked.face is SearchFace.PUBLIC:
        if public_hit_of(node, request) is None:
            return None
    elif not (may_read(node, asked.tokens) and _may_open(request, node)):
        return None
    record = record_of(node, asked.face, request.registry)
    if record is None:
        return None
    excerpt, page = excerpt_of(record, wanted)
    return replace(hit, path=record.path, title=marked(record.title, wanted), excerpt=excerpt, page=page)


def _may_open(request: Request, node: Any) -> bool:
    declared = request.registry.records.of(node)
    return bool(
        declared and declared.read_permission and request.has_permission(declared.read_permission, node)
    )


def suggestions(request: Request, prefix: str, face: SearchFace, *, most: int = 8) -> list[str]:
    """Return words to complete what is being typed to, each in a record that whoever types may see."""
    word = prefix.strip().rpartition(" ")[2][:LONGEST_WORD]
    if len(word) < SHORTEST_SUGGESTED:
        return []
    asked = _known_to(request, SearchRequest(All(), tokens=frozenset(request.principals), face=face))
    return engine_of(request.registry).suggest(word, asked, most)


def hidden_ids(request: Request, face: SearchFace, tokens: frozenset[str]) -> frozenset[int]:
    """Return the ids that the index would give and the store no longer does.

    In public that is whatever was changed since: what was taken back, and also what was only mended, for
    whose old words nobody should find it. Inside it is what these readers can no longer read or is gone.
    """
    root = request.root
    outbox = outbox_of(root)
    if face is SearchFace.PUBLIC:
        return frozenset(with_those_showing(root, outbox.entries(), request.registry))
    catalog: Any = catalog_of(root)
    readers, gates = (catalog[name]._rev_index for name in ("readers", "gates"))  # noqa: SLF001 -- by id, not by token
    return frozenset(
        oid
        for oid in outbox.withdrawn()
        if tokens.isdisjoint(readers.get(oid, ())) or tokens.isdisjoint(gates.get(oid, ()))
    )


def seconds_behind(root: Any) -> float:
    """Return how long ago the oldest change was made that the index does not hold yet."""
    oldest = outbox_of(root).oldest()
    return 0.0 if oldest is None else max(0.0, (time.time_ns() - oldest) / 1e9)


def typed_words(text: str) -> Query | None:
    """Return the query for words that are all there, each perhaps only begun; ``None`` without any."""
    words = sorted(words_of(text))
    parts = tuple(Prefix(word) if len(word) >= SHORTEST_PREFIX else Word(word) for word in words)
    return All(parts) if parts else None


def ids_with_words(request: Request, text: str, kind: str, face: SearchFace) -> list[int]:
    """Return the ids of the records of ``kind`` that have every word of ``text``, for a list.

    Right at once: what the index does not hold yet is looked at itself. Rights are the list's own work, which
    intersects these ids with what its reader may read; the tokens only keep the work small.
    """
    tree = typed_words(text)
    if tree is None:
        return []
    root, tokens = request.root, frozenset(request.principals)
    asked = SearchRequest(
        tree, tokens=tokens, face=face, filters={"kind": (kind,)}, at=request.clock.now(), size=0
    )
    waiting = outbox_of(root).entries(_MOST_LOOKED_AT)
    found = engine_of(request.registry).matching_ids(asked)
    if found is None:
        # Until there is an index: the newest, one by one.
        return sorted(_among(request, _newest(root, kind), tree, kind, face))
    return sorted((set(found) - set(waiting)) | set(_among(request, waiting, tree, kind, face)))


def _newest(root: Any, kind: str) -> list[int]:
    catalog: Any = catalog_of(root)
    found = catalog["kind"].eq(kind).execute()
    if not len(found):
        return []
    return list(
        catalog["changed"].sort(
            list(found.ids), reverse=True, limit=_MOST_WITHOUT_INDEX, raise_unsortable=False
        )
    )


def _among(request: Request, oids: Iterable[int], tree: Query, kind: str, face: SearchFace) -> Iterable[int]:
    """Yield those of ``oids`` whose records have the words now."""
    graph = find_objectmap(request.root)
    for oid in oids:
        node = graph.object_for(oid)
        declared = request.registry.records.of(node) if node is not None else None
        if declared is None or declared.name != kind:
            continue
        record = record_of(node, face, request.registry)
        if record is not None and _has(record, tree):
            yield oid


def _has(record: Any, tree: Query) -> bool:
    text = " ".join((record.title, *record.numbers, record.case_number, record.sender, record.text))
    words = words_of(" ".join((text, *(page.text for page in record.pages))))
    match tree:
        case All(parts):
            return all(_begun(words, part) for part in parts)
        case AnyOf(parts):
            return any(_begun(words, part) for part in parts)
    return False


def _begun(words: set[str], part: Query) -> bool:
    match part:
        case Prefix(text):
            return any(word.startswith(text) or stem(word) == stem(text) for word in words)
        case Word(text):
            return text in words
    return False
