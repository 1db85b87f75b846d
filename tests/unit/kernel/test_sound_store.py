"""Where there was no room for a transaction, the store is as it was, and what comes next is read as it was written."""

import json
import subprocess
import sys

from tests.support.processes import EMBEDDED, PROJECT, make_folder
from ZEO.runzeo import ZEOOptions
from ZODB.FileStorage import FileStorage

from bdk_esdh.kernel.sound_store import SoundFileStorage, keep_sound
from bdk_esdh.ops.opening import opened

# A process of its own, since what a file may be is said of a process.
PROGRAM = """
import itertools, json, logging, os, resource, sys
import transaction, ZODB
from persistent.mapping import PersistentMapping
from ZODB.blob import BlobStorage
from ZODB.FileStorage import FileStorage
from bdk_esdh.kernel.sound_store import keep_sound

logging.disable(logging.CRITICAL)

def let_be(most):
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

def told_of(folder, first_sent, sent, room, next_sent):
    path = folder + "/Data.fs"
    storage = BlobStorage(folder + "/blobs", FileStorage(path))
    keep_sound(storage)
    database = ZODB.DB(storage, cache_size=1)
    connection = database.open()
    root = connection.root()

    def file(name, size):
        root[name] = PersistentMapping(text=name[0] * size)
        try:
            transaction.commit()
        except Exception as error:
            transaction.abort()
            return type(error).__name__

    def read(name):
        connection.cacheMinimize()
        text = root[name]["text"] if name in root else ""
        return len(text) if text == name[0] * len(text) else text[:20]

    file("before", first_sent)
    file("latest", 300)
    size = os.path.getsize(path)
    let_be(size + room)
    told = {"refused": file("refused", sent), "grown": os.path.getsize(path) - size, "while full": read("latest")}
    # Nor does a second try leave anything.
    told["again"] = file("refused again", sent)
    let_be(resource.RLIM_INFINITY)
    told["room again"] = file("next", next_sent)
    told["next"] = read("next")
    told["there"] = sorted(root)
    transaction.abort()
    database.close()
    opened = ZODB.DB(FileStorage(path))
    told["opened again"] = sorted(opened.open().root())
    opened.close()
    return told

def each():
    sizes = itertools.product([100_000, 100], [5_000, 70_000], [0, 1, 300, 500, 1_000, 4_100], [100, 3_000, 30_000])
    for number, chosen in enumerate(sizes):
        folder = os.path.join(sys.argv[1], str(number))
        os.mkdir(folder)
        yield chosen, told_of(folder, *chosen)

print(json.dumps(list(each())))
"""


def test_what_there_was_no_room_for_leaves_no_trace(tmp_path):
    """Break it: let ``keep_sound`` do nothing.

    Tried with much and little in the database, with much and little to file, then and afterwards, and room for some
    of it. A database smaller than what is filed has no room for the file it is gathered in either.
    """
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    tried = json.loads(answer.stdout)
    assert len(tried) == 72
    names = ["before", "latest", "next"]
    for sizes, told in tried:
        assert told == {
            "refused": "OSError",
            "grown": 0,
            "while full": 300,
            "again": "OSError",
            "room again": None,
            "next": sizes[-1],
            "there": names,
            "opened again": names,
        }, sizes


def test_the_application_opens_such_a_one(tmp_path):
    make_folder(tmp_path / "data")
    with opened(EMBEDDED, str(tmp_path / "data")) as app:
        assert type(app.db.storage.tpc_vote.__self__) is SoundFileStorage


def test_the_zeo_server_opens_such_a_one(tmp_path, monkeypatch):
    monkeypatch.setenv("ESDH_DATA", str(tmp_path))
    monkeypatch.setenv("ESDH_SOCKETS", str(tmp_path))
    options = ZEOOptions()
    options.realize(["-C", str(PROJECT / "etc/zeo/server.conf")])
    (section,) = options.storages
    storage = section.open()
    storage.close()
    assert type(storage) is SoundFileStorage


def test_a_store_of_another_kind_is_left_as_it_is(tmp_path):
    class Another(FileStorage):
        """Somebody else's."""

    storage = Another(str(tmp_path / "Data.fs"))
    keep_sound(storage)
    storage.close()
    assert type(storage) is Another
