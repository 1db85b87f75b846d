"""The facets beside the hits: values with their titles, counts and links, all in the address."""

from dataclasses import dataclass

from pyramid.request import Request

from ..kernel.i18n import _
from ..kernel.records import Face
from .asking import Asked
from .port import SearchResult
from .titles import value_titles

TITLES = {
    "kind": _("Slags"),
    "document_type": _("Type"),
    "unit": _("Enhed"),
    "year": _("År"),
    "kle_group": _("Emne"),
    "review_state": _("Tilstand"),
}
#: the rest of a facet is rarely what one wants; what is chosen is always shown
MOST_VALUES = 12


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, as a link that chooses it or drops it."""

    title: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class Facet:
    """A facet as a page shows it."""

    name: str
    title: str
    values: list[FacetValue]


@dataclass(frozen=True)
class Chosen:
    """A filter that is on, as a link that drops it."""

    text: str
    url: str


def facets_of(request: Request, asked: Asked, result: SearchResult, face: Face) -> list[Facet]:
    """Return the facets that have something to choose, or chosen."""
    found = []
    for name, counted in result.facets.items():
        titles = value_titles(request, name, face)
        counts = dict(counted)
        chosen = asked.filters.get(name, ())
        shown = [value for value, count in counted if count][:MOST_VALUES]
        shown += [value for value in chosen if value not in shown]
        if name == "year":
            shown.sort(reverse=True)
        values = [
            FacetValue(
                titles.get(value, value),
                counts.get(value, 0),
                asked.with_value(name, value).url(),
                value in chosen,
            )
            for value in shown
        ]
        # One value that everything has narrows nothing.
        if len(values) > 1 or chosen:
            found.append(Facet(name, request.localizer.translate(TITLES[name]), values))
    return found


def chosen_of(request: Request, asked: Asked, face: Face) -> list[Chosen]:
    """Return the filters that are on."""
    say, found = request.localizer.translate, []
    for name, values in asked.filters.items():
        titles = value_titles(request, name, face)
        for value in values:
            text = f"{say(TITLES[name])}: {titles.get(value, value)}"
            found.append(Chosen(text, asked.with_value(name, value).url()))
    return found
