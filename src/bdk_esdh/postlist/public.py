"""The postlist for everyone: the list with its filter, a day, an entry and its released file."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from pyramid.httpexceptions import HTTPGone, HTTPMovedPermanently, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response

from ..documents.content import Document
from ..files.serving import file_response
from ..kernel.clock import local
from ..kernel.danish import capitalised, long_date, plain_date
from ..kernel.faces import public_view
from ..kernel.i18n import _
from ..organisation.choices import units
from ..search.lists import Batch, batch_of, start_of
from ..search.published import published_at
from ..security.cpr import contains_cpr
from ..security.permissions import Permission
from .content import Postlist, PostlistDay, PostlistEntry
from .filtering import (
    DIRECTION_TITLES,
    DIRECTION_WORDS,
    PostlistFilter,
    active_filters,
    find_entries,
    nearest_day,
    read_filter,
)
from .public_entry import PLACE, PublicEntry, public_entry, request_rules

#: how the summary of errors says which field it means; two dates may have the same fault
_LONG_BEFORE = timedelta(days=366)
_FIELD_TITLES = {
    "fra": _("Fra"),
    "til": _("Til"),
    "retning": _("Retning"),
    "enhed": _("Enhed"),
    "q": _("Ord"),
}


@public_view(Postlist, permission=Permission.PUBLIC_VIEW, template="templates/public/postlister.pt")
def postlist_page(_context: Postlist, request: Request) -> dict[str, Any]:
    """Show what fits the filter, newest first, day by day."""
    wanted = read_filter(request)
    if wanted.words:
        # What words find comes from the text index, which no kept page knows to be out of date by.
        request.response.headers["Cache-Control"] = "no-store"
    if wanted.errors:
        request.response.status_int = 422
        batch = Batch([], 0, 0, 50)
    else:
        batch = entries(request, wanted, start=start_of(request.GET))
    title = request.localizer.translate(_("Postlister"))
    today = request.clock.today()
    rules = request_rules(request)
    return {
        "title": request.localizer.translate(_("Fejl: ${title}", mapping={"title": title}))
        if wanted.errors
        else title,
        "heading": title,
        "filter": filter_form(request, wanted),
        "active": active_filters(request, wanted, PLACE),
        "count": count_in_words(request, batch.total, wanted),
        "turned": _turned(request, wanted) if batch.total > 1 else None,
        "days": days_of(request, batch, wanted),
        "batch": batch,
        "coming": long_date(rules.calendar.add(today, rules.delay)),
        "access_url": access_url(request),
        "feed_url": f"{PLACE}/atom.xml",
        "reset_url": PLACE,
    }


@public_view(PostlistDay, permission=Permission.PUBLIC_VIEW, template="templates/public/dag.pt")
def day_page(context: PostlistDay, request: Request) -> dict[str, Any]:
    """Show one journal date, with the way to the days before and after."""
    if not context.is_published(request.clock.now()):
        raise HTTPNotFound
    wanted = PostlistFilter(first=context.day, last=context.day)
    path = f"{PLACE}/{context.__name__}"
    batch = entries(request, wanted, start=start_of(request.GET), path=path, parameters={})
    earlier, later = (nearest_day(request, context.day, later=each) for each in (False, True))
    if earlier is None and later is not None and later - context.day > _LONG_BEFORE:
        raise HTTPNotFound  # before the first letter there are days without end
    rules = request_rules(request)
    return {
        "title": f"{request.localizer.translate(_('Postliste'))} {long_date(context.day)}",
        "lead": count_in_words(request, batch.total, PostlistFilter()),
        "days": days_of(request, batch, wanted),
        "batch": batch,
        "coming": _coming(request, rules.calendar.add(context.day, rules.delay)),
        "earlier": _link_to_day(earlier),
        "later": _link_to_day(later),
        "access_url": access_url(request),
        "feed_url": f"{path}/atom.xml",
    }


@public_view(PostlistEntry, permission=Permission.PUBLIC_VIEW, template="templates/public/dokument.pt")
def entry_page(context: PostlistEntry, request: Request) -> Any:
    """Show one document's line in full; a number it had before leads to the one it has."""
    entry = public_entry(request, context.document)
    if entry is None:
        raise HTTPNotFound
    if context.__name__ != entry.number:
        return HTTPMovedPermanently(entry.path, headers={"Cache-Control": "no-cache"})
    return {
        "title": entry.title,
        "entry": _row(request, entry),
        "rows": _facts(request, entry),
        "access_url": access_url(request, entry.number),
        "withdrawn": None if entry.file else withdrawal(request, context.document),
    }


@public_view(PostlistEntry, name="fil.pdf", permission=Permission.PUBLIC_VIEW)
def released_file(context: PostlistEntry, request: Request) -> Response:
    """Hand out the released file; say so when it has been taken back."""
    document = context.document
    if public_entry(request, document) is None:
        raise HTTPNotFound
    released = document.released
    if released is not None:
        answer = file_response(request, released.file, inline=True, public=True)
        # It may be withdrawn at any moment: whoever keeps a copy has to ask again.
        answer.headers["Cache-Control"] = "no-cache"
        return answer
    gone = withdrawal(request, document)
    if gone is not None:
        raise HTTPGone(detail=gone)
    raise HTTPNotFound


def withdrawal(request: Request, document: Document) -> str | None:
    """Say when and why the file of ``document`` was taken back, if it was."""
    release = document.release
    if release is None or release.withdrawn_at is None:
        return None
    day, reason = plain_date(local(release.withdrawn_at).date()), release.withdrawn_reason
    if contains_cpr(reason):
        return request.localizer.translate(_("Filen blev trukket tilbage ${day}.", mapping={"day": day}))
    text = _(
        "Filen blev trukket tilbage ${day}. Begrundelse: ${reason}", mapping={"day": day, "reason": reason}
    )
    return request.localizer.translate(text)


def entries(
    request: Request,
    wanted: PostlistFilter,
    *,
    start: int = 0,
    size: int = 50,
    path: str = PLACE,
    parameters: dict[str, str] | None = None,
) -> Batch:
    """Return a page of the public entries that fit ``wanted``.

    The query finds documents; each is asked again, and only its public entry goes on.
    """
    found = find_entries(request, wanted)
    batch = batch_of(
        request.root,
        found,
        sort="postlist_order",
        reverse=not wanted.oldest_first,
        start=start,
        size=size,
        path=path,
        parameters=wanted.parameters() if parameters is None else parameters,
    )
    shown = [entry for entry in (public_entry(request, document) for document in batch) if entry is not None]
    return Batch(shown, batch.total, batch.start, batch.size, batch.path, batch.parameters)


def days_of(request: Request, found: Iterable[PublicEntry], wanted: PostlistFilter) -> list[dict[str, Any]]:
    """Group entries, which are in order, by journal date, as the templates show them."""
    return [
        _day(request, day, list(group), wanted) for day, group in groupby(found, key=lambda entry: entry.day)
    ]


def _day(request: Request, day: date, group: list[PublicEntry], wanted: PostlistFilter) -> dict[str, Any]:
    one_day = PostlistFilter(
        first=day, last=day, direction=wanted.direction, unit=wanted.unit, words=wanted.words
    )
    count = len(find_entries(request, one_day))
    rules = request_rules(request)
    on_list = rules.calendar.add(day, rules.delay)
    return {
        "id": f"dag-{day.isoformat()}",
        "title": capitalised(long_date(day)),
        "url": f"{PLACE}/{day.isoformat()}",
        "facts": request.localizer.translate(
            _(
                "${count} · på listen fra ${day}",
                mapping={"count": documents_in_words(request, count), "day": plain_date(on_list)},
            )
        ),
        "rows": [_row(request, entry) for entry in group],
    }


def _row(request: Request, entry: PublicEntry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "url": entry.path,
        "number": entry.number,
        "incoming": entry.is_incoming,
        "direction": request.localizer.translate(DIRECTION_TITLES[entry.direction]),
        "correspondent": entry.correspondent,
        "unit": entry.unit,
        "file": entry.file,
        "access_url": access_url(request, entry.number),
    }


def _facts(request: Request, entry: PublicEntry) -> list[dict[str, Any]]:
    facts = (
        (_("Nummer"), entry.number),
        (_("Sag"), entry.case_number),
        (_("Retning"), request.localizer.translate(DIRECTION_TITLES[entry.direction])),
        (_("Fra") if entry.is_incoming else _("Til"), entry.correspondent),
        (_("Journaliseret"), long_date(entry.day)),
        (_("Dokumentets dato"), long_date(entry.document_date) if entry.document_date else ""),
        (_("Enhed"), entry.unit),
    )
    return [{"term": request.localizer.translate(term), "value": value} for term, value in facts if value]


def access_url(request: Request, number: str = "") -> str | None:
    """Return where one asks for access to documents, if there is such a page.

    :param number: of the document one would ask for.
    """
    if published_at(request.root, "aktindsigt", request.clock.now()) is None:
        return None
    return f"/aktindsigt?dokument={number}" if number else "/aktindsigt"


def documents_in_words(request: Request, count: int) -> str:
    """``1 dokument``, ``9 dokumenter``."""
    text = _("1 dokument") if count == 1 else _("${count} dokumenter", mapping={"count": count})
    return request.localizer.translate(text)


def count_in_words(request: Request, count: int, wanted: PostlistFilter) -> str:
    """How many there are, of which days."""
    days = ""
    if wanted.first:
        days += request.localizer.translate(_(" fra ${day}", mapping={"day": plain_date(wanted.first)}))
    if wanted.last:
        days += request.localizer.translate(_(" til ${day}", mapping={"day": plain_date(wanted.last)}))
    return documents_in_words(request, count) + days


def _turned(request: Request, wanted: PostlistFilter) -> dict[str, str]:
    translate = request.localizer.translate
    if wanted.oldest_first:
        return {
            "now": translate(_("Ældste først.")),
            "text": translate(_("Nyeste først")),
            "url": wanted.url(PLACE, without="orden"),
        }
    return {
        "now": translate(_("Nyeste først.")),
        "text": translate(_("Ældste først")),
        "url": wanted.url(PLACE, orden="aeldste"),
    }


def filter_form(request: Request, wanted: PostlistFilter) -> dict[str, Any]:
    """Return what the form of the filter shows: what was typed, and what was wrong with it."""
    translate = request.localizer.translate
    directions = [("", translate(_("Begge")))]
    directions += [(DIRECTION_WORDS[code], translate(title)) for code, title in DIRECTION_TITLES.items()]
    return {
        "typed": wanted.typed,
        "errors": wanted.errors,
        "errors_list": [
            {"name": name, "text": f"{translate(_FIELD_TITLES[name])}: {text}"}
            for name, text in wanted.errors.items()
        ],
        "directions": [
            {"code": code, "title": title, "selected": code == DIRECTION_WORDS.get(wanted.direction, "")}
            for code, title in directions
        ],
        "units": [
            {"code": key, "title": title, "selected": key == wanted.unit} for key, title in units(request)
        ],
        "oldest_first": wanted.oldest_first,
    }


def _coming(request: Request, day: date) -> str | None:
    if day <= request.clock.today():
        return None
    text = _("Breve fra den dag kommer på listen fra ${day}.", mapping={"day": long_date(day)})
    return request.localizer.translate(text)


def _link_to_day(day: date | None) -> dict[str, str] | None:
    return {"text": plain_date(day), "url": f"{PLACE}/{day.isoformat()}"} if day is not None else None
