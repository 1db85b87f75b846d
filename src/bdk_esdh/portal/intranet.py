"""The start page at work: what is late, what is next, what has happened since."""

from datetime import date, datetime
from typing import Any

from pyramid.request import Request

from ..desk.favourites import readable_favourites
from ..jobs.tile import parked_tile
from ..kernel.clock import local
from ..kernel.danish import capitalised, long_date, moment_text
from ..kernel.faces import intranet_view
from ..kernel.i18n import _
from ..link_check.tile import links_tile
from ..root import Root
from ..search.intranet import saved_lines
from ..security.permissions import Permission
from .content import Visits
from .own_panels import changed_panel, favourites_panel, recent_panel
from .start_panels import (
    emergencies_panel,
    inbox_panel,
    meetings_panel,
    my_cases_panel,
    news_panel,
    waiting_tile,
)


@intranet_view(Root, permission=Permission.INTRANET_VIEW, template="templates/intranet/start.pt")
def start_page(context: Root, request: Request) -> dict[str, Any]:
    """Show whoever is logged in what waits for them."""
    today = request.clock.today()
    day = {"day": capitalised(long_date(today)), "week": today.isocalendar().week}
    since = _previous_visit(request)
    favourites = readable_favourites(request)
    cases, inbox, meetings = my_cases_panel(request), inbox_panel(request), meetings_panel(request)
    return {
        "title": request.localizer.translate(_("Start")),
        "crumbs": [],
        "greeting": _greeting(request),
        "day": request.localizer.translate(_("${day}, uge ${week}", mapping=day)),
        "tiles": _tiles(request, cases, inbox),
        "cases": cases,
        "inbox": inbox,
        "meetings": meetings,
        "emergencies": emergencies_panel(request),
        "searches": saved_lines(request),
        "news": news_panel(request),
        "recent": recent_panel(request),
        "favourites": favourites_panel(request, favourites),
        "changed": changed_panel(request, since, favourites),
        "changed_title": _since_title(request, since, today),
    }


def _tiles(request: Request, *panels: Any) -> list[dict[str, Any]]:
    counted = (waiting_tile(request), links_tile(request), parked_tile(request))
    return [tile for tile in (*(panel["tile"] for panel in panels if panel), *counted) if tile]


def _previous_visit(request: Request) -> datetime | None:
    organisation = request.root.get("organisation")
    visits = organisation.get("besoeg") if organisation is not None else None
    return visits.previous(request.identity.login) if isinstance(visits, Visits) else None


def _greeting(request: Request) -> str:
    hour = local(request.clock.now()).hour
    first_name = (request.identity.name.split() or [request.identity.login])[0]
    if hour < 10:
        words = _("God morgen, ${name}", mapping={"name": first_name})
    elif hour < 18:
        words = _("Goddag, ${name}", mapping={"name": first_name})
    else:
        words = _("God aften, ${name}", mapping={"name": first_name})
    return request.localizer.translate(words)


def _since_title(request: Request, since: datetime | None, today: date) -> str:
    if since is None:
        return request.localizer.translate(_("Ændret af andre den seneste uge"))
    return request.localizer.translate(
        _("Ændret af andre siden ${moment}", mapping={"moment": moment_text(since, today)})
    )
