"""Verifying backups: every file of every set is there, and its bytes are those that were written."""

from collections.abc import Callable
from pathlib import Path

from .backup_copying import hash_of
from .backup_sets import BackupError, BackupSet, Target, copies_of, read_set


def verify_backups(
    folder: Path, *, progress: Callable[[int], None] = lambda _files: None
) -> tuple[list[BackupSet], list[str]]:
    """Read every file of every set.

    (Databeskyttelsesforordningen art. 32, stk. 1, litra d)

    :param progress: told how many files were read.
    :returns: the sets whose lists can be read, and what is wrong, a sentence each.
    :raises BackupError: when the folder is no backup.
    """
    target = Target(folder.resolve())
    target.require()
    sets, wrong = [], []
    for path in sorted(target.sets.glob("*.json")):
        try:
            sets.append(read_set(path))
        except BackupError as error:
            wrong.append(str(error))
    if not sets and not wrong:
        wrong.append(f"{folder} holds no whole backup")
    names = {each.name for each in sets}
    wrong += [
        f"the set {each.name} goes on from {each.after}, which is not there"
        for each in sets
        if not each.is_full and each.after not in names
    ]
    for number, copy in enumerate(copies_of(sets).values(), start=1):
        progress(number)
        try:
            if hash_of(target.folder / copy.path) != (copy.size, copy.sha256):
                wrong.append(f"{copy.path} is damaged: its bytes are not those that were written")
        except OSError as error:
            wrong.append(f"{copy.path} cannot be read: {error.strerror or error}")
    return sets, wrong
