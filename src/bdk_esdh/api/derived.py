"""What every type has on the JSON face by its declarations: its page, its sharing, its way to the trash."""

from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator

from ..kernel.faces import Takes
from ..kernel.json_face.serializers import Serializer
from ..kernel.records import Face
from ..security.permissions import Permission
from ..sharing.api import BODY, NAME, change_sharing, show_sharing
from .deleting import throw_away
from .reading import record_or_public_page, record_page

_THROWN = Takes(query={"reason": {"type": "string"}}, status=204)


def derive_json_views(config: Configurator) -> None:
    """Register the views that follow from serializers and declarations."""
    for cls, serializer in config.registry.serializers.by_type.items():
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
