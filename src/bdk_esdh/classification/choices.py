"""Subjects and facets that forms offer: those in use."""

from pyramid.request import Request

from ..kernel.fields import Pairs
from .actions import classification_of
from .outline import outline_of


def subjects(request: Request) -> Pairs:
    """Every subject in use, by number."""
    return outline_of(classification_of(request.root), request.registry).subjects


def facets(request: Request) -> Pairs:
    """Every facet in use, by code."""
    return outline_of(classification_of(request.root), request.registry).facets
