"""What one has done and looked up oneself: everyone may see the trail they leave."""

from typing import Any

from pyramid.request import Request

from ..audit.lookup import Question
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..root import Root
from ..security.permissions import Permission
from .filtering import entries_for, filters_for, question_of
from .record_pages import TEMPLATE
from .rows import Eyes

_FILTERS = ("sag", "art", "fra", "til", "ord")


@intranet_view(Root, name="mit-spor", permission=Permission.INTRANET_VIEW, template=TEMPLATE)
def own_page(_context: Root, request: Request) -> dict[str, Any]:
    """Show one's own entries, of what one may still read."""
    say = request.localizer.translate
    filters = filters_for(request, request.path, _FILTERS)
    question = question_of(request, filters, _FILTERS, Question(by=request.identity.login))
    title = say(_("Mit spor"))
    lead = _("Her står, hvad du har gjort og slået op. Dem, der fører kontrol, kan se det samme.")
    return {
        "title": title,
        "head": {"number": request.identity.name, "title": title, "facts": [say(lead)]},
        "filters": filters,
        "entries": entries_for(request, question, Eyes(request), filters, words=filters["ord"]),
        "crumbs": [Crumb(say(_("Start")), "/intranet/"), Crumb(title, None)],
    }
