"""Documents as programs see them, and what programs do to them: through the same actions as the forms."""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ...cases.content import Case
from ...kernel.faces import Takes, api_view
from ...kernel.json_face.acts import (
    changed,
    create_once,
    link,
    require_match,
    require_type,
)
from ...kernel.json_face.answers import day, moment
from ...kernel.json_face.body import body_of
from ...kernel.json_face.serializers import json_fields, json_items, json_summary
from ...kernel.json_face.values import read_values
from ...search.api import listed
from ...security.permissions import Permission
from ...security.readers import Sensitivity
from ..actions import change_document, document_values, register_document
from ..content import Document, Documents
from .correspondents import (
    facts,
    names_of_programs,
    recipients_of,
    registering,
    sender_of,
    with_correspondent,
)
from .files import file_fields

#: what is shown and cannot be changed by writing it
FIXED = frozenset(
    {
        "document_number",
        "former_numbers",
        "review_state",
        "case",
        "registered_at",
        "changed_at",
        "assigned_to",
        "version",
    }
)


@json_fields(Document)
def document_fields(document: Document, request: Request) -> dict[str, Any]:
    """Return the facts of a document and its newest file."""
    return {
        "document_number": document.document_number,
        "former_numbers": list(document.former_numbers),
        "document_type": document.document_type,
        "direction": document.direction,
        "letter_date": day(document.letter_date),
        "sender": sender_of(document),
        "recipients": recipients_of(document),
        "character": document.character,
        "sensitivity": document.sensitivity,
        "on_postlist": document.on_postlist,
        "description": document.description,
        "exemption_basis": document.exemption_basis,
        "review_state": document.review_state,
        "assigned_to": document.assigned_to,
        "case": link(request, document.case),
        "registered_at": moment(document.registered_at),
        "changed_at": moment(document.changed_at),
        "version": document.latest.number,
        "file": file_fields(request, document, document.latest),
    }


@json_summary(Document)
def document_line(document: Document, _request: Request) -> dict[str, Any]:
    """Return what a list shows of a document."""
    return {
        "document_number": document.document_number,
        "document_type": document.document_type,
        "direction": document.direction,
        "review_state": document.review_state,
    }


@json_items(Documents)
def all_documents(_documents: Documents, request: Request) -> dict[str, Any]:
    """List the documents one may read, on all cases, by number."""
    return listed(request, {"kind": "Document"}, "number")


@json_items(Case)
def documents_on_case(case: Case, request: Request) -> dict[str, Any]:
    """List the documents one may read on a case, in their order there."""
    return listed(request, {"kind": "Document", "case": case.case_number}, "serial")


@api_view(
    Case,
    method="POST",
    permission=Permission.DOCUMENT_ADD,
    takes=Takes(registering, makes="Document", optional=("sensitivity",), status=201),
)
def create_document(context: Case, request: Request) -> Any:
    """Register a document on a case, with its file."""
    given = body_of(request)
    require_type(given, "Document")
    given.setdefault("sensitivity", Sensitivity.NOT_CONFIDENTIAL.value)
    values = read_values(request, registering, given, fixed=FIXED)
    with names_of_programs(values["direction"]):
        return create_once(
            request, lambda: register_document(context, with_correspondent(values, values), request.act)
        )


@api_view(
    Document,
    method="PATCH",
    permission=Permission.DOCUMENT_EDIT,
    takes=Takes(facts, partial=True, status=204),
)
def edit_document(context: Document, request: Request) -> Response:
    """Change the facts that are given, and no others; a new file is a new version (``@versions``)."""
    require_match(request, context)
    given = read_values(request, facts, body_of(request), partial=True, fixed=FIXED)
    names = {"sender": sender_of(context), "recipients": recipients_of(context)}
    values = with_correspondent({**document_values(context), **given}, {**names, **given})
    with names_of_programs(values["direction"]):
        change_document(context, values, request.act)
    return changed(request, context)
