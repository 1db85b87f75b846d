"""Telling caseworkers that a deadline on their case is near: once for each deadline."""

from datetime import timedelta
from typing import Any

from ..desk.content import desk_of
from ..desk.kinds import DEADLINE_NEAR
from ..desk.notices import put_notice
from ..jobs.worker import Work
from ..kernel.danish import long_date
from ..kernel.graph import find_objectmap, get_oid
from ..search.conditions import find_regardless
from .content import Case
from .workflow import CASE_WORKFLOW

#: calendar days before the deadline from which on one is told
NEAR = timedelta(days=3)
EVERY = timedelta(hours=1)
#: cases in one transaction
_AT_ONCE = 20


def tell_of_deadlines(work: Work) -> None:
    """Tell the caseworkers of open cases whose deadline is today or in the next three days."""
    today = work.registry.clock.today()
    states = [state.code for state in CASE_WORKFLOW.states if state.code != "closed"]
    near = (today.toordinal(), (today + NEAR).toordinal())
    with work.reading() as root:
        ids = find_regardless(root, {"kind": "Case", "due": near, "review_state": states}).ids
        waiting = [get_oid(case) for case in _cases(root, ids) if not _is_told(root, case)]
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]

        def tell(root: Any, some: list[int] = some) -> None:
            at = work.registry.clock.now()
            for case in _cases(root, some):
                if not case.is_closed and case.caseworker and case.due_date:
                    day = long_date(case.due_date)
                    put_notice(case.caseworker, DEADLINE_NEAR, case, at, work.registry, detail=day)

        work.writing(tell)


def _cases(root: Any, ids: Any) -> list[Case]:
    graph = find_objectmap(root)
    return [each for each in map(graph.object_for, ids) if isinstance(each, Case)]


def _is_told(root: Any, case: Case) -> bool:
    """Tell whether there is nobody to tell, or whoever there is knows or does not want to."""
    if not case.caseworker or not case.due_date:
        return True
    desk = desk_of(root, case.caseworker)
    if desk is None:
        return False
    about = (DEADLINE_NEAR.code, get_oid(case), long_date(case.due_date))
    told = any((each.kind, each.about, each.detail) == about for each in desk.inbox.notices)
    return told or DEADLINE_NEAR.code in desk.unwanted
