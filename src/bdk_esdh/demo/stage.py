"""What the builders of the demo share: the day it is, and who acts when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from ..kernel.clock import COPENHAGEN
from ..kernel.records import Act
from ..kernel.working_days import WorkCalendar
from ..ops.opening import Opened
from .stories.organisation import EMPLOYEES
from .stories.people import CITIZENS, POLITICIANS

OPENING_TIME = time(8, 10)


@dataclass
class Stage:
    """The day the demo is made, and the keys of what has been made.

    :param say: tells how far the work has come.
    """

    app: Opened
    say: Callable[[str], None]
    cases: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    _minutes: dict[date, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the clock once: a demo begun before midnight is of one day."""
        self.today = self.app.registry.clock.today()
        self.calendar = WorkCalendar(self.app.registry.esdh_settings.closed_days)

    def day(self, number: int) -> date:
        """Return the ``number``-th working day from today; 0 is today."""
        return self.calendar.add(self.today, number) if number else self.today

    def act(self, who: str, day: int) -> Act:
        """Make an act of person ``who`` on working day ``day``, a few minutes after the last.

        Never later than now, so that nothing in the demo lies in the future.
        """
        on = self.day(day)
        minutes = self._minutes[on] = self._minutes.get(on, 0) + 3
        moment = datetime.combine(on, OPENING_TIME, COPENHAGEN) + timedelta(minutes=minutes)
        now = self.app.registry.clock.now()
        login, name = LOGINS.get(who, (who, who))
        return Act(login, name, min(moment.astimezone(UTC), now), self.app.registry)


def _logins() -> dict[str, tuple[str, str]]:
    people: list[Any] = [*EMPLOYEES, *POLITICIANS, *CITIZENS]
    return {person.key: (person.login or person.key, person.name) for person in people}


#: key of a person in the stories to login and name
LOGINS = _logins()
