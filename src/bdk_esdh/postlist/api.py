"""The postlist as programs see it: for everyone, made of the entries that the public pages use."""

from typing import Any

from pyramid.request import Request

from ..kernel.faces import PREFIXES
from ..kernel.json_face.answers import day, list_part, window_of
from ..kernel.json_face.problems import invalid
from ..kernel.json_face.serializers import json_fields, json_items, json_public
from ..kernel.records import Face
from .content import Postlist, PostlistDay, PostlistEntry
from .filtering import PostlistFilter, find_entries, read_filter
from .public import entries
from .public_entry import PublicEntry, public_entry


@json_public(Postlist)
def everyones_postlist(postlist: Postlist, _request: Request) -> dict[str, Any]:
    """Return the list itself."""
    return {"title": postlist.title}


@json_fields(Postlist)
def postlist_fields(_postlist: Postlist, _request: Request) -> dict[str, Any]:
    """Return no more: what is held back is for the page at work, with its reasons."""
    return {}


@json_items(Postlist)
def everything(_postlist: Postlist, request: Request) -> dict[str, Any]:
    """List what fits the filter (``fra til retning enhed q``, as on the page), newest first."""
    wanted = read_filter(request)
    if wanted.errors:
        raise invalid(list(wanted.errors.items()))
    return _listed(request, wanted)


@json_public(PostlistDay)
def everyones_day(context: PostlistDay, request: Request) -> dict[str, Any] | None:
    """Return a journal date that has come."""
    if not context.is_published(request.clock.now()):
        return None
    return {"title": context.title, "date": context.day.isoformat()}


@json_items(PostlistDay)
def that_day(context: PostlistDay, request: Request) -> dict[str, Any]:
    """List what was journalised that day."""
    return _listed(request, PostlistFilter(first=context.day, last=context.day))


@json_public(PostlistEntry)
def everyones_entry(context: PostlistEntry, request: Request) -> dict[str, Any] | None:
    """Return one document's line, if it is on the list now."""
    entry = public_entry(request, context.document)
    return _fields(request, entry) if entry is not None else None


def _listed(request: Request, wanted: PostlistFilter) -> dict[str, Any]:
    part = window_of(request)
    total = len(find_entries(request, wanted))
    shown: Any = entries(request, wanted, start=part.start, size=part.size) if part.start < total else ()
    return list_part(request, [_line(request, entry) for entry in shown], total)


def _line(request: Request, entry: PublicEntry) -> dict[str, Any]:
    return {
        "@id": request.host_url + PREFIXES[Face.API] + entry.path,
        "@type": "PostlistEntry",
        **_fields(request, entry),
    }


def _fields(request: Request, entry: PublicEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "document_number": entry.number,
        "case_number": entry.case_number,
        "direction": entry.direction,
        "correspondent": entry.correspondent,
        "unit": entry.unit,
        "journal_date": entry.day.isoformat(),
        "letter_date": day(entry.document_date),
        "file": {"download": request.host_url + entry.file.path} if entry.file else None,
    }
