"""What ``make test`` leaves out of its long runs, and that it says so.

A sweep asks the same of many: of every page, of every form, as every role. Plain ``make test`` takes a fixed share of each,
evenly spread, so that it answers within the time somebody waits for it; ``REQUIRE_ALL=1 make test``, as continuous
integration runs it, and ``make test ARGS=...``, which names what is wanted, take all.
"""

from collections import defaultdict

import pytest

OPTION = "--sample"
_LEFT_OUT = pytest.StashKey[int]()
_SAID = "left_out_of_the_sample"


def pytest_addoption(parser):
    parser.addoption(OPTION, action="store_true", help="take a fixed share of each long run")


def pytest_configure(config):
    config.stash[_LEFT_OUT] = 0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what no share is of; each process leaves out the same."""
    if not config.getoption(OPTION):
        return
    seen, left_out, kept = defaultdict(int), [], []
    for item in items:
        (kept if _is_of_the_sample(item, seen) else left_out).append(item)
    items[:] = kept
    config.stash[_LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)


def _is_of_the_sample(item, seen):
    """Tell whether ``item`` runs in a sample.

    :param seen: how many of each function have been asked for; counted on here.
    """
    if item.get_closest_marker("whole"):
        return False
    mark = item.get_closest_marker("sweep")
    if mark is None:
        return True
    function = item.nodeid.partition("[")[0]
    number = seen[function] - mark.kwargs.get("first", 0)
    seen[function] += 1
    return number % mark.args[0] == 0


def pytest_sessionfinish(session):
    """Tell the process that gathers, which collects nothing itself."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_SAID] = session.config.stash[_LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    """Hear it from a process that ran tests; one that died says nothing."""
    stash = node.config.stash
    stash[_LEFT_OUT] = max(stash[_LEFT_OUT], getattr(node, "workeroutput", {}).get(_SAID, 0))


def pytest_terminal_summary(terminalreporter, config):
    if config.getoption(OPTION):
        terminalreporter.write_line(
            f"A sample of each long run: {config.stash[_LEFT_OUT]} tests were left out. REQUIRE_ALL=1 takes all."
        )
