"""The notes in a list of numbers that say where one went."""

from typing import Any

from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import short_date
from ..kernel.faces import face_path
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..search.lists import listing
from ..security.readers import may_read
from .content import TrashEntry, trash_of
from .rights import may_restore

_MOST = 200


def gap_notes(request: Request, place: Any) -> list[dict[str, Any]]:
    """Return a note for each thing that was thrown away from ``place`` and that the reader may read.

    ``2026-00012-3 · slettet 23. nov. af Karla Skabelon · Dublet``, with the way back for
    those who may take it.
    """
    wanted = {"kind": "TrashEntry", "trash_place": get_oid(place)}
    found = listing(request.root, request.principals, wanted, sort="trash_at", reverse=True, size=_MOST)
    return [
        {
            "text": gap_text(request, entry),
            "url": face_path(request, entry),
            "restore_url": restore_url(request, entry) if may_restore(request, entry) else None,
        }
        for entry in found
        if may_read(entry.content, request.principals)
    ]


def gap_text(request: Request, entry: TrashEntry) -> str:
    """Say of one thing that it was thrown away, when, by whom and why."""
    mapping = {
        "name": entry.number or entry.title,
        "day": short_date(local(entry.at).date(), request.clock.today()),
        "by": entry.by_name or entry.by,
    }
    text = request.localizer.translate(_("${name} · slettet ${day} af ${by}", mapping=mapping))
    return f"{text} · {entry.reason}" if entry.reason else text


def restore_url(request: Request, entry: TrashEntry) -> str:
    """Return the address that a button posts to in order to take ``entry`` back."""
    return f"{face_path(request, trash_of(entry), 'gendan')}?id={entry.__name__}"
