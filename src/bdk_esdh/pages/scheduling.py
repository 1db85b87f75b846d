"""A page or a piece of news is published, or taken back, at a moment that an editor has chosen.

The moment stands on the page, and a job of the queue carries it out. The job knows which moment it is for:
after a change of the plan it finds another and does nothing, and so does the second of two workers.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from ..audit.entering import enter
from ..jobs.queue import queue_of
from ..kernel.clock import COPENHAGEN
from ..kernel.danish import clock_time, plain_date
from ..kernel.errors import DomainError
from ..kernel.graph import get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import SYSTEM, Act
from .actions import check_publishing, checked_reason, publish, unpublish
from .content import Plan, Publication
from .errors import MomentMissing, MomentPast, NotPlanned
from .journal import PAGE_PLAN_CANCELLED, PAGE_PLAN_FAILED, PAGE_PLANNED
from .workflow import PAGE_WORKFLOW

JOB = "carry_out_page_plan"


def plan(node: Publication, values: Mapping[str, Any], act: Act) -> Plan:
    """Set when a draft is published, or what is published is taken back; an earlier plan gives way.

    :param values: ``day``, ``time``, and to take it back ``reason``.
    :raises MomentMissing: when the clocks are put forward over it.
    :raises MomentPast: when the moment is not to come.
    :raises DomainError: what publishing it, or taking it back, would refuse now.
    """
    at = moment_of(values["day"], values["time"])
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


def moment_of(day: date, clock: time) -> datetime:
    """Return the moment of a time by the clock in Copenhagen; of two the first.

    :raises MomentMissing: when the clocks are put forward over it.
    """
    local = datetime.combine(day, clock, COPENHAGEN)
    at = local.astimezone(UTC)
    if at.astimezone(COPENHAGEN).replace(tzinfo=None) != local.replace(tzinfo=None):
        mapping = {"time": clock_time(local), "day": plain_date(day)}
        raise MomentMissing(
            _(
                "Kl. ${time} findes ikke den ${day}, for uret stilles frem den nat. Vælg et andet klokkeslæt",
                mapping=mapping,
            ),
            field="time",
        )
    return at


def comes_twice(at: datetime) -> bool:
    """Tell whether the clocks show the same time once more, because they are put back."""
    local = at.astimezone(COPENHAGEN)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


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
