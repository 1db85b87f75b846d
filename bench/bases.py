"""The bases that are measured on: made once under ``var/bench``, copied for each run."""

import json
import shutil
import subprocess
from pathlib import Path

from .commands import run
from .machine import load
from .serving import PROJECT

FOLDER = PROJECT / "var" / "bench"


def base(size: int) -> Path:
    """Return the folder with ``size`` documents, made if it is not there yet.

    What making it took stands beside it, for the figure of bulk import.
    """
    folder = FOLDER / str(size)
    note = FOLDER / f"{size}.json"
    if note.exists() and folder.is_dir():
        run(folder, "evolve")
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    before = load()
    made = run(folder, "demo", "--size", str(size))
    indexed = run(folder, "reindex", "--texts")
    told = {
        "seconds": made.seconds,
        "cpu": made.cpu,
        "megabytes": made.megabytes,
        "indexed": indexed.seconds,
        "load": max(before, load()),
    }
    note.write_text(json.dumps({**told, "log": (folder / "Data.fs").stat().st_size}))
    return folder


def made_in(size: int) -> dict[str, float]:
    """Return what making the base took."""
    return json.loads((FOLDER / f"{size}.json").read_text())


def copy_of(size: int) -> Path:
    """Return a copy that may be written to; its stored files are second names of those of the base."""
    source, target = base(size), FOLDER / f"{size}-copy"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for each in source.iterdir():
        if each.name == "blobs":
            # A stored file is never written to again.
            subprocess.run(["cp", "-al", str(each), str(target)], check=True)
        elif each.is_dir():
            shutil.copytree(each, target / each.name)
        elif not each.is_socket():
            shutil.copy2(each, target)
    return target
