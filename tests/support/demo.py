"""The demo municipality for tests: built once a run by the builders that ``esdh demo`` uses."""

from rich.console import Console
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.demo.build import build_demo
from bdk_esdh.ops.opening import Opened
from bdk_esdh.ops.setting_up import set_up
from tests.support.site import layer, make_app

#: one of each role, as the start of the program prints them
DEMO_LOGINS = (
    "administrator", "sagsbehandler", "sagsbehandler2", "postmedarbejder", "sekretaer", "politiker", "leder",
    "redaktoer", "medarbejder", "borger1",
)  # fmt: skip


def make_demo(data):
    """Build the demo municipality under ``data``; background work is left in its queue.

    :return: the application, its registry and the storage, as ``tests.support.site.layer`` takes them.
    """
    app, registry = make_app(data)
    storage = FileStorage(str(data / "Data.fs"), blob_dir=str(data / "blobs"))
    opened = Opened(app, registry, DB(storage), {})
    set_up(opened)
    build_demo(opened, Console(quiet=True))
    return app, registry, storage


def demo_layer(made):
    """Put a throw-away layer over what ``make_demo`` returned: a ``tests.support.site.Site``."""
    return layer(*made)
