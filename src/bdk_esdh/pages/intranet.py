"""Pages and news at work: reading them, and making, publishing and taking them back."""

from datetime import date, datetime
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.clock import local
from ..kernel.danish import plain_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, tell
from ..kernel.places import place_title
from ..kernel.record_forms import carry_out, make_form
from ..kernel.records import Face
from ..root import Root
from ..search.lists import Batch, listing, start_of
from ..security.permissions import Permission
from .actions import publish, unpublish
from .at_work import (
    PREVIEW,
    PREVIEW_AT_WORK,
    TEMPLATE,
    crumbs_to,
    start_crumb,
    values_at_work,
)
from .content import Audience, News, NewsItem, Page, Publication, Standing
from .copy_pages import copy_box
from .form_pages import form_page
from .links import Links
from .overview import filters, table
from .preview_frame import preview_at_work_values, preview_values
from .public import news_lines, pages_below
from .schedule_pages import CANCEL, SCHEDULE, plan_sentence
from .schema import WithdrawSchema

PAGE_TEMPLATE = TEMPLATE
WITHDRAW_TEMPLATE = "templates/intranet/withdraw.pt"
PUBLISH, WITHDRAW = "offentliggoer", "traek-tilbage"
_FACES = (PREVIEW, PREVIEW_AT_WORK)

_NOT_SHOWN = [each.value for each in Standing if each is not Standing.SHOWN]


@intranet_view(News, permission=Permission.PAGE_VIEW, template="templates/intranet/news.pt")
def news_page(context: News, request: Request) -> dict[str, Any]:
    """List the news staff may read, newest first; editors see above them what is not shown yet."""
    path = face_path(request, context)
    shown = listing(
        request.root,
        request.principals,
        {"kind": "NewsItem", "page_standing": Standing.SHOWN.value},
        sort="shown_since",
        reverse=True,
        start=start_of(request.GET),
        size=20,
        path=path,
    )
    may_edit = _may(request, Permission.PAGE_EDIT, context)
    waiting = _by_change(request, {"kind": "NewsItem", "page_standing": _NOT_SHOWN}) if may_edit else None
    return {
        "title": place_title(request, context),
        "news": news_lines(request, shown, Face.INTRANET),
        "batch": shown,
        "new_url": face_path(request, context, "ny-nyhed") if may_edit else None,
        "waiting": table(request, _("Ikke vist nu"), waiting) if waiting and waiting.total else None,
    }


@intranet_view(Root, name="sider", permission=Permission.PAGE_VIEW, template="templates/intranet/pages.pt")
def pages_page(_context: Root, request: Request) -> dict[str, Any]:
    """List the pages one may read, by title, each with where it stands."""
    chosen = request.GET.get("tilstand", "")
    wanted: dict[str, Any] = {"kind": "Page"}
    if chosen in list(Standing):
        wanted["page_standing"] = chosen
    batch = listing(
        request.root,
        request.principals,
        wanted,
        sort="title_order",
        start=start_of(request.GET),
        path=request.path,
        parameters={"tilstand": chosen} if "page_standing" in wanted else {},
    )
    title = request.localizer.translate(_("Sider"))
    may_edit = _may(request, Permission.PAGE_EDIT, request.root)
    return {
        "title": title,
        "crumbs": [start_crumb(request), Crumb(title, None)],
        "table": table(request, _("Sider"), batch),
        "batch": batch,
        "filters": filters(request, chosen),
        "new_url": face_path(request, request.root, "ny-side") if may_edit else None,
        "links_url": face_path(request, request.root, "doede-links") if may_edit else None,
    }


@intranet_view(Page, permission=Permission.PAGE_VIEW, template=PAGE_TEMPLATE)
@intranet_view(NewsItem, permission=Permission.PAGE_VIEW, template=PAGE_TEMPLATE)
def publication_page(context: Publication, request: Request) -> dict[str, Any]:
    """Show a page or a piece of news, and to editors what they may do with it."""
    may_edit = _may(request, Permission.PAGE_EDIT, context)
    values = values_at_work(request, context, may_edit=may_edit)
    if may_edit:
        values |= {"dead_links": _faults(request, context), "copy": copy_box(request, context)}
    return {**values, "act": _next_act(request, context)}


@intranet_view(Page, name=PREVIEW, permission=Permission.PAGE_VIEW, template="templates/public/page.pt")
@intranet_view(NewsItem, name=PREVIEW, permission=Permission.PAGE_VIEW, template="templates/public/page.pt")
def preview(context: Publication, request: Request) -> dict[str, Any]:
    """Show a page as everyone will see it: the same record in the same template and frame."""
    text = _("Forhåndsvisning. Sådan ser siden ud for dem, der læser den.")
    if context.audience == Audience.INTRANET:
        text = _("Forhåndsvisning. Siden er for medarbejdere, så ingen ser den på hjemmesiden.")
    return preview_values(request, context, text, _FACES)


@intranet_view(Page, name=PREVIEW_AT_WORK, permission=Permission.PAGE_VIEW, template=PAGE_TEMPLATE)
@intranet_view(NewsItem, name=PREVIEW_AT_WORK, permission=Permission.PAGE_VIEW, template=PAGE_TEMPLATE)
def preview_at_work(context: Publication, request: Request) -> dict[str, Any]:
    """Show a page as whoever works here, and does not edit it, reads it."""
    text = _("Forhåndsvisning. Sådan ser medarbejdere siden på intranettet.")
    return preview_at_work_values(request, context, text, _FACES)


@intranet_view(Page, name=PUBLISH, method="POST", permission=Permission.PAGE_PUBLISH)
@intranet_view(NewsItem, name=PUBLISH, method="POST", permission=Permission.PAGE_PUBLISH)
def publish_it(context: Publication, request: Request) -> HTTPSeeOther:
    """Publish it; pressed a second time it says that it is published."""
    here = face_path(request, context)
    if context.review_state == "published":
        tell(request, "info", _("Den er allerede offentliggjort."))
        return HTTPSeeOther(here)
    publish(context, request.act)
    standing = context.standing(request.clock.now())
    if standing is Standing.SCHEDULED and context.published_from:
        tell(request, "ok", _shown_from(context.published_from))
    elif standing is Standing.EXPIRED:
        tell(request, "warning", _("Den er offentliggjort, men slutdatoen er forbi, så ingen ser den."))
    elif context.audience == Audience.PUBLIC:
        url = face_path(request, context, face=Face.PUBLIC)
        see = request.localizer.translate(_("Se den"))
        tell(request, "ok", _("Alle kan læse den nu."), link_text=see, link_url=url)
    else:
        tell(request, "ok", _("Alle medarbejdere kan læse den nu."))
    return HTTPSeeOther(here)


@intranet_view(Page, name=WITHDRAW, permission=Permission.PAGE_PUBLISH, template=WITHDRAW_TEMPLATE)
@intranet_view(NewsItem, name=WITHDRAW, permission=Permission.PAGE_PUBLISH, template=WITHDRAW_TEMPLATE)
def withdraw_page(context: Publication, request: Request) -> Any:
    """Ask why it is taken back."""
    if context.review_state != "published":
        tell(request, "info", _("Den er ikke offentliggjort."))
        return HTTPSeeOther(face_path(request, context))
    return _withdraw_page(request, context, _withdraw_form(request, context))


@intranet_view(
    Page, name=WITHDRAW, method="POST", permission=Permission.PAGE_PUBLISH, template=WITHDRAW_TEMPLATE
)
@intranet_view(
    NewsItem, name=WITHDRAW, method="POST", permission=Permission.PAGE_PUBLISH, template=WITHDRAW_TEMPLATE
)
def withdraw(context: Publication, request: Request) -> Any:
    """Take it back."""
    form = _withdraw_form(request, context)
    here = face_path(request, context)
    answer = carry_out(
        request,
        form,
        lambda values: unpublish(context, values["reason"], request.act),
        where=lambda _done: here,
    )
    if answer is None:
        return _withdraw_page(request, context, form)
    again = face_path(request, context, PUBLISH)
    tell(request, "ok", _("Den er trukket tilbage."), undo_url=again)
    return answer


def _withdraw_form(request: Request, node: Publication) -> Any:
    return make_form(
        request, WithdrawSchema, submit_label=_("Træk tilbage"), cancel_url=face_path(request, node)
    )


def _withdraw_page(request: Request, node: Publication, form: Any) -> dict[str, Any]:
    below = pages_below(request, node, request.principals).items if isinstance(node, Page) else []
    now = request.clock.now()
    step = Crumb(request.localizer.translate(_("Træk tilbage")), None)
    return {
        **form_page(request, node, form, _("Træk “${title}” tilbage?"), _("Træk tilbage")),
        "is_public": node.is_published(now),
        "left_below": [page.title for page in below if page.is_published(now)],
        "crumbs": [*crumbs_to(request, node), step],
    }


def _faults(request: Request, node: Publication) -> tuple[Any, ...]:
    return Links(request.root, request.registry, request.clock.now()).of_page(node)


def _next_act(request: Request, node: Publication) -> dict[str, Any] | None:
    """What an editor may do about who reads it: publish it, or take it back."""
    if not _may(request, Permission.PAGE_PUBLISH, node):
        return None
    published = node.review_state == "published"
    return {
        "publish_url": None if published else face_path(request, node, PUBLISH),
        "withdraw_url": face_path(request, node, WITHDRAW) if published else None,
        "plan_url": face_path(request, node, SCHEDULE),
        "plan": plan_sentence(request, node),
        "cancel_url": face_path(request, node, CANCEL) if node.plan is not None else None,
        "text": request.localizer.translate(_who_reads(node, request.clock.now(), published=published)),
    }


def _who_reads(node: Publication, now: datetime, *, published: bool) -> str:
    """Say who reads it now, or who will from the moment it is published."""
    today = local(now).date()
    if node.published_from and node.published_from > today:
        return _shown_from(node.published_from)
    if node.published_to and node.published_to < today:
        return _("Slutdatoen er forbi, så ingen læser den.")
    if node.audience == Audience.PUBLIC:
        return (
            _("Alle kan læse den.")
            if published
            else _("Offentliggør du den, kan alle læse den med det samme.")
        )
    return (
        _("Alle medarbejdere kan læse den.")
        if published
        else _("Offentliggør du den, kan alle medarbejdere læse den med det samme.")
    )


def _shown_from(day: date) -> str:
    return _("Den bliver vist fra ${day}.", mapping={"day": plain_date(day)})


def _by_change(request: Request, wanted: dict[str, Any]) -> Batch:
    return listing(request.root, request.principals, wanted, sort="changed", reverse=True)


def _may(request: Request, permission: str, node: Any) -> bool:
    return bool(request.has_permission(permission, node))
