"""The pages that move documents to another case: which one, and who can read them there."""

from typing import Any
from urllib.parse import urlencode

import transaction
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ...cases.content import Case
from ...kernel.clock import local
from ...kernel.danish import short_date
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Check, Concealed, Group
from ...kernel.forms import Form
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import carry_out, make_form
from ...lists.asked import CHOSEN
from ...lists.finding import chosen_nodes
from ...security.permissions import Permission
from ...security.readers import may_read
from ..access_after import access_after
from ..actions import find_case
from ..content import Document
from ..moving import (
    case_before,
    documents_that_left,
    move_back,
    move_to_case,
    require_movable,
    require_target,
)
from .target_case import Target, target_of
from .who_reads_after import lines_after

TEMPLATE = "bdk_esdh:documents/templates/intranet/move.pt"
#: the page of one document, the one for several of a case, and where "Flyt tilbage" is pressed
MOVE, MOVE_SEVERAL, BACK = "flyt-til-sag", "flyt-dokumenter", "flyt-tilbage"


class MovingSchema(Group):
    """What was shown: the case, and the numbers of the documents."""

    case_number = Concealed(missing_msg=_("Vælg en sag"))
    shown_as = Concealed(max_length=10_000)


class WideningSchema(MovingSchema):
    """The same where more people can read afterwards."""

    seen = Check(title=_("Jeg har set, hvem der får adgang, og det er meningen"))


def may_move(document: Document, request: Request) -> bool:
    """Tell whether whoever asks may take the document from its case now."""
    try:
        require_movable(document)
    except DomainError:
        return False
    return _is_allowed(document, request)


def _is_allowed(document: Document, request: Request) -> bool:
    return bool(
        request.has_permission(Permission.DOCUMENT_EDIT, document)
        and request.has_permission(Permission.DOCUMENT_ADD, document.case)
    )


def move_item(document: Document, request: Request) -> list[dict[str, str]]:
    """Return the line for the menu "Mere" of a document's page; none for those who may not."""
    if not may_move(document, request):
        return []
    title = request.localizer.translate(_("Flyt til en anden sag"))
    return [{"title": title, "url": face_path(request, document, MOVE)}]


def moved_away_notes(request: Request, case: Case) -> list[dict[str, str]]:
    """Return a note for each document that has left ``case`` and that one may read where it is now.

    ``2026-00012-3 · flyttet 23. nov. af Karla Skabelon til 2026-00031-4``: the number is missing from the
    list, and whoever looks for it is led on.
    """
    notes = []
    for document in documents_that_left(case):
        if not may_read(document, request.principals):
            continue
        for number, at, _by, by_name in reversed(document.moves):
            if number.rpartition("-")[0] == case.case_number:
                mapping = {
                    "old": number,
                    "day": short_date(local(at).date(), request.clock.today()),
                    "by": by_name,
                    "new": document.document_number,
                }
                text = request.localizer.translate(
                    _("${old} · flyttet ${day} af ${by} til ${new}", mapping=mapping)
                )
                notes.append({"text": text, "url": face_path(request, document)})
                break
    return notes


@intranet_view(Document, name=MOVE, permission=Permission.DOCUMENT_EDIT, template=TEMPLATE)
def move_page(context: Document, request: Request) -> Any:
    """Ask which case, and then show who can read the document there."""
    return _ask(context, request, [context], face_path(request, context))


@intranet_view(Document, name=MOVE, method="POST", permission=Permission.DOCUMENT_EDIT, template=TEMPLATE)
def move(context: Document, request: Request) -> Any:
    """Move the document."""
    return _carry_out(context, request, [context], face_path(request, context))


@intranet_view(Case, name=MOVE_SEVERAL, permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def move_several_page(context: Case, request: Request) -> Any:
    """Ask which case the documents that were chosen belong to."""
    return _ask(context, request, _chosen(context, request), face_path(request, context))


@intranet_view(Case, name=MOVE_SEVERAL, method="POST", permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def move_several(context: Case, request: Request) -> Any:
    """Move the documents that were chosen, all of them or none."""
    return _carry_out(context, request, _chosen(context, request), face_path(request, context))


@intranet_view(Case, name=BACK, method="POST", permission=Permission.DOCUMENT_ADD)
def move_them_back(context: Case, request: Request) -> HTTPSeeOther:
    """Undo a move: each document that is named in the address goes to the case it came from."""
    documents = _chosen(context, request)
    if not documents or not all(_is_allowed(each, request) for each in documents):
        raise HTTPNotFound
    targets = [case_before(each) for each in documents]
    if not all(each and request.has_permission(Permission.DOCUMENT_ADD, each) for each in targets):
        raise HTTPNotFound
    before = transaction.savepoint()
    try:
        for document in documents:
            move_back(document, request.act)
    except DomainError as refusal:
        before.rollback()
        tell(request, "warning", refusal.message)
        return HTTPSeeOther(face_path(request, context))
    numbers = ", ".join(each.document_number for each in documents)
    tell(request, "ok", _("Flyttet tilbage: ${numbers}", mapping={"numbers": numbers}))
    return HTTPSeeOther(_after(request, documents, documents[0].case))


def _ask(node: Any, request: Request, documents: list[Document], back: str) -> Any:
    movable, skipped = _sorted(request, documents)
    if not movable:
        tell(request, "warning", skipped[0][1] if skipped else _("Sæt kryds ved mindst ét dokument"))
        return HTTPSeeOther(back)
    target = target_of(request, movable)
    form = None
    if target.case is not None:
        form = _form(node, request, movable, target.case, back)
        form.bind_values({"case_number": target.case.case_number, "shown_as": _numbers(movable)})
    return _page(node, request, movable, skipped, target, form)


def _carry_out(node: Any, request: Request, documents: list[Document], back: str) -> Any:
    """Do what the form asks; the documents are those it showed, as far as they are here still."""
    movable, skipped = _sorted(request, documents)
    wanted = str(request.POST.get("case_number", ""))
    target = Target(case=_target_named(request, wanted), typed=wanted[:40])
    form = _form(node, request, movable, target.case, back)
    moved: list[Document] = []

    def do(values: dict[str, Any]) -> Case:
        case = find_case(node, values["case_number"], request.principals)
        if not request.has_permission(Permission.DOCUMENT_ADD, case):
            raise HTTPNotFound
        shown = values["shown_as"].split()
        _require_shown(documents, shown, skipped)
        # Each is a step of its own: what the second one's rights are depends on no other.
        for document in movable:
            move_to_case(document, case, request.act, wider_is_meant=values.get("seen", False))
            moved.append(document)
        return case

    answer = carry_out(request, form, do, where=lambda case: _after(request, movable, case))
    if answer is None:
        return _page(node, request, movable, skipped, target, form)
    if moved:
        _tell_moved(request, moved)
    return answer


def _require_shown(documents: list[Document], shown: list[str], skipped: list[Any]) -> None:
    """Refuse when what was shown is not what would be moved: somebody was first, or one was locked since."""
    if len(documents) == len(shown) == 1:
        require_movable(documents[0], shown_as=shown[0])
    numbers = [each.document_number for each in documents]
    for document, why in skipped:
        if document.document_number in shown:
            raise DomainError(why)
    gone = [number for number in shown if number not in numbers]
    if gone:
        mapping = {"numbers": ", ".join(gone)}
        raise DomainError(_("${numbers} ligger ikke længere på sagen. Vælg igen", mapping=mapping))


def _target_named(request: Request, number: str) -> Case | None:
    try:
        return find_case(request.root, number, request.principals)
    except DomainError:
        return None


def _chosen(case: Case, request: Request) -> list[Document]:
    return [each for each in chosen_nodes(request, Document) if each.case is case]


def _sorted(request: Request, documents: list[Document]) -> tuple[list[Document], list[tuple[Document, Any]]]:
    """Return those that can be moved, and the others with why not."""
    movable, skipped = [], []
    for document in documents:
        try:
            require_movable(document)
        except DomainError as refusal:
            skipped.append((document, refusal.message))
            continue
        if _is_allowed(document, request):
            movable.append(document)
        else:
            skipped.append((document, _("Du må læse dokumentet, men ikke flytte det")))
    return movable, skipped


def _numbers(documents: list[Document]) -> str:
    return " ".join(each.document_number for each in documents)


def _form(node: Any, request: Request, documents: list[Document], case: Case | None, back: str) -> Form:
    widens = case is not None and _would_widen(request, documents, case)
    return make_form(
        request,
        WideningSchema if widens else MovingSchema,
        submit_label=request.localizer.translate(_("Flyt")),
        action=_address(node, request, documents),
        cancel_url=back,
    )


def _would_widen(request: Request, documents: list[Document], case: Case) -> bool:
    try:
        for document in documents:
            require_target(document, case)
    except DomainError:
        return False
    return access_after(documents, case, request.registry).widens


def _address(node: Any, request: Request, documents: list[Document]) -> str:
    if isinstance(node, Document):
        return face_path(request, node, MOVE)
    query = urlencode([(CHOSEN, get_oid(each)) for each in documents])
    return f"{face_path(request, node, MOVE_SEVERAL)}?{query}"


def _after(request: Request, documents: list[Document], case: Case) -> str:
    """Return where one is led: to the one document, or to the case they are on now."""
    if len(documents) == 1 and may_read(documents[0], request.principals):
        return face_path(request, documents[0])
    return face_path(request, case)


def _tell_moved(request: Request, moved: list[Document]) -> None:
    case = moved[0].case
    mapping = {"case": case.case_number, "number": moved[0].document_number, "count": len(moved)}
    text = _("Dokumentet ligger nu på sag ${case} og har nummer ${number}.", mapping=mapping)
    if len(moved) > 1:
        text = _("${count} dokumenter ligger nu på sag ${case}.", mapping=mapping)
    links = {}
    if all(may_read(each, request.principals) for each in moved):
        query = urlencode([(CHOSEN, get_oid(each)) for each in moved])
        links = {
            "undo_url": f"{face_path(request, case, BACK)}?{query}",
            "undo_text": request.localizer.translate(_("Flyt tilbage")),
        }
    tell(request, "ok", text, **links)


def _page(
    node: Any,
    request: Request,
    documents: list[Document],
    skipped: list[tuple[Document, Any]],
    target: Target,
    form: Form | None,
) -> dict[str, Any]:
    say = request.localizer.translate
    if len(documents or skipped) == 1:
        number = (documents or [skipped[0][0]])[0].document_number
        heading = say(_("Flyt ${number} til en anden sag", mapping={"number": number}))
    else:
        heading = say(_("Flyt ${count} dokumenter til en anden sag", mapping={"count": len(documents)}))
    failed = form is not None and form.has_errors
    if failed:
        request.response.status_int = 422
    case = target.case
    fields = {CHOSEN: [get_oid(each) for each in documents]} if isinstance(node, Case) else {}
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": heading})) if failed else heading,
        "heading": heading,
        "documents": [_line(request, each) for each in documents],
        "skipped": [{**_line(request, each), "why": say(why)} for each, why in skipped],
        "target": target.shown() if case is not None else None,
        "after": lines_after(request, documents, case) if case is not None and form is not None else None,
        "form": form if documents and case is not None else None,
        "refusals": [line.text for line in form.error_lines]
        if form is not None and failed and case is None
        else [],
        "search": target.search(request, fields) if case is None else None,
        "page_url": request.path,
        "again_url": _address(node, request, documents),
        "crumbs": [*lineage_crumbs(request, node), Crumb(say(_("Flyt til en anden sag")), None)],
    }


def _line(request: Request, document: Document) -> dict[str, str]:
    return {
        "number": document.document_number,
        "title": document.title,
        "url": face_path(request, document),
    }
