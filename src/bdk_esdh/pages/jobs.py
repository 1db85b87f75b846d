"""Background work for pages: the days on which time alone shows or hides one."""

from datetime import datetime
from typing import Any

from ..audit.entering import enter
from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from ..trash.content import is_in_the_tree
from .actions import settle
from .content import Publication
from .journal import PAGE_TURNED
from .scheduling import JOB, carry_out_plan


@job("settle_publication", title=_("Vise eller skjule en side på dens dag"))
def settle_publication(work: Work, oid: int) -> None:
    """Bring readers and indexes of one page up to the present day."""

    def do(root: Any) -> None:
        node = find_objectmap(root).object_for(oid)
        if isinstance(node, Publication):
            now = work.registry.clock.now()
            before = node.standing(node.settled_at)
            settle(node, now)
            tell_changed(node, work.registry)
            if node.standing(now) is not before:
                enter(node, Act(SYSTEM, "System", now, work.registry), PAGE_TURNED)

    work.writing(do)


@job(JOB, title=_("Udgive en side eller trække den tilbage på det planlagte tidspunkt"))
def carry_out_page_plan(work: Work, oid: int, at: str) -> None:
    """Do what an editor has planned for one page at the moment ``at``, unless that was changed meanwhile."""

    def do(root: Any) -> None:
        node = find_objectmap(root).object_for(oid)
        if isinstance(node, Publication) and is_in_the_tree(node):
            carry_out_plan(node, datetime.fromisoformat(at), work.registry.clock.now(), work.registry)

    work.writing(do)
