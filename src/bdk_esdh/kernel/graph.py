"""The content graph: everything we take of SubstanceD, adapted in this one place.

Taken: ``Folder``, the object map (ids and references), field and keyword
catalogs, folder events, the content registry and evolution steps. Not taken:
its ``Root`` (it brings a text index that conflicts on every filing and a second
user store), ``principal``, ``locking``, ``workflow`` (see ``kernel.workflow``)
and everything of its management pages.

No class of SubstanceD is pickled bare. Each persistent one has a subclass here,
so that the database names this module and the parts can be exchanged one by one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import hypatia.field
import hypatia.keyword
from BTrees import family64
from persistent import Persistent
from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.traversal import resource_path_tuple
from substanced.catalog import Catalog
from substanced.catalog.discriminators import IndexViewDiscriminator
from substanced.event import (
    ObjectModified,
    subscribe_added,
    subscribe_modified,
    subscribe_removed,
)
from substanced.evolution import EvolutionManager, add_evolution_step
from substanced.folder import Folder
from substanced.interfaces import MODE_IMMEDIATE
from substanced.objectmap import ExtentMap, ListSet, ObjectMap, ReferenceMap, ReferenceSet
from substanced.util import find_objectmap, get_oid, postorder, wrap_if_broken

from .catalog_work import work_begun, work_of
from .index_directives import CATALOG_NAME, add_graph_index, add_indexed_value
from .keyword_index import KeptInTrees, RenewedTogether, TellsRights
from .outbox import Outbox
from .shown_index import ALWAYS, SHOWN_FROM, TODAY, TouchesGeneration, declare_shown_index
from .sparse_index import SparseIndex

__all__ = [
    "ALWAYS",
    "FOLLOWS",
    "SHOWN_FROM",
    "Container",
    "EvolutionManager",
    "Graph",
    "GraphCatalog",
    "Node",
    "catalog_of",
    "find_objectmap",
    "get_oid",
    "outbox_of",
    "postorder",
    "reindex_below",
    "reindex_node",
    "resource_path_tuple",
    "tell_changed",
]

#: reference from a node whose index entries tell of another one's rights, to that other one
FOLLOWS = "index-follows"


class Container(Folder):
    """A node that holds other nodes by name."""

    __name__: str | None
    __parent__: "Container | None"
    __oid__: int
    #: who was named on it (``security.grants``); only ``sharing.actions`` writes it
    sharing: tuple[Any, ...] | None = None
    #: names that nothing new in it may have
    retired_names: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> Any:
        """Return what is called ``name``; without SubstanceD's clock, which takes longer than finding it.

        :raises KeyError: when nothing is.
        """
        return wrap_if_broken(self.data[name])

    def retire_name(self, name: str) -> None:
        """Give ``name`` to nothing new: rights or papers may still mean what had it."""
        self.retired_names |= {name}

    def is_free(self, name: str) -> bool:
        """Tell whether something new may be called ``name``."""
        return name not in self and name not in self.retired_names


class Node(Persistent):
    """A node without children of its own, such as a document."""

    __name__: str | None = None
    __parent__: "Container | None" = None
    __oid__: int
    sharing: tuple[Any, ...] | None = None


class Extents(ExtentMap):
    """Which objects are of which class."""


class OrderedIds(ListSet):
    """Ids of one reference, in an order somebody chose."""


class References(ReferenceSet):
    """Both directions of one kind of reference."""

    oidlist_class = OrderedIds


class ReferenceTable(ReferenceMap):
    """All kinds of reference; differs only in the class it stores."""

    def connect(self, source: int, target: int, reftype: Any) -> None:
        """Note that ``source`` refers to ``target``."""
        self.refmap.setdefault(reftype, References()).connect(source, target)

    def order_sources(self, targetid: int, reftype: Any, order: Any = ()) -> Any:
        """Fix the order in which the sources of ``targetid`` are kept."""
        return self.refmap.setdefault(reftype, References()).order_sources(targetid, order)

    def order_targets(self, sourceid: int, reftype: Any, order: Any = ()) -> Any:
        """Fix the order in which the targets of ``sourceid`` are kept."""
        return self.refmap.setdefault(reftype, References()).order_targets(sourceid, order)


class Graph(ObjectMap):
    """Object ids and references of the whole tree."""

    def __init__(self, root: Container) -> None:
        """Start with nothing but the root known."""
        super().__init__(root)
        self.referencemap = ReferenceTable()
        self.extentmap = Extents()

    #: ids of what lies outside the tree for now, and may come back with the same id
    held: Any = None

    def hold(self, oids: Iterable[int]) -> None:
        """Keep the ids of what is taken out of the tree: nothing else is given one of them."""
        if self.held is None:
            self.held = family64.OO.TreeSet()
        self.held.update(oids)

    def let_go(self, oids: Iterable[int]) -> None:
        """Stop keeping the ids of what comes back."""
        for oid in oids:
            self.held.remove(oid)

    def is_held(self, oid: Any) -> bool:
        """Tell whether ``oid`` belongs to something that lies outside the tree for now."""
        return self.held is not None and oid in self.held

    def new_objectid(self) -> int:
        """Return an id that nothing has, in the tree or outside it."""
        while True:
            oid: int = super().new_objectid()
            if not self.is_held(oid):
                return oid

    def _refid_for(self, obj: Any) -> int:
        # What lies outside the tree keeps its references, and who may read it asks for them.
        oid = get_oid(obj, obj)
        return oid if self.is_held(oid) else super()._refid_for(obj)

    def set_acl(self, obj_objectid_or_path_tuple: Any, acl: Any) -> None:
        """Keep no copy of ACLs: lists use the ``readers`` index instead."""

    def objects_for(self, oids: Iterable[int]) -> Iterator[Any]:
        """Return what has these ids, or ``None``; what several of them lie in is looked up once."""
        containers: dict[tuple[str, ...], Any] = {}
        for path in map(self.path_for, oids):
            above = path[:-1] if path else ()
            if above and above not in containers:
                containers[above] = self.object_for(above)
            try:
                yield containers[above][path[-1]]
            except (KeyError, TypeError):
                yield None

    def _find_resource(self, context: Any, path_tuple: tuple[str, ...]) -> Any:
        # Pyramid's traverser builds a request for each look-up; a list of 50
        # rows would pay for 50 of them.
        node = self.root if context is None else context
        for name in path_tuple[1:]:
            node = node[name]
        return node


class IndexedValue(IndexViewDiscriminator):
    """Finds the function that says what an index holds of a given node."""


class FieldIndex(SparseIndex, hypatia.field.FieldIndex):
    """One value of a node, comparable and sortable."""


class KeywordIndex(TellsRights, RenewedTogether, KeptInTrees, SparseIndex, hypatia.keyword.KeywordIndex):
    """Several tokens of a node, each findable by itself."""


class ShownIndex(TouchesGeneration, FieldIndex):
    """What the public is shown something of, and from which day; see ``shown_index``."""

    today = IndexedValue(CATALOG_NAME, TODAY)


INDEX_KINDS = {"field": FieldIndex, "keyword": KeywordIndex, "shown": ShownIndex}


class GraphCatalog(Catalog):
    """The transactional catalog: lists that have to be right at once use it.

    Whatever is told to it is noted for the text search in the same transaction.
    """

    outbox: Outbox | None = None

    def tell_text_search(self, oid: int, *, narrowed: bool = False) -> None:
        """Note that what the text search holds of ``oid`` may be out of date.

        :param narrowed: some who could read it perhaps no longer can.
        """
        if self.outbox is not None:
            self.outbox.add(oid, narrowed=narrowed)

    def set_up_indexes(self, declared: dict[str, str]) -> list[str]:
        """Make the stored indexes match the declared ones.

        :param declared: index name to ``"field"`` or ``"keyword"``.
        :returns: names of the indexes made, which are still empty.
        """
        for name in [name for name in self if name not in declared]:
            self.remove(name)
        if self.outbox is None:
            self.outbox = Outbox()
        made = []
        for name, kind in declared.items():
            if name in self and type(self[name]) is INDEX_KINDS[kind]:
                continue
            if name in self:
                self.remove(name)
            index = INDEX_KINDS[kind](IndexedValue(CATALOG_NAME, name), family=family64)
            self.add(name, index)
            made.append(name)
        return made

    def index_resource(self, resource: Any, oid: int | None = None, action_mode: Any = None) -> None:
        """Enter a node, or renew its entries, at the end of the transaction or before the next question."""
        oid = get_oid(resource) if oid is None else oid
        work_of(self).put(oid, resource, self.keys())
        self.tell_text_search(oid)
        if oid not in self.objectids:
            self.objectids.insert(oid)

    reindex_resource = index_resource

    def unindex_resource(self, resource_or_oid: Any, action_mode: Any = None) -> None:
        """Drop the entries of a node, likewise."""
        oid = get_oid(resource_or_oid, resource_or_oid)
        work_of(self).put(oid, None, self.keys())
        self.tell_text_search(oid, narrowed=True)
        if oid in self.objectids:
            self.objectids.remove(oid)

    def flush(self, all: bool = True) -> None:  # noqa: A002, FBT001, FBT002 -- SubstanceD's signature
        """Tell all indexes what this transaction has changed so far."""
        work = work_begun(self)
        if work is not None:
            work.finish()


def catalog_of(node: Any) -> GraphCatalog | None:
    """Find the catalog of the tree that ``node`` sits in, if it sits in one."""
    while node is not None:
        # getattr, not __dict__: what was just loaded is a ghost whose __dict__ is empty.
        catalog = getattr(node, "catalog", None)
        if isinstance(catalog, GraphCatalog):
            return catalog
        node = getattr(node, "__parent__", None)
    return None


def outbox_of(node: Any) -> Outbox:
    """Return the outbox of the tree that ``node`` sits in.

    :raises LookupError: in a database that was not brought up to date.
    """
    catalog = catalog_of(node)
    if catalog is None or catalog.outbox is None:
        message = "the database has no outbox for the text search: esdh evolve"
        raise LookupError(message)
    return catalog.outbox


def tell_changed(node: Any, registry: Registry) -> None:
    """Announce that ``node`` was changed; its index entries follow."""
    registry.subscribers((ObjectModified(node), node), None)


def reindex_below(node: Any, *names: str) -> None:
    """Renew the index entries of ``node`` and of everything below it.

    :param names: of the indexes, when it is known which ones change; all of them when left out. Below a
        large case it makes the difference between seconds and a moment, all of it under the write lock.
        They are renewed at once, not at the end of the transaction: call it when all is as it will be.
    """
    catalog = catalog_of(node)
    if catalog is None:
        return
    found = [*_catalogued(node)]
    if not names:
        for each in found:
            catalog.reindex_resource(each)
        return
    for name in (*names, SHOWN_FROM):
        index = catalog.get(name)
        if isinstance(index, KeywordIndex):
            index.renew(found)
        elif index is not None:
            for each in found:
                index.reindex_resource(each, action_mode=MODE_IMMEDIATE)


def reindex_node(node: Any, *names: str) -> None:
    """Renew the entries of ``node`` alone in the indexes ``names``, as far as the database has them yet."""
    catalog: Any = catalog_of(node)
    for name in names if catalog is not None else ():
        if name in catalog:
            catalog[name].reindex_resource(node)


def _catalogued(node: Any) -> Iterator[Any]:
    for each in postorder(node):
        if get_oid(each, None) is not None:
            yield each
            yield from _followers(each)


def _followers(node: Any) -> Iterator[Any]:
    """Yield the nodes elsewhere whose index entries tell of the rights of ``node``."""
    graph = find_objectmap(node)
    if graph is None or FOLLOWS not in graph.referencemap.refmap:
        return
    yield from filter(None, graph.sources(node, FOLLOWS))


@subscribe_added()
def index_added(event: Any) -> None:
    """Enter a new or moved node, and what it brings along, in the catalog."""
    catalog = catalog_of(event.object)
    if catalog is None or event.object is catalog or event.parent is catalog:
        return
    for node in _catalogued(event.object):
        if event.moving is None:
            catalog.index_resource(node)
        else:
            catalog.reindex_resource(node)


@subscribe_removed()
def unindex_removed(event: Any) -> None:
    """Take a removed node out of the catalog; a moved one stays in it."""
    catalog = catalog_of(event.parent)
    if catalog is None or event.moving is not None or event.parent is catalog:
        return
    for oid in catalog.family.IF.intersection(event.removed_oids, catalog.objectids):
        catalog.unindex_resource(oid)


@subscribe_modified()
def reindex_changed(event: Any) -> None:
    """Renew the index entries of a node that was changed."""
    catalog = catalog_of(event.object)
    if catalog is not None and get_oid(event.object, None) is not None:
        catalog.reindex_resource(event.object)
        for each in _followers(event.object):
            catalog.reindex_resource(each)


def includeme(config: Configurator) -> None:
    """Include the parts of SubstanceD one by one, directives before scans."""
    config.include("substanced.content")
    config.include("substanced.event")
    config.add_directive("add_evolution_step", add_evolution_step)
    config.registry.graph_indexes = {}
    config.add_directive("add_graph_index", add_graph_index)
    config.add_directive("add_indexed_value", add_indexed_value)
    declare_shown_index(config, (Container, Node))
    config.scan(__name__, categories=("pyramid", "substanced"))
