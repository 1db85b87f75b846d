"""What the two search pages have in common: asking, and putting the answer in words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.records import Face
from .asking import BY_DATE, BY_RELEVANCE, LARGEST_START, PARAMETERS, Asked
from .facets import chosen_of, facets_of
from .finding import find
from .lists import Batch
from .port import All, IndexState, Part, SearchFace, SearchRequest, SearchResult, Sort

PAGE_SIZE = 20
#: so many words of a query that finds nothing are offered to be left out
_MOST_DROPPED = 6

STATE_NOTES = {
    IndexState.BEHIND: _("Det, der er gemt for et øjeblik siden, er måske ikke med endnu."),
    IndexState.REBUILDING: _(
        "Søgeregistret bliver bygget op igen lige nu. Nogle svar kan mangle i nogle minutter."
    ),
    IndexState.MISSING: _(
        "Vi kan ikke søge i tekster lige nu. Hele numre og listerne i menuen virker. Prøv igen om lidt."
    ),
}


def result_of(
    request: Request, asked: Asked, face: SearchFace, *, facets: tuple[str, ...]
) -> tuple[Asked, SearchResult]:
    """Search; a page beyond the end is the last page.

    :returns: what was asked, from where it was answered, and the answer.
    """
    tree = asked.tree
    if tree is None:
        return asked, SearchResult()
    wanted = SearchRequest(
        query=tree,
        tokens=request.principals,
        face=face,
        sort=asked.sort,
        start=asked.start,
        size=PAGE_SIZE,
        filters=asked.filters,
        facets=facets,
    )
    result = find(request, wanted)
    if not result.total and (begun := asked.as_begun()) is not None:
        # People press Enter before they have finished typing.
        tree = begun.parsed.tree or All()
        found = find(request, replace(wanted, query=tree))
        if found.total:
            return begun, found
    if asked.start and asked.start >= result.total:
        last = min(max(0, (result.total - 1) // PAGE_SIZE * PAGE_SIZE), LARGEST_START)
        asked, result = replace(asked, start=last), find(request, replace(wanted, start=last))
    return asked, result


def page_values(request: Request, asked: Asked, result: SearchResult, face: Face) -> dict[str, Any]:
    """Return what the templates of both pages show, but for the hits themselves."""
    say = request.localizer.translate
    heading = say(_("Søg"))
    note = STATE_NOTES.get(result.index_state)
    return {
        "title": f"{asked.text[:60]} – {heading}" if asked.text else heading,
        "heading": heading,
        "query": asked.text,
        "asked": not asked.is_empty,
        "kept": [pair for pair in asked.parameters() if pair[0] != "q"],
        "facets": facets_of(request, asked, result, face),
        "chosen": chosen_of(request, asked, face),
        "all_url": asked.without_filters().url(),
        "sorts": _sorts(request, asked) if result.total > 1 else [],
        "remarks": [say(each) for each in asked.remarks(result.remarks)] if not asked.is_empty else [],
        "suggestion": _suggestion(asked, result),
        "state_note": say(note) if note is not None else "",
        "count": count_text(request, result) if asked.tree is not None else "",
        "drops": _drops(asked) if not result.total else [],
        "fields": PARAMETERS,
    }


def batch_of_hits(request: Request, asked: Asked, result: SearchResult, rows: Sequence[Any]) -> Batch:
    """Return the page of rows with its links."""
    reachable = min(result.total, LARGEST_START + PAGE_SIZE)
    return Batch(list(rows), reachable, asked.start, PAGE_SIZE, request.path, tuple(asked.parameters()))


def count_text(request: Request, result: SearchResult) -> str:
    """Tell in words how many there are; their order is marked among those to choose from."""
    say = request.localizer.translate
    if not result.total:
        return str(say(_("Ingen svar")))
    if result.total == 1:
        return str(say(_("1 svar")))
    return str(say(_("${count} svar", mapping={"count": _grouped(result.total)})))


def parts_of(title: str, marked: tuple[Part, ...]) -> list[Part]:
    """Return a title in pieces; the store says what it is, the index only what to mark in it."""
    same = "".join(part.text for part in marked) == title
    return list(marked) if same and marked else [Part(title)]


def _sorts(request: Request, asked: Asked) -> list[dict[str, Any]]:
    if not asked.parsed.words or not asked.text:
        return []
    say = request.localizer.translate
    by_date = asked.sort is Sort.DATE
    return [
        {"title": say(_("Bedste først")), "url": asked.ordered(BY_RELEVANCE).url(), "current": not by_date},
        {"title": say(_("Nyeste først")), "url": asked.ordered(BY_DATE).url(), "current": by_date},
    ]


def _suggestion(asked: Asked, result: SearchResult) -> dict[str, str] | None:
    """Return the other spelling as a link: field words and all else that was typed stay."""
    if not result.suggestion:
        return None
    text = asked.text
    for typed, better in result.corrections:
        text = _exchanged(text, typed, better)
    text = text if result.corrections else result.suggestion
    return {"text": text, "url": asked.with_text(text).url()}


def _exchanged(text: str, typed: str, better: str) -> str:
    whole_word = rf"(?<!\w){re.escape(typed)}(?!\w)"
    return re.sub(whole_word, better.replace("\\", ""), text, flags=re.IGNORECASE)


def _drops(asked: Asked) -> list[dict[str, str]]:
    """Return the same search with one word less, for each; with quotes or fields they are not ours to cut."""
    words = asked.text.split()
    if len(words) < 2 or any(sign in asked.text for sign in '":'):
        return []
    return [
        {"word": word, "url": asked.with_text(" ".join([*words[:place], *words[place + 1 :]])).url()}
        for place, word in enumerate(words[:_MOST_DROPPED])
    ]


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")
