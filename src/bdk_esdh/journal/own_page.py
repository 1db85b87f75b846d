"""What one has done and looked up oneself: everyone may see the trail they leave."""

from typing import Any

from pyramid.request import Request

from ..audit.lookup import Question
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..lists.page import list_page
from ..root import Root
from ..security.permissions import Permission
from .filtering import entries_of
from .record_pages import TEMPLATE
from .rows import Eyes

_FILTERS = ("sag", "art", "dage", "ord")


@intranet_view(Root, name="mit-spor", permission=Permission.INTRANET_VIEW, template=TEMPLATE)
def own_page(context: Root, request: Request) -> Any:
    """Show one's own entries, of what one may still read."""
    say = request.localizer.translate
    title = say(_("Mit spor"))
    lead = _("Her står, hvad du har gjort og slået op. Dem, der fører kontrol, kan se det samme.")
    return list_page(
        context,
        request,
        entries_of(Question(by=request.identity.login), _FILTERS, Eyes),
        title=title,
        head={"number": request.identity.name, "title": title, "facts": [say(lead)]},
        crumbs=[Crumb(say(_("Start")), "/intranet/"), Crumb(title, None)],
    )
