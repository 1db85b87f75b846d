"""The public front page: search first, then what one can do, what happens, what is new."""

from typing import Any

from pyramid.request import Request

from ..kernel.danish import at_time, capitalised, short_date, short_month, unbroken, weekday_name
from ..kernel.faces import public_view
from ..kernel.i18n import _
from ..kernel.records import Face
from ..root import Root
from ..search.lists import listing
from ..search.published import published_at
from ..security.identity import ANONYMOUS_PRINCIPALS
from ..security.permissions import Permission
from .capabilities import is_on

MEETINGS, LETTERS, NEWS, TILES = 4, 4, 3, 8

#: what one can do oneself, at addresses that are there when their capability or page is
PLACES = (
    ("selvbetjening", "list-check", _("Selvbetjening"), _("Hvad du selv kan klare, og hvem du ringer til")),
    ("aktindsigt", "visibility", _("Bed om aktindsigt"), _("Ingen begrundelse, ingen login")),
    ("mine-sager", "folder-open", _("Spørg til din sag"), _("Hvem du ringer til, og hvad du skal have klar")),
    ("udvalg", "groups", _("Politik og møder"), _("Dagsordener og referater")),
    ("postlister", "view-in-list", _("Postlister"), _("Hvad vi har modtaget og sendt")),
    ("debat", "chat", _("Debat og høringer"), _("Sig din mening, før der bliver besluttet")),
    ("kontakt", "contact-support", _("Kontakt kommunen"), _("Telefon, adresse og åbningstider")),
    ("nyheder", "notifications", _("Nyheder"), _("Hvad der sker i kommunen")),
)


@public_view(Root, permission=Permission.PUBLIC_VIEW, template="templates/public/forside.pt")
def front_page(context: Root, request: Request) -> dict[str, Any]:
    """Show what a citizen most likely came for."""
    return {
        "title": request.localizer.translate(_("Forside")),
        "tiles": _tiles(request),
        "meetings": _meetings(request),
        "letters": _letters(request),
        "news": _news(request),
    }


def _tiles(request: Request) -> list[dict[str, str]]:
    now = request.clock.now()
    translate = request.localizer.translate
    return [
        {"url": f"/{path}", "icon": icon, "title": translate(title), "text": translate(text)}
        for path, icon, title, text in PLACES
        if published_at(request.root, path, now) is not None
    ][:TILES]


def _meetings(request: Request) -> dict[str, Any] | None:
    """The next meetings whose agenda is out, or the latest when none is."""
    if not is_on(request, "Meeting"):
        return None
    from ..meetings.public_records import public_meeting

    translate = request.localizer.translate
    today = request.clock.today().toordinal()
    for days, reverse, title in (
        ((today, None), False, _("Næste møder")),
        ((None, today - 1), True, _("Seneste møder")),
    ):
        found = listing(
            request.root,
            ANONYMOUS_PRINCIPALS,
            {"kind": "Meeting", "meeting_day": days},
            sort="meeting_day",
            reverse=reverse,
            size=MEETINGS,
        )
        rows = [
            {
                **_meeting_row(public_meeting(meeting, translate), meeting.committee.title),
                "when": unbroken(capitalised(at_time(weekday_name(meeting.day), meeting.starts_at))),
            }
            for meeting in found
        ]
        if rows:
            return {"title": translate(title), "rows": rows}
    return {"title": translate(_("Næste møder")), "rows": []}


def _meeting_row(meeting: Any, committee: str) -> dict[str, Any]:
    return {
        "title": committee,
        "url": meeting.url,
        "place": meeting.place,
        "day": meeting.day.day,
        "month": short_month(meeting.day),
        "badge": meeting.badge,
    }


def _letters(request: Request) -> list[dict[str, Any]] | None:
    if not is_on(request, "Postlist"):
        return None
    from ..postlist.filtering import PostlistFilter
    from ..postlist.public import entries

    today = request.clock.today()
    return [
        {
            "title": entry.title,
            "url": entry.path,
            "incoming": entry.is_incoming,
            "facts": f"{entry.correspondent} · {short_date(entry.day, today)}",
            "number": entry.number,
            "readable": entry.file is not None,
        }
        for entry in entries(request, PostlistFilter(), size=LETTERS)
    ]


def _news(request: Request) -> list[dict[str, Any]]:
    if not is_on(request, "NewsItem"):
        return []
    from ..pages.public import news_lines, public_news

    lines = news_lines(request, public_news(request, size=NEWS), Face.PUBLIC)
    return [
        {"title": line.title, "url": line.url, "lead": line.lead, "date": line.text, "iso": line.iso}
        for line in lines
    ]
