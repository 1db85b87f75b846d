"""Days of the stories: working days from today become Danish dates.

The stories never hold a date. Whoever uses them brings ``dates``, a function from a
number of working days (negative: past) to a date, so that the demo is always fresh.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bdk_esdh.demo.stories.model import StoryMeeting
from bdk_esdh.kernel.danish import plain_date

Dates = Callable[[int], date]

_DAY = re.compile(r"\{([+-]?\d+)\}")


def fill_dates(text: str, dates: Dates) -> str:
    """Replace each ``{-3}`` in a text by the long date of that working day.

    :param text: a paragraph, title or lead of a story.
    :param dates: turns a number of working days from today into a date.
    """
    return _DAY.sub(lambda match: plain_date(dates(int(match[1]))), text)


def meeting_date(meeting: StoryMeeting, dates: Dates) -> date:
    """Find the date of a meeting from its weekday and the working day it lies near.

    :param meeting: the story of the meeting.
    :param dates: turns a number of working days from today into a date.
    """
    near = dates(meeting.day)
    if meeting.day > 0:
        return near + timedelta(days=(meeting.weekday - near.weekday()) % 7)
    return near - timedelta(days=(near.weekday() - meeting.weekday) % 7)
