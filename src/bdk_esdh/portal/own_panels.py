"""The start page's panels about one's own: favourites, what was open lately, and what others did to them."""

from datetime import datetime
from itertools import islice
from typing import Any

from pyramid.request import Request

from ..audit.entering import journal_of
from ..audit.lookup import recent_records
from ..cases.content import Case
from ..cases.indexes import moment_number
from ..cases.names import person_name
from ..desk.favourites import NAME, may_have_star
from ..documents.content import Document
from ..kernel.danish import moment_text
from ..kernel.faces import face_path
from ..kernel.graph import find_objectmap, get_oid
from ..kernel.i18n import _
from ..search.hits import number_of, title_of
from ..search.lists import listing
from ..security.permissions import Permission
from .start_panels import FIRST_VISIT, LOOKED_AT, Panel

FAVOURITES, CHANGED, ALL_CHANGED = 10, 8, 100
#: what is shown of what one had open, and how many entries of the journal are looked at for it
RECENT, LOOKED_BACK = 8, 100


def favourites_panel(request: Request, favourites: list[Any]) -> Panel | None:
    """One's favourites, the latest first, each with the star that takes it away."""
    if not favourites:
        return None
    shown = favourites if request.GET.get("favoritter") == "alle" else favourites[:FAVOURITES]
    rows = [
        {
            "id": get_oid(node),
            "title": title_of(node),
            "url": face_path(request, node),
            "facts": _facts_of(request, node),
        }
        for node in shown
    ]
    more = len(favourites) - len(shown)
    return {"rows": rows, "count": len(favourites), "more": more, "url": f"/intranet/{NAME}"}


def recent_panel(request: Request) -> Panel | None:
    """What one has lately opened or changed and may still read, the latest first.

    Read from one's own part of the journal, so that no page writes down once more that it was opened.
    """
    graph = find_objectmap(request.root)
    oids = recent_records(journal_of(request.root), request.identity.login, LOOKED_BACK)
    nodes = (
        node for node in map(graph.object_for, oids) if node is not None and may_have_star(request, node)
    )
    rows = [
        {"title": title_of(node), "url": face_path(request, node), "facts": _facts_of(request, node)}
        for node in islice(nodes, RECENT)
    ]
    return {"rows": rows} if rows else None


def _facts_of(request: Request, node: Any) -> str:
    return " · ".join(filter(None, (number_of(node), _type_of(request, node))))


def _type_of(request: Request, node: Any) -> str:
    return str(request.localizer.translate(request.registry.records.of(node).title))


def changed_panel(request: Request, since: datetime | None, favourites: list[Any]) -> Panel | None:
    """What others have done since ``since`` to the cases one works on and to one's favourites, newest first.

    Two questions to the catalog, whatever there is; what was done is read from the things themselves. What
    happened to one case is one line with its latest, and how much more there was.
    """
    start = since or request.clock.now() - FIRST_VISIT
    found = [*_of_my_cases(request, start, favourites), *favourites]
    changed = {
        get_oid(node): node
        for node in found
        if getattr(node, "changed_at", start) > start and node.changed_by != request.identity.login
    }
    newest = sorted(changed.values(), key=_newest, reverse=True)
    lines = _by_case([node for node in newest if _is_its_own(node)])
    if not lines and not (favourites or request.has_permission(Permission.CASE_EDIT, request.root)):
        return None
    most = ALL_CHANGED if request.GET.get("aendret") == "alle" else CHANGED
    return {
        "rows": [_row(request, *line) for line in lines[:most]],
        "more": max(0, len(lines) - most),
    }


def _of_my_cases(request: Request, start: datetime, favourites: list[Any]) -> list[Any]:
    """Return the changed cases one works on, and the changed documents on them and on favourite cases."""
    if not request.has_permission(Permission.CASE_VIEW, request.root):
        return []
    changed = {"changed": (moment_number(start), None)}

    def newest(conditions: dict[str, Any]) -> list[Any]:
        asked = {**conditions, **changed}
        batch = listing(request.root, request.principals, asked, sort="changed", reverse=True, size=LOOKED_AT)
        return list(batch)

    mine = newest({"kind": "Case", "caseworker": request.identity.login})
    watched = [node for node in favourites if isinstance(node, Case) and node.changed_at > start]
    numbers = sorted({case.case_number for case in (*mine, *watched)})
    documents = newest({"kind": "Document", "case": numbers}) if numbers else []
    return [*mine, *documents]


def _is_its_own(node: Any) -> bool:
    """Tell whether a thing was itself changed; a case is touched by each change of a document on it."""
    done = getattr(node, "last_done", None)
    return not isinstance(node, Case) or (done is not None and done.at == node.changed_at)


def _newest(node: Any) -> tuple[datetime, bool]:
    # Of a document and the case that it touched in the same moment, the document says more.
    return node.changed_at, isinstance(node, Document)


def _by_case(nodes: list[Any]) -> list[tuple[Any, int]]:
    """Put what happened to one case together: its newest, and how many more things were changed."""
    first: dict[Any, Any] = {}
    more: dict[Any, int] = {}
    for node in nodes:
        number = getattr(node.case if isinstance(node, Document) else node, "case_number", None)
        key = number or get_oid(node)
        if key in first:
            more[key] += 1
        else:
            first[key], more[key] = node, 0
    return [(node, more[key]) for key, node in first.items()]


def _row(request: Request, node: Any, more: int) -> dict[str, Any]:
    say = request.localizer.translate
    done = getattr(node, "last_done", None)
    if done is not None and done.at != node.changed_at:
        done = None
    verb = request.registry.journal_verbs.get(done.verb) if done is not None else None
    what = say(verb.sentence) if verb is not None else say(_("ændrede"))
    name = done.by_name if done is not None else person_name(node, node.changed_by)
    facts = [number_of(node) or _type_of(request, node)]
    if more:
        words = _("og en ændring mere på sagen") if more == 1 else _("og ${count} ændringer mere på sagen")
        facts.append(say(words % {"count": more}))
    return {
        "title": title_of(node),
        "url": face_path(request, node),
        "done": f"{name} {what}",
        "facts": " · ".join(facts),
        "day": moment_text(node.changed_at, request.clock.today()),
    }
