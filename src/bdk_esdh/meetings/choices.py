"""Lists that forms of committees offer."""

from pyramid.request import Request

from ..organisation.actions import people_of
from ..security.roles import Role


def politicians(request: Request) -> list[tuple[str, str]]:
    """Everyone who can log in as a politician."""
    people = people_of(request.root).items()
    found = [
        (login, person.title) for login, person in people if person.active and Role.POLITICIAN in person.roles
    ]
    return sorted(found, key=lambda pair: pair[1].casefold())
