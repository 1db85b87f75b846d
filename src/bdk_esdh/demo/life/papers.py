"""News and pages as events: each month of the year has its own, and pages tell what one may do oneself."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from ...kernel.clock import COPENHAGEN
from ...kernel.danish import slug
from ...kernel.records import Act
from ...pages.actions import add_news, add_page, publish
from ..build_pages import texts_of
from ..stage import Stage
from ..stories.binder import paragraphs
from ..stories.organisation import UNIT_BY_KEY
from .events import Event
from .people import login_and_name
from .reading import records
from .wording import Wording, case_facts

_EDITOR = "rosa"
#: the stories have the news of the last days
_OF_THE_STORIES = timedelta(days=20)
_FIRST_PAGE = timedelta(days=600)


def news_events(stage: Stage, now: datetime, *, months: int) -> Iterator[Event]:
    """Yield the news of ``months`` months: those of the season, told otherwise in the second year."""
    today = now.astimezone(COPENHAGEN).date()
    told = list(records("nyheder.txt"))
    for back in range(months, -1, -1):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        season = [each for each in told if int(each[0]) == month + 1]
        for place, (_month, face, unit, title, lead, text) in enumerate(season):
            wanted = date(year, month + 1, 2 + place * 26 // max(len(season), 1))
            day = wanted if stage.calendar.why_not(wanted) is None else stage.calendar.add(wanted, 1)
            if day > today - _OF_THE_STORIES:
                continue
            wording = _wording(stage, day, is_later=back < 12)
            values = _values(stage, wording, day, (title, lead, text))
            values |= {"audience": "intranet" if face == "inde" else "public", "unit": unit or None}
            values["name"] = slug(f"{values['title'][:60]} {year}")
            at = datetime.combine(day, time(9, 12), COPENHAGEN)
            yield Event(at, partial(_publish_news, stage, values, at))


def build_more_pages(stage: Stage) -> None:
    """Write and publish the pages that lie below those of the stories."""
    now = stage.app.registry.clock.now()
    with stage.app.graph() as root:
        for number, (path, phone_of, title, lead, text) in enumerate(records("sider.txt")):
            at = now - _FIRST_PAGE + timedelta(days=number * 17, minutes=number)
            unit = UNIT_BY_KEY[phone_of]
            wording = _wording(stage, at.date(), is_later=True)
            values = _values(stage, wording, at.date(), (title, lead, text)) | {
                "audience": "public",
                "contact_phone": unit.phone,
                "contact_mail": unit.email,
            }
            _publish_page(stage, root, path, values, at)


def _wording(stage: Stage, day: date, *, is_later: bool) -> Wording:
    facts = case_facts(Random(f"nyhed {day}"), day, "", day.toordinal() // 5)
    return Wording(_Turning(is_later=is_later), stage.calendar, facts)


class _Turning(Random):
    """Takes the first way in the older year and the last in the later one: no year repeats the other."""

    def __init__(self, *, is_later: bool) -> None:
        """Take the last ways when ``is_later``."""
        super().__init__(7)
        self._place = -1 if is_later else 0

    def choice(self, seq: Any) -> Any:
        """Return the first or the last."""
        return seq[self._place]


def _values(stage: Stage, wording: Wording, day: date, texts: tuple[str, str, str]) -> dict[str, Any]:
    title, lead, text = (wording.fill(each, day) for each in texts)
    return texts_of(stage, title, lead, paragraphs(text))


def _act(stage: Stage, at: datetime) -> Act:
    login, name = login_and_name(_EDITOR)
    return Act(login, name, at.astimezone(UTC), stage.app.registry)


def _publish_news(stage: Stage, values: dict[str, Any], at: datetime, root: Any) -> None:
    publish(add_news(root["nyheder"], values, _act(stage, at)), _act(stage, at))


def _publish_page(stage: Stage, root: Any, path: str, values: dict[str, Any], at: datetime) -> None:
    *above, name = path.split("/")
    parent = root
    for step in above:
        parent = parent[step]
    publish(add_page(parent, values | {"name": name}, _act(stage, at)), _act(stage, at))
