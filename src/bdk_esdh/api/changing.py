"""Making and changing by program what is made and changed by a form: same schema, same action, same rights.

A type has it by its declaration, as it has its pages (``kernel.record_forms``). A capability
whose form needs more registers a view of its own, which then stands instead.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..kernel.faces import Takes
from ..kernel.json_face.acts import changed, create_once, require_match, require_type
from ..kernel.json_face.body import body_of
from ..kernel.json_face.serializers import Serializer
from ..kernel.json_face.values import read_values
from ..kernel.records import RecordType


class Fields:
    """The fields of a type's form under the names that programs know."""

    def __init__(self, declared: RecordType, serializer: Serializer) -> None:
        """Keep the names."""
        self._schema: Any = declared.schema
        self._serializer = serializer
        self._names = dict(serializer.names()) if serializer.names else {}
        self._back = {theirs: ours for ours, theirs in self._names.items()}

    def schema(self) -> Any:
        """Make the schema."""
        # The fields themselves are those of the page's form too.
        made = self._schema().clone()
        for child in made.children:
            child.name = self._names.get(child.name, child.name)
        return made

    def for_action(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values as the action takes them."""
        return {self._back.get(name, name): value for name, value in values.items()}

    @contextmanager
    def named(self) -> Iterator[None]:
        """Name, in what the action refuses, the field that the program knows."""
        with self._serializer.named():
            yield


class Create:
    """``POST`` to what such records are put into."""

    def __init__(self, declared: RecordType, serializer: Serializer, fields: Fields) -> None:
        """Keep the declaration."""
        self.declared = declared
        self.fields = fields
        self.read: Callable[[], Any] = fields.schema
        self.defaults = dict(serializer.defaults()) if serializer.defaults else {}
        self.__doc__ = f"Make a {declared.name} here."
        self.takes = Takes(self.read, makes=declared.name, optional=tuple(self.defaults), status=201)

    def __call__(self, context: Any, request: Request) -> Any:
        """Make the record."""
        given = body_of(request)
        require_type(given, self.declared.name)
        values = read_values(request, self.read, {**self.defaults, **given})
        create: Any = request.registry.records.actions_of(self.declared.name).create
        with self.fields.named():
            return create_once(request, lambda: create(context, self.fields.for_action(values), request.act))


class Change:
    """``PATCH`` of such a record."""

    def __init__(self, declared: RecordType, fields: Fields) -> None:
        """Keep the declaration."""
        self.declared = declared
        self.fields = fields
        self.read: Callable[[], Any] = fields.schema
        self.__doc__ = f"Change the facts of a {declared.name} that are given, and no others."
        self.takes = Takes(self.read, partial=True, status=204)

    def __call__(self, context: Any, request: Request) -> Response:
        """Change the record."""
        require_match(request, context)
        actions = request.registry.records.actions_of(self.declared.name)
        shown = request.registry.serializers.of(context).fields
        values = read_values(
            request,
            self.read,
            body_of(request),
            partial=True,
            fixed=frozenset(shown(context, request)) if shown else (),
        )
        change: Any = actions.change
        current: Any = actions.values
        with self.fields.named():
            change(context, {**current(context), **self.fields.for_action(values)}, request.act)
        return changed(request, context)
