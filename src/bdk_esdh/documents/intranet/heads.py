"""The head of a document's pages: the same on all of them, with the tab one is on."""

from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import clock_time, file_size, plain_date
from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...security.permissions import Permission
from ...sharing.links import access_item
from ...trash.deleting import delete_item
from ..content import Document
from ..reading import page_count
from ..workflow import DOCUMENT_WORKFLOW
from .moving import move_item
from .rows import document_badges

#: transitions that have a form of their own
WITH_A_FORM = frozenset({"assign"})


def document_head(document: Document, request: Request, tab: str) -> dict[str, Any]:
    """Return the head.

    :param tab: ``dokument``, ``versioner``, ``tekst`` or ``journal``.
    """
    say = request.localizer.translate
    return {
        "number": document.document_number,
        "title": document.title,
        "facts": [_summary(document, request), *_former_numbers(document, request)],
        "badges": document_badges(document, request, with_open=True),
        "tabs": _tabs(document, request, tab),
        "actions": _answer_action(document, request),
        "posts": [
            {
                "title": say(each.title),
                "url": face_path(request, document, "tilstand"),
                "name": "transition",
                "value": each.code,
            }
            for each in transitions_for(document, request)
            if each.code != "finalise"
        ],
        "more": move_item(document, request)
        + access_item(document, request)
        + (delete_item(document, request) if may_edit(document, request) else []),
    }


def is_answerable(thing: Any) -> bool:
    """Tell whether ``thing`` is a document that somebody wrote to us, on a case that takes documents."""
    return isinstance(thing, Document) and thing.direction == "incoming" and not thing.case.is_closed


def _answer_action(document: Document, request: Request) -> list[dict[str, Any]]:
    if not is_answerable(document) or not request.has_permission(Permission.DOCUMENT_ADD, document.case):
        return []
    url = f"{face_path(request, document.case, 'nyt-dokument')}?svar={document.__name__}"
    return [{"title": request.localizer.translate(_("Svar")), "url": url, "icon": "add-document"}]


def transitions_for(document: Document, request: Request) -> list[Any]:
    """List the transitions that the reader may take now, without those that have a form."""
    if document.case.is_closed:
        return []
    return [
        each
        for each in DOCUMENT_WORKFLOW.available(document.review_state)
        if each.code not in WITH_A_FORM and request.has_permission(each.permission, document)
    ]


def may_edit(document: Document, request: Request) -> bool:
    """Tell whether the reader may change facts and file now."""
    open_for_change = not document.is_final and not document.case.is_closed
    return open_for_change and bool(request.has_permission(Permission.DOCUMENT_EDIT, document))


def lock_text(document: Document, request: Request) -> str | None:
    """Say why nobody can change the document now."""
    if document.case.is_closed:
        return request.localizer.translate(_("Sagen er afsluttet. Genåbn den for at ændre noget her."))
    if document.is_final:
        return request.localizer.translate(
            _("Dokumentet er endeligt og låst. Registrér et nyt dokument i stedet.")
        )
    return None


def _tabs(document: Document, request: Request, here: str) -> list[dict[str, Any]]:
    tabs = [
        ("dokument", _("Dokument"), face_path(request, document), None),
        ("versioner", _("Versioner"), face_path(request, document, "versioner"), len(document.versions)),
        ("tekst", _("Tekst"), face_path(request, document, "tekst"), None),
    ]
    if request.has_permission(Permission.JOURNAL_VIEW, document):
        tabs.append(("journal", _("Journal"), face_path(request, document, "journal"), None))
    return [
        {"title": request.localizer.translate(title), "url": url, "current": name == here, "count": count}
        for name, title, url, count in tabs
    ]


def _former_numbers(document: Document, request: Request) -> list[str]:
    """Say by which numbers it was registered before; letters that are out in the world carry them."""
    if not document.former_numbers:
        return []
    mapping = {"numbers": ", ".join(document.former_numbers)}
    return [request.localizer.translate(_("Tidligere nummer: ${numbers}", mapping=mapping))]


def _summary(document: Document, request: Request) -> str:
    say = request.localizer.translate
    latest = document.latest
    parts = [say(_("Version ${number}", mapping={"number": latest.number}))]
    pages = page_count(latest)
    if pages:
        parts.append(say(_("1 side") if pages == 1 else _("${count} sider", mapping={"count": pages})))
    parts.append(file_size(latest.file.size))
    moment = document.registered_at
    mapping = {
        "day": plain_date(local(moment).date()),
        "time": clock_time(moment),
        "name": document.versions[0].added_by_name,
    }
    parts.append(say(_("registreret ${day} kl. ${time} af ${name}", mapping=mapping)))
    return " · ".join(parts)
