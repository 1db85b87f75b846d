"""References between nodes: both directions agree, and both ends are there.

Nothing here is repaired: a reference can carry a right to read (an agenda opens its documents), and nobody
but a person can say which half of it is the true one.
"""

from collections.abc import Iterator
from typing import Any

from ..kernel.graph import find_objectmap
from .faults import Fault, dotted
from .walking import gently

_ADVICE = "Open the record and enter anew what it refers to, or restore a backup and compare"


def reference_faults(root: Any) -> Iterator[Fault]:
    """Look at every reference from both its ends."""
    graph: Any = find_objectmap(root)
    for kind, references in graph.referencemap.refmap.items():
        tables = (
            (references.src2target, references.target2src),
            (references.target2src, references.src2target),
        )
        for table, other in tables:
            for oid, others in gently(root, table.items()):
                for end in others:
                    yield from _faults_of(graph, str(kind), (oid, end), other)


def _faults_of(graph: Any, kind: str, ends: tuple[int, int], other: Any) -> Iterator[Fault]:
    here, there = ends
    path = graph.objectid_to_path.get(here)
    # What lies in the trash keeps its references: who may read it is worked out by them.
    if path is None and graph.is_held(here):
        path = ("trash", str(here))
    if path is None:
        yield Fault(
            "references", f"object {here}", f"is not in the graph and still has a reference ({kind})", _ADVICE
        )
    elif graph.objectid_to_path.get(there) is None and not graph.is_held(there):
        yield Fault(
            "references", dotted(path), f"has a reference to something that is gone ({kind})", _ADVICE
        )
    if here not in other.get(there, ()):
        name = dotted(path) if path else f"object {here}"
        yield Fault("references", name, f"has a reference in one direction only ({kind}, {there})", _ADVICE)
