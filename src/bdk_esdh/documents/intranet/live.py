"""What is new on a case that somebody has open: its list of documents, asked for every other second.

Asking costs next to nothing while nothing was changed: the case's own revision is compared and nothing is
looked up, shown or entered as read. Rights are asked each time, as for every page.
"""

from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ...cases.content import Case
from ...kernel.faces import intranet_view
from ...security.permissions import Permission
from .case_documents import LIVE, case_documents
from .stamps import revision

TEMPLATE = "bdk_esdh:documents/templates/intranet/_live_documents.pt"
#: the header in which an answer without content tells what to ask with next time
STAMP = "X-Esdh-Stamp"


@intranet_view(Case, name=LIVE, permission=Permission.CASE_VIEW, template=TEMPLATE)
def documents_now(context: Case, request: Request) -> Any:
    """Give the list of documents, or 204 when it is what ``siden`` says was shown."""
    asked = request.GET.get("siden", "")
    if asked and asked.partition("-")[0] == revision(context):
        return Response(status=204)
    panel = case_documents(context, request)
    stamp = panel.values["stamp"]
    if asked.partition("-")[2] == stamp.partition("-")[2]:
        # The case was changed, but nothing in this list that whoever asks may read.
        return Response(status=204, headers={STAMP: stamp})
    return {"title": panel.title, "panel": panel, "values": panel.values}
