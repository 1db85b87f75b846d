"""Making the municipality alive in an empty graph: people, two years of work, the stories in their place."""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

import transaction

from ...audit.entering import journal_of
from ...audit.sealing import seal_all, tell_heads
from ...classification.actions import put_subject
from ...desk.notices import mark_read
from ...desk.upkeep import forget_old
from ...jobs.worker import Work
from ...kernel.clock import COPENHAGEN, local
from ...ops.text_index import build_text_index
from ..build_cases import build_case, stories_in_order
from ..build_mail import build_mail
from ..build_meetings import build_committees, build_meetings
from ..build_pages import build_pages
from ..build_people import build_people, build_subjects
from ..stage import Stage
from ..stories.model import StoryCase
from .calendar import plan_meetings, put_on_agendas
from .events import Event, carry_out
from .filing import CaseFile
from .papers import build_more_pages, news_events
from .people import COMMITTEES, MORE_EMPLOYEES, MORE_POLITICIANS, UNITS
from .planning import Planner
from .sessions import Session
from .standing import add_standing
from .subjects import ENTRIES

#: when the house begins its day
_MORNING = time(8, 6)
#: working days back: the bodies were there before their first meeting
_BEGINNING = -560
#: how long messages lie before their people have read them
_UNREAD = timedelta(days=4)


def build_living(stage: Stage, *, share: float = 1.0, months: int = 24, stories: bool = True) -> None:
    """Fill an empty graph with a municipality that has been at work for two years.

    :param share: what part of the cases, of each kind at least one.
    :param months: how far back meetings and news go.
    :param stories: whether the cases with a story stand among them.
    """
    stage.say("Demokommunen: enheder, medarbejdere og byråd …")
    build_people(stage, units=UNITS, employees=MORE_EMPLOYEES, politicians=MORE_POLITICIANS)
    _build_subjects(stage)
    build_committees(stage, COMMITTEES, since=_BEGINNING)
    _carry_out_all(stage, share=share, months=months, stories=stories)
    if stories:
        stage.say("Demokommunen: post, der venter, og de seneste møder …")
        build_mail(stage)
        build_meetings(stage)
    stage.say("Demokommunen: hjemmesidens sider og nyheder …")
    build_pages(stage)
    build_more_pages(stage)
    _read_messages(stage)
    _seal(stage)
    stage.say("Demokommunen: søgeindeks …")
    build_text_index(stage.app)


def _build_subjects(stage: Stage) -> None:
    build_subjects(stage)
    with stage.app.graph() as root:
        for number, title in ENTRIES:
            if number not in root["emner"]:
                put_subject(root["emner"], number, title, registry=stage.app.registry)


def _carry_out_all(stage: Stage, *, share: float, months: int, stories: bool) -> None:
    now = stage.app.registry.clock.now()
    cases = Planner(now, stage.calendar, share).cases()
    meetings = plan_meetings(now, stage.calendar, months=months)
    put_on_agendas(cases, meetings, now)
    add_standing(cases, meetings, now, stage.calendar)
    files = {case.serial: CaseFile(stage.app, case) for case in cases}
    events = [event for file in files.values() for event in file.events()]
    for meeting in meetings:
        events += Session(stage.app, meeting, files).events(now)
    events += news_events(stage, now, months=months)
    if stories:
        events += _story_events(stage)
    carry_out(stage.app, [event for event in events if event.at <= now], _teller(stage))


def _story_events(stage: Stage) -> Iterator[Event]:
    for story in stories_in_order():
        at = datetime.combine(stage.day(story.opened), _MORNING, COPENHAGEN)
        yield Event(at, partial(_build_story, stage, story))


def _build_story(stage: Stage, story: StoryCase, root: Any) -> None:
    build_case(stage, root, story)


def _teller(stage: Stage) -> Callable[[datetime], None]:
    told: set[tuple[int, int]] = set()

    def tell(at: datetime) -> None:
        day = local(at).date()
        quarter = (day.year, (day.month - 1) // 3 + 1)
        if quarter not in told:
            told.add(quarter)
            stage.say(f"Demokommunen: {quarter[1]}. kvartal {quarter[0]} …")

    return tell


def _read_messages(stage: Stage) -> None:
    """Leave people with the messages of somebody who was at work last week: the old are gone or read."""
    forget_old(Work(stage.app.db, stage.app.registry))
    unread_since = stage.app.registry.clock.now() - _UNREAD
    with stage.app.graph() as root:
        for login, desk in root.desks.by_login.items():
            mark_read(root, login, [each.key for each in desk.inbox.notices if each.at < unread_since])
        transaction.commit()


def _seal(stage: Stage) -> None:
    with stage.app.graph() as root:
        seal_all(journal_of(root))
        transaction.commit()
    with stage.app.graph() as root:
        registry = stage.app.registry
        tell_heads(root, registry.esdh_settings.data, registry.clock.today().toordinal())
