"""What was found: kept beside the tree, so that looking at a page changes no page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from BTrees.LOBTree import LOBTree
from persistent import Persistent

from ..pages.links import Fault, Why


@dataclass(frozen=True)
class Found:
    """A fault, and when it was first met."""

    fault: Fault
    since: datetime


@dataclass(frozen=True)
class PageLinks:
    """The faults of one page at its latest check; never an empty one."""

    found: tuple[Found, ...]
    checked_at: datetime

    @property
    def broken(self) -> int:
        """How many lead nowhere."""
        return sum(1 for each in self.found if each.fault.is_broken)


class LinkCheck(Persistent):
    """The faults of each page by its object id, and how far the check of a night has come.

    :param night: the day on which the latest one began.
    :param after: object id of the last page that it has looked at; ``None`` when it is through.
    """

    night: date | None = None
    after: int | None = None
    ended_at: datetime | None = None

    def __init__(self) -> None:
        """Start with nothing found."""
        self.by_page = LOBTree()

    def keep(self, oid: int, faults: Iterable[Fault], at: datetime) -> list[Fault]:
        """Keep what a check of one page has found; return what is broken now and was not before."""
        before = self.by_page.get(oid)
        since = {_key(each.fault): each.since for each in before.found} if before is not None else {}
        now = tuple(Found(each, since.get(_key(each), at)) for each in faults)
        if now:
            self.by_page[oid] = PageLinks(now, at)
        elif before is not None:
            del self.by_page[oid]
        return [each.fault for each in now if each.fault.is_broken and _key(each.fault) not in since]

    def outer_of(self, oid: int) -> dict[str, Fault]:
        """Return the faults of outer links that are known of a page, for when nobody asks anew."""
        known = self.by_page.get(oid)
        faults = [each.fault for each in known.found] if known is not None else []
        return {each.address: each for each in faults if each.why is Why.OUTER}

    def forget_all_but(self, oids: Any) -> None:
        """Forget pages that nobody reads any more."""
        for oid in [oid for oid in self.by_page if oid not in oids]:
            del self.by_page[oid]


def _key(fault: Fault) -> tuple[str, bool]:
    # What has moved and is then gone is news; a site that answers 500 today and 404 tomorrow is not.
    return fault.address, fault.is_broken


def check_of(root: Any) -> LinkCheck | None:
    """Return what was found; ``None`` before the first check, as in a graph from before."""
    found: LinkCheck | None = getattr(root, "link_check", None)
    return found


def made_check(root: Any) -> LinkCheck:
    """Return what was found, to be changed."""
    if check_of(root) is None:
        root.link_check = LinkCheck()
    check: LinkCheck = root.link_check
    return check
