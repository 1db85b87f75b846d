"""Looking for faults: programs that are missing, parts that disagree."""

import hashlib
from collections.abc import Iterator
from typing import Any

from ..kernel.graph import catalog_of, find_objectmap, get_oid, postorder


def check_programs() -> list[dict[str, Any]]:
    """Say of each system program whether it is there, what for, and how to get it."""
    from ..files.programs import PROGRAMS

    return [
        {"name": each.name, "present": each.is_present(), "purpose": each.purpose, "package": each.package}
        for each in PROGRAMS
    ]


def check_graph(root: Any) -> list[str]:
    """Compare graph, object map, catalog and stored files; return a sentence for each fault."""
    graph, catalog = find_objectmap(root), catalog_of(root)
    faults = []
    seen = set()
    for node in postorder(root):
        oid = get_oid(node, None)
        if oid is None:
            faults.append(f"{node!r} has no object id")
            continue
        seen.add(oid)
        if node is not root and oid not in catalog.objectids:
            faults.append(f"{'/'.join(graph.path_for(oid) or ())} is not in the catalog")
        faults.extend(_file_faults(node))
    faults.extend(
        f"the catalog holds object {oid}, which is not in the graph"
        for oid in catalog.objectids
        if oid not in seen
    )
    return faults


def _file_faults(node: Any) -> Iterator[str]:
    for version in getattr(node, "versions", ()):
        for file in filter(None, (version.file, version.rendition)):
            with file.blob.open("r") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    yield f"{node.document_number} version {version.number}: the file's bytes are not those that were filed"
