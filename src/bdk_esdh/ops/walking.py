"""Visiting every node of the graph, in an order in which one can go on later, and with little in memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..kernel.graph import Container

#: nodes after which what was loaded is put aside
PUT_ASIDE_EVERY = 200
_ITEMS_AT_A_TIME = 2_000
Path = tuple[str, ...]
#: told of what cannot be loaded: where, and why
Unreadable = Callable[[Path, Exception], None]


def walk(root: Any, *, after: Path = (), unreadable: Unreadable | None = None) -> Iterator[tuple[Path, Any]]:
    """Give each node of the tree with its path: a node before what lies in it, by name.

    The folder counts, not what nodes say of themselves: the path is made of the names under which they lie.

    :param after: go on behind this path, which need not be there any more.
    :param unreadable: told of what cannot be loaded; without it the error is raised.
    """
    if not after:
        yield ("",), root
    for number, found in enumerate(_below(root, ("",), after[1:], unreadable), start=1):
        yield found
        if number % PUT_ASIDE_EVERY == 0:
            root._p_jar.cacheGC()


def _below(node: Any, path: Path, after: Path, unreadable: Unreadable | None) -> Iterator[tuple[Path, Any]]:
    for name in _names(node, path, after[0] if after else None, unreadable):
        here = (*path, name)
        try:
            child = node.data[name]
            child._p_activate()
        except Exception as error:  # a damaged record fails in as many ways as there are bytes
            if unreadable is None:
                raise
            unreadable(here, error)
            continue
        # The name we go on behind was visited; what lies in it perhaps not all.
        behind = after[1:] if after and name == after[0] else ()
        if not (after and name == after[0]):
            yield here, child
        if isinstance(child, Container):
            yield from _below(child, here, behind, unreadable)


def _names(node: Any, path: Path, first: str | None, unreadable: Unreadable | None) -> Iterator[str]:
    try:
        # Name by name: a tree that others write to meanwhile cannot be gone through by its own iterator.
        name = node.data.minKey(first) if first is not None else node.data.minKey()
        while True:
            yield name
            name = node.data.minKey(name + "\0")
    except ValueError:
        return  # no name behind the last
    except Exception as error:  # as above
        if unreadable is None:
            raise
        unreadable(path, error)


def gently(root: Any, items: Iterable[Any]) -> Iterator[Any]:
    """Go through a large tree of the database without keeping what was loaded."""
    for number, item in enumerate(items, start=1):
        yield item
        if number % _ITEMS_AT_A_TIME == 0:
            root._p_jar.cacheGC()
