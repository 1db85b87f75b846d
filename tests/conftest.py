"""What every test shares.

A test that drives a system program names it: ``@pytest.mark.needs("soffice", "pdftotext")``. Where the program is absent
the test is skipped by that name. With REQUIRE_ALL=1 in the environment, as in continuous integration, every skip fails:
there a test that did not run is a hole, not a courtesy.
"""

import gc
import itertools
import os
import shutil
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, settings

# A busy machine makes an example slow, not wrong; the time limit of a whole test stands in pyproject.toml.
settings.register_profile("esdh", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("esdh")

#: a folder of example data that may lie beside the project but is no part of it
BESIDE_THE_PROJECT = "not on this machine: the folder shared/"

pytest_plugins = ["tests.support.sampling"]

REQUIRE_ALL = os.environ.get("REQUIRE_ALL", "") not in ("", "0")


def pytest_runtest_setup(item):
    """Skip a test whose programs are not on this machine, naming them."""
    needed = [name for mark in item.iter_markers("needs") for name in mark.args]
    absent = [name for name in needed if shutil.which(name) is None]
    if absent:
        pytest.skip(f"not on this machine: {', '.join(absent)}")


#: folders whose tests mostly wait, for processes that start and for a browser
WAITING = ("tests/load/", "tests/browser/")
#: other files that take long: begun last, one of them would be waited for by all other processes
LONG = (
    "tests/functional/test_ops.py", "tests/functional/test_demo_crawl.py", "tests/functional/test_public_generation.py",
    "tests/functional/test_living_demo.py", "tests/functional/test_evolving.py", "tests/functional/test_api_fuzzed.py",
    "tests/functional/test_english_pages.py", "tests/functional/test_journal_completeness.py",
    "tests/functional/test_operation_uploads.py", "tests/functional/test_backup.py", "tests/architecture/",
)  # fmt: skip


def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, one that waits and one that computes by turns.

    ``make test`` tells pytest-xdist to keep this order. Of its processes some wait while others compute, and neither
    is left for the end.
    """
    files = {}
    for item in items:
        files.setdefault(item.nodeid.partition("::")[0], []).append(item)
    waiting = [name for name in files if name.startswith(WAITING)]
    computing = sorted(
        (name for name in files if not name.startswith(WAITING)), key=lambda name: not name.startswith(LONG)
    )
    turns = itertools.chain.from_iterable(itertools.zip_longest(waiting, computing))
    items[:] = [item for name in turns if name is not None for item in files[name]]


def _refuse_skip(report):
    """Turn a skip into a failure; an expected failure (xfail) is reported as a skip too and stays."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if BESIDE_THE_PROJECT in reason:
            return report  # data that is not ours to keep: the project stands without it
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 allows no skip. {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _refuse_skip((yield))


def pytest_configure():
    """Have the catalogues as the application reads them, also where ``make`` was not asked."""
    for text in Path(__file__).parents[1].glob("src/bdk_esdh/locale/*/LC_MESSAGES/*.po"):
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < text.stat().st_mtime:
            with text.open("rb") as source:
                catalogue = read_po(source)
            # Several processes may do it at once: each puts the whole file in its place.
            made = compiled.with_suffix(f".{os.getpid()}")
            with made.open("wb") as target:
                write_mo(target, catalogue)
            made.replace(compiled)


@pytest.fixture(scope="session", autouse=True)
def collecting_seldom():
    """Look for garbage seldom: pages that tests take apart are many small objects, and each search goes through all."""
    gc.set_threshold(100_000, 5, 3)


@pytest.fixture
def no_pauses(monkeypatch):
    """What meets a conflict each time is told so without the pauses between the attempts, which add up to seconds."""
    monkeypatch.setattr("bdk_esdh.kernel.retries._PAUSE_SECONDS", 0)


@pytest.fixture(scope="session")
def application(tmp_path_factory):
    from tests.support.site import make_app, make_base

    data = tmp_path_factory.mktemp("municipality")
    app, registry = make_app(data)
    storage = make_base(registry, data)
    # The application lasts as long as the run: no search for garbage has to go through it.
    gc.freeze()
    yield app, registry, storage
    storage.close()


@pytest.fixture(scope="session")
def demo_town(tmp_path_factory):
    """The demo municipality, built once: what ``tests.support.demo.demo_layer`` takes."""
    from tests.support.demo import make_demo

    # Of several processes each has a folder of its own below one of the run.
    shared = tmp_path_factory.getbasetemp().parent / "demo" if "PYTEST_XDIST_WORKER" in os.environ else None
    made = make_demo(tmp_path_factory.mktemp("demo"), shared)
    yield made
    made[2].close()


@pytest.fixture
def site(application):
    """A municipality of one's own for the length of a test: ``tests.support.site.Site``."""
    from tests.support.site import layer

    made = layer(*application)
    yield made
    made.db.close()
