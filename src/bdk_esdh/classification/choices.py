"""Subjects and facets that forms offer: those in use."""

from pyramid.request import Request

from .actions import classification_of


def subjects(request: Request) -> list[tuple[str, str]]:
    """Every subject in use, by number."""
    found = classification_of(request.root).values()
    return [
        (subject.number, f"{subject.number} {subject.title}")
        for subject in found
        if subject.level == 3 and not subject.retired
    ]


def facets(request: Request) -> list[tuple[str, str]]:
    """Every facet in use, by code."""
    found = classification_of(request.root).facets.values()
    return [(facet.code, f"{facet.code} {facet.title}") for facet in found if not facet.retired]
