"""The administrator's page of what browsers reported against the pages' own policy."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import moment_text
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, tell
from ..root import Root
from .csp_reports import Seen, Violation, csp_reports_of
from .permissions import Permission

NAME = "sikkerhed"
URL = f"/intranet/{NAME}"


@intranet_view(
    Root, name=NAME, permission=Permission.SECURITY_REPORTS, template="templates/intranet/csp_reports.pt"
)
def reports_page(_context: Root, request: Request) -> dict[str, Any]:
    """Show each kind of breach of late, with where and when."""
    translate = request.localizer.translate
    reports = getattr(request.root, "csp_reports", None)
    found = reports.items() if reports is not None else []
    title = translate(_("Sikkerhed på siderne"))
    columns = [_("Regel"), _("Hvad"), _("Sider"), _("Først"), _("Senest"), _("Minutter")]
    return {
        "title": title,
        "crumbs": [Crumb(translate(_("Start")), "/intranet/"), Crumb(title, None)],
        "table": {
            "caption": title,
            "columns": [{"title": translate(column)} for column in columns],
            "compact": False,
            "rows": [_row(request, violation, seen) for violation, seen in found],
        },
        "count": len(found),
        "clear_url": URL,
        "empty": {
            "title": translate(_("Ingen brud")),
            "text": translate(_("Her står det, hvis en side indeholder noget, den ikke må.")),
        },
    }


def _row(request: Request, violation: Violation, seen: Seen) -> dict[str, Any]:
    today = request.clock.today()
    texts = (
        violation.directive,
        violation.blocked or request.localizer.translate(_("andet")),
        violation.place,
        moment_text(seen.first, today),
        moment_text(seen.last, today),
    )
    return {"cells": [*({"text": text} for text in texts), {"text": str(seen.minutes), "number": True}]}


@intranet_view(Root, name=NAME, method="POST", permission=Permission.SECURITY_REPORTS)
def clear_reports(_context: Root, request: Request) -> HTTPSeeOther:
    """Forget what was reported, once it is mended."""
    csp_reports_of(request.root).clear()
    tell(request, "ok", _("Listen er tømt."))
    return HTTPSeeOther(URL)
