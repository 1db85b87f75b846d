"""Finding what a list is asked for in the catalog: a page of it, how many there are of each kind, or all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ..kernel.graph import find_objectmap
from ..search.lists import Batch, batch_of, find_ids, in_order
from ..security.readers import may_read
from .asked import CHOSEN, Asked
from .declared import Filter

#: ticked boxes that count
_MOST_CHOSEN = 200
_OID = re.compile(r"-?[0-9]{1,19}", re.ASCII)


@dataclass(frozen=True)
class Tab:
    """One choice of a filter that stands over the list, with how many there are."""

    title: str
    url: str
    count: int
    current: bool


def page_of(context: Any, request: Request, asked: Asked) -> Batch:
    """Return the page of the list that is asked for, within what one may read."""
    source = asked.declared.source
    if source is not None:
        return source.page(request, asked)
    return batch_of(
        request.root,
        _found(context, request, asked),
        sort=asked.sort_index,
        reverse=asked.reverse,
        start=asked.start,
        size=asked.size,
        path=asked.path,
        parameters=asked.parameters,
    )


def _found(context: Any, request: Request, asked: Asked, *, without: str = "", **more: Any) -> Any:
    conditions = {**asked.conditions(without=without), **more}
    for index, wanted in asked.declared.of(context, request).items():
        conditions.setdefault(index, wanted)
    return find_ids(request.root, request.principals, conditions)


def ids_of(context: Any, request: Request, asked: Asked) -> list[int]:
    """Return the ids of the whole list in its order, or of those of it that were ticked."""
    chosen = chosen_ids(request)
    found = in_order(request.root, _found(context, request, asked), asked.sort_index, reverse=asked.reverse)
    return [oid for oid in found if oid in chosen] if CHOSEN in request.GET else found


def tabs_of(context: Any, request: Request, asked: Asked) -> list[Tab]:
    """Return the choices that stand over the list, counted within what else is asked."""
    say = request.localizer.translate
    return [
        Tab(
            say(label),
            asked.url(**{each.key: code}),
            len(_found(context, request, asked, without=each.key, **_of_tab(request, each, code))),
            code == asked[each.key],
        )
        for each in asked.filters
        if each.kind == "tabs"
        for code, label in asked.choices_of(each)
    ]


def _of_tab(request: Request, each: Filter, code: str) -> dict[str, Any]:
    return dict(each.conditions(request, code)) if code else {}


def chosen_ids(request: Request) -> set[int]:
    """Return the object ids that were ticked; nonsense is left out."""
    typed = [each for each in request.GET.getall(CHOSEN) if _OID.fullmatch(each)]
    return set(map(int, typed[:_MOST_CHOSEN]))


def chosen_nodes(request: Request, cls: type) -> list[Any]:
    """Return the nodes of ``cls`` that were ticked and that one may read."""
    graph: Any = find_objectmap(request.root)
    nodes = (graph.object_for(oid) for oid in sorted(chosen_ids(request)))
    return [node for node in nodes if isinstance(node, cls) and may_read(node, request.principals)]


def readable_nodes(root: Any, ids: list[int], principals: frozenset[str]) -> Iterator[Any]:
    """Yield the nodes of these ids; rights are asked again of each, for time has passed."""
    graph: Any = find_objectmap(root)
    for oid in ids:
        node = graph.object_for(oid)
        if node is not None and may_read(node, principals):
            yield node
