"""The same thing sent twice is done once.

Each form carries a random name; a program gives one of its own (``Idempotency-Key``). The
first time it succeeds, the name is noted with the path of what came of it, in the same
transaction; the second time is answered with that. Names are kept for a day, long enough
for a double click, a "back" or a program that starts again after a broken line.

What each person sent lies under the person's own login: nobody can ask for what another's
name led to.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from .errors import Invalid
from .i18n import _

KEPT = timedelta(days=1)
#: a longer name is no key that anybody needs
LONGEST_KEY = 255
_SWEEP_AT_MOST = 20


class KeyReused(Invalid):
    """A name that belongs to something else that was sent: answering with that would be wrong."""

    problem = "idempotency-key-reused"


def fingerprint(parts: Iterable[bytes | str]) -> str:
    """Return a short text that two bodies share only when they are the same, part for part."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(f"{len(raw)}:".encode())
        digest.update(raw)
    return digest.hexdigest()


class Noted(OOBTree):
    """What was noted, in small leaves: each note writes one anew, and a sixth of a filing's log was that."""

    max_leaf_size = 8
    max_internal_size = 60


class Submissions(Persistent):
    """What was sent, and what it has led to."""

    def __init__(self) -> None:
        """Start empty."""
        self._results = Noted()
        self._by_time = Noted()

    def in_small_leaves(self) -> None:
        """Put what an older version has noted into small leaves."""
        self._results, self._by_time = Noted(self._results), Noted(self._by_time)

    def result(self, submission: str, by: str, body: str = "") -> str | None:
        """Return the path that ``submission`` by ``by`` led to, if it was sent before.

        :param body: :func:`fingerprint` of what is sent, when the name alone does not say it.
        :raises KeyReused: when something else was sent under that name.
        """
        noted = self._results.get((by, submission))
        if noted is None:
            return None
        path, first_body = noted if isinstance(noted, tuple) else (noted, "")
        if body != first_body:
            raise KeyReused(
                _("Nøglen er brugt til noget andet. Send det igen med en ny nøgle"), field="Idempotency-Key"
            )
        return path

    def note(self, submission: str, by: str, path: str, at: datetime, body: str = "") -> None:
        """Note that ``submission`` by ``by`` led to ``path``, and forget old ones.

        :param body: as for :meth:`result`.
        """
        self._results[(by, submission)] = (path, body) if body else path
        self._by_time[(at.astimezone(UTC).isoformat(), by, submission)] = True
        oldest_kept = (at.astimezone(UTC) - KEPT).isoformat()
        for key in list(self._by_time.keys(max=(oldest_kept,)))[:_SWEEP_AT_MOST]:
            del self._by_time[key]
            self._results.pop(key[1:], None)
