"""The demo municipality for tests: built once a run by the builders that ``esdh demo`` uses."""

import fcntl
import shutil

from rich.console import Console
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.demo.build import build_demo
from bdk_esdh.ops.opening import Opened
from bdk_esdh.ops.setting_up import set_up
from tests.support.site import layer, make_app

#: all that the thirty cases have; the keeper of the archive comes with the municipality alive
DEMO_LOGINS = (
    "administrator", "sagsbehandler", "sagsbehandler2", "postmedarbejder", "sekretaer", "politiker", "leder",
    "redaktoer", "medarbejder", "borger1", "borger2",
)  # fmt: skip


def make_demo(data, shared=None):
    """Build the demo municipality under ``data``; background work is left in its queue.

    :param shared: a folder of all processes of this run: whoever comes first builds it there, and the others copy.
    :return: the application, its registry and the storage, as ``tests.support.site.layer`` takes them.
    """
    if shared is None:
        _build(data)
    else:
        with (shared.parent / f"{shared.name}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not shared.exists():
                _build(shared.with_suffix(".new"))
                shared.with_suffix(".new").rename(shared)
        shutil.copytree(shared, data, dirs_exist_ok=True)
    app, registry = make_app(data)
    return app, registry, FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs"))


def _build(data):
    data.mkdir(exist_ok=True)
    app, registry = make_app(data)
    db = DB(FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs")))
    opened = Opened(app, registry, db, {})
    set_up(opened)
    build_demo(opened, Console(quiet=True))
    db.close()


def demo_layer(made):
    """Put a throw-away layer over what ``make_demo`` returned: a ``tests.support.site.Site``."""
    return layer(*made)
