"""The page of a party: who it is, where it is reached, and which other cases it has."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from ...audit.entering import enter_read
from ...cases.names import person_name
from ...kernel.clock import local
from ...kernel.danish import plain_date
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...kernel.page_frame import Crumb, lineage_crumbs
from ...search.lists import listing
from ...security.permissions import Permission
from ...sharing.links import access_item
from ...trash.deleting import delete_item
from ..content import Party
from ..journal import CPR_SHOWN
from ..numbers import full_cpr
from ..schema import KINDS
from .rows import CPR_VIEW, case_row, cpr_url, role_words

TEMPLATE = "bdk_esdh:parties/templates/intranet/party.pt"
_MOST_OTHERS = 20


@intranet_view(Party, permission=Permission.CASE_VIEW, template=TEMPLATE)
def party_page(context: Party, request: Request) -> dict[str, Any]:
    """Show a party; its personal number only in part."""
    return _page(context, request, context.masked_cpr)


@intranet_view(Party, name=CPR_VIEW, permission=Permission.CASE_EDIT, template=TEMPLATE)
def party_with_cpr(context: Party, request: Request) -> dict[str, Any]:
    """Show the same with the personal number whole; the journal says who has seen it.

    (Databeskyttelsesloven § 11, stk. 1; databeskyttelsesforordningen art. 5, stk. 2)
    """
    if not context.cpr:
        raise HTTPNotFound
    enter_read(request, context, CPR_SHOWN)
    title = request.localizer.translate(_("CPR-nummer"))
    crumbs = [*lineage_crumbs(request, context), Crumb(title, None)]
    return {**_page(context, request, full_cpr(context.cpr), is_whole=True), "crumbs": crumbs}


def _page(party: Party, request: Request, cpr: str, *, is_whole: bool = False) -> dict[str, Any]:
    say = request.localizer.translate
    badge = {"kind": "closed", "icon": "visibility-off", "text": say(_("Navn og adresse er beskyttet"))}
    cpr_link = None if is_whole else cpr_url(request, party)
    numbers = ((_("CPR-nummer"), cpr), (_("CVR-nummer"), party.cvr))
    return {
        "title": party.title,
        "head": {
            "number": say(_("Part i ${number}", mapping={"number": party.case.case_number})),
            "title": party.title,
            "facts": [role_words(request, party)],
            "badges": [badge] if party.protected_address else [],
            "actions": _actions(party, request),
            "more": access_item(party, request)
            + ([] if party.case.is_closed else delete_item(party, request)),
        },
        "rows": [{"term": say(term), "value": value} for term, value in numbers if value],
        "cpr_url": cpr_link,
        "hide_url": face_path(request, party) if is_whole else None,
        "address": [line for line in party.address.splitlines() if line.strip()],
        "contact": [
            {"term": say(term), "value": value}
            for term, value in ((_("Telefon"), party.phone), (_("E-mail"), party.email))
            if value
        ],
        "note": [line for line in party.note.splitlines() if line.strip()],
        "others": _other_cases(party, request),
        "box": {"title": say(_("Om parten")), "rows": _about(party, request)},
    }


def _actions(party: Party, request: Request) -> list[dict[str, Any]]:
    if party.case.is_closed or not request.has_permission(Permission.CASE_EDIT, party):
        return []
    say = request.localizer.translate
    return [{"title": say(_("Ret")), "url": face_path(request, party, "ret"), "icon": "edit"}]


def _about(party: Party, request: Request) -> list[dict[str, str]]:
    say = request.localizer.translate
    added = f"{plain_date(local(party.added_at).date())}, {person_name(party, party.added_by)}"
    rows = [
        (_("Sag"), f"{party.case.case_number} {party.case.internal_title}"),
        (_("Art"), say(dict(KINDS)[party.kind])),
        (_("Tilføjet"), added),
    ]
    return [{"term": say(term), "value": value} for term, value in rows]


def _other_cases(party: Party, request: Request) -> list[dict[str, str]]:
    """List the other cases that whoever asks may read and that have the same party."""
    identities = party.identities()
    if not identities:
        return []
    wanted = {"kind": "Party", "identity": list(identities)}
    found = listing(
        request.root, request.principals, wanted, sort="case", reverse=True, size=_MOST_OTHERS + 1
    )
    return [case_row(request, each) for each in found if each.case is not party.case][:_MOST_OTHERS]
