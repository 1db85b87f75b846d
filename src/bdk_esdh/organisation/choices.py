"""Lists of units, colleagues and roles that forms offer."""

from pyramid.request import Request

from ..kernel.fields import Pairs
from ..security.roles import ROLE_TITLES
from .actions import people_of, units_of
from .administering import reach_of
from .directory import politician_pairs, staff_pairs, staff_pairs_of, unit_pairs


def units(request: Request) -> Pairs:
    """Every unit, with the one above it where that helps."""
    return unit_pairs(units_of(request.root), request.registry)


def own_units(request: Request) -> Pairs:
    """The units whose people and groups whoever asks may manage."""
    reach = reach_of(request.root, request.act.by)
    return tuple(pair for pair in units(request) if reach.covers(pair[0]))


def own_roles(request: Request) -> Pairs:
    """The roles that whoever asks may give."""
    reach = reach_of(request.root, request.act.by)
    return tuple(pair for pair in roles(request) if reach.may_give(pair[0]))


def own_staff(request: Request) -> Pairs:
    """The colleagues whom whoever asks may bring into a group, and those who are in it."""
    reach, people = reach_of(request.root, request.act.by), people_of(request.root)
    offered = staff(request)
    if not reach.everywhere:
        keys = [key for key, _title in own_units(request)]
        offered = [
            (login, name) for login, name in staff_pairs_of(request.root, keys) if login != reach.login
        ]
    known = {login for login, _name in offered}
    members = getattr(request.context, "members", ())
    kept = [(login, people[login].title) for login in members if login in people and login not in known]
    return (*offered, *kept)


def staff(request: Request) -> Pairs:
    """Everyone who works here and is active."""
    return staff_pairs(request.root, request.registry)


def politicians(request: Request) -> Pairs:
    """Every politician who is active."""
    return politician_pairs(request.root, request.registry)


def roles(request: Request) -> Pairs:
    """Every role."""
    return [(role.value, request.localizer.translate(title)) for role, title in ROLE_TITLES.items()]
