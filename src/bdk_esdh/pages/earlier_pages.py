"""Looking at the earlier texts of a page, and putting one back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.clean_html import cleaned
from ..kernel.danish import moment_text
from ..kernel.errors import DomainError
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, tell
from ..security.permissions import Permission
from .at_work import EARLIER, crumbs_to
from .content import EarlierText, NewsItem, Page, Publication
from .earlier_texts import earlier_text, put_back
from .errors import NoSuchText

TEMPLATE = "templates/intranet/earlier.pt"
PUT_BACK = "hent-udgave-tilbage"
#: names the text that is shown, and the one a button puts back
NUMBER = "udgave"
_EDIT = Permission.PAGE_EDIT


@intranet_view(Page, name=EARLIER, permission=_EDIT, template=TEMPLATE)
@intranet_view(NewsItem, name=EARLIER, permission=_EDIT, template=TEMPLATE)
def earlier_page(context: Publication, request: Request) -> dict[str, Any]:
    """List the earlier texts, the latest first; show the one that is asked for, or the latest."""
    try:
        latest = str(context.earlier[-1].number) if context.earlier else ""
        shown = earlier_text(context, request.GET.get(NUMBER, "") or latest) if latest else None
    except NoSuchText as error:
        tell(request, "info", error.message)
        shown = context.earlier[-1]
    say = request.localizer.translate
    here = face_path(request, context, EARLIER)
    title = say(_("Tidligere udgaver af “${title}”", mapping={"title": context.title}))
    return {
        "title": title,
        "heading": title,
        "crumbs": [*crumbs_to(request, context), Crumb(say(_("Tidligere udgaver")), None)],
        "rows": [
            {
                "url": f"{here}?{NUMBER}={each.number}",
                "text": _written(request, each),
                "current": each is shown,
            }
            for each in reversed(context.earlier)
        ],
        "shown": _shown(request, shown) if shown is not None else None,
        "put_back_url": face_path(request, context, PUT_BACK),
    }


@intranet_view(Page, name=PUT_BACK, method="POST", permission=_EDIT)
@intranet_view(NewsItem, name=PUT_BACK, method="POST", permission=_EDIT)
def put_back_text(context: Publication, request: Request) -> HTTPSeeOther:
    """Put an earlier text back; the message offers the one that stood there."""
    number = request.params.get(NUMBER, "")
    before = len(context.earlier) and context.earlier[-1].number
    try:
        put_back(context, number if isinstance(number, str) else "", request.act)
    except DomainError as error:
        tell(request, "warning", error.message)
        return HTTPSeeOther(face_path(request, context, EARLIER))
    latest = context.earlier[-1].number
    links = {}
    if latest != before:
        links["undo_url"] = f"{face_path(request, context, PUT_BACK)}?{NUMBER}={latest}"
    tell(
        request,
        "ok",
        _("Udgaven er hentet tilbage. Det, der stod før, ligger under Tidligere udgaver."),
        **links,
    )
    return HTTPSeeOther(face_path(request, context))


def _written(request: Request, text: EarlierText) -> str:
    when = moment_text(text.written_at, request.clock.today())
    mapping = {"when": when, "name": text.by_name}
    return str(request.localizer.translate(_("Gemt ${when} af ${name}", mapping=mapping)))


def _shown(request: Request, text: EarlierText) -> dict[str, Any]:
    return {
        "number": text.number,
        "heading": _written(request, text),
        "title": text.values["title"],
        "lead": text.values.get("lead") or "",
        "body": cleaned(text.values.get("body") or ""),
    }
