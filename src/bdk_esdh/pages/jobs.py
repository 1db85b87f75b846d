"""Background work for pages: the days on which time alone shows or hides one."""

from typing import Any

from ..audit.entering import enter
from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.graph import find_objectmap, tell_changed
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from .actions import settle
from .content import Publication
from .journal import PAGE_TURNED


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
