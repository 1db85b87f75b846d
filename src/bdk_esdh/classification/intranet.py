"""Pages of the classification at work: the main groups, and each number with what belongs to it."""

from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import plain_date
from ..kernel.faces import face_path, intranet_view
from ..kernel.form_controls import printable
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb
from ..kernel.places import place_title
from ..search.lists import BATCH_SIZE, Batch, find_ids, listing, start_of
from ..security.permissions import Permission
from .content import Classification, Subject
from .import_texts import retention_text
from .indexes import TOP
from .outline import outline_of

LEVELS = {1: _("Hovedgruppe"), 2: _("Gruppe"), 3: _("Emne")}
BELOW = {1: _("Grupper"), 2: _("Emner"), 3: ""}
_LONGEST_SEARCH = 100


@intranet_view(
    Classification, permission=Permission.CLASSIFICATION_VIEW, template="templates/intranet/classification.pt"
)
def classification_page(context: Classification, request: Request) -> Any:
    """List the main groups, or what a search finds."""
    words = " ".join(printable(request.GET.get("q", ""))[:_LONGEST_SEARCH].split())
    if words in context:
        return HTTPSeeOther(face_path(request, context[words]))
    here = face_path(request, context)
    batch = _found(context, request, words) if words else _children(context, request, TOP, here)
    may_import = request.has_permission(Permission.CLASSIFICATION_MANAGE, context)
    return {
        "title": place_title(request, context),
        "heading": _heading(words, batch.total),
        "words": words,
        "search_url": here,
        "clear_url": here if words else None,
        "rows": _rows(request, context, batch),
        "batch": batch,
        "empty": _nothing_found(words, here) if words else _no_subjects(),
        "facts": _edition_facts(context, request),
        "facets": [] if words else [label for _code, label in outline_of(context, request.registry).facets],
        "import_url": face_path(request, context, "importer") if may_import else None,
    }


@intranet_view(Subject, permission=Permission.CLASSIFICATION_VIEW, template="templates/intranet/subject.pt")
def subject_page(context: Subject, request: Request) -> dict[str, Any]:
    """Show a number: what it means, what belongs to it, and how much is filed under it."""
    classification = context.__parent__
    batch = _children(classification, request, context.number, face_path(request, context))
    translate = request.localizer.translate
    return {
        "title": f"{context.number} {context.title}",
        "crumbs": _crumbs(request, context),
        "head": {
            "number": context.number,
            "title": context.title,
            "facts": [translate(LEVELS[context.level])],
            "badges": [_retired_badge(translate)] if context.retired else [],
        },
        "notice": _notice(request, context),
        "successors": _links(request, classification, context.replaced_by),
        "heading": translate(BELOW[context.level]),
        "below": batch.total > 0,
        "rows": _rows(request, classification, batch),
        "batch": batch,
        "leaf_text": _leaf_text(context),
        "box": {"title": translate(_("Om emnet")), "rows": _facts(request, context)},
        "search_url": face_path(request, classification),
    }


def _children(classification: Any, request: Request, number: str, path: str) -> Batch:
    conditions = {"kind": "Subject", "kle_parent": number}
    return listing(
        request.root, request.principals, conditions, sort="number", start=start_of(request.GET), path=path
    )


def _found(context: Classification, request: Request, words: str) -> Batch:
    """Search the outline in memory: every one who may see this page may read every subject."""
    found = outline_of(context, request.registry).find(words)
    start = start_of(request.GET)
    start = start if start < len(found) else max(0, (len(found) - 1) // BATCH_SIZE * BATCH_SIZE)
    path = face_path(request, context)
    return Batch(found[start : start + BATCH_SIZE], len(found), start, BATCH_SIZE, path, (("q", words),))


def _rows(request: Request, classification: Any, batch: Batch) -> list[dict[str, Any]]:
    """Return the lines of a list; the items may be subjects or rows of the outline."""
    badge = _retired_badge(request.localizer.translate)
    return [
        {
            "number": row.number,
            "title": row.title,
            "url": face_path(request, classification, row.number),
            "badge": badge if row.retired else None,
        }
        for row in batch
    ]


def _retired_badge(translate: Any) -> dict[str, str]:
    return {"kind": "plain", "icon": "time", "text": translate(_("Udgået"))}


def _notice(request: Request, subject: Subject) -> dict[str, str] | None:
    if subject.retired is None:
        return None
    text = _(
        "Gik ud af brug ${day}. Sager, der har emnet, beholder det. Nye sager skal have et andet.",
        mapping={"day": plain_date(subject.retired)},
    )
    return {"kind": "soon", "icon": "time", "text": request.localizer.translate(text)}


def _leaf_text(subject: Subject) -> Any:
    if subject.level < 3:
        return _("Her hører endnu ikke noget under.")
    if subject.retired:
        return _("Under et udgået emne kan der ikke oprettes nye sager.")
    return _("Et emne er det mindste, en sag kan høre under. Hvad der gøres ved emnet, siger sagens facet.")


def _facts(request: Request, subject: Subject) -> list[dict[str, Any]]:
    translate = request.localizer.translate
    classification = subject.__parent__
    above = _links(request, classification, (subject.parent_number,) if subject.parent_number else ())
    rows = [
        {"term": translate(_("Hører under")), "value": each["text"], "url": each["url"]} for each in above
    ]
    if subject.level == 3 or subject.retention_code:
        rows.append(
            {"term": translate(_("Bevaring")), "value": translate(retention_text(subject.retention_code))}
        )
    if subject.deletion_period:
        rows.append(
            {"term": translate(_("Sletning")), "value": translate(_deletion_text(subject.deletion_period))}
        )
    rows.append(_case_fact(request, subject))
    return rows


def _deletion_text(period: str) -> Any:
    days = period.removeprefix("P").removesuffix("D")
    if not days.isdigit():
        return period
    years, rest = divmod(int(days), 365)
    if rest:
        return _(
            "Personoplysninger slettes ${days} dage efter, at sagen er afsluttet", mapping={"days": days}
        )
    return _("Personoplysninger slettes ${years} år efter, at sagen er afsluttet", mapping={"years": years})


def _case_fact(request: Request, subject: Subject) -> dict[str, Any]:
    """Count the cases one may read under the number; those one may not know of do not count."""
    term = request.localizer.translate(_("Sager"))
    if "kle_subject" not in request.registry.graph_indexes:  # cases are switched off
        return {"term": term, "value": "0", "url": None}
    # Numbers below begin with this one and a dot; the colon is the sign after the last digit.
    wanted = subject.number if subject.level == 3 else (f"{subject.number}.", f"{subject.number}.:")
    count = len(find_ids(request.root, request.principals, {"kind": "Case", "kle_subject": wanted}))
    # The list of cases finds numbers by their beginning, but two digits begin too much else.
    found = {"q": subject.number, "tilstand": "alle"}
    url = "/intranet/sager?" + urlencode(found) if count and subject.level > 1 else None
    return {"term": term, "value": str(count), "url": url}


def _links(request: Request, classification: Any, numbers: tuple[str, ...]) -> list[dict[str, Any]]:
    """Name each number, with the way to it when it is there."""
    links = []
    for number in numbers:
        subject = classification.get(number)
        text = f"{number} {subject.title}" if subject is not None else number
        links.append({"text": text, "url": face_path(request, subject) if subject is not None else None})
    return links


def _crumbs(request: Request, subject: Subject) -> list[Crumb]:
    classification = subject.__parent__
    parts = subject.number.split(".")
    above = tuple(".".join(parts[:end]) for end in range(1, len(parts)))
    translate = request.localizer.translate
    return [
        Crumb(translate(_("Start")), "/intranet/"),
        Crumb(translate(_("Emner")), face_path(request, classification)),
        *(Crumb(each["text"], each["url"]) for each in _links(request, classification, above) if each["url"]),
        Crumb(subject.crumb_title, None),
    ]


def _heading(words: str, total: int) -> Any:
    if not words:
        return _("Hovedgrupper")
    return _("1 fundet") if total == 1 else _("${count} fundet", mapping={"count": total})


def _nothing_found(words: str, here: str) -> dict[str, Any]:
    return {
        "title": _("Intet emne har “${words}” i nummer eller titel", mapping={"words": words}),
        "text": _("Prøv et kortere ord: “tilladelse” finder også “byggetilladelse”."),
        "link_text": _("Se alle hovedgrupper"),
        "link_url": here,
    }


def _no_subjects() -> dict[str, Any]:
    return {
        "title": _("Her er ingen emner endnu"),
        "text": _("En administrator kan indlæse emneplanen fra KL."),
    }


def _edition_facts(context: Classification, request: Request) -> dict[str, Any]:
    translate = request.localizer.translate
    seeded = translate(_("Vores egen begyndelse, ikke hele planen"))
    in_use = len(outline_of(context, request.registry).subjects)
    return {
        "title": translate(_("Emneplanen")),
        "rows": [
            {
                "term": translate(_("Udgave")),
                "value": plain_date(context.edition) if context.edition else seeded,
            },
            {"term": translate(_("Emner i brug")), "value": str(in_use)},
        ],
    }
