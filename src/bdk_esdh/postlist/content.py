"""The postlist, its days and its entries.

Only the postlist itself is stored. A day and an entry are made when somebody asks
for their address, and are gone with the answer.
"""

import re
from datetime import date, datetime
from typing import Any

from BTrees.LLBTree import LLTreeSet

from ..documents.content import Document
from ..documents.moving import document_once_at
from ..kernel.clock import local
from ..kernel.danish import long_date
from ..kernel.graph import Node, catalog_of, find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission
from ..security.readers import STAFF
from .predicate import held_back_because, journal_day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"(\d{4}-\d{5,9})-([1-9]\d{0,8})", re.ASCII)


@record(
    "Postlist",
    title=_("Postliste"),
    plural=_("Postlister"),
    icon="view-in-list",
    faces=(Face.PUBLIC, Face.INTRANET),
    read_permission=Permission.POSTLIST_VIEW,
    place="postlister",
)
class Postlist(Node):
    """All postlists; below it a day under its date.

    :param held_cases: ids of the cases whose documents are all held back, as far as the
        indexes know; see ``subscribers.py``.
    """

    title = "Postlister"

    def __init__(self) -> None:
        """Begin with every case open."""
        self.held_cases = LLTreeSet()

    def __getitem__(self, name: str) -> "PostlistDay":
        """Return the day ``YYYY-MM-DD``.

        :raises KeyError: when there is no such day.
        """
        if not _DAY.fullmatch(name):
            raise KeyError(name)
        try:
            day = date.fromisoformat(name)
        except ValueError:
            raise KeyError(name) from None
        return PostlistDay(self, name, day)

    def is_published(self, _now: datetime) -> bool:
        """Always; there may be nothing on it."""
        return True

    def reader_tokens(self) -> frozenset[str]:
        """At work, those who work here; the public face asks the predicate."""
        return frozenset({STAFF})


@record(
    "PostlistDay",
    title=_("Postliste for en dag"),
    plural=_("Postlister"),
    icon="calendar-month",
    faces=(Face.PUBLIC,),
    parents=("Postlist",),
)
class PostlistDay:
    """The documents of one journal date."""

    def __init__(self, parent: Postlist, name: str, day: date) -> None:
        """Stand under ``parent`` for as long as the answer takes."""
        self.__parent__ = parent
        self.__name__ = name
        self.day = day

    @property
    def title(self) -> str:
        """The date in words."""
        return long_date(self.day)

    def is_published(self, now: datetime) -> bool:
        """Whether the day has come."""
        return self.day <= local(now).date()

    def __getitem__(self, number: str) -> "PostlistEntry":
        """Return the entry of the document with ``number``, whether or not it is shown.

        :raises KeyError: when no such document was journalised that day.
        """
        match = _NUMBER.fullmatch(number)
        document = self._document(number, *match.groups()) if match else None
        if document is None or journal_day(document) != self.day:
            raise KeyError(number)
        return PostlistEntry(self, number, document)

    def _document(self, number: str, case_number: str, serial: str) -> Document | None:
        cases = find_objectmap(self.__parent__).root.get("sager")
        case = cases.get(case_number) if cases is not None else None
        document = case.get(serial) if case is not None else None
        # One that was moved to another case is known by its old number too; its page leads to the new one.
        return document if isinstance(document, Document) else document_once_at(cases, number)


@record(
    "PostlistEntry",
    title=_("Dokument på postlisten"),
    plural=_("Dokumenter på postlisten"),
    icon="document",
    faces=(Face.PUBLIC,),
    parents=("PostlistDay",),
)
class PostlistEntry:
    """The place of one document on the list; its page shows a ``PublicEntry`` or nothing.

    :param document: never given to a template.
    """

    def __init__(self, parent: PostlistDay, name: str, document: Document) -> None:
        """Stand under ``parent`` for as long as the answer takes."""
        self.__parent__ = parent
        self.__name__ = name
        self.document = document

    @property
    def title(self) -> str:
        """The number: the title is only in the public entry."""
        return self.__name__

    def is_published(self, now: datetime) -> bool:
        """Whether everyone may see it: nothing holds it back, and its indexed day has come."""
        if held_back_because(self.document):
            return False
        catalog: Any = catalog_of(self.__parent__.__parent__)
        index = catalog["postlist"]
        index.flush()
        from_day = index._rev_index.get(get_oid(self.document))  # noqa: SLF001
        return from_day is not None and bool(from_day <= local(now).date().toordinal())
