"""The page that gives cases to a colleague: somebody's open ones, or those chosen on the list."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request

from ...kernel.faces import face_path, intranet_view
from ...kernel.fields import Choice, Group
from ...kernel.graph import get_oid
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs, tell
from ...kernel.record_forms import carry_out, make_form
from ...lists.asked import CHOSEN
from ...lists.finding import chosen_nodes
from ...organisation.actions import people_of
from ...organisation.content import Person
from ...search.lists import find_ids, listing
from ...security.permissions import Permission
from ..content import Case, CaseArchive
from ..handing_over import hand_over
from .case_list import HAND_OVER, OPEN_STATES

#: cases whose keys have room in a message, which is kept in the session's cookie
_MOST_TO_GIVE_AGAIN = 50
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
    url = f"{face_path(request, request.root['sager'], HAND_OVER)}?fra={person.__name__}"
    return {"title": request.localizer.translate(text), "url": url}


def _conditions(login: str) -> dict[str, Any]:
    return {"kind": "Case", "caseworker": login, "review_state": list(OPEN_STATES)}


@dataclass(frozen=True)
class Chosen:
    """The cases that are to be given: somebody's, or those that were ticked on the list.

    :param cases: those whoever asks may change, and the first of them when there are many.
    :param total: how many one may read.
    :param skipped: those that stay, each with the reason.
    :param query: what the address of the page says of them.
    :param back: where one came from.
    """

    heading: Any
    cases: list[Case]
    total: int
    skipped: list[tuple[Case, Any]]
    query: str
    back: str


@intranet_view(CaseArchive, name=HAND_OVER, permission=Permission.CASE_EDIT, template=TEMPLATE)
def handing_over_page(context: CaseArchive, request: Request) -> Any:
    """Show the cases, as far as one may read them, and ask who takes them over."""
    chosen = _chosen(context, request)
    if chosen is None:
        tell(request, "warning", _("Sæt kryds ved mindst én sag"))
        return HTTPSeeOther(face_path(request, context))
    return _page(context, request, chosen, _form(context, request, chosen))


@intranet_view(CaseArchive, name=HAND_OVER, method="POST", permission=Permission.CASE_EDIT, template=TEMPLATE)
def hand_over_cases(context: CaseArchive, request: Request) -> Any:
    """Give the cases on the page to the colleague that was chosen."""
    chosen = _chosen(context, request)
    if chosen is None:
        raise HTTPNotFound
    form = _form(context, request, chosen)
    done: list[list[Case]] = []
    answer = carry_out(
        request,
        form,
        lambda values: done.append(hand_over(chosen.cases, values, request.act)),
        where=lambda _nothing: chosen.back,
    )
    if answer is None:
        return _page(context, request, chosen, form)
    if done:
        told = (
            _("1 sag er givet videre.")
            if len(done[0]) == 1
            else _("${n} sager er givet videre.", mapping={"n": len(done[0])})
        )
        tell(request, "ok", told, **_way_on(context, request, done[0]))
    return answer


def _way_on(context: CaseArchive, request: Request, given: list[Case]) -> dict[str, str]:
    """Return the way to give the same cases once more, for whoever chose a wrong name.

    Not past ``_MOST_TO_GIVE_AGAIN``: the message, with its address, has to fit in a cookie.
    """
    if len(given) > _MOST_TO_GIVE_AGAIN:
        return {}
    return {
        "link_text": request.localizer.translate(_("Giv dem til en anden")),
        "link_url": f"{face_path(request, context, HAND_OVER)}?{_query_of(given)}",
    }


def _query_of(cases: list[Case]) -> str:
    return urlencode([(CHOSEN, get_oid(case)) for case in cases])


def _chosen(context: CaseArchive, request: Request) -> Chosen | None:
    """Return the cases that are meant; ``None`` when none was ticked."""
    if CHOSEN in request.GET:
        return _ticked(context, request)
    person = _person(request)
    batch = listing(request.root, request.principals, _conditions(str(person.__name__)), sort="number")
    heading = _("Åbne sager hos ${name}", mapping={"name": person.title})
    query = f"fra={person.__name__}"
    url = f"{face_path(request, context, HAND_OVER)}?{query}"
    return _of(request, batch.items, heading, query, url, total=batch.total)


def _ticked(context: CaseArchive, request: Request) -> Chosen | None:
    cases = chosen_nodes(request, Case)
    if not cases:
        return None
    return _of(request, cases, _("Giv de valgte sager videre"), _query_of(cases), face_path(request, context))


def _of(
    request: Request, cases: list[Case], heading: Any, query: str, back: str, *, total: int | None = None
) -> Chosen:
    skipped: list[tuple[Case, Any]] = []
    changeable = []
    for case in cases:
        if case.is_closed:
            skipped.append((case, _("sagen er afsluttet")))
        elif not request.has_permission(Permission.CASE_EDIT, case):
            skipped.append((case, _("du må læse den, men ikke ændre den")))
        else:
            changeable.append(case)
    return Chosen(heading, changeable, len(cases) if total is None else total, skipped, query, back)


def _person(request: Request) -> Person:
    """Return whose cases they are.

    :raises HTTPNotFound: when it is nobody who may be known of.
    """
    person = people_of(request.root).get(request.GET.get("fra", ""))
    if person is None or not request.has_permission(Permission.ORGANISATION_VIEW, person):
        raise HTTPNotFound
    return person


def _form(context: CaseArchive, request: Request, chosen: Chosen) -> Any:
    return make_form(
        request,
        HandingOverSchema,
        submit_label=_("Giv sagerne videre"),
        action=f"{face_path(request, context, HAND_OVER)}?{chosen.query}",
        cancel_url=chosen.back,
    )


def _page(context: CaseArchive, request: Request, chosen: Chosen, form: Any) -> dict[str, Any]:
    translate = request.localizer.translate
    heading = title = translate(chosen.heading)
    if form.has_errors:
        request.response.status_int = 422
        title = translate(_("Fejl: ${title}", mapping={"title": heading}))
    return {
        "title": title,
        "heading": heading,
        "crumbs": [*lineage_crumbs(request, context), Crumb(heading, None)],
        "form": form,
        "cases": [_line(request, case) for case in chosen.cases],
        "skipped": [{**_line(request, case), "why": translate(why)} for case, why in chosen.skipped],
        "count": len(chosen.cases) if chosen.skipped else chosen.total,
        "more": chosen.total > len(chosen.cases) + len(chosen.skipped),
        "empty": {
            "title": translate(_("Ingen åbne sager")),
            "text": translate(_("Her er ingen, som du må læse. Fortrolige sager kan stadig findes.")),
        },
    }


def _line(request: Request, case: Case) -> dict[str, str]:
    return {"number": case.case_number, "title": case.internal_title, "url": face_path(request, case)}
