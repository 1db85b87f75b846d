"""What each person has searched for lately, and the searches the person has kept."""

from dataclasses import dataclass

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from ..kernel.graph import Node
from ..kernel.i18n import _
from ..kernel.records import record


@dataclass(frozen=True)
class SavedSearch:
    """A search that somebody has kept.

    :param key: names it in forms.
    :param title: what its owner calls it.
    :param query: the query string of its page, without a beginning: ``q=hegn&art=Case``.
    """

    key: str
    title: str
    query: str


class Searches(Persistent):
    """One person's searches.

    :param recent: what was typed, the latest first.
    :param saved: in the order they were kept.
    """

    recent: tuple[str, ...] = ()
    saved: tuple[SavedSearch, ...] = ()


@record(
    "SearchMemory",
    title=_("Søgninger"),
    plural=_("Søgninger"),
    icon="search",
    place="organisation/soegninger",
)
class SearchMemory(Node):
    """The searches of each person; nobody's page, and nobody may read it.

    Kept apart from the people, so that searching changes no record of a person; one small object
    each, so that two who search at once do not meet.
    """

    title = "Søgninger"

    def __init__(self) -> None:
        """Begin before anyone has searched."""
        self._people = OOBTree()

    def reader_tokens(self) -> frozenset[str]:
        """Nobody: the search page shows each person their own."""
        return frozenset()

    def of(self, login: str) -> Searches | None:
        """Return the searches of somebody; ``None`` before the first."""
        found: Searches | None = self._people.get(login)
        return found

    def made_for(self, login: str) -> Searches:
        """Return the searches of somebody, to be changed."""
        found = self.of(login)
        if found is None:
            found = self._people[login] = Searches()
        return found
