"""What the text search holds of a node: its type says it, in one function for each face.

Inside, every type with a page at work and a ``searchable_text`` is found by it; a type whose records have
more to say (a sender, a file) names a function by ``config.add_internal_record``. In public nothing is found
that no function hands out: ``config.add_public_record``. Who may read it is added here, by the same functions
as pages and lists use.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from ..kernel.graph import find_objectmap, get_oid, resource_path_tuple
from ..kernel.records import Face
from ..security.readers import gate_tokens, reader_tokens
from .hits import number_of, title_of
from .port import IndexedRecord, SearchFace, TextPage

#: of a file's text, so many characters are found; a file of more is a list of figures or worse
MOST_TEXT = 1_000_000
#: of a title or a field
MOST_FIELD = 20_000

#: ``function(node, registry)`` gives fields of :class:`IndexedRecord` by name, or ``None`` for "not found
#: here"
RecordFunction = Callable[[Any, Registry], dict[str, Any] | None]


def record_of(node: Any, face: SearchFace, registry: Registry) -> IndexedRecord | None:
    """Return what the index of ``face`` is to hold of ``node``, or ``None`` when nothing."""
    declared = registry.records.of(node)
    if declared is None or get_oid(node, None) is None:
        return None
    if face is SearchFace.PUBLIC:
        source = registry.public_records.get(type(node))
        said = source(node, registry) if source is not None else None
        return None if said is None else _made(node, declared.name, said)
    if Face.INTRANET not in declared.faces or not declared.read_permission:
        return None
    source = registry.internal_records.get(type(node))
    said = source(node, registry) if source is not None else _by_its_text(node)
    if said is None:
        return None
    rights = {"readers": reader_tokens(node), "gates": gate_tokens(node)}
    return _made(node, declared.name, said | rights)


def _by_its_text(node: Any) -> dict[str, Any] | None:
    text = getattr(node, "searchable_text", None)
    # The title is found by itself, and an excerpt that repeats it says nothing.
    return None if text is None else {"text": text().replace(title_of(node), "", 1).strip()}


def _made(node: Any, kind: str, said: dict[str, Any]) -> IndexedRecord:
    number = number_of(node)
    facts = {"title": title_of(node), "kind": kind, "numbers": (number,) if number else ()} | said
    facts["title"] = facts["title"][:MOST_FIELD]
    facts["text"] = facts.get("text", "")[:MOST_FIELD]
    facts["pages"] = tuple(_cut(facts.get("pages", ())))
    return IndexedRecord(oid=get_oid(node), path="/".join(resource_path_tuple(node)), **facts)


def _cut(pages: Iterable[TextPage]) -> Iterable[TextPage]:
    left = MOST_TEXT
    for page in pages:
        if left <= 0:
            return
        yield page if len(page.text) <= left else TextPage(page.text[:left], page.number)
        left -= len(page.text)


def with_those_showing(root: Any, oids: Collection[int], registry: Registry) -> set[int]:
    """Return ``oids`` and the ids of whatever public records show a part of one of them.

    What changes, or is taken back, changes those too, in the same moment.
    """
    kept = find_objectmap(root).referencemap.refmap
    found = set(oids)
    for references in (kept[name] for name in registry.public_relations if name in kept):
        # Few are shown by another; while many are imported, thousands of others wait to be asked for here.
        for oid in filter(references.is_target, oids):
            found.update(references.sourceids(oid))
    return found


def day_of(moment: Any) -> date | None:
    """Return the day of a moment, if there is one."""
    return moment.date() if moment is not None else None


def _add_record(config: Configurator, face: SearchFace, cls: type, source: Any) -> None:
    source = config.maybe_dotted(source)
    table = {SearchFace.INTERNAL: "internal_records", SearchFace.PUBLIC: "public_records"}[face]
    config.action(
        ("text record", face, cls), lambda: getattr(config.registry, table).__setitem__(cls, source)
    )


def add_internal_record(config: Configurator, cls: type, source: Any) -> None:
    """Directive: say what those at work find nodes of ``cls`` by.

    :param source: a :data:`RecordFunction`, or its dotted name.
    """
    _add_record(config, SearchFace.INTERNAL, cls, source)


def add_public_record(config: Configurator, cls: type, source: Any) -> None:
    """Directive: say what everyone finds nodes of ``cls`` by; only what is published may be in it.

    :param source: a :data:`RecordFunction`, or its dotted name.
    """
    _add_record(config, SearchFace.PUBLIC, cls, source)


def add_public_relation(config: Configurator, relation: str) -> None:
    """Directive: say that what refers to a node by ``relation`` may be found in public by what that holds."""
    config.action(("public relation", relation), lambda: config.registry.public_relations.append(relation))


def includeme(config: Configurator) -> None:
    """Make the registers."""
    config.registry.internal_records = {}
    config.registry.public_records = {}
    config.registry.public_relations = []
    config.add_directive("add_internal_record", add_internal_record)
    config.add_directive("add_public_record", add_public_record)
    config.add_directive("add_public_relation", add_public_relation)
