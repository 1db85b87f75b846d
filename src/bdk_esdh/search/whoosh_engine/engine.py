"""The port on Whoosh: the side that reads, which any number of processes and threads may have."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from whoosh.index import FileIndex
from whoosh.index import open_dir as open_index

from ..port import IndexState, SearchFace, SearchRequest, SearchResult
from .folder import BUILDING, WANTED, IndexFolder
from .searching import Search
from .segments import SegmentMemory
from .suggesting import completions, corrections

log = logging.getLogger(__name__)
_ATTEMPTS = 5
_T = TypeVar("_T")


class _Opened:
    """A searcher of one generation of one index, for one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        index: FileIndex = open_index(str(path))
        self.searcher: Any = index.searcher()
        self.generation = self.searcher.reader().generation()
        if self.generation is None:  # an index without documents
            self.generation = index.latest_generation()
        self._toc = path / f"_MAIN_{self.generation}.toc"

    def is_current(self) -> bool:
        """Tell whether nothing was written since: a commit throws the list of segments before it away."""
        try:
            self._toc.stat()
        except OSError:
            return False
        return True

    def close(self) -> None:
        with suppress(Exception):
            self.searcher.close()

    def __del__(self) -> None:
        # A thread that ended leaves its own behind.
        if hasattr(self, "searcher"):
            self.close()


class WhooshEngine:
    """Reads the index below a folder; see ``writer`` for the other side.

    :param path: the folder of the index; need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.folder = IndexFolder(path)
        self._memory = SegmentMemory()
        self._local = threading.local()

    def search(self, asked: SearchRequest) -> SearchResult:
        """Find what was asked for; see the port."""
        result = self._with_searcher(asked.face, lambda searcher: self._found(searcher, asked))
        if result is None:
            return SearchResult(index_state=self._state(is_there=False))
        return replace(result, index_state=self._state(is_there=True))

    def _found(self, searcher: Any, asked: SearchRequest) -> SearchResult:
        result = Search(searcher, self._memory, asked).result()
        if result.total:
            return result
        changes, words = corrections(searcher, self._memory, asked)
        return replace(result, suggestion=words, corrections=changes)

    def _state(self, *, is_there: bool) -> IndexState:
        if self.folder.has(BUILDING):
            return IndexState.REBUILDING
        return IndexState.READY if is_there else IndexState.MISSING

    def suggest(self, beginning: str, asked: SearchRequest, most: int) -> list[str]:
        """Return words to complete what is typed to; see the port."""
        if not asked.tokens and asked.face is SearchFace.INTERNAL:
            return []
        found = self._with_searcher(
            asked.face, lambda searcher: completions(searcher, self._memory, beginning, asked, most)
        )
        return found or []

    def matching_ids(self, asked: SearchRequest) -> list[int] | None:
        """Return the ids of all that is found; see the port."""
        return self._with_searcher(asked.face, lambda searcher: Search(searcher, self._memory, asked).ids())

    def known_ids(self, face: SearchFace) -> set[int]:
        """Return the ids of all records of a face; see the port."""

        def look(searcher: Any) -> set[int]:
            known: set[int] = set()
            for reader, _offset in searcher.reader().leaf_readers():
                oids = self._memory.facts(reader).oids if reader.doc_count_all() else []
                known.update(oids[number] for number in reader.all_doc_ids())
            return known

        return self._with_searcher(face, look) or set()

    def _with_searcher(self, face: SearchFace, look: Callable[[Any], _T]) -> _T | None:
        """Look into the newest generation; ``None`` when there is no index that can be read.

        A file may be thrown away by a commit between reading the list of files and opening it: then
        the next list is tried. What cannot be read after some attempts is told to whoever can build it anew.
        """
        fault: Exception | None = None
        for _attempt in range(_ATTEMPTS):
            try:
                opened = self._open(face)
                if opened is None:
                    return None
                return look(opened.searcher)
            except Exception as error:  # noqa: BLE001 -- a damaged file fails in any way, and never as a page of ours
                fault = error
                self._let_go(face)
        log.error("the text index cannot be read", exc_info=fault, extra={"facts": {"face": str(face)}})
        self.folder.leave(WANTED)
        return None

    def _open(self, face: SearchFace) -> _Opened | None:
        build = self.folder.current()
        if not build:
            return None
        opened = getattr(self._local, face, None)
        if opened is not None and opened[0] == build and opened[1].is_current():
            return opened[1]
        self._let_go(face)
        if not self.folder.is_readable(build):
            self.folder.leave(WANTED)
            return None
        fresh = _Opened(self.folder.path / build / face)
        setattr(self._local, face, (build, fresh))
        return fresh

    def _let_go(self, face: SearchFace) -> None:
        opened = getattr(self._local, face, None)
        setattr(self._local, face, None)
        if opened is not None:
            opened[1].close()
