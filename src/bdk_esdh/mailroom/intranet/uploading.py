"""Putting files into the queue or on a case: several at once, each judged by itself."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ...cases.actions import require_open
from ...cases.content import Case
from ...documents.actions import find_case
from ...kernel.danish import file_size
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.form_controls import file_name
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...security.permissions import Permission
from ...security.roles import Role
from ..actions import receive_letter
from ..content import MailRoom

UPLOAD = "laeg-op"
#: sent by the script, which tells of each file itself
BY_SCRIPT = "X-Esdh-Upload"
RESULT = "bdk_esdh:mailroom/templates/intranet/uploaded.pt"
#: more than anybody drops at once; a form of more is a mistake or worse
MOST_FILES = 200


def upload_box(request: Request, room: MailRoom, case: Case | None = None) -> dict[str, Any]:
    """Return what the field for files says, in the queue or on a case."""
    limit = request.registry.esdh_settings.upload_limit
    return {
        "url": face_path(request, room, UPLOAD),
        "case_number": case.case_number if case is not None else "",
        "limit": limit,
        "limit_text": file_size(limit),
    }


@intranet_view(MailRoom, name=UPLOAD, method="POST", permission=Permission.DOCUMENT_ADD, template=RESULT)
def take_files(context: MailRoom, request: Request) -> Any:
    """Take each file that can be taken, and say of each other one why not."""
    number = request.POST.get("sag", "")
    case = None
    if isinstance(number, str) and number:
        case = find_case(context, number, request.principals)
        require_open(case)
    files = [each for each in request.POST.getall("files") if getattr(each, "filename", None)][:MOST_FILES]
    results = [_take(context, request, each, case) for each in files]
    if request.headers.get(BY_SCRIPT):
        return _for_script(request, results)
    back = face_path(request, case if case is not None else context)
    refused = [each for each in results if each["error"]]
    if results and not refused:
        _tell_taken(request, results)
        return HTTPSeeOther(back)
    request.response.status_int = 422
    title = _("Fejl: Ingen fil valgt") if not results else _("Fejl: Ikke alle filer er lagt op")
    return {
        "title": request.localizer.translate(title),
        "results": results,
        "taken": len(results) - len(refused),
        "upload": upload_box(request, context, case),
        "back": back,
    }


def _take(room: MailRoom, request: Request, chosen: Any, case: Case | None) -> dict[str, Any]:
    name = file_name(chosen.filename)
    say = request.localizer.translate
    try:
        letter, is_new = receive_letter(
            room,
            chosen.file,
            name,
            request.act,
            unit="" if case is not None else own_queue(request),
            case_number=case.case_number if case is not None else "",
        )
    except DomainError as refusal:
        return {"name": name, "error": say(refusal.message), "text": "", "url": None}
    text = say(_("Lagt op")) if is_new else say(_("Ligger her i forvejen"))
    return {"name": name, "error": "", "text": text, "url": face_path(request, letter)}


def own_queue(request: Request) -> str:
    """Return the queue of whoever asks: the mail room's for those who sit there, else one's unit's."""
    identity = request.identity
    return "" if Role.MAIL_ROOM in identity.roles else identity.unit or ""


def _for_script(request: Request, results: list[dict[str, Any]]) -> Response:
    if not results:
        return Response(
            json_body={"error": request.localizer.translate(_("Vælg en fil"))}, status=422, charset="utf-8"
        )
    return Response(json_body=results[0], status=422 if results[0]["error"] else 200, charset="utf-8")


def _tell_taken(request: Request, results: list[dict[str, Any]]) -> None:
    count = len(results)
    text = (
        _("1 fil er lagt op og venter på at blive registreret")
        if count == 1
        else _("${count} filer er lagt op og venter på at blive registreret", mapping={"count": count})
    )
    tell(request, "ok", text)
