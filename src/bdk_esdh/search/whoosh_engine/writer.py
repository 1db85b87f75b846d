"""The port on Whoosh: the side that writes, which one process at a time has."""

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex, LockError, create_in, open_dir

from ..danish import Lexicon
from ..port import IndexBatch, IndexedRecord, IndexUnwritable, SearchFace, Standing
from .folder import ASKED, BUILDING, WANTED, IndexFolder, sync_below
from .merging import BY_DAY, TIERS, Merging
from .schema import make_schema
from .writing import title_words, write_batch

log = logging.getLogger(__name__)
_LEXICON = "lexicon.txt"
_MARK = "mark"
#: records in a commit while an index is being built, or letters of them, whichever comes first: each commit
#: is a segment, and each segment costs every search a millisecond; so many take 0.4 GB until they are written
_BUILT_AT_A_TIME = 5_000
_BUILT_LETTERS = 20_000_000


class _Build:
    """One build: an index for each face, and the words that its compounds are made of."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lexicon = Lexicon(_read_words(path / _LEXICON))
        self.indexes: dict[SearchFace, FileIndex] = {}
        #: ids that were put in by a batch while it was being built
        self.applied: set[int] = set()
        for face in SearchFace:
            folder = path / face
            if not folder.exists():
                folder.mkdir(mode=0o700)
                create_in(str(folder), make_schema())
            self.indexes[face] = open_dir(str(folder))

    @property
    def generation(self) -> int:
        return sum(index.latest_generation() for index in self.indexes.values())

    def write(self, batch: IndexBatch, stale: frozenset[int], merging: Merging) -> None:
        for records in batch.records.values():
            self.lexicon.learn(title_words(records))
        self._keep_lexicon()
        for face, index in self.indexes.items():
            write_batch(index, batch.records.get(face, ()), stale, self.lexicon, merging)

    @property
    def mark(self) -> int:
        try:
            return int((self.path / _MARK).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def keep_mark(self, mark: int) -> None:
        """Keep the number of the batch: before its commit, so that no commit is unknown."""
        new = self.path / f"{_MARK}.new"
        new.write_text(str(mark), encoding="ascii")
        new.replace(self.path / _MARK)

    def tidy(self, merging: Merging) -> bool:
        done = False
        for index in self.indexes.values():
            segments = index._segments()  # noqa: SLF001 -- Whoosh tells nobody how many there are
            if merging.due(segments):
                done |= write_batch(index, (), (), self.lexicon, merging, tidying=True)
        return done

    def _keep_lexicon(self) -> None:
        if self.lexicon.added:
            with (self.path / _LEXICON).open("a", encoding="ascii") as stream:
                stream.writelines(f"{word}\n" for word in sorted(self.lexicon.added))
            self.lexicon.added.clear()


def _read_words(path: Path) -> list[str]:
    try:
        # A line that was half written when its writer was killed is no word of ours, and harmless.
        return path.read_text(encoding="ascii", errors="ignore").split()
    except OSError:
        return []


class WhooshWriter:
    """Writes the index below a folder; holds the turn to write for as long as it is open.

    :param path: the folder of the index; made when it does not exist.
    :raises IndexUnwritable: when another process writes, or nothing can be written.
    """

    def __init__(self, path: Path) -> None:
        self.folder = IndexFolder(path)
        self._turn = self.folder.take_turn()
        self._was_sure = self.folder.is_sure()
        self._boot_is_noted = False
        self._current: _Build | None = None
        self._building: _Build | None = None
        self._gathered: list[IndexBatch] = []
        # Half a build of a writer that was killed.
        self.folder.take_away(BUILDING)
        self.folder.drop_others(self.folder.current())
        self._open()

    def _open(self) -> None:
        name = self.folder.current()
        if not name or not self.folder.is_readable(name):
            return
        try:
            build = _Build(self.folder.path / name)
            for index in build.indexes.values():
                with index.searcher() as searcher:
                    searcher.doc_count()
        except Exception:
            # Truncated, of another version, taken away by somebody: whatever it is, another is built.
            log.exception("the text index cannot be opened")
            return
        self._current = build

    def standing(self) -> Standing:
        """Tell how the index stands; see the port."""
        if self._current is None:
            return Standing()
        is_sure = self._was_sure and not self.folder.has(WANTED) and self._current.path.is_dir()
        current = self._current
        return Standing(current.path.name, current.generation, current.mark, is_sure)

    def apply(self, batch: IndexBatch) -> Standing:
        """Take over a batch; see the port."""
        if self._current is None and self._building is None:
            raise IndexUnwritable("there is no index yet")

        def do() -> Standing:
            self._note_boot()
            self._write_gathered()
            for build in filter(None, (self._current, self._building)):
                build.keep_mark(batch.mark)
                build.write(batch, batch.oids, Merging())
            if self._building is not None:
                self._building.applied |= batch.oids
            return self.standing()

        return self._writing(do)

    def begin_build(self) -> None:
        """Begin beside; see the port. The words of the old one are known to the new one from the start."""

        def do() -> None:
            self._note_boot()
            old = self._current
            if self._building is not None:
                shutil.rmtree(self._building.path, ignore_errors=True)
            path = self.folder.path / self.folder.new_build()
            if old is not None and (old.path / _LEXICON).exists():
                shutil.copyfile(old.path / _LEXICON, path / _LEXICON)
            self._building = _Build(path)
            self._gathered = []
            self.folder.leave(BUILDING)
            self.folder.take_away(WANTED)
            self.folder.take_away(ASKED)

        self._writing(do)

    def _note_boot(self) -> None:
        if not self._boot_is_noted:
            self.folder.note_boot(on_disk=False)
            self._boot_is_noted = True

    def build(self, batch: IndexBatch) -> None:
        """Put records in; see the port."""
        building = self._building
        if building is None:
            raise IndexUnwritable("nothing is being built")
        self._gathered.append(batch)
        records = sum(len(each.oids) for each in self._gathered)
        if records >= _BUILT_AT_A_TIME or sum(each.letters for each in self._gathered) >= _BUILT_LETTERS:
            self._writing(self._write_gathered)

    def _write_gathered(self) -> None:
        """Write what was gathered in one commit: each is a segment, and merging costs as much as writing."""
        if self._building is None or not self._gathered:
            return
        records: dict[SearchFace, list[IndexedRecord]] = {face: [] for face in SearchFace}
        for batch in self._gathered:
            for face, given in batch.records.items():
                # What a batch has brought up to date since is not written over.
                records[face] += [record for record in given if record.oid not in self._building.applied]
        self._gathered = []
        self._building.write(IndexBatch(records), frozenset(), Merging(at_most=0))

    def finish_build(self) -> Standing:
        """Exchange; see the port."""
        building = self._building
        if building is None:
            raise IndexUnwritable("nothing is being built")

        def do() -> None:
            self._write_gathered()
            # Readers that still have the old one open keep its files until they look again.
            self.folder.exchange(building.path.name)

        self._writing(do)
        self._current, self._building, self._was_sure = building, None, True
        self.folder.take_away(BUILDING)
        return self.standing()

    def tidy(self) -> None:
        """Make large segments of small ones, a tier at a time; see the port."""
        if self._current is None or self._building is not None:
            return
        for tier in TIERS:
            if tier > BY_DAY and self._writing(partial(self._current.tidy, Merging(at_most=tier))):
                return

    def close(self) -> None:
        """Let all that was written reach the disk; see the port."""
        if self._turn < 0:
            return
        if self._current is not None and self.standing().is_sure:
            try:
                sync_below(self._current.path)
                self.folder.note_boot(on_disk=True)
            except (OSError, IndexUnwritable):
                log.exception("the text index could not be brought to the disk")
        with suppress(OSError):
            os.close(self._turn)
        self._turn = -1

    def _writing(self, do: Callable[[], Any]) -> Any:
        try:
            return do()
        except (OSError, LockError) as error:
            raise IndexUnwritable(str(error)) from error
