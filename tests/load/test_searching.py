"""Searching on two web processes, a worker and its indexer: right in both, also when they are killed."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.load.towns import ZeoTown
from tests.support.api_client import ApiClient
from tests.support.processes import make_folder

#: seconds; on a busy machine, and long beyond what is promised
PATIENCE = 60


@pytest.fixture
def zeo_town(tmp_path):
    """A town whose processes can be killed one by one."""
    make_folder(tmp_path / "data")
    made = ZeoTown(tmp_path / "data")
    made.start()
    yield made
    made.stop()


def _total(client, words):
    return client.get("/@search", SearchableText=words)["items_total"]


def _becomes(client, words, total):
    deadline = time.monotonic() + PATIENCE
    while _total(client, words) != total:
        assert time.monotonic() < deadline, f"{words}: {_total(client, words)}, not {total}"
        time.sleep(0.1)


def _indexer_of(town):
    """Return the number of the process that writes the index of this town."""
    folder = str(town.data.resolve() / "search")
    for entry in Path("/proc").iterdir():
        try:
            command = (entry / "cmdline").read_bytes().decode().split("\0") if entry.name.isdigit() else []
        except OSError:
            continue
        if "bdk_esdh.search.indexer_child" in command and folder in command:
            return int(entry.name)
    return None


def test_both_processes_find_forget_and_outlive_their_indexer_and_worker(zeo_town):
    first, second = (ApiClient(address, "sagsbehandler") for address in zeo_town.addresses)
    other = ApiClient(zeo_town.addresses[1], "sagsbehandler2")
    case = first.create_case(title="Xylofonmuseum ved havnen")
    first.file_document(case["@id"], title="Xylofonmuseum, tegning", content=b"%PDF-1.4\nstartxref\n")
    for client in (first, second, other):
        _becomes(client, "xylofonmuseum", 2)
    assert zeo_town.data.joinpath("search", "current").exists()

    # Taken away at the first, gone at the second in the very next request, indexed or not.
    first.call("PATCH", case["@id"], json={"sensitivity": "confidential"})
    assert _total(other, "xylofonmuseum") == 0
    assert _total(second, "xylofonmuseum") == 2

    os.kill(_indexer_of(zeo_town), signal.SIGKILL)
    first.create_case(title="Fløjtemuseum")
    for client in (first, second):
        _becomes(client, "fløjtemuseum", 1)

    zeo_town.worker.kill()
    first.create_case(title="Harpemuseum")
    assert _total(second, "fløjtemuseum") == 1
    zeo_town.worker.start()
    for client in (first, second):
        _becomes(client, "harpemuseum", 1)
    assert _total(other, "xylofonmuseum") == 0
