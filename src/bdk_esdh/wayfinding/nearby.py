"""What a page that says no leads on to: what lies near the address that was asked for.

Everything here follows from the address and from what whoever asks may read. What exists and may not be read
is passed by exactly as what never was, so that the help tells nobody which of the two it was.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_of, face_path
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Face
from ..pages.moving import found_at
from ..postlist.public_entry import PLACE
from ..search.lists import find_ids, listing
from ..search.published import published_at
from ..security.identity import ANONYMOUS_PRINCIPALS

_LONGEST, _MOST_WORDS, _MOST = 12, 6, 6
_SAME_WORDS = 4
#: addresses of pages that are compared; words shorter than this say nothing of one
_MOST_LOOKED_AT, _SHORTEST, _LIKE = 2_000, 4, 0.8
_WORD = re.compile(r"[^\W\d_]{2,}")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_ENDING = re.compile(r"\.(html?|aspx?|php|pdf|jsp)$", re.IGNORECASE)


@dataclass(frozen=True)
class Near:
    """Something there is, and why it is named."""

    title: str
    url: str
    why: str


@dataclass(frozen=True)
class Help:
    """What the page that says no offers.

    :param words: of the address, for the search field.
    """

    words: str
    near: tuple[Near, ...]


def help_for(request: Request) -> Help:
    """Make the help for the address of ``request``, on its face."""
    names = _names(request)
    if getattr(request, "root", None) is None:
        return Help(" ".join(_words(names)), ())
    found: dict[str, Near] = {}
    for near in (
        *_moved(request, names),
        *_same_day(request, names),
        *_above(request, names),
        *_alike(request, names),
    ):
        if near.url != request.path:
            found.setdefault(near.url, near)
    return Help(" ".join(_words(names)), tuple(found.values())[:_MOST])


def _names(request: Request) -> tuple[str, ...]:
    names = [name for name in request.path_info.split("/") if name][:_LONGEST]
    return tuple(names[1:] if face_of(request) is Face.INTRANET else names)


def _words(names: tuple[str, ...]) -> list[str]:
    """Return the words of an address, the last piece's first, for they say most."""
    found: dict[str, None] = {}
    for name in reversed(names):
        for word in _WORD.findall(_ENDING.sub("", name).replace("-", " ")):
            found.setdefault(word[:40].lower())
    return list(found)[:_MOST_WORDS]


def _above(request: Request, names: tuple[str, ...]) -> Iterator[Near]:
    """The nearest step of the address that one may read; never the front page, which is linked anyway."""
    node, nearest = request.root, None
    for name in names:
        below = None
        with suppress(KeyError, TypeError, AttributeError):
            below = node.get(name)
        if below is None or not _may_read(request, below):
            break
        node = nearest = below
    if nearest is not None:
        yield _near(request, nearest, _("Et trin op"))


def _moved(request: Request, names: tuple[str, ...]) -> Iterator[Near]:
    """Where a beginning of the address has moved."""
    for length in range(len(names), 0, -1):
        found = found_at(request.root, names[:length])
        if found is not None and len(found) == 1 and _may_read(request, found[0]):
            yield _near(request, found[0], _("Flyttet"))
            return


def _same_day(request: Request, names: tuple[str, ...]) -> Iterator[Near]:
    """The agendas, and on the public face the postlist, of a day that the address names."""
    day = _day_in(names)
    if day is None or "Meeting" not in request.registry.records.types:
        return
    wanted = {"kind": "Meeting", "meeting_day": day.toordinal()}
    for meeting in listing(request.root, _readers(request), wanted, sort="meeting_day", size=_SAME_WORDS):
        if _may_read(request, meeting):
            yield _near(request, meeting, _("Samme dag"), title=f"{meeting.committee.title}: {meeting.title}")
    if face_of(request) is Face.PUBLIC and published_at(request.root, f"{PLACE}/{day}", request.clock.now()):
        title = request.localizer.translate(_("Postlisten"))
        yield Near(title, f"{PLACE}/{day}", request.localizer.translate(_("Samme dag")))


def _day_in(names: tuple[str, ...]) -> date | None:
    for name in names:
        for numbers in _DAY.findall(name):
            with suppress(ValueError):
                return date(*map(int, numbers))
    return None


def _alike(request: Request, names: tuple[str, ...]) -> Iterator[Near]:
    """Pages and news whose address has words like those of the last piece; they alone are loaded."""
    words = _words(names[-1:])
    if not words or "Page" not in request.registry.records.types:
        return
    graph = find_objectmap(request.root)
    found = find_ids(
        request.root, _readers(request), {"kind": ["Page", "NewsItem"], "page_standing": "shown"}
    )
    fits = []
    for oid in islice(found.ids, _MOST_LOOKED_AT):
        path = graph.path_for(oid)
        same = sum(_is_like(word, each) for word in words for each in path[-1].split("-")) if path else 0
        if same:
            fits.append((-same, len(path[-1]), oid))
    for _same, _length, oid in sorted(fits)[:_SAME_WORDS]:
        node = graph.object_for(oid)
        if _may_read(request, node):
            yield _near(request, node, _("Ligner"))


def _is_like(word: str, other: str) -> bool:
    """Tell whether two words are the same, but for an ending or a letter typed wrong."""
    if min(len(word), len(other)) < _SHORTEST:
        return False
    return (
        word == other
        or SequenceMatcher(None, word, other).quick_ratio()
        > _LIKE
        < SequenceMatcher(None, word, other).ratio()
    )


def _readers(request: Request) -> frozenset[str]:
    return ANONYMOUS_PRINCIPALS if face_of(request) is Face.PUBLIC else request.principals


def _may_read(request: Request, node: Any) -> bool:
    declared = request.registry.records.of(node)
    if declared is None or face_of(request) not in declared.faces:
        return False
    if face_of(request) is Face.PUBLIC:
        published = getattr(node, "is_published", None)
        return published is not None and bool(published(request.clock.now()))
    return bool(declared.read_permission and request.has_permission(declared.read_permission, node))


def _near(request: Request, node: Any, why: str, *, title: str = "") -> Near:
    return Near(title or node.title, face_path(request, node), request.localizer.translate(why))
