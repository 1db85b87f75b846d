"""The parties of a case: the panel on its page, and all of them where there are many."""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.panels import CasePanel
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...search.lists import Batch, listing, start_of
from ...security.permissions import Permission
from .rows import party_row

ANCHOR = "parter"
PANEL = "bdk_esdh:parties/templates/intranet/_case_parties.pt"
TEMPLATE = "bdk_esdh:parties/templates/intranet/parties.pt"
ADD = "ny-part"
ALL = "parter"
#: more stand on a page of their own
MOST_ON_PANEL = 6


def parties_of_case(case: Case, request: Request) -> CasePanel | None:
    """Show on the page of a case who its parties are, and the way to add one."""
    batch = _listed(request, case, size=MOST_ON_PANEL)
    add_url = add_party_url(request, case)
    if not batch.total and add_url is None:
        return None
    return CasePanel(
        anchor=ANCHOR,
        title=request.localizer.translate(_("Parter")),
        count=batch.total,
        template=PANEL,
        values={
            "rows": [party_row(request, each) for each in batch],
            "add_url": add_url,
            "all_url": face_path(request, case, ALL) if batch.total > MOST_ON_PANEL else None,
        },
    )


@intranet_view(Case, name=ALL, permission=Permission.CASE_VIEW, template=TEMPLATE)
def all_parties(context: Case, request: Request) -> dict[str, Any]:
    """Show all parties of a case, a page at a time."""
    path = face_path(request, context, ALL)
    batch = _listed(request, context, start=start_of(request.GET), path=path)
    say = request.localizer.translate
    return {
        "title": say(_("Parter på sag ${number}", mapping={"number": context.case_number})),
        "lead": context.internal_title,
        "rows": [party_row(request, each) for each in batch],
        "batch": batch,
        "add_url": add_party_url(request, context),
        "empty": {
            "title": say(_("Der er ingen parter endnu")),
            "text": say(_("Her kommer dem, sagen handler om, og dem, der taler for dem.")),
        },
    }


def add_party_url(request: Request, case: Case) -> str | None:
    """Return where a party is added, for those who may."""
    if case.is_closed or not request.has_permission(Permission.CASE_EDIT, case):
        return None
    return face_path(request, case, ADD)


def _listed(request: Request, case: Case, **part: Any) -> Batch:
    wanted = {"kind": "Party", "case": case.case_number}
    return listing(request.root, request.principals, wanted, sort="serial", **part)
