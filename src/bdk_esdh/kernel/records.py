"""The one-place declaration of a content type, and what is derived from it.

``@record(...)`` beside the class says everything the kernel has to know. From it
follow: the class's entry in the type registry, the add menu, the add and edit
forms of the intranet, what may be put where, and the completeness tests.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.registry import Registry

from .workflow import Workflow

#: who acts when nobody is logged in: the system itself, and whoever comes from outside; never
#: the login of a person
SYSTEM = "system"
ANONYMOUS = "anonymous"


class Face(StrEnum):
    """A way to look at the graph."""

    PUBLIC = "public"
    INTRANET = "intranet"
    API = "api"


@dataclass(frozen=True)
class Act:
    """Who does something, when: what every action needs to know of its surroundings.

    :param by: the login of the person, or ``system``.
    :param by_name: the person's name, as it is shown and stored beside what was done.
    :param at: the moment, aware, in UTC.
    :param registry: for events and settings; actions never see a request.
    """

    by: str
    by_name: str
    at: datetime
    registry: Registry


@dataclass(frozen=True)
class RecordType:
    """A declared content type; the fields are the arguments of :func:`record`."""

    name: str
    cls: type
    title: str
    plural: str
    icon: str
    faces: frozenset[Face]
    schema: type | None
    parents: tuple[str, ...]
    add_permission: str | None
    read_permission: str | None
    edit_permission: str | None
    workflow: Workflow | None
    retention_class: str | None
    place: str | None
    add_name: str | None
    add_title: str | None


@dataclass
class Actions:
    """The use cases that create and change records of one type."""

    create: Callable[..., Any] | None = None
    change: Callable[..., Any] | None = None
    values: Callable[..., Mapping[str, Any]] | None = None
    guard: Callable[[Any], None] | None = None


@dataclass
class Records:
    """The registry of declared types, found as ``registry.records``."""

    types: dict[str, RecordType] = field(default_factory=dict)
    actions: dict[str, Actions] = field(default_factory=dict)

    def of(self, node: Any) -> RecordType | None:
        """Return the declared type of exactly this object's class, if it has one."""
        return type(node).__dict__.get("__record__")

    def actions_of(self, name: str) -> Actions:
        """Return the actions registered for type ``name``, made on first use."""
        return self.actions.setdefault(name, Actions())

    def places(self) -> list[RecordType]:
        """List the types that have one instance at a fixed place in the root."""
        return [each for each in self.types.values() if each.place]

    def addable_in(self, parent: Any) -> list[RecordType]:
        """List the types one may add to ``parent`` by a form."""
        container = self.of(parent)
        if container is None:
            return []
        return [
            each
            for each in self.types.values()
            if container.name in each.parents and self.actions_of(each.name).create is not None
        ]


def record(  # noqa: PLR0913 (a declaration says much at once; all by name)
    name: str,
    *,
    title: str,
    plural: str,
    icon: str,
    faces: tuple[Face, ...] = (),
    schema: type | None = None,
    parents: tuple[str, ...] = (),
    add_permission: str | None = None,
    read_permission: str | None = None,
    edit_permission: str | None = None,
    workflow: Workflow | None = None,
    retention_class: str | None = None,
    place: str | None = None,
    add_name: str | None = None,
    add_title: str | None = None,
) -> Callable[[type], type]:
    """Declare the decorated class as content type ``name``.

    :param name: the type's name in programs (``Case``).
    :param title: what one of them is called in Danish, ``plural`` what several are.
    :param icon: name in the icon sprite.
    :param faces: where it has a page of its own.
    :param schema: the colander schema class of its form.
    :param parents: names of the types it may be put into.
    :param add_permission: what one needs to add one; likewise read and edit.
    :param retention_class: ``B``, ``K``, ``K5``, ``K10`` (KLE), or ``None`` when its
        parent decides.
    :param place: name in the root, when there is exactly one of it.
    :param add_name: view name of its add form (``ny-sag``).
    :param add_title: what that form is called, for "Ny sag" is "Nyt udvalg" elsewhere.
    """

    def decorate(cls: type) -> type:
        declared = RecordType(
            name=name, cls=cls, title=title, plural=plural, icon=icon, faces=frozenset(faces), schema=schema,
            parents=parents, add_permission=add_permission, read_permission=read_permission,
            edit_permission=edit_permission, workflow=workflow, retention_class=retention_class,
            place=place, add_name=add_name, add_title=add_title,
        )  # fmt: skip
        cls.__record__ = declared  # type: ignore[attr-defined]

        def register(context: Any, _name: str, _cls: type) -> None:
            context.config.add_record(declared)

        venusian.attach(cls, register, category="pyramid")
        return cls

    return decorate


def _registers(kind: str, name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        def register(context: Any, _name: str, _function: Any) -> None:
            context.config.set_record_action(name, kind, function)

        venusian.attach(function, register, category="pyramid")
        return function

    return decorate


def creates(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark ``action(parent, values, act) -> node`` as the way a ``name`` comes to be."""
    return _registers("create", name)


def changes(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark ``action(node, values, act)`` as the way a ``name`` is edited."""
    return _registers("change", name)


def change_guard(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark ``function(node)`` as what refuses, by a domain error, to have a ``name`` edited as it is.

    The change action asks it too; the edit page asks before it shows a form in vain.
    """
    return _registers("guard", name)


def form_values(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark ``function(node) -> dict`` as what an edit form of ``name`` starts from."""
    return _registers("values", name)


def add_record(config: Configurator, declared: RecordType) -> None:
    """Directive: enter a declared type in the registry.

    :raises ConfigurationError: when the name is taken by another class.
    """

    def register() -> None:
        records: Records = config.registry.records
        if declared.name in records.types and records.types[declared.name].cls is not declared.cls:
            message = f"two classes are declared as {declared.name}"
            raise ConfigurationError(message)
        records.types[declared.name] = declared

    config.add_content_type(declared.name, declared.cls, icon=declared.icon)
    config.action(("record", declared.name), register)


def set_record_action(config: Configurator, name: str, kind: str, function: Any) -> None:
    """Directive: enter the create, change or values function of a type."""

    def register() -> None:
        setattr(config.registry.records.actions_of(name), kind, function)

    config.action(("record action", name, kind), register)


def includeme(config: Configurator) -> None:
    """Make the type registry and its directives."""
    config.registry.records = Records()
    config.add_directive("add_record", add_record)
    config.add_directive("set_record_action", set_record_action)
