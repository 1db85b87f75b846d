"""Making several documents of a case final at once: what a case needs before it can be closed."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ...cases.content import Case
from ...kernel.errors import DomainError
from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Concealed, Group
from ...kernel.form_pages import form_page
from ...kernel.forms import Form
from ...kernel.i18n import _
from ...kernel.page_frame import tell
from ...kernel.record_forms import carry_out, make_form
from ...lists.asked import CHOSEN
from ...lists.finding import chosen_nodes
from ...search.lists import listing
from ...security.permissions import Permission
from ...security.readers import may_read
from ..actions import move_document
from ..closing import UNFINISHED_STATES
from ..content import Document
from ..workflow import DOCUMENT_WORKFLOW

TEMPLATE = "bdk_esdh:documents/templates/intranet/finalise.pt"
FINALISE_SEVERAL = "saet-endelige"
#: so many on one page; the rest when these are done
_MOST = 100
_NOTHING_LEFT = _("Der er ingen dokumenter, du kan sætte endelige")


class FinalisingSchema(Group):
    """What was shown: the numbers of the documents within the case."""

    serials = Concealed(max_length=1_000)


def finalise_all_line(case: Case, request: Request) -> dict[str, str] | None:
    """Return the way to make final at once what keeps ``case`` from being closed, for those who may."""
    if case.is_closed or len(_unfinished(case, request, most=2)) < 2:
        return None
    text = request.localizer.translate(_("Sæt flere endelige på én gang"))
    return {"text": text, "url": face_path(request, case, FINALISE_SEVERAL)}


@intranet_view(Case, name=FINALISE_SEVERAL, permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def finalise_several_page(context: Case, request: Request) -> Any:
    """Show the documents that were ticked on the case, or else all that are not final."""
    if CHOSEN in request.GET:
        documents = [each for each in chosen_nodes(request, Document) if each.case is context]
        ready, others = _sorted(request, documents)
    else:
        ready, others = _unfinished(context, request), []
    if not ready:
        words = _("Sæt kryds ved mindst ét dokument") if CHOSEN in request.GET else _NOTHING_LEFT
        tell(request, "warning", others[0][1] if others else words)
        return HTTPSeeOther(face_path(request, context))
    form = _form(context, request)
    form.bind_values({"serials": " ".join(str(each.serial) for each in ready)})
    return _page(context, request, ready, others, form)


@intranet_view(
    Case, name=FINALISE_SEVERAL, method="POST", permission=Permission.DOCUMENT_ADD, template=TEMPLATE
)
def finalise_several(context: Case, request: Request) -> Any:
    """Make those final that were shown: all of them, or none and it is said why."""
    form = _form(context, request)
    shown = str(request.POST.get("serials", "")).split()[:_MOST]
    ready, others = _sorted(request, _of_serials(context, request, shown))
    done: list[Document] = []

    def do(_values: dict[str, Any]) -> None:
        for _document, why in others:
            raise DomainError(why)
        if len(ready) != len(set(shown)) or not ready:
            raise DomainError(_("Et af dokumenterne ligger ikke længere på sagen. Vælg igen"))
        for document in ready:
            move_document(document, "finalise", request.act)
            done.append(document)

    answer = carry_out(request, form, do, where=lambda _done: face_path(request, context))
    if answer is None:
        return _page(context, request, ready, others, form)
    if done:
        text = _("${count} dokumenter er nu endelige", mapping={"count": len(done)})
        tell(request, "ok", text if len(done) > 1 else _("Dokumentet er nu endeligt"))
    return answer


def _unfinished(case: Case, request: Request, *, most: int = _MOST) -> list[Document]:
    """Return the first documents of ``case`` that whoever asks may make final."""
    wanted = {"kind": "Document", "case": case.case_number, "review_state": list(UNFINISHED_STATES)}
    found = listing(request.root, request.principals, wanted, sort="serial", size=most)
    return [each for each in found.items if request.has_permission(Permission.DOCUMENT_FINALISE, each)]


def _of_serials(case: Case, request: Request, serials: list[str]) -> list[Document]:
    documents = (case.get(serial) for serial in dict.fromkeys(serials))
    return [each for each in documents if each is not None and may_read(each, request.principals)]


def _sorted(request: Request, documents: list[Document]) -> tuple[list[Document], list[tuple[Document, Any]]]:
    """Return those that can be made final, and the others with why not."""
    ready, others = [], []
    for document in documents:
        if document.review_state not in UNFINISHED_STATES:
            mapping = {"number": document.document_number}
            others.append((document, _("${number} er allerede endeligt", mapping=mapping)))
        elif not request.has_permission(Permission.DOCUMENT_FINALISE, document):
            others.append((document, _("Du må læse dokumentet, men ikke sætte det endeligt")))
        else:
            ready.append(document)
    return ready, others


def _form(case: Case, request: Request) -> Form:
    return make_form(
        request,
        FinalisingSchema,
        submit_label=request.localizer.translate(_("Sæt endelige")),
        action=face_path(request, case, FINALISE_SEVERAL),
        cancel_url=face_path(request, case),
    )


def _page(
    case: Case, request: Request, ready: list[Document], others: list[tuple[Document, Any]], form: Form
) -> dict[str, Any]:
    say = request.localizer.translate
    heading = say(_("Sæt ${count} dokumenter endelige", mapping={"count": len(ready)}))
    if len(ready) == 1:
        heading = say(_("Sæt ${number} endeligt", mapping={"number": ready[0].document_number}))
    return form_page(
        request,
        case,
        form,
        heading,
        step=_("Sæt endelige"),
        documents=[_line(request, each) for each in ready],
        others=[{**_line(request, each), "why": say(why)} for each, why in others],
    )


def _line(request: Request, document: Document) -> dict[str, str]:
    state = request.localizer.translate(DOCUMENT_WORKFLOW.state(document.review_state).title)
    return {
        "number": document.document_number,
        "title": document.title,
        "state": state,
        "url": face_path(request, document),
    }
