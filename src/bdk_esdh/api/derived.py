"""What every type has on the JSON face by its declarations: its page, its sharing, its way to the trash."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator

from ..kernel.faces import Takes
from ..kernel.json_face.serializers import Serializer
from ..kernel.records import Face
from ..security.permissions import Permission
from ..sharing.api import BODY, NAME, change_sharing, show_sharing
from .changing import Change, Create, Fields
from .deleting import throw_away
from .reading import record_or_public_page, record_page
from .states import NAME as STATES
from .states import show_states, step_takes, take_step

_THROWN = Takes(query={"reason": {"type": "string"}}, status=204)


def derive_json_views(config: Configurator) -> None:
    """Register the views that follow from serializers and declarations."""
    for cls, serializer in config.registry.serializers.by_type.items():
        _add_changing(config, cls, serializer)
        _add_steps(config, cls, serializer)
        view, permission = _page_of(cls, serializer)
        _add(config, view, cls, permission, "GET", takes=Takes(listing=serializer.items is not None))
        declared: Any = cls.__dict__["__record__"]
        if Face.INTRANET in declared.faces and declared.read_permission:
            _add(config, show_sharing, cls, Permission.SHARING_VIEW, "GET", NAME)
            _add(
                config,
                change_sharing,
                cls,
                Permission.SHARING_MANAGE,
                "POST",
                NAME,
                takes=Takes(body=BODY, status=204),
            )
        if cls in config.registry.trash_rules:
            _add(config, throw_away, cls, Permission.TRASH_PUT, "DELETE", takes=_THROWN)


def _add_changing(config: Configurator, cls: Any, serializer: Serializer) -> None:
    """Register how records of a type are made and changed, unless its capability has."""
    declared, records = cls.__record__, config.registry.records
    actions, taken = records.actions_of(declared.name), config.registry.api_views
    if declared.schema is None or Face.INTRANET not in declared.faces:
        return
    fields = Fields(declared, serializer)
    create = Create(declared, serializer, fields)
    for parent in (records.types[name].cls for name in declared.parents):
        if actions.create and (parent, "", "POST") not in taken:
            _add(config, create, parent, declared.add_permission, "POST", takes=create.takes)
    if actions.change and declared.edit_permission and (cls, "", "PATCH") not in taken:
        change = Change(declared, fields)
        _add(config, change, cls, declared.edit_permission, "PATCH", takes=change.takes)


def _add_steps(config: Configurator, cls: Any, serializer: Serializer) -> None:
    if not serializer.steps:
        return
    declared = cls.__record__
    permission = declared.workflow.transition(next(iter(serializer.steps))).permission
    _add(config, show_states, cls, declared.read_permission, "GET", STATES)
    _add(config, take_step, cls, permission, "POST", STATES, takes=step_takes(serializer))


def _page_of(cls: Any, serializer: Serializer) -> tuple[Callable[..., Any], str]:
    if serializer.public is not None:
        return record_or_public_page, Permission.RECORD_ASK
    return record_page, cls.__record__.read_permission


def _add(
    config: Configurator,
    view: Any,
    cls: type,
    permission: str,
    method: str,
    name: str = "",
    takes: Takes | None = None,
) -> None:
    config.add_face_view(view, Face.API, cls, permission=permission, method=method, name=name, takes=takes)
