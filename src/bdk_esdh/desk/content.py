"""What is kept of each person: small objects beside the tree, so that nobody's choice changes a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent


@dataclass(frozen=True)
class Notice:
    """Something a person was told.

    :param key: names it in forms.
    :param kind: code of ``kinds.KINDS``.
    :param about: object id of the thing.
    :param by_name: who did it; empty when nobody did.
    :param detail: what makes two of a kind about one thing different, such as the day of a deadline.
    """

    key: str
    kind: str
    about: int
    at: datetime
    by_name: str = ""
    detail: str = ""
    read: bool = False


class Inbox(Persistent):
    """What a person was told, the newest first.

    :param unread: how many of them are; kept, because every page shows it.
    """

    notices: tuple[Notice, ...] = ()
    unread = 0

    def put(self, notices: tuple[Notice, ...]) -> None:
        """Keep these, and count."""
        self.notices = notices
        self.unread = sum(1 for each in notices if not each.read)


class Desk(Persistent):
    """One person's own things.

    :param favourites: object ids, the latest first.
    :param unwanted: codes of the kinds of messages the person does not want.
    :param language: what the person chose to read in; ``None`` before.
    """

    favourites: tuple[int, ...] = ()
    unwanted: tuple[str, ...] = ()
    language: str | None = None

    def __init__(self) -> None:
        """Begin with nothing."""
        self.inbox = Inbox()


class Desks(Persistent):
    """The desk of each person by login; kept beside the tree as ``root.desks``."""

    def __init__(self) -> None:
        """Start with nobody's."""
        self.by_login = OOBTree()


def desk_of(root: Any, login: str) -> Desk | None:
    """Return somebody's desk; ``None`` before anything lay on it, as in a graph from before."""
    desks = getattr(root, "desks", None)
    found: Desk | None = desks.by_login.get(login) if desks is not None else None
    return found


def made_desk(root: Any, login: str) -> Desk:
    """Return somebody's desk, to be changed."""
    desks = getattr(root, "desks", None)
    if desks is None:
        desks = root.desks = Desks()
    found: Desk | None = desks.by_login.get(login)
    if found is None:
        found = desks.by_login[login] = Desk()
    return found
