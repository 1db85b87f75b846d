"""Pages and news as everyone sees them.

``public_record`` is the one place that says what of them is public.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyramid.httpexceptions import HTTPGone, HTTPNotFound
from pyramid.request import Request

from ..kernel.clean_html import CleanHtml
from ..kernel.clock import local
from ..kernel.danish import plain_date, short_date, short_month
from ..kernel.faces import face_path, public_view
from ..kernel.graph import get_oid
from ..kernel.i18n import _
from ..kernel.places import place_title
from ..kernel.records import Face
from ..organisation.actions import units_of
from ..search.lists import Batch, listing, start_of
from ..security.identity import ANONYMOUS_PRINCIPALS
from ..security.permissions import Permission
from .content import News, NewsItem, Page, Publication, Withdrawal
from .pictures import shown_text

NEWS_PER_PAGE = 20
#: the page on how one asks for access to documents, where the postlist leads
_ACCESS_PAGE = "aktindsigt"
_DOCUMENT_NUMBER = re.compile(r"\d{4}-\d{5,9}-\d{1,6}", re.ASCII)


@dataclass(frozen=True)
class Dated:
    """A day as a page shows it, with the form that machines read."""

    iso: str
    text: str


@dataclass(frozen=True)
class BoxLine:
    """A line of a box, perhaps a link."""

    text: str
    url: str | None = None


@dataclass(frozen=True)
class Box:
    """A box beside the text."""

    title: str
    lines: tuple[BoxLine, ...]


@dataclass(frozen=True)
class PublicRecord:
    """Everything of a page or a piece of news that the public is shown."""

    title: str
    lead: str
    text: CleanHtml
    since: Dated | None
    amended: Dated | None
    unit: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class NewsLine:
    """A piece of news in a list."""

    title: str
    lead: str
    url: str
    day: int
    month: str
    iso: str
    text: str
    unit: str


@public_view(Page, permission=Permission.PUBLIC_VIEW, template="templates/public/page.pt")
@public_view(NewsItem, permission=Permission.PUBLIC_VIEW, template="templates/public/page.pt")
def publication_page(context: Publication, request: Request) -> dict[str, Any]:
    """Show a page or a piece of news, if everyone may read it now.

    :raises HTTPGone: when it was public and has been taken back; says when and why.
    :raises HTTPNotFound: when it is not, or not yet, or no longer public.
    """
    if not context.is_published(request.clock.now()):
        taken_back = context.taken_back
        if taken_back is None:
            raise HTTPNotFound
        raise HTTPGone(withdrawal_text(taken_back))
    return {
        "title": context.title,
        "page": public_record(context, request),
        "preview": None,
        "asked_for": _asked_for(context, request),
    }


def _asked_for(context: Publication, request: Request) -> dict[str, str] | None:
    """Return a note with the number of the document that somebody came from the postlist to ask for.

    Only what looks like a number is repeated, so that no address puts words into our page.
    """
    number = request.GET.get("dokument", "")
    if getattr(context, "__name__", None) != _ACCESS_PAGE or not _DOCUMENT_NUMBER.fullmatch(number):
        return None
    text = _("Dokument ${number}. Skriv nummeret, når du beder om aktindsigt.", mapping={"number": number})
    return {"kind": "info", "icon": "info", "text": request.localizer.translate(text)}


def withdrawal_text(taken_back: Withdrawal) -> Any:
    """Say when and why a page was taken back."""
    return _(
        "Siden blev trukket tilbage ${day}. Begrundelse: ${reason}",
        mapping={"day": plain_date(local(taken_back.at).date()), "reason": taken_back.reason},
    )


@public_view(News, permission=Permission.PUBLIC_VIEW, template="templates/public/news.pt")
def news_page(context: News, request: Request) -> dict[str, Any]:
    """List what is new, newest first."""
    batch = public_news(request, start=start_of(request.GET), size=NEWS_PER_PAGE)
    return {
        "title": place_title(request, context),
        "news": news_lines(request, batch, Face.PUBLIC),
        "batch": batch,
    }


def public_news(request: Request, *, start: int = 0, size: int = NEWS_PER_PAGE) -> Batch:
    """Return the public's news, newest first; the front page asks for the first few."""
    return listing(
        request.root,
        ANONYMOUS_PRINCIPALS,
        {"kind": "NewsItem", "page_standing": "shown"},
        sort="shown_since",
        reverse=True,
        start=start,
        size=size,
        path="/nyheder",
    )


def news_lines(request: Request, batch: Batch, face: Face) -> list[NewsLine]:
    """Make the lines of a list of news; what has just run out is left out of it."""
    now = request.clock.now()
    shown = (item for item in batch if item.standing(now) == "shown")
    return [_line(request, item, item.shown_since, face) for item in shown]


def _line(request: Request, item: NewsItem, day: date, face: Face) -> NewsLine:
    return NewsLine(
        title=item.title,
        lead=item.lead,
        url=face_path(request, item, face=face),
        day=day.day,
        month=short_month(day),
        iso=day.isoformat(),
        text=plain_date(day),
        unit=unit_title(request, item),
    )


def public_record(node: Publication, request: Request) -> PublicRecord:
    """Take from a page or a piece of news what the public is shown; also for the preview."""
    today = request.clock.today()
    amended = local(node.amended_at).date() if node.amended_at else None
    since = node.shown_since if isinstance(node, NewsItem) else None
    return PublicRecord(
        title=node.title,
        lead=node.lead,
        text=shown_text(node, request),
        since=Dated(since.isoformat(), plain_date(since)) if since else None,
        amended=Dated(amended.isoformat(), short_date(amended, today)) if amended else None,
        unit=unit_title(request, node),
        boxes=tuple(box for box in (_contact_box(request, node), _pages_below(request, node)) if box.lines),
    )


def unit_title(request: Request, node: Publication) -> str:
    """Name the unit that news come from, if they come from one that still exists."""
    unit = units_of(request.root).get(node.unit) if node.unit else None
    return unit.title if unit is not None else ""


def _contact_box(request: Request, node: Publication) -> Box:
    lines = []
    if node.contact_phone:
        digits = "".join(sign for sign in node.contact_phone if sign in "+0123456789")
        url = "tel:" + (digits if digits.startswith("+") else f"+45{digits}")
        text = _("Telefon ${phone}", mapping={"phone": node.contact_phone})
        lines.append(BoxLine(request.localizer.translate(text), url))
    if node.contact_mail:
        lines.append(BoxLine(node.contact_mail, f"mailto:{node.contact_mail}"))
    return Box(request.localizer.translate(_("Kontakt")), tuple(lines))


def _pages_below(request: Request, node: Publication) -> Box:
    lines: tuple[BoxLine, ...] = ()
    if isinstance(node, Page):
        now = request.clock.now()
        below = [page for page in pages_below(request, node, ANONYMOUS_PRINCIPALS) if page.is_published(now)]
        lines = tuple(BoxLine(page.title, face_path(request, page, face=Face.PUBLIC)) for page in below)
    return Box(request.localizer.translate(_("Læs også")), lines)


def pages_below(request: Request, page: Page, principals: frozenset[str]) -> Batch:
    """List the pages right below one that ``principals`` may read, by title."""
    wanted = {"kind": "Page", "page_above": get_oid(page)}
    return listing(request.root, principals, wanted, sort="title_order")
