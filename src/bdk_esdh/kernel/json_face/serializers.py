"""How a type says what of it goes out to programs.

A capability's ``api.py`` has, for each type, functions under these decorators. They are
allow-lists: what none of them names stays inside.

- ``@json_fields(Case)``: the fields for those who may read the record.
- ``@json_summary(Case)``: the few of them that lists show beside address, type and title.
- ``@json_public(Page)``: the record for everyone, made of the public record that the
  public pages use; ``None`` where there is nothing for everyone to see.
- ``@json_items(CaseArchive)``: what lies in a container, a batch at a time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import venusian
from pyramid.config import Configurator
from pyramid.request import Request

Fields = Callable[[Any, Request], Mapping[str, Any]]
PublicRecord = Callable[[Any, Request], Mapping[str, Any] | None]


@dataclass
class Serializer:
    """The functions of one type."""

    fields: Fields | None = None
    summary: Fields | None = None
    public: PublicRecord | None = None
    items: Callable[[Any, Request], Any] | None = None


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


def set_serializer(config: Configurator, cls: type, part: str, function: Any) -> None:
    """Directive: enter one function of a type."""

    def register() -> None:
        setattr(config.registry.serializers.by_type.setdefault(cls, Serializer()), part, function)

    config.action(("serializer", cls, part), register)


def includeme(config: Configurator) -> None:
    """Make the register and its directive."""
    config.registry.serializers = Serializers()
    config.add_directive("set_serializer", set_serializer)
