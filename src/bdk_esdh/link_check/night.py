"""The check of a night: once however many workers there are, a few pages at a time.

Each batch is a job that queues the next one in the transaction in which it keeps what it found. So a worker
that dies begins again with its own batch, and what one batch holds is all that is in memory. Other people's
sites are asked between two transactions.
"""

import logging
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ..desk.kinds import LINKS_BROKEN
from ..desk.notices import put_notice
from ..jobs.handlers import job
from ..jobs.queue import queue_of
from ..jobs.worker import Work
from ..kernel.clock import local
from ..kernel.danish import long_date
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..pages.links import Fault
from .content import check_of, made_check
from .looking import inner_faults, is_looked_at, looked_at, outer_faults, outer_links
from .outer import OuterLinks

log = logging.getLogger(__name__)
#: hours of the day in Copenhagen in which a check begins
_NIGHT = range(1, 5)
#: pages in one job, and the time that other people's sites have for them
PAGES_AT_ONCE = 50
_OUTER_TIME = timedelta(minutes=4)
#: before every object id, of which half are negative
BEFORE_ALL = -(2**63)
BATCH_JOB, PAGE_JOB = "check_links", "check_links_of_page"


def begin_at_night(work: Work) -> None:
    """Queue the check of this night, unless that was done."""
    now = work.registry.clock.now()
    today = local(now).date()
    with work.reading() as root:
        check = check_of(root)
        done = check is not None and check.night == today
    if local(now).hour not in _NIGHT or done:
        return

    def begin(root: Any) -> None:
        check = made_check(root)
        if check.night == today:
            return  # another worker was faster
        check.night, check.after = today, BEFORE_ALL
        queue_of(root).put(BATCH_JOB, today.isoformat(), BEFORE_ALL, at=now)

    work.writing(begin)


@job(BATCH_JOB, title=_("Tjekke links på sider, nyheder og dagsordener"))
def check_batch(work: Work, night: str, after: int) -> None:
    """Look at the pages that come after the one with the object id ``after``, and queue the next batch."""
    with work.reading() as root:
        if not _is_next(root, night, after):
            return  # a worker that was taken for dead has done it
        oids = [oid for oid in looked_at(root) if oid > after][:PAGES_AT_ONCE]
    found = dict(_look(work, oids))

    def keep(root: Any) -> None:
        if not _is_next(root, night, after):
            return
        check, now = made_check(root), work.registry.clock.now()
        for oid, faults in found.items():
            _keep(root, oid, faults, work)
        if oids:
            check.after = oids[-1]
            queue_of(root).put(BATCH_JOB, night, oids[-1], at=now)
        else:
            check.after, check.ended_at = None, now
            check.forget_all_but({*looked_at(root)})

    work.writing(keep)
    log.info("links checked", extra={"facts": {"pages": len(oids), "faults": sum(map(len, found.values()))}})


@job(PAGE_JOB, title=_("Tjekke en sides links til andre hjemmesider"))
def check_page(work: Work, oid: int) -> None:
    """Look at one page at once, because somebody asked for it."""
    found = dict(_look(work, [oid]))

    def keep(root: Any) -> None:
        for each, faults in found.items():
            _keep(root, each, faults, work)

    work.writing(keep)


def _is_next(root: Any, night: str, after: int) -> bool:
    check = check_of(root)
    return check is not None and (check.night, check.after) == (date.fromisoformat(night), after)


def _look(work: Work, oids: list[int]) -> Iterator[tuple[int, tuple[Fault, ...]]]:
    settings = work.registry.esdh_settings
    asked = None
    if settings.check_outer_links:
        asked = OuterLinks(settings, time.monotonic() + _OUTER_TIME.total_seconds())
    for oid in oids:
        with work.reading() as root:
            node = find_objectmap(root).object_for(oid)
            if not is_looked_at(node, work.registry.clock.now()):
                yield oid, ()
                continue
            inner = inner_faults(node, root, work.registry)
            outer = outer_links(node, root, work.registry) if asked is not None else ()
            check = check_of(root)
            known = check.outer_of(oid) if check is not None else {}
        yield oid, (*inner, *outer_faults(outer, asked, known))


def _keep(root: Any, oid: int, faults: tuple[Fault, ...], work: Work) -> None:
    """Keep what was found, and tell whoever wrote the page last of what is new."""
    now = work.registry.clock.now()
    check = check_of(root)
    if not faults and (check is None or oid not in check.by_page):
        return
    new = made_check(root).keep(oid, faults, now)
    node = find_objectmap(root).object_for(oid)
    if new and node is not None:
        day = long_date(local(now).date())
        put_notice(node.changed_by, LINKS_BROKEN, node, now, work.registry, detail=day)
