"""The folder of the index: builds side by side, one of which is searched.

``current`` names the build that is searched; each build is a folder with an index for each face. A build is
never repaired: it is right, or another is built beside it and ``current`` is exchanged.

Whoosh writes without waiting for the disk. A process that is killed loses nothing by that, a machine that
goes down may: ``boot`` names the boot of the machine in which the index was last written, and whether it was
brought to the disk since. An index written before the machine went down is not trusted.
"""

import fcntl
import json
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from ..port import IndexUnwritable
from .schema import FORMAT

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class IndexFolder:
    """Where the builds lie.

    :param path: made when something is written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> str:
        """Return the name of the build that is searched; empty when there is none."""
        try:
            name = (self.path / "current").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""
        # It becomes a path: nothing but what we write ourselves.
        return name if name.startswith("build-") and name.replace("-", "").isalnum() else ""

    def is_readable(self, name: str) -> bool:
        """Tell whether a build is there and of the format that this version reads."""
        try:
            return int((self.path / name / "format").read_text(encoding="ascii")) == FORMAT
        except (OSError, ValueError):
            return False

    def new_build(self) -> str:
        """Make the folder of a new build and return its name.

        :raises IndexUnwritable: when nothing can be written.
        """
        name = f"build-{secrets.token_hex(6)}"
        try:
            (self.path / name).mkdir(parents=True, mode=0o700)
            (self.path / name / "format").write_text(str(FORMAT), encoding="ascii")
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        return name

    def exchange(self, name: str) -> None:
        """Let ``name`` be the build that is searched, and throw the others away.

        :raises IndexUnwritable: when nothing can be written; then the old one stays.
        """
        new = self.path / "current.new"
        try:
            sync_below(self.path / name)
            new.write_text(name, encoding="ascii")
            _sync(new)
            new.replace(self.path / "current")
            _sync(self.path)
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        self.drop_others(name)

    def drop_others(self, name: str) -> None:
        """Throw away every build but one: half of one, an old one."""
        for other in self.path.glob("build-*"):
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    # Whether what was written is certain to be there.

    def is_sure(self) -> bool:
        """Tell whether all that was written is there: the machine stayed up, or it was on the disk."""
        try:
            noted = json.loads((self.path / "boot").read_text(encoding="ascii"))
            return bool(noted["on_disk"] or noted["boot"] == _boot())
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def note_boot(self, *, on_disk: bool) -> None:
        """Note that it is written in this boot of the machine, or that all of it is on the disk now.

        :raises IndexUnwritable: when nothing can be written.
        """
        new = self.path / "boot.new"
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            new.write_text(json.dumps({"boot": _boot(), "on_disk": on_disk}), encoding="ascii")
            _sync(new)
            new.replace(self.path / "boot")
            _sync(self.path)
        except OSError as error:
            raise IndexUnwritable(str(error)) from error

    def take_turn(self) -> int:
        """Become the one process that writes; returns the descriptor that has to stay open for that long.

        :raises IndexUnwritable: when another one writes, or nothing can be written.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self.path / "writer.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise IndexUnwritable(str(error)) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise IndexUnwritable("another process writes the index") from error
        return descriptor

    # Small notes that processes leave each other.

    def has(self, note: str) -> bool:
        """Tell whether a note is there."""
        return (self.path / note).exists()

    def leave(self, note: str) -> None:
        """Leave a note; where nothing can be written nobody can do anything about it either."""
        with suppress(OSError):
            (self.path / note).touch()

    def tell(self, note: str, figure: int) -> None:
        """Write a figure in a note that is there."""
        if self.has(note):
            with suppress(OSError):
                (self.path / note).write_text(str(figure), encoding="ascii")

    def figure(self, note: str) -> int:
        """Return the figure in a note, 0 without one."""
        try:
            return int((self.path / note).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def is_taken(self) -> bool:
        """Tell whether some process has the turn to write."""
        try:
            descriptor = self.take_turn()
        except IndexUnwritable:
            return (self.path / "writer.lock").exists()
        os.close(descriptor)
        return False

    def take_away(self, note: str) -> None:
        """Take a note away."""
        with suppress(OSError):
            (self.path / note).unlink(missing_ok=True)


#: an index is being built beside the one that is searched
BUILDING = "building"
#: somebody met a file that could not be read
WANTED = "rebuild-wanted"
#: an administrator asks for a new index
ASKED = "rebuild-asked"


def _boot() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return "unknown to this system: never trusted " + secrets.token_hex(8)


def sync_below(folder: Path) -> None:
    """Bring all files below ``folder`` to the disk."""
    for path in (*folder.rglob("*"), folder):
        with suppress(FileNotFoundError):
            _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
