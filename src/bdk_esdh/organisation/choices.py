"""Lists of units, colleagues and roles that forms offer."""

from pyramid.request import Request

from ..kernel.fields import Pairs
from ..security.roles import ROLE_TITLES
from .actions import units_of
from .directory import politician_pairs, staff_pairs, unit_pairs


def units(request: Request) -> Pairs:
    """Every unit, with the one above it where that helps."""
    return unit_pairs(units_of(request.root), request.registry)


def staff(request: Request) -> Pairs:
    """Everyone who works here and is active."""
    return staff_pairs(request.root, request.registry)


def politicians(request: Request) -> Pairs:
    """Every politician who is active."""
    return politician_pairs(request.root, request.registry)


def roles(request: Request) -> Pairs:
    """Every role."""
    return [(role.value, request.localizer.translate(title)) for role, title in ROLE_TITLES.items()]
