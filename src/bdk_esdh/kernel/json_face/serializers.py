"""How a type says what of it goes out to programs.

A capability's ``api.py`` has, for each type, functions under these decorators. They are
allow-lists: what none of them names stays inside.

- ``@json_fields(Case)``: the fields for those who may read the record.
- ``@json_summary(Case)``: the few of them that lists show beside address, type and title.
- ``@json_public(Page)``: the record for everyone, made of the public record that the
  public pages use; ``None`` where there is nothing for everyone to see.
- ``@json_items(CaseArchive)``: what lies in a container, a batch at a time.

What programs may do to a type follows from its declaration, by the schema of its form. Where
that is not enough:

- ``@json_names(Person)``: what programs call fields that the form calls otherwise.
- ``@json_defaults(Page)``: what stands for required fields that a program leaves out.
- ``@json_transition(Page, "publish")``: ``function(node, values, act)`` takes it through a
  transition of its workflow; ``schema`` says what else has to be told.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.request import Request

from ..errors import DomainError, SeveralErrors
from ..fields import Group

Fields = Callable[[Any, Request], Mapping[str, Any]]
PublicRecord = Callable[[Any, Request], Mapping[str, Any] | None]


class NothingToSay(Group):
    """A transition that needs no more than its name."""


@dataclass(frozen=True)
class Step:
    """How a program takes a node through a transition.

    :param do: ``do(node, values, act)``.
    :param schema: what has to be told with it.
    """

    do: Callable[..., Any]
    schema: Callable[[], Any] = NothingToSay


@dataclass
class Serializer:
    """The functions of one type."""

    fields: Fields | None = None
    summary: Fields | None = None
    public: PublicRecord | None = None
    items: Callable[[Any, Request], Any] | None = None
    names: Callable[[], Mapping[str, str]] | None = None
    defaults: Callable[[], Mapping[str, Any]] | None = None
    steps: dict[str, Step] = field(default_factory=dict)

    def name_for_programs(self, name: str) -> str:
        """Return what programs call the field that the form calls ``name``; ``members.0`` is a part."""
        first, dot, rest = name.partition(".")
        return (self.names() if self.names else {}).get(first, first) + dot + rest

    @contextmanager
    def named(self) -> Iterator[None]:
        """Name, in what an action refuses, the field that the program knows."""
        try:
            yield
        except DomainError as error:
            for each in error.errors if isinstance(error, SeveralErrors) else [error]:
                if each.field:
                    each.field = self.name_for_programs(each.field)
            raise


@dataclass
class Serializers:
    """All of them, found as ``registry.serializers``."""

    by_type: dict[type, Serializer] = field(default_factory=dict)

    def of(self, node: Any) -> Serializer:
        """Return the serializer of exactly this object's class; an empty one where there is none."""
        return self.by_type.get(type(node)) or Serializer()


def _decorator(part: str) -> Callable[[type], Callable[[Any], Any]]:
    def for_type(cls: type) -> Callable[[Any], Any]:
        def decorate(function: Any) -> Any:
            def register(scanner: Any, _name: str, _function: Any) -> None:
                scanner.config.set_serializer(cls, part, function)

            venusian.attach(function, register, category="pyramid")
            return function

        return decorate

    return for_type


json_fields = _decorator("fields")
json_summary = _decorator("summary")
json_public = _decorator("public")
json_items = _decorator("items")
json_names = _decorator("names")
json_defaults = _decorator("defaults")


def json_transition(cls: type, code: str, schema: Callable[[], Any] = NothingToSay) -> Callable[[Any], Any]:
    """Mark ``function(node, values, act)`` as what takes a ``cls`` through the transition ``code``."""

    def decorate(function: Any) -> Any:
        def register(scanner: Any, _name: str, _function: Any) -> None:
            scanner.config.add_json_transition(cls, code, Step(function, schema))

        venusian.attach(function, register, category="pyramid")
        return function

    return decorate


def set_serializer(config: Configurator, cls: type, part: str, function: Any) -> None:
    """Directive: enter one function of a type."""

    def register() -> None:
        setattr(config.registry.serializers.by_type.setdefault(cls, Serializer()), part, function)

    config.action(("serializer", cls, part), register)


def add_json_transition(config: Configurator, cls: type, code: str, step: Step) -> None:
    """Directive: enter how a type is taken through a transition."""

    def register() -> None:
        config.registry.serializers.by_type.setdefault(cls, Serializer()).steps[code] = step

    config.action(("json transition", cls, code), register)


def includeme(config: Configurator) -> None:
    """Make the register and its directive."""
    config.registry.serializers = Serializers()
    config.add_directive("set_serializer", set_serializer)
    config.add_directive("add_json_transition", add_json_transition)
