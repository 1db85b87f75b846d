"""Background work for pages: the days on which time alone shows or hides one."""

from typing import Any

from ..jobs.handlers import job
from ..jobs.worker import Work
from ..kernel.graph import find_objectmap, tell_changed
from .actions import settle
from .content import Publication


@job("settle_publication")
def settle_publication(work: Work, oid: int) -> None:
    """Bring readers and indexes of one page up to the present day."""

    def do(root: Any) -> None:
        node = find_objectmap(root).object_for(oid)
        if isinstance(node, Publication):
            settle(node, work.registry.clock.now())
            tell_changed(node, work.registry)

    work.writing(do)
