"""Files: each is there, has its size, and its bytes are those that were filed."""

import hashlib
from collections.abc import Iterator
from typing import Any

from persistent import Persistent
from ZODB.blob import Blob
from ZODB.POSException import POSKeyError
from ZODB.utils import load_current

from ..files.content import StoredFile
from ..kernel.graph import Container, Node
from .faults import Fault, dotted
from .walking import Path

_FROM_BACKUP = "Copy the file of the same name from a backup: esdh restore puts it under blobs/"
#: what leads from a node to other nodes, or to trees that hold no files
_NOT_PARTS = frozenset({"__parent__", "data", "_num_objects"})


class FileCheck:
    """Looks at the files of each node in turn.

    :param quick: compare sizes only.
    """

    part = "files"

    def __init__(self, root: Any, *, quick: bool = False) -> None:
        """Begin with nothing seen."""
        self.root = root
        self.storage = root._p_jar.db().storage
        self.quick = quick
        #: what is in use: object id and transaction of each blob, as the store names its files
        self.in_use: set[bytes] = set()
        self.files = self.bytes = 0
        self._wrong: list[tuple[Path, Any, str]] = []

    def at(self, path: Path, node: Any) -> Iterator[Fault]:
        """Look at each file that is part of one node."""
        # The root holds the catalog, the journal and the like beside the tree, and no files.
        for file in files_of(node) if node is not self.root else ():
            yield from self._faults_of(path, file)

    def at_end(self) -> Iterator[Fault]:
        """Say of wrong bytes whose they are, when two files were swapped."""
        owners = {file.sha256: path for path, file, _digest in self._wrong}
        for path, file, digest in self._wrong:
            says = f"has a file whose bytes are not those that were filed ({self._name_of(file)})"
            if digest in owners:
                says += f"; they are those of a file of {dotted(owners[digest])}"
            yield Fault(self.part, dotted(path), says, _FROM_BACKUP)

    def _faults_of(self, path: Path, file: StoredFile) -> Iterator[Fault]:
        self.files += 1
        try:
            with file.blob.open("r") as stream:
                self.in_use.add(file.blob._p_oid + file.blob._p_serial)
                size = stream.seek(0, 2)
                stream.seek(0)
                digest = (
                    None
                    if self.quick or size != file.size
                    else hashlib.file_digest(stream, "sha256").hexdigest()
                )
        except (POSKeyError, OSError):
            yield Fault(
                self.part,
                dotted(path),
                f"has a file that is missing ({self._name_of(file)})",
                _FROM_BACKUP,
            )
            return
        self.bytes += size
        if size != file.size:
            says = f"has a file of {size} bytes where {file.size} were filed ({self._name_of(file)})"
            yield Fault(self.part, dotted(path), says, _FROM_BACKUP)
        elif digest not in (None, file.sha256):
            self._wrong.append((path, file, str(digest)))

    def _name_of(self, file: StoredFile) -> str:
        """Name the file on disk, also when it is not there."""
        layout = getattr(self.storage, "fshelper", None)
        try:
            _data, tid = load_current(self.storage, file.blob._p_oid)
            self.in_use.add(file.blob._p_oid + tid)
            return (
                f"blobs/{layout.layout.getBlobFilePath(file.blob._p_oid, tid)}"
                if layout
                else "no file of its own"
            )
        except POSKeyError:
            return "its record is missing too"


def files_of(node: Any) -> Iterator[StoredFile]:
    """Find every file that is part of a node, whichever capability put it there.

    What is a node of its own is no part, and neither are its files.
    """
    found = [value for name, value in _state_of(node) if name not in _NOT_PARTS]
    seen: set[int] = set()
    while found:
        value = found.pop()
        if isinstance(value, StoredFile):
            yield value
        elif isinstance(value, list | tuple | set | frozenset):
            found.extend(value)
        elif isinstance(value, dict):
            found.extend(value.values())
        elif isinstance(value, Persistent) and not isinstance(value, Container | Node | Blob):
            # Kept alive by the node above it, so that an id names one object.
            if id(value) in seen:
                continue
            seen.add(id(value))
            found.extend(value.values() if _is_tree(value) else (part for _name, part in _state_of(value)))


def _state_of(value: Any) -> list[tuple[str, Any]]:
    value._p_activate()
    return list(getattr(value, "__dict__", {}).items())


def _is_tree(value: Any) -> bool:
    return type(value).__module__.startswith("BTrees.") and hasattr(value, "values")
