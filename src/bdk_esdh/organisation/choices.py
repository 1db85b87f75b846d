"""Lists of units, colleagues and roles that forms offer."""

from pyramid.request import Request

from ..security.roles import ROLE_TITLES
from .actions import people_of, units_of


def units(request: Request) -> list[tuple[str, str]]:
    """Every unit, with the one above it where that helps."""
    container = units_of(request.root)
    found = []
    for key, unit in container.items():
        above = container.get(unit.parent_key) if unit.parent_key else None
        found.append((key, f"{unit.title}, {above.title}" if above else unit.title))
    return sorted(found, key=lambda pair: pair[1].casefold())


def staff(request: Request) -> list[tuple[str, str]]:
    """Everyone who works here and is active."""
    people = people_of(request.root).items()
    found = [(login, person.title) for login, person in people if person.is_staff and person.active]
    return sorted(found, key=lambda pair: pair[1].casefold())


def roles(request: Request) -> list[tuple[str, str]]:
    """Every role."""
    return [(role.value, request.localizer.translate(title)) for role, title in ROLE_TITLES.items()]
