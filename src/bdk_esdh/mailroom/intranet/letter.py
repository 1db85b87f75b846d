"""A letter that waits: its file on the left, the form with what is suggested on the right, and the next."""

from collections.abc import Mapping
from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from ...audit.entering import enter_read
from ...cases.actions import cases_of
from ...documents.actions import find_case
from ...documents.content import PDF, Document
from ...documents.intranet.files import shown_in_our_pages
from ...documents.intranet.register import tell_number
from ...files.serving import file_response
from ...kernel.danish import clock_time, file_size, moment_text
from ...kernel.faces import face_path, intranet_view, takes_subpath
from ...kernel.forms import Action, Form
from ...kernel.graph import find_objectmap
from ...kernel.i18n import _
from ...kernel.kept_text import typed_texts
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import carry_out, make_form
from ...security.permissions import Permission
from ...security.readers import may_read
from ...trash.deleting import delete_item
from ..actions import register_letter, send_on
from ..content import WaitingLetter
from ..errors import AlreadyRegistered
from ..journal import FILE_FETCHED
from ..schema import LetterSchema
from ..suggesting import Suggestions, suggestions_for
from .new_case import new_case_url
from .queue import queue_url, waiting

TEMPLATE = "bdk_esdh:mailroom/templates/intranet/letter.pt"
SETTLED_TEMPLATE = "bdk_esdh:mailroom/templates/intranet/settled.pt"
_IMAGES = frozenset({"image/png", "image/jpeg"})
_EXCERPT = 3_000


@intranet_view(WaitingLetter, permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def letter_page(context: WaitingLetter, request: Request) -> Any:
    """Show the letter and the form, with what is most likely filled in; ``sag`` names another case."""
    if context.settled:
        return HTTPSeeOther(face_path(request, context, "registreret"))
    asked = request.GET.get("sag", "")[:40]
    suggested = suggestions_for(context, request, asked=asked)
    say = request.localizer.translate
    reasons = {name: say(reason) for name, reason in suggested.reasons.items()}
    form = _form(context, request).bind_values(suggested.values, reasons=reasons)
    return _page(context, request, form, suggested)


@intranet_view(WaitingLetter, method="POST", permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def register_this(context: WaitingLetter, request: Request) -> Any:
    """Register the letter, and show the next that waits; or the document, if that was asked for."""
    form = _form(context, request)
    following = _neighbours(context, request)["next"]
    made: list[Document] = []

    def register(values: Mapping[str, Any]) -> Document:
        case = find_case(context, values["case_number"], request.principals)
        made.append(register_letter(context, case, values, request.act))
        return made[0]

    def where(document: Document) -> str:
        if form.pressed == "stay" and may_read(document, request.principals):
            return face_path(request, document)
        return face_path(request, following) if following is not None else queue_url(context, request)

    answer = carry_out(request, form, register, where=where)
    if made and answer is not None:
        leads_there = form.pressed == "stay" and may_read(made[0], request.principals)
        _tell_number(request, made[0], is_last=following is None, leads_there=leads_there)
        return answer
    if answer is not None:
        tell(request, "info", _("Formularen er allerede sendt. Dokumentet er registreret én gang"))
        return answer
    if context.settled:
        request.response.status_int = 409
        request.override_renderer = SETTLED_TEMPLATE
        return _settled(context, request)
    return _page(context, request, form, None)


@intranet_view(
    WaitingLetter, name="registreret", permission=Permission.DOCUMENT_ADD, template=SETTLED_TEMPLATE
)
def settled_page(context: WaitingLetter, request: Request) -> Any:
    """Tell who registered it, and lead on."""
    if not context.settled:
        return HTTPSeeOther(face_path(request, context))
    return _settled(context, request)


@intranet_view(WaitingLetter, name="send", method="POST", permission=Permission.DOCUMENT_ADD)
def send_to_unit(context: WaitingLetter, request: Request) -> Any:
    """Put the letter into the inbox of a unit, and show the next."""
    unit = request.params.get("unit", "")
    before, following = context.unit, _neighbours(context, request)["next"]
    on_case = context.case_number
    try:
        send_on(context, unit if isinstance(unit, str) else "", request.act)
    except AlreadyRegistered:
        return HTTPSeeOther(face_path(request, context, "registreret"))
    links = {}
    if not on_case and may_read(context, request.principals):
        links["undo_url"] = f"{face_path(request, context, 'send')}?unit={before}"
    tell(request, "ok", _("Brevet er sendt videre"), **links)
    return HTTPSeeOther(face_path(request, following) if following else "/intranet/postrum")


@intranet_view(WaitingLetter, name="fil", permission=Permission.DOCUMENT_ADD)
@takes_subpath
def letter_file(context: WaitingLetter, request: Request) -> Response:
    """Give the file: ``fil/<filename>``, to look at where that is safe; ``?hent=1`` to save it."""
    if context.file is None or len(request.subpath) != 1 or request.subpath[0] != context.filename:
        raise HTTPNotFound
    enter_read(request, context, FILE_FETCHED)
    inline = not request.GET.get("hent")
    response = file_response(request, context.file, inline=inline, public=False)
    return shown_in_our_pages(response) if inline else response


def _form(letter: WaitingLetter, request: Request) -> Form:
    return make_form(
        request,
        LetterSchema,
        submit_label=_("Registrér og vis næste"),
        secondary=(Action(request.localizer.translate(_("Registrér og åbn")), name="stay"),),
        action=face_path(request, letter),
        sticky=True,
    )


def _page(
    letter: WaitingLetter, request: Request, form: Form, suggested: Suggestions | None
) -> dict[str, Any]:
    say = request.localizer.translate
    near = _neighbours(letter, request)
    heading = say(_("Brev ${place} af ${count}", mapping={"place": near["place"], "count": near["count"]}))
    if form.has_errors:
        request.response.status_int = 422
    when = moment_text(letter.added_at, request.clock.today())
    given = {"name": letter.added_by_name, "when": when}
    size = file_size(letter.file.size) if letter.file else ""
    units = request.registry.choices["units"](request)
    return {
        "title": say(_("Fejl: ${title}", mapping={"title": heading})) if form.has_errors else heading,
        "heading": heading,
        "lead": f"{letter.filename} · {size} · " + say(_("lagt op af ${name} ${when}", mapping=given)),
        "form": form,
        "near": near,
        "previous_url": face_path(request, near["previous"]) if near["previous"] else None,
        "next_url": face_path(request, near["next"]) if near["next"] else None,
        "preview": _preview(letter, request),
        "cases": _cases(suggested, request, letter),
        "new_case_url": new_case_url(letter, request),
        "count": len(suggested.reasons) if suggested else 0,
        "units": [(key, title) for key, title in units if key != letter.unit],
        "send_url": face_path(request, letter, "send"),
        "delete": delete_item(letter, request),
        "crumbs": [*_crumbs(letter, request), Crumb(heading, None)],
    }


def _crumbs(letter: WaitingLetter, request: Request) -> list[Crumb]:
    case = cases_of(letter).get(letter.case_number) if letter.case_number else None
    if case is not None and may_read(case, request.principals):
        return [*lineage_crumbs(request, case)[:-1], Crumb(case.case_number, face_path(request, case))]
    return [each for each in lineage_crumbs(request, letter) if each.url][:2]


def _preview(letter: WaitingLetter, request: Request) -> dict[str, Any]:
    say = request.localizer.translate
    file: Any = letter.file
    url = face_path(request, letter, "fil", letter.filename)
    waits = letter.reading == "waiting"
    pages = letter.text.pages if letter.text else ()
    is_shown = file.media_type == PDF or file.media_type in _IMAGES
    message = say(_("Filen bliver læst. Om lidt er der flere forslag.")) if waits else None
    if not is_shown and not waits and not pages:
        message = say(_("Filen kan ikke vises her. Hent den for at se den"))
    return {
        "filename": letter.filename,
        "file": f"{url}?hent=1",
        "pdf": url if file.media_type == PDF else None,
        "image": url if file.media_type in _IMAGES else None,
        "excerpt": "\n\n".join(pages)[:_EXCERPT] if pages and not is_shown else None,
        "message": message,
        "again": face_path(request, letter) if waits else None,
        "label": letter.filename,
    }


def _cases(suggested: Suggestions | None, request: Request, letter: WaitingLetter) -> list[dict[str, Any]]:
    say = request.localizer.translate
    return [
        {
            "number": each.number,
            "text": f"{each.number} {each.title}",
            "reason": say(each.reason),
            "url": f"{face_path(request, letter)}?sag={each.number}",
            "key": place,
        }
        for place, each in enumerate(suggested.cases if suggested else (), start=1)
    ]


def _neighbours(letter: WaitingLetter, request: Request) -> dict[str, Any]:
    """Return the letters before and after this one in its queue, and its place.

    One that waits no longer has none before it; after it comes the first that does.
    """
    queue = waiting(request, letter.case_number)
    letters = queue.items
    places = [number for number, each in enumerate(letters) if each is letter]
    place = places[0] if places else -1
    others = [each for each in letters if each is not letter]
    after = letters[place + 1] if place + 1 < len(letters) else (others[0] if others else None)
    return {
        "place": place + 1,
        "count": max(queue.total, place + 1),
        "previous": letters[place - 1] if place > 0 else None,
        "next": after,
    }


def _settled(letter: WaitingLetter, request: Request) -> dict[str, Any]:
    settled: Any = letter.settled
    document = find_objectmap(letter).object_for(settled.document)
    readable = document is not None and may_read(document, request.principals)
    following = _neighbours(letter, request)["next"]
    say = request.localizer.translate
    mapping = {"name": settled.by_name, "time": clock_time(settled.at), "number": settled.number}
    text = _("${name} registrerede brevet kl. ${time}.", mapping=mapping)
    if readable:
        text = _("${name} registrerede brevet kl. ${time} som ${number}.", mapping=mapping)
    return {
        "title": say(_("Brevet er allerede registreret")),
        "text": say(text),
        "document_url": face_path(request, document) if readable else None,
        "next_url": face_path(request, following) if following else None,
        "typed": typed_texts(request),
        "crumbs": _crumbs(letter, request),
    }


def _tell_number(request: Request, document: Document, *, is_last: bool, leads_there: bool) -> None:
    number = {"number": document.document_number}
    last = _("Registreret som ${number}. Der venter ikke flere", mapping=number)
    tell_number(request, document, last if is_last else None, leads_there=leads_there)
