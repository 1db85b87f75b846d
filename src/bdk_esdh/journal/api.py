"""The history of a case or a document, for programs: the entries of the page, with as much of each."""

from typing import Any

from pyramid.request import Request

from ..audit.entering import enter_read, journal_of
from ..audit.lookup import Line, Question, count
from ..cases.content import Case
from ..documents.content import Document
from ..kernel.faces import Takes, api_view
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..kernel.json_face.answers import address, list_part, moment, window_of
from ..kernel.json_face.problems import Problem
from ..security.permissions import Permission
from .filtering import find_rows, knowable
from .journal import JOURNAL_READ
from .rows import Eyes

NAME = "@history"
#: further back one looks on the page, by days and words
_FURTHEST = 2_000


@api_view(Case, name=NAME, permission=Permission.JOURNAL_VIEW, takes=Takes(listing=True))
def case_history(context: Case, request: Request) -> dict[str, Any]:
    """List what was done to a case and in it, and who has read it, newest first."""
    return _history(context, request, Question(case_number=context.case_number))


@api_view(Document, name=NAME, permission=Permission.JOURNAL_VIEW, takes=Takes(listing=True))
def document_history(context: Document, request: Request) -> dict[str, Any]:
    """List what was done to a document, and who has read it, newest first."""
    return _history(context, request, Question(record=get_oid(context)))


def _history(node: Any, request: Request, question: Question) -> dict[str, Any]:
    part = window_of(request)
    if part.start + part.size > _FURTHEST:
        raise Problem(400, _("b_start kan højst være ${most}.", mapping={"most": _FURTHEST - part.size}))
    enter_read(request, node, JOURNAL_READ)
    eyes = Eyes(request)
    found = find_rows(request, question, eyes, size=part.start + part.size)
    lines = found.lines[part.start : part.start + part.size]
    readable = knowable(request, eyes, question.case_number) if question.case_number else eyes.may_know
    total = count(journal_of(request.root), question, readable)
    return {
        "@id": address(request, node, NAME),
        **list_part(request, [_entry(eyes, line) for line in lines], total),
    }


def _entry(eyes: Eyes, line: Line) -> dict[str, Any]:
    entry, row = line.entry, eyes.row(line)
    return {
        "time": moment(entry.at),
        "actor": entry.by,
        "actor_name": row.name,
        "action": entry.verb,
        "kind": entry.kind.value,
        "title": row.text,
        "record": entry.subject_label,
        "record_type": entry.subject_type,
        "details": list(row.details),
        "times": line.times,
        "number": line.sequence or None,
    }
