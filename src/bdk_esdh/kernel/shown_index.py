"""The index by which every change of something public touches the generation of the public face.

Every way to announce a change ends in the catalog (added, removed, moved, changed, other rights), so an
action need not think of the pages that are kept. Each capability says, beside its other indexes, from which
day the public is shown something of its types.
"""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry

from .public_generation import PublicGeneration

SHOWN_FROM = "shown_from"
#: what :func:`add_shown_from` says of something that is shown whatever the day
ALWAYS = 0
#: under this name the index asks which day it is
TODAY = "today"
_UNSHOWN = object()

Shown = int | tuple[int, str] | None


class TouchesGeneration:
    """A field index of ``(day, text)`` that touches the generation for what is shown today, or was.

    What is not shown yet touches nothing: it is shown from a midnight, at which every kept page dies.
    """

    __parent__: Any
    _rev_index: Any
    today: Callable[[Any, int], int]

    def index_doc(self, docid: int, obj: Any) -> None:
        """Note from when ``obj`` is shown, and touch."""
        before = self._rev_index.get(docid, _UNSHOWN)
        super().index_doc(docid, obj)  # type: ignore[misc]
        after = self._rev_index.get(docid, _UNSHOWN)
        if before == after and after is not _UNSHOWN and after[1]:
            return  # its text says that the public sees no difference
        days = [value[0] for value in (before, after) if value is not _UNSHOWN]
        if days and min(days) <= self.today(obj, 0):
            self._touch()

    def unindex_doc(self, docid: int) -> None:
        """Forget a node; touch when it was ever to be shown."""
        if docid in self._rev_index:
            self._touch()
        super().unindex_doc(docid)  # type: ignore[misc]

    def _touch(self) -> None:
        root = self.__parent__.__parent__
        generation = getattr(root, "public_generation", None)
        if isinstance(generation, PublicGeneration):
            generation.touch()


def add_shown_from(config: Configurator, cls: type, value: Callable[[Any], Shown]) -> None:
    """Directive: say from which day the public is shown something of nodes of ``cls``.

    Several capabilities may say it of one class: the first day counts.

    :param value: ``value(node)`` returns the number of the day, or ``ALWAYS``, or ``None`` for not
        at all. With a text beside it, a change counts only when day or text become another.
    """
    sources = config.registry.shown_from.setdefault(cls, [])
    sources.append(value)
    if len(sources) > 1:
        return

    def first_day(node: Any, default: Any) -> Any:
        found = [_with_text(each) for each in (source(node) for source in sources) if each is not None]
        # What always counts goes before what counts by its text.
        return min(found) if found else default

    config.add_indexed_value(cls, SHOWN_FROM, first_day)


def _with_text(value: int | tuple[int, str]) -> tuple[int, str]:
    return value if isinstance(value, tuple) else (value, "")


def declare_shown_index(config: Configurator, classes: tuple[type, ...]) -> None:
    """Declare the index and the directive.

    :param classes: of all nodes, which can tell the index what day it is.
    """
    registry = config.registry
    registry.shown_from = {}
    config.add_directive("add_shown_from", add_shown_from)
    config.add_graph_index(SHOWN_FROM, "shown")

    def today(_node: Any, default: int) -> int:
        return _today(registry, default)

    for cls in classes:
        config.add_indexed_value(cls, TODAY, today)


def _today(registry: Registry, default: int) -> int:
    clock = getattr(registry, "clock", None)
    return clock.today().toordinal() if clock is not None else default
