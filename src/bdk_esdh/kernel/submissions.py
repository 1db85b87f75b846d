"""The same form sent twice makes one thing.

Each form carries a random name. The first time it succeeds, the name is noted with
the path of what it made, in the same transaction; the second time is answered with
that. Names are kept for a day, long enough for a double click or a "back".
"""

from datetime import UTC, datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent

KEPT = timedelta(days=1)
_SWEEP_AT_MOST = 20


class Submissions(Persistent):
    """What forms that were sent have led to."""

    def __init__(self) -> None:
        """Start empty."""
        self._results = OOBTree()
        self._by_time = OOBTree()

    def result(self, submission: str, by: str) -> str | None:
        """Return the path that ``submission`` by ``by`` led to, if it was sent before."""
        return self._results.get((by, submission))

    def note(self, submission: str, by: str, path: str, at: datetime) -> None:
        """Note that ``submission`` by ``by`` led to ``path``, and forget old ones."""
        self._results[(by, submission)] = path
        self._by_time[(at.astimezone(UTC).isoformat(), by, submission)] = True
        oldest_kept = (at.astimezone(UTC) - KEPT).isoformat()
        for key in list(self._by_time.keys(max=(oldest_kept,)))[:_SWEEP_AT_MOST]:
            del self._by_time[key]
            self._results.pop(key[1:], None)
