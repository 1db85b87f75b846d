"""When each person was here last: what the start page calls "since you were here"."""

from datetime import datetime, timedelta

from BTrees.OOBTree import OOBTree

from ..kernel.graph import Node
from ..kernel.i18n import _
from ..kernel.records import record

#: logging in again within so long is the same visit
SAME_VISIT = timedelta(minutes=30)


@record(
    "Visits",
    title=_("Besøg"),
    plural=_("Besøg"),
    icon="time",
    place="organisation/besoeg",
)
class Visits(Node):
    """The two latest visits of each person; nobody's page, and nobody may read it.

    Kept apart from the people, so that logging in changes no record of a person.
    """

    title = "Besøg"

    def __init__(self) -> None:
        """Begin before anyone has been here."""
        self._latest = OOBTree()

    def reader_tokens(self) -> frozenset[str]:
        """Nobody: the start page shows each person their own."""
        return frozenset()

    def note(self, login: str, now: datetime) -> None:
        """Note that somebody has come."""
        _before, latest = self._latest.get(login, (None, None))
        if latest is None or now - latest >= SAME_VISIT:
            self._latest[login] = (latest, now)

    def previous(self, login: str) -> datetime | None:
        """Return when somebody came the time before this one, if there was one."""
        return self._latest.get(login, (None, None))[0]
