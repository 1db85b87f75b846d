"""A data folder with a few records, for tests of care: made once a run, copied for each test."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import transaction
from click.testing import CliRunner
from pyramid.threadlocal import RequestContext  # noqa: TID251 -- a test stands in for the web here
from ZODB import DB
from ZODB.FileStorage import FileStorage

from bdk_esdh.jobs.queue import queue_of
from bdk_esdh.kernel.records import Act
from bdk_esdh.ops.checking import look_at
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.repairing import repair
from bdk_esdh.ops.store_files import StoreFiles
from bdk_esdh.root import ROOT_KEY, bare_request, create_root
from tests.support.builders import a_case, a_document
from tests.support.site import forget_files, seed

PROJECT = Path(__file__).parents[2]
DEVELOPMENT = str(PROJECT / "development.ini")
DOCUMENTS = 3


class Kept:
    """A data folder, and what one does to it without starting the whole application each time."""

    def __init__(self, folder, registry):
        self.folder, self.registry = folder, registry
        self.store = StoreFiles(folder, folder / "Data.fs", folder / "blobs")

    def act(self):
        return Act("system", "System", self.registry.clock.now(), self.registry)

    @contextmanager
    def zodb_root(self, *, read_only=False):
        """Open the database as a server does, or beside one; commits at the end."""
        storage = (
            self.store.open_to_read()
            if read_only
            else FileStorage(str(self.store.data), blob_dir=str(self.store.blobs))
        )
        db = DB(storage, cache_size=30_000)
        transaction.begin()
        connection = db.open()
        try:
            with RequestContext(bare_request(self.registry)):
                yield connection.root()
                if not read_only:
                    transaction.commit()
        finally:
            transaction.abort()
            connection.close()
            db.close()

    @contextmanager
    def graph(self, **how):
        with self.zodb_root(**how) as zodb_root:
            yield zodb_root[ROOT_KEY]

    def change(self, do):
        """Do something to the graph, past all rules."""
        with self.graph() as root:
            return do(root)

    def found(self, **how):
        """Return what a check finds."""
        with self.graph(read_only=True) as root:
            return look_at(root, self.registry, self.store, **how).faults

    def faults(self):
        """Return what a check finds: pairs of part and path."""
        return [(fault.part, fault.path) for fault in self.found()]

    def sentences(self):
        """Return what a check finds, as sentences."""
        return [str(fault) for fault in self.found()]

    def repair(self):
        """Put right what can be put right, as the command does it."""
        with self.graph() as root:
            faults = look_at(root, self.registry, self.store).faults
            transaction.abort()
            return repair(root, faults)

    def blobs(self):
        """Return the files, the oldest first."""
        return sorted((self.folder / "blobs").rglob("*.blob"), key=lambda path: (path.name, path))

    def copy(self, target):
        """Return a copy of the folder."""
        return Kept(Path(shutil.copytree(self.folder, target)), self.registry)

    def esdh(self, *arguments):
        """Run the command on the folder; returns its status and what it printed."""
        return esdh(self.folder, *arguments)


def make_kept(folder, registry):
    """Make a graph with two cases, and three documents on each; nothing waits in the queue."""
    folder.mkdir(parents=True)
    forget_files(registry)
    kept = Kept(folder, registry)
    with kept.zodb_root() as zodb_root:
        root = create_root(zodb_root, registry)
        seed(root, kept.act())
        transaction.commit()
        for title in ("Opførelse af carport", "Lagerhal"):
            case = a_case(root, kept.act(), title=title)
            for number in range(DOCUMENTS):
                file(root, case, f"Brev {number}", kept.act())
    return kept


def file(root, case, title, act):
    """File a document in a transaction of its own."""
    document = a_document(case, act, title=title)
    queue_of(root).waiting.clear()
    transaction.commit()
    return document


def esdh(data, *arguments, config=DEVELOPMENT):
    """Run the command; returns its status and what it told."""
    runner = CliRunner(env={"ESDH_PASSWORD": "langt kodeord", "COLUMNS": "200"})
    answer = runner.invoke(main, ["--config", config, "--data", str(data), *map(str, arguments)])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer.exit_code, answer.stdout if "--json" in arguments else answer.output


def told_in_json(data, *arguments):
    """Run the command and read what it tells programs."""
    return json.loads(esdh(data, *arguments, "--json")[1])
