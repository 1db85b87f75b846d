"""Agendas and minutes as PDF: for everybody the open part, at work what whoever asks may read."""

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..audit.entering import enter_read
from ..files.serving import POLICY, disposition
from ..kernel.faces import intranet_view, public_view
from ..kernel.i18n import _
from ..security.permissions import Permission
from .content import Meeting
from .journal import ITEM_OPENED
from .papers import Paper, paper_for, public_paper
from .public import require_public

_AGENDA, _MINUTES = "dagsorden.pdf", "referat.pdf"


@public_view(Meeting, name=_AGENDA, permission=Permission.PUBLIC_VIEW)
@public_view(Meeting, name=_MINUTES, permission=Permission.PUBLIC_VIEW)
def public_pdf(context: Meeting, request: Request) -> Response:
    """Give everybody the agenda or the minutes; closed items are "Lukket punkt" to those logged in, too."""
    require_public(request, context)
    translate = request.localizer.translate
    minutes = _wants_minutes(context, request)
    paper = public_paper(context, translate, today=request.clock.today(), minutes=minutes)
    response = _answer(context, request, paper)
    # An agenda can be taken back, and then no cache may go on giving it out.
    response.headers["Cache-Control"] = "no-cache"
    return response


@intranet_view(Meeting, name=_AGENDA, permission=Permission.MEETING_VIEW)
@intranet_view(Meeting, name=_MINUTES, permission=Permission.MEETING_VIEW)
def pdf_at_work(context: Meeting, request: Request) -> Response:
    """Give whoever is at work the items they may read; each closed one among them is entered as read."""
    paper, closed = paper_for(request, context, minutes=_wants_minutes(context, request))
    for item in closed:
        enter_read(request, item, ITEM_OPENED)
    response = _answer(context, request, paper)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _wants_minutes(meeting: Meeting, request: Request) -> bool:
    minutes = request.view_name == _MINUTES
    if minutes and not meeting.has_minutes:
        raise HTTPNotFound
    return minutes


def _answer(meeting: Meeting, request: Request, paper: Paper) -> Response:
    translate = request.localizer.translate
    body, name = request.registry.kept_papers.pdf_of(
        paper,
        assets=request.registry.esdh_settings.assets,
        at=request.clock.now(),
        page_words=translate(_("Side {page} af {pages}")),
        files_word=translate(_("Bilag")),
    )
    response = Response(body, content_type="application/pdf", conditional_response=True, request=request)
    response.etag = name
    kind = request.view_name.removesuffix(".pdf")
    filename = f"{kind}-{meeting.committee.key}-{meeting.__name__}.pdf"
    response.headers["Content-Disposition"] = disposition(filename, inline=True)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    return response
