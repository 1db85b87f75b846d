"""Looking for faults: programs that are missing, parts that disagree."""

import hashlib
from collections.abc import Iterator
from typing import Any

from ZODB.POSException import POSKeyError

from ..kernel.graph import catalog_of, find_objectmap, get_oid, postorder
from ..security.readers import gate_tokens, reader_tokens


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


def check_graph(root: Any) -> list[str]:
    """Compare graph, object map, catalog and stored files; return a sentence for each fault."""
    graph: Any = find_objectmap(root)
    catalog: Any = catalog_of(root)
    faults = []
    seen = set()
    for node in postorder(root):
        oid = get_oid(node, None)
        if oid is None:
            faults.append(f"{_path_of(node)} has no object id")
            continue
        seen.add(oid)
        if graph.object_for(oid) is not node:
            faults.append(f"{_path_of(node)} is not what the object map has under its id")
        if node is not root:
            faults.extend(_catalog_faults(catalog, node, oid))
        faults.extend(_file_faults(node))
    faults.extend(
        f"the catalog holds object {oid}, which is not in the graph"
        for oid in catalog.objectids
        if oid not in seen
    )
    return faults


def _path_of(node: Any) -> str:
    names: list[str] = []
    while node is not None:
        names.insert(0, node.__name__ or "")
        node = node.__parent__
    return "/".join(names) or "/"


def _catalog_faults(catalog: Any, node: Any, oid: int) -> Iterator[str]:
    if oid not in catalog.objectids:
        yield f"{_path_of(node)} is not in the catalog"
        return
    for name, tokens in (("readers", reader_tokens(node)), ("gates", gate_tokens(node))):
        if set(catalog[name]._rev_index.get(oid, ())) != tokens:  # noqa: SLF001 (hypatia has no other way to ask)
            yield f"{_path_of(node)}: lists show it to others than may read it ({name}); run 'esdh reindex'"


def _file_faults(node: Any) -> Iterator[str]:
    release = getattr(node, "release", None)
    for version in getattr(node, "versions", ()):
        for file in filter(None, (version.file, version.rendition)):
            yield from _fault_of(file, f"{_path_of(node)} version {version.number}")
    if release is not None:
        yield from _fault_of(release.file, f"{_path_of(node)}, the released file")


def _fault_of(file: Any, what: str) -> Iterator[str]:
    try:
        with file.blob.open("r") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (POSKeyError, OSError):
        yield f"{what}: the file is missing"
        return
    if digest != file.sha256:
        yield f"{what}: the file's bytes are not those that were filed"
