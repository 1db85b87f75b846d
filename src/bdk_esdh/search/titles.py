"""What the codes of a facet are called, and the other way: what people type after ``enhed:`` and its like."""

from collections.abc import Iterator, Mapping

from pyramid.request import Request

from ..kernel.records import Face
from .hits import public_plural
from .querying import Names

#: lists of choices that forms have, by facet: their titles are those of the facet's values
CHOICES = {"document_type": "document_types", "unit": "units", "kle_group": "kle_groups"}


def value_titles(request: Request, name: str, face: Face) -> Mapping[str, str]:
    """Return what the values of a facet are called, as far as they have another name."""
    titles: dict[str, dict[str, None]] = {}
    for code, title in _titles(request, name, face):
        titles.setdefault(code, {})[title] = None
    # A state that types of records call by different names has all of them.
    return {code: " / ".join(found) for code, found in titles.items()}


def names_of(request: Request, facets: tuple[str, ...], face: Face) -> Names:
    """Return the codes by what people call them, in small letters, for reading what was typed."""
    found: dict[str, dict[str, str]] = {}
    for name in facets:
        found[name] = {title.casefold(): code for code, title in _titles(request, name, face)}
    if "kind" in found and face is Face.INTRANET:
        say = request.localizer.translate
        types = request.registry.records.types.values()
        found["kind"].update({say(each.title).casefold(): each.name for each in types if face in each.faces})
    return found


def _titles(request: Request, name: str, face: Face) -> Iterator[tuple[str, str]]:
    say, types = request.localizer.translate, request.registry.records.types.values()
    if name == "kind":
        for declared in types:
            plural = public_plural(request, declared) if face is Face.PUBLIC else declared.plural
            yield declared.name, say(plural)
    elif name == "review_state":
        for declared in types:
            for state in declared.workflow.states if declared.workflow else ():
                yield state.code, say(state.title)
    elif (source := request.registry.choices.get(CHOICES.get(name, ""))) is not None:
        for code, title in source(request):
            yield code, say(title)
