"""The page that gives somebody's open cases to a colleague."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Choice, Group
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import carry_out, make_form
from ...organisation.actions import people_of
from ...organisation.content import Person
from ...search.lists import BATCH_SIZE, Batch, find_ids, listing
from ...security.permissions import Permission
from ..content import Case, CaseArchive
from ..handing_over import hand_over
from .case_list import OPEN_STATES

NAME = "giv-videre"
TEMPLATE = "bdk_esdh:cases/templates/intranet/handing_over.pt"


class HandingOverSchema(Group):
    """Who takes the cases over."""

    caseworker = Choice("staff", title=_("Ny sagsbehandler"), missing_msg=_("Vælg, hvem der tager over"))


def person_link(request: Request, person: Person) -> dict[str, Any] | None:
    """Return the way to somebody's open cases, for those who may change cases and read any of them."""
    if not request.has_permission(Permission.CASE_EDIT, request.root["sager"]):
        return None
    count = len(find_ids(request.root, request.principals, _conditions(str(person.__name__))))
    if not count:
        return None
    text = _("1 åben sag") if count == 1 else _("${count} åbne sager", mapping={"count": count})
    url = f"{face_path(request, request.root['sager'], NAME)}?fra={person.__name__}"
    return {"title": request.localizer.translate(text), "url": url}


def _conditions(login: str) -> dict[str, Any]:
    return {"kind": "Case", "caseworker": login, "review_state": list(OPEN_STATES)}


@intranet_view(CaseArchive, name=NAME, permission=Permission.CASE_EDIT, template=TEMPLATE)
def handing_over_page(context: CaseArchive, request: Request) -> dict[str, Any]:
    """Show somebody's open cases, as far as one may read them, and ask who takes them over."""
    person = _person(request)
    return _page(context, request, person, _form(context, request, person))


@intranet_view(CaseArchive, name=NAME, method="POST", permission=Permission.CASE_EDIT, template=TEMPLATE)
def hand_over_cases(context: CaseArchive, request: Request) -> Any:
    """Give the cases on the page to the colleague that was chosen."""
    person = _person(request)
    form = _form(context, request, person)
    done: list[int] = []
    answer = carry_out(
        request,
        form,
        lambda values: done.append(hand_over(_changeable(request, person), values, request.act)),
        where=lambda _nothing: _url(context, request, person),
    )
    if answer is None:
        return _page(context, request, person, form)
    if done:
        told = (
            _("1 sag er givet videre.")
            if done == [1]
            else _("${n} sager er givet videre.", mapping={"n": done[0]})
        )
        tell(request, "ok", told)
    return answer


def _changeable(request: Request, person: Person) -> list[Case]:
    """Return those cases of the page that whoever asks may change; the others stay with their caseworker."""
    return [case for case in _batch(request, person) if request.has_permission(Permission.CASE_EDIT, case)]


def _batch(request: Request, person: Person) -> Batch:
    return listing(request.root, request.principals, _conditions(str(person.__name__)), sort="number")


def _person(request: Request) -> Person:
    """Return whose cases they are.

    :raises HTTPNotFound: when it is nobody who may be known of.
    """
    person = people_of(request.root).get(request.GET.get("fra", ""))
    if person is None or not request.has_permission(Permission.ORGANISATION_VIEW, person):
        raise HTTPNotFound
    return person


def _url(context: CaseArchive, request: Request, person: Person) -> str:
    return f"{face_path(request, context, NAME)}?fra={person.__name__}"


def _form(context: CaseArchive, request: Request, person: Person) -> Any:
    return make_form(
        request,
        HandingOverSchema,
        submit_label=_("Giv sagerne videre"),
        action=_url(context, request, person),
        cancel_url=face_path(request, person),
    )


def _page(context: CaseArchive, request: Request, person: Person, form: Any) -> dict[str, Any]:
    translate, batch = request.localizer.translate, _batch(request, person)
    heading = title = translate(_("Åbne sager hos ${name}", mapping={"name": person.title}))
    if form.has_errors:
        request.response.status_int = 422
        title = translate(_("Fejl: ${title}", mapping={"title": heading}))
    return {
        "title": title,
        "heading": heading,
        "crumbs": [*lineage_crumbs(request, context), Crumb(heading, None)],
        "form": form,
        "cases": [
            {"number": case.case_number, "title": case.internal_title, "url": face_path(request, case)}
            for case in batch
        ],
        "count": batch.total,
        "more": batch.total > BATCH_SIZE,
        "empty": {
            "title": translate(_("Ingen åbne sager")),
            "text": translate(_("Her er ingen, som du må læse. Fortrolige sager kan stadig findes.")),
        },
    }
