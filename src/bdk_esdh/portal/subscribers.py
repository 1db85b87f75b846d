"""What the portal does when something happens elsewhere."""

from ..security.events import SessionOpened
from .content import Visits


def note_visit(event: SessionOpened) -> None:
    """Note the visit when somebody logs in: a POST, which writes anyway and holds the write lock."""
    request = event.request
    organisation = request.root.get("organisation")
    visits = organisation.get("besoeg") if organisation is not None else None
    if isinstance(visits, Visits):
        visits.note(event.login, request.clock.now())
