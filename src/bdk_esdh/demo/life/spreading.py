"""Moving letters by a few days, so that hardly a working day is without a public letter."""

from collections import Counter
from datetime import date, datetime, timedelta

from .model import PlannedCase, PlannedPaper

_NEAR = 9
_BUSY = 2


def spread(cases: list[PlannedCase], quiet: list[date]) -> None:
    """Fill the days of ``quiet`` with letters of busy days nearby; the order within each case stays."""
    movable = [
        (case, place)
        for case in cases
        if not case.matter.is_confidential
        for place in range(1, len(case.papers))
        if case.papers[place].template.sort in ("ind", "ud") and case.papers[place].first_draft is None
    ]
    count = Counter(case.papers[place].at.date() for case, place in movable)
    movable.sort(key=lambda each: each[0].papers[each[1]].at)
    for day in quiet:
        for case, place in movable:
            paper = case.papers[place]
            near = abs((paper.at.date() - day).days) <= _NEAR
            if near and count[paper.at.date()] >= _BUSY and _fits(case, place, day):
                count[paper.at.date()] -= 1
                count[day] += 1
                paper.at = _on(paper, day)
                break


def _on(paper: PlannedPaper, day: date) -> datetime:
    return paper.at + timedelta(days=(day - paper.at.date()).days)


def _fits(case: PlannedCase, place: int, day: date) -> bool:
    before = case.papers[place - 1].at.date()
    after = case.papers[place + 1].at.date() if place + 1 < len(case.papers) else None
    if after is None and case.closed_at is not None:
        after = case.closed_at.date()
    return before < day and after is not None and day < after
