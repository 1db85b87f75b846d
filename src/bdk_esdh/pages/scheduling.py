"""A page or a piece of news is published, or taken back, at a moment that an editor has chosen.

The moment stands on the page, and a job of the queue carries it out. The job knows which moment it is for:
after a change of the plan it finds another and does nothing, and so does the second of two workers.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ..audit.entering import enter
from ..jobs.queue import queue_of
from ..kernel.clock import COPENHAGEN
from ..kernel.danish import clock_time
from ..kernel.errors import DomainError
from ..kernel.graph import get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from .actions import check_publishing, checked_reason, publish, unpublish
from .content import Plan, Publication
from .errors import MomentPast, NotPlanned
from .journal import PAGE_PLAN_CANCELLED, PAGE_PLAN_FAILED, PAGE_PLANNED
from .workflow import PAGE_WORKFLOW

JOB = "carry_out_page_plan"


def plan(node: Publication, values: Mapping[str, Any], act: Act) -> Plan:
    """Set when a draft is published, or what is published is taken back; an earlier plan gives way.

    :param values: ``day``, ``time``, and to take it back ``reason``.
    :raises MomentPast: when the moment is not to come.
    :raises DomainError: what publishing it, or taking it back, would refuse now.
    """
    at = datetime.combine(values["day"], values["time"], COPENHAGEN).astimezone(UTC)
    if at <= act.at:
        raise MomentPast(_("Tidspunktet er forbi. Vælg et, der kommer"), field="time")
    if node.review_state == "published":
        PAGE_WORKFLOW.check(node, "unpublish")
        made = Plan("unpublish", at, act.by_name, checked_reason(values.get("reason") or ""))
    else:
        check_publishing(node)
        made = Plan("publish", at, act.by_name)
    node.plan = made
    queue_of(node).put(JOB, get_oid(node), at.isoformat(), at=act.at, run_after=at, about=get_oid(node))
    tell_changed(node, act.registry)
    enter(node, act, PAGE_PLANNED, note=plan_words(made))
    return made


def cancel(node: Publication, act: Act) -> None:
    """Let it stay as it is.

    :raises NotPlanned: when nothing is planned.
    """
    if node.plan is None:
        raise NotPlanned(_("Der er ikke planlagt noget for den"))
    words = plan_words(node.plan)
    node.plan = None
    tell_changed(node, act.registry)
    enter(node, act, PAGE_PLAN_CANCELLED, note=words)


def carry_out_plan(node: Publication, at: datetime, now: datetime, registry: Any) -> bool:
    """Do what is planned for the moment ``at``, if that is still the plan; tell whether it was.

    What stands in the way by now is entered in the journal, and the page stays as it is.
    """
    planned = node.plan
    if planned is None or planned.at != at or at > now:
        return False
    act = Act(SYSTEM, "System", now, registry)
    do = (
        partial(publish, node, act)
        if planned.act == "publish"
        else partial(unpublish, node, planned.reason, act)
    )
    try:
        do()
    except DomainError as error:
        enter(node, act, PAGE_PLAN_FAILED, note=f"{plan_words(planned)}: {str(error.message)[:200]}")
    node.plan = None
    tell_changed(node, registry)
    return True


def plan_words(planned: Plan) -> str:
    """Say in Danish what will happen, as the journal keeps it: ``Udgives 1.12.2026 kl. 8.00``."""
    verb = "Udgives" if planned.act == "publish" else "Trækkes tilbage"
    return f"{verb} {moment_words(planned.at)}"


def moment_words(at: datetime) -> str:
    """``1.12.2026 kl. 8.00``, by the clock in Copenhagen."""
    day = at.astimezone(COPENHAGEN).date()
    return f"{day.day}.{day.month}.{day.year} kl. {clock_time(at)}"
