"""The journal as a panel on the page of a case: what was changed lately."""

from pyramid.request import Request

from ..audit.entering import journal_of
from ..audit.lookup import Question, count
from ..audit.verbs import Kind
from ..cases.content import Case
from ..cases.panels import CasePanel
from ..kernel.faces import face_path
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..security.permissions import Permission
from .filtering import find_rows, knowable
from .record_pages import NAME
from .rows import Eyes

TEMPLATE = "bdk_esdh:journal/templates/intranet/_case_panel.pt"
_SHOWN = 8


def journal_panel(case: Case, request: Request) -> CasePanel | None:
    """Make the panel for those who may see the journal; readings have a page of their own."""
    if not request.has_permission(Permission.JOURNAL_VIEW, case):
        return None
    eyes = Eyes(request, here=get_oid(case))
    question = Question(case_number=case.case_number, kinds=frozenset({Kind.CHANGE}))
    found = find_rows(request, question, eyes, size=_SHOWN)
    here = face_path(request, case, NAME)
    values = {
        "rows": [eyes.row(line) for line in found.lines[:_SHOWN]],
        "all_url": here,
        "readings_url": f"{here}?art=opslag",
    }
    total = count(journal_of(request.root), question, knowable(request, eyes, case.case_number))
    return CasePanel("journal", request.localizer.translate(_("Journal")), total, TEMPLATE, values)
