"""Agenda items at work: reading one, putting it on, changing it, moving it, taking it off.

Pages that change an item are addressed by the meeting and the item's id: its number may
have become another's while somebody was writing.
"""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ...cases.content import Case
from ...documents.actions import find_case
from ...documents.content import Document
from ...documents.errors import UnknownCase
from ...kernel.concurrent_edits import Edited
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_pages import form_page
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import TEMPLATE as FORM_PAGE
from ...kernel.record_forms import carry_out, make_form
from ...search.lists import listing
from ...security.permissions import Permission
from ...security.readers import may_read
from ...trash.content import TrashEntry
from ...trash.gaps import restore_url
from ..content import AgendaItem, Meeting
from ..errors import ItemGone
from ..items import (
    add_item,
    change_item,
    item_values,
    remove_item,
    set_documents,
)
from ..schema import ItemSchema, NothingToFill, documents_schema

_EDIT = Permission.MEETING_EDIT
_CONFIRM = "bdk_esdh:meetings/templates/intranet/confirm.pt"
_MOST_DOCUMENTS = 200
#: whether the agenda is out -> what a new item is told with; it stands last, for the numbers are fixed then
_HEADINGS = {False: _("Nyt punkt"), True: _("Nyt punkt sidst på dagsordenen: alle ser det med det samme")}
_ADDED = {
    False: _("Punktet er sat på dagsordenen."),
    True: _("Punktet er sat på dagsordenen, og alle ser det nu."),
}


@intranet_view(Meeting, name="nyt-punkt", permission=_EDIT, template=FORM_PAGE)
@intranet_view(Meeting, name="nyt-punkt", method="POST", permission=_EDIT, template=FORM_PAGE)
def add_page(context: Meeting, request: Request) -> Any:
    """Put an item on the agenda; one about a case leads on to its documents."""
    form = make_form(
        request, ItemSchema, submit_label=_("Sæt på dagsordenen"), cancel_url=face_path(request, context)
    )
    if request.method != "POST":
        form.bind_values({"kind": "case"})
    else:
        answer = carry_out(
            request,
            form,
            lambda values: add_item(context, _for_action(request, context, values, None), request.act),
            where=lambda item: _after_adding(request, item),
        )
        if answer is not None:
            tell(request, "ok", _ADDED[context.is_public])
            return answer
    return form_page(request, context, form, _HEADINGS[context.is_public])


@intranet_view(Meeting, name="punkt", permission=_EDIT, template=FORM_PAGE)
@intranet_view(Meeting, name="punkt", method="POST", permission=_EDIT, template=FORM_PAGE)
def edit_page(context: Meeting, request: Request) -> Any:
    """Change an item."""
    form = make_form(request, ItemSchema, submit_label=_("Gem"), cancel_url=face_path(request, context))
    if request.method != "POST":
        item = item_asked_for(request, context)
        form.bind_record(_values_now(request, item))
    else:

        def change(values: dict[str, Any]) -> None:
            item = item_meant(request, context, values)
            change_item(item, _for_action(request, context, values, item), request.act)

        answer = carry_out(
            request,
            form,
            change,
            where=lambda _none: face_path(request, context),
            edits=lambda values: _edited(item_meant(request, context, values), _values_now, request),
        )
        if answer is not None:
            tell(request, "ok", _("Ændringerne er gemt."))
            return answer
    return form_page(request, context, form, _("Ret punkt"))


@intranet_view(Meeting, name="bilag", permission=_EDIT, template=FORM_PAGE)
@intranet_view(Meeting, name="bilag", method="POST", permission=_EDIT, template=FORM_PAGE)
def documents_page(context: Meeting, request: Request) -> Any:
    """Choose which documents of its case stand on an item."""
    oid = request.POST.get("item") if request.method == "POST" else None
    item = context.item_with_id(oid) if oid else item_asked_for(request, context)
    if item is None or not may_read(item, request.principals):
        tell(request, "error", _("Punktet er taget af dagsordenen, mens du valgte bilag"))
        return HTTPSeeOther(face_path(request, context))
    offered = _documents_of_case(request, item)
    schema = documents_schema([(each.document_number, document_label(request, each)) for each in offered])
    form = make_form(request, schema, submit_label=_("Gem bilag"), cancel_url=face_path(request, context))
    if request.method != "POST":
        form.bind_record(_documents_now(request, item))
    else:
        answer = carry_out(
            request,
            form,
            lambda values: set_documents(item, _chosen(item, offered, values["documents"]), request.act),
            where=lambda _none: face_path(request, context),
            edits=lambda _values: _edited(item, _documents_now, request),
        )
        if answer is not None:
            tell(request, "ok", _("Bilagene er gemt."))
            return answer
    mapping = {"number": item.number, "title": item.title}
    return form_page(request, context, form, _("Bilag til punkt ${number}: ${title}", mapping=mapping))


@intranet_view(Meeting, name="fjern", permission=_EDIT, template=_CONFIRM)
@intranet_view(Meeting, name="fjern", method="POST", permission=_EDIT, template=_CONFIRM)
def remove_page(context: Meeting, request: Request) -> Any:
    """Ask whether to take an item off the agenda."""
    here = face_path(request, context)
    form = make_form(request, NothingToFill, submit_label=_("Tag punktet af dagsordenen"), cancel_url=here)
    title: Any = _("Tag punktet af dagsordenen?")
    if request.method != "POST":
        item = item_asked_for(request, context)
        mapping = {"number": item.number, "title": item.title}
        title = _("Tag punkt ${number} af dagsordenen? ${title}", mapping=mapping)
        form.bind_values({"item": str(get_oid(item))})
    else:
        removed: list[TrashEntry] = []
        answer = carry_out(
            request,
            form,
            lambda values: removed.append(remove_item(item_meant(request, context, values), request.act)),
            where=lambda _none: here,
        )
        if answer is not None:
            for entry in removed:
                text = _("Punktet er taget af dagsordenen og ligger i papirkurven.")
                tell(request, "ok", text, undo_url=restore_url(request, entry))
            return answer
    text = request.localizer.translate(
        _("Punktet kommer i papirkurven med sine tekster. Sagen og dens dokumenter bliver, hvor de er.")
    )
    return {**form_page(request, context, form, title), "text": text, "guard": None}


def _edited(item: AgendaItem, values: Any, request: Request) -> Edited:
    return Edited(item, values(request, item))


def _values_now(request: Request, item: AgendaItem) -> dict[str, Any]:
    return {**item_values(item), "item": str(get_oid(item)), "case_number": _number(request, item)}


def _documents_now(request: Request, item: AgendaItem) -> dict[str, Any]:
    shown = [each.document_number for each in item.documents if may_read(each, request.principals)]
    return {"item": str(get_oid(item)), "documents": sorted(shown)}


def item_asked_for(request: Request, meeting: Meeting) -> AgendaItem:
    """Find the item that the address names, ``?id=``.

    :raises HTTPNotFound: when there is none, or not for whoever asks.
    """
    item = meeting.item_with_id(request.GET.get("id", ""))
    if item is None or not may_read(item, request.principals):
        raise HTTPNotFound
    return item


def item_meant(request: Request, meeting: Meeting, values: dict[str, Any]) -> AgendaItem:
    """Find the item that a form or button of an agenda is about.

    :raises ItemGone: when it is no longer there, or not for whoever asks.
    """
    item = meeting.item_with_id(values["item"])
    if item is None or not may_read(item, request.principals):
        raise ItemGone(
            _("Punktet er taget af dagsordenen, mens du skrev. Sæt det på igen, hvis det skal med")
        )
    return item


def _for_action(
    request: Request, meeting: Meeting, values: dict[str, Any], item: AgendaItem | None
) -> dict[str, Any]:
    """Turn the number of a case into the case, if whoever asks may know it."""
    number = values.get("case_number", "")
    case = None
    if values["kind"] == "case":
        if number:
            case = _case_to_put_on(request, meeting, number)
        elif item is not None and item.case is not None and not may_read(item.case, request.principals):
            case = item.case  # the form could not show its number
    return {**values, "case": case}


def _case_to_put_on(request: Request, meeting: Meeting, number: str) -> Case:
    try:
        return find_case(meeting, number, request.principals)
    except UnknownCase as error:
        # In the same words whether or not there is one; the way to a confidential one is its caseworker's.
        raise UnknownCase(
            _(
                "Sag ${number} findes ikke, eller du må ikke læse den. Sagsbehandleren kan melde sagen ind",
                mapping={"number": (number.split() or [""])[0][:40]},
            ),
            field=error.field,
        ) from error


def _after_adding(request: Request, item: AgendaItem) -> str:
    if item.case is None:
        return face_path(request, item.meeting)
    return face_path(request, item.meeting, "bilag") + f"?id={get_oid(item)}"


def _number(request: Request, item: AgendaItem) -> str:
    case = item.case
    return case.case_number if case is not None and may_read(case, request.principals) else ""


def readable_documents(request: Request, case: Case) -> list[Document]:
    """List the documents of a case that whoever asks may read, by their number."""
    wanted = {"kind": "Document", "case": case.case_number}
    return list(listing(request.root, request.principals, wanted, sort="serial", size=_MOST_DOCUMENTS).items)


def _documents_of_case(request: Request, item: AgendaItem) -> list[Document]:
    if item.case is None:
        return []
    found = readable_documents(request, item.case)
    return found + [
        each for each in item.documents if each not in found and may_read(each, request.principals)
    ]


def document_label(request: Request, document: Document) -> str:
    """Say what a document is called, and whether the public will see it."""
    mapping = {"number": document.document_number, "title": document.title}
    if document.released is not None:
        text = _("${number}: ${title} · Frigivet", mapping=mapping)
    else:
        text = _("${number}: ${title} · Ikke frigivet, vises ikke for offentligheden", mapping=mapping)
    return str(request.localizer.translate(text))


def _chosen(item: AgendaItem, offered: list[Document], numbers: list[str]) -> list[Document]:
    """Keep the order that documents already have; new ones come after, in the case's order."""
    hidden = [each for each in item.documents if each not in offered]
    kept = [each for each in item.documents if each in hidden or each.document_number in numbers]
    return kept + [each for each in offered if each.document_number in numbers and each not in kept]
