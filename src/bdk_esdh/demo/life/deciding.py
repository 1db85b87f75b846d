"""How far a case has come: its state, its deadline, and the states of its papers."""

from datetime import datetime, timedelta
from random import Random

from ...kernel.working_days import WorkCalendar
from .model import PlannedCase, PlannedPaper

#: a case whose last paper is this old is as a rule closed
_QUIET = timedelta(days=18)
#: and later than this nearly all are
_FORGOTTEN = timedelta(days=100)
_CLOSED_OF_100, _OLD_CLOSED_OF_100, _LATE_OF_100 = 70, 98, 40
_DRAFTED_OF_100, _RELEASED_OF_100 = 40, 70
#: how old a letter may be and wait for somebody
_WAITING = timedelta(days=9)
_UNFINISHED = timedelta(days=16)
_WRITTEN = {"docx", "odt"}
_KEPT_INSIDE = {"notat", "telefon", "faktura"}
#: they have so much to do that their late cases stay late
_BUSY = {"karla", "vibe", "arne"}
_LONG_AGO = timedelta(days=200)


def settle(case: PlannedCase, *, whole: bool, now: datetime, calendar: WorkCalendar, chance: Random) -> None:
    """Decide how far ``case`` has come.

    :param whole: whether all its papers have come.
    """
    last = case.papers[-1].at if case.papers else case.at
    likely = _CLOSED_OF_100 if now - last < _FORGOTTEN else _OLD_CLOSED_OF_100
    is_old = now - last > _LONG_AGO
    if whole and now - last > _QUIET and (is_old or chance.randrange(100) < likely):
        case.state = "closed"
        case.closed_at = min(last + timedelta(days=chance.randint(1, 8)), now - timedelta(hours=2))
    else:
        case.state = _open_state(case, whole=whole, chance=chance)
        _extend(case, now, calendar, chance)
    for place, paper in enumerate(case.papers):
        is_last = place == len(case.papers) - 1
        is_closed = case.state == "closed"
        paper.state = "final" if is_closed else _paper_state(paper, now, chance, is_last=is_last)
        is_ours = paper.kind in _WRITTEN and paper.template.sort != "ind"
        if is_ours and chance.randrange(100) < _DRAFTED_OF_100:
            before = case.papers[place - 1].at if place else case.at
            drafted = paper.at - timedelta(minutes=45)
            day_before = drafted + timedelta(days=(calendar.add(drafted.date(), -1) - drafted.date()).days)
            paper.first_draft = day_before if day_before > before else max(drafted, before)
        paper.released = _may_be_released(case, paper) and chance.randrange(100) < _RELEASED_OF_100


def _open_state(case: PlannedCase, *, whole: bool, chance: Random) -> str:
    done = len(case.papers) / max(len(case.matter.papers), 1)
    if whole:
        return chance.choice(("decided", "ordered", "effected"))
    if done < 0.4:
        return "opened"
    return "informed" if done < 0.8 else "decided"


def _extend(case: PlannedCase, now: datetime, calendar: WorkCalendar, chance: Random) -> None:
    """Give most of those that are late a later deadline, as caseworkers do."""
    stays = case.worker in _BUSY or chance.randrange(100) < _LATE_OF_100
    if case.due and case.due < now.date() and not stays:
        case.due = calendar.add(now.date(), chance.randint(1, 40))


def _paper_state(paper: PlannedPaper, now: datetime, chance: Random, *, is_last: bool) -> str:
    age = now - paper.at
    if paper.template.sort == "ind" and age < _WAITING:
        return chance.choice(("received", "assigned"))
    if paper.template.sort == "ud" and is_last and age < _UNFINISHED and paper.kind in _WRITTEN | {"pdf"}:
        return chance.choice(("draft", "in_review", "final"))
    return "final"


def _may_be_released(case: PlannedCase, paper: PlannedPaper) -> bool:
    """Tell whether everyone may read the paper: nothing about a private person is in it."""
    if case.matter.is_confidential or paper.state != "final" or paper.kind == "scan":
        return False
    if paper.template.sort in _KEPT_INSIDE or paper.template.is_common:
        return False
    if case.matter.party.startswith("borger") and paper.template.sort not in ("rapport", "regneark", "plan"):
        return bool(paper.party and not paper.party.is_person)
    return paper.party is None or not paper.party.is_person
