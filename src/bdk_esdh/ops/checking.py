"""Looking for faults: programs that are missing, parts that disagree.

Each ``check_*`` module looks at one part; those that look at nodes share one walk through the graph, which
keeps little in memory. Nothing is changed here: a fault brings along how it is put right, and ``repairing``
does it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pyramid.registry import Registry

from ..trash.content import trashed_nodes
from .check_catalog import CatalogCheck
from .check_files import FileCheck
from .check_lists import login_faults, queue_faults, submission_faults
from .check_numbers import NumberCheck
from .check_references import reference_faults
from .check_store import end_faults, orphan_faults, record_faults
from .check_texts import TextCheck
from .check_tree import TreeCheck
from .faults import FROM_BACKUP, Fault, dotted
from .store_files import StoreFiles
from .walking import Path, walk


def check_programs() -> list[dict[str, Any]]:
    """Say of each system program whether it is there, what for, and how to get it."""
    from ..files.programs import look_for_all

    return [
        {
            "name": each.program.name,
            "present": each.present,
            "purpose": str(each.program.purpose),
            "package": each.program.package,
        }
        for each in look_for_all()
    ]


@dataclass
class Findings:
    """What a check found, and how much it looked at."""

    faults: list[Fault] = field(default_factory=list)
    nodes: int = 0
    files: int = 0
    bytes: int = 0


def check_graph(root: Any) -> list[Fault]:
    """Compare everything in the graph and its files; return the faults."""
    return look_at(root).faults


def look_at(
    root: Any,
    registry: Registry | None = None,
    store: StoreFiles | None = None,
    *,
    quick: bool = False,
    progress: Callable[[int], None] = lambda _nodes: None,
) -> Findings:
    """Compare graph, object map, references, catalog, numbers, files, queue, sessions and submissions.

    :param registry: knows which kinds of background work there are.
    :param store: the files of the store, to be looked at too.
    :param quick: do not read the files' bytes, nor every record.
    :param progress: told how many nodes were looked at.
    """
    findings = Findings()
    storage = root._p_jar.db().storage
    files = FileCheck(root, quick=quick)
    if store is not None:
        findings.faults += _without_breaking_off(end_faults(store, storage))
        findings.faults += () if quick else _without_breaking_off(record_faults(storage))
    texts = (TextCheck(root, registry),) if registry is not None else ()
    findings.faults += _faults_of_nodes(root, (*texts, files), findings, progress)
    handlers = registry.job_handlers if registry is not None else None
    now = registry.clock.now() if registry is not None else None
    for found in (
        reference_faults(root),
        queue_faults(root, handlers, now),
        login_faults(root),
        submission_faults(root),
    ):
        findings.faults += _without_breaking_off(found)
    if store is not None:
        findings.faults += _without_breaking_off(orphan_faults(store, storage, files.in_use))
    findings.files, findings.bytes = files.files, files.bytes
    return findings


def _faults_of_nodes(
    root: Any, last: tuple[Any, ...], findings: Findings, progress: Callable[[int], None]
) -> Iterator[Fault]:
    checks = (TreeCheck(root), CatalogCheck(root), NumberCheck(root), *last)
    files = last[-1]
    unreadable: list[Fault] = []
    for path, node in walk(root, unreadable=lambda path, error: unreadable.append(_unreadable(path, error))):
        findings.nodes += 1
        progress(findings.nodes)
        for check in checks:
            yield from _without_breaking_off(check.at(path, node), path)
    for entry, node in trashed_nodes(root):
        path = ("", "papirkurv", str(entry.__name__), str(node.__name__))
        yield from _without_breaking_off(files.at(path, node), path)
    yield from unreadable
    yield from _without_breaking_off(chain.from_iterable(check.at_end() for check in checks))


def _without_breaking_off(found: Iterator[Fault], path: Path = ("",)) -> Iterator[Fault]:
    """Go on where a record cannot be read: one damaged thing must not hide all others."""
    try:
        yield from found
    except Exception as error:  # noqa: BLE001 -- a damaged record fails in as many ways as there are bytes
        yield _unreadable(path, error)


def _unreadable(path: Path, error: Exception) -> Fault:
    return Fault("data", dotted(path), f"cannot be read ({type(error).__name__}: {error})", FROM_BACKUP)
