"""Subjects and facets that forms offer: those in use, and what the thing at hand has already.

A case keeps the subject it was filed under when that goes out of use; its form has to
offer it, or the case could not be saved again.
"""

from typing import Any

from pyramid.request import Request

from ..kernel.fields import Pairs
from .actions import classification_of
from .outline import outline_of


def subjects(request: Request) -> Pairs:
    """Every subject in use, by number."""
    classification = classification_of(request.root)
    offered = outline_of(classification, request.registry).subjects
    return _with(offered, _current(request, "kle_subject"), classification.get)


def facets(request: Request) -> Pairs:
    """Every facet in use, by code."""
    classification = classification_of(request.root)
    offered = outline_of(classification, request.registry).facets
    return _with(offered, _current(request, "kle_facet"), classification.facets.get)


def main_groups(request: Request) -> Pairs:
    """Every main group, those out of use too: cases filed there are still searched for."""
    rows = outline_of(classification_of(request.root), request.registry).rows
    return tuple((row.number, row.label) for row in rows if "." not in row.number)


def _current(request: Request, name: str) -> str | None:
    return getattr(getattr(request, "context", None), name, None)


def _with(offered: Pairs, code: str | None, find: Any) -> Pairs:
    if not code or any(code == each for each, _label in offered):
        return offered
    entry = find(code)
    return (*offered, (code, f"{code} {entry.title}" if entry is not None else code))
