"""What time it is, asked of one place.

Stored times are aware and in UTC; people are shown Europe/Copenhagen. In tests
and demonstrations the clock can be set; production refuses a clock that can.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pyramid.config import Configurator
from pyramid.request import Request

from .settings import BadSetting

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class SystemClock:
    """The machine's own clock."""

    can_be_set = False

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the date it is in Copenhagen."""
        return self.now().astimezone(COPENHAGEN).date()


class SetClock(SystemClock):
    """A clock that stands where it was put, for tests.

    :param moment: an aware time, or a naive one meant for Copenhagen.
    """

    can_be_set = True

    def __init__(self, moment: datetime) -> None:
        """Start at ``moment``."""
        self.set(moment)

    def now(self) -> datetime:
        """Return the moment the clock was set to."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Put the clock to ``moment``."""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=COPENHAGEN)
        self._moment = moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move the clock on."""
        self._moment += by


class FileClock(SystemClock):
    """A clock read from a file, so that another process can move it.

    :param path: a text file with one ISO 8601 time; while absent, system time.
    """

    can_be_set = True

    def __init__(self, path: Path) -> None:
        """Read ``path`` at each question."""
        self._path = path
        self._last = ""

    def now(self) -> datetime:
        """Return the time the file says.

        :raises ValueError: when it says no time.
        """
        try:
            # Empty is a file that another process is about to write: then the last time stands.
            self._last = self._path.read_text().strip() or self._last
        except FileNotFoundError:
            self._last = ""
        if not self._last:
            return super().now()
        moment = datetime.fromisoformat(self._last)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=COPENHAGEN)
        return moment.astimezone(UTC)


def clock_from_setting(value: str) -> SystemClock:
    """Make the clock that setting ``esdh.clock`` asks for.

    :param value: ``system``, ``file:PATH`` or an ISO 8601 time to stand still at.
    :raises ValueError: when it is none of these.
    """
    if value == "system":
        return SystemClock()
    if value.startswith("file:"):
        return FileClock(Path(value.removeprefix("file:")))
    return SetClock(datetime.fromisoformat(value))


def local(moment: datetime) -> datetime:
    """Return ``moment`` as the clock on a wall in Copenhagen shows it."""
    return moment.astimezone(COPENHAGEN)


def includeme(config: Configurator) -> None:
    """Put the clock on the registry and on each request.

    :raises BadSetting: when ``esdh.clock`` is no clock, or one that can be set in production.
    """
    settings = config.registry.esdh_settings
    try:
        clock = clock_from_setting(settings.clock)
    except ValueError as error:
        raise BadSetting(f"setting esdh.clock: {error}") from error
    if clock.can_be_set and settings.production:
        raise BadSetting("esdh.clock can only be 'system' in production")
    config.registry.clock = clock
    config.add_request_method(_clock, "clock", reify=True)


def _clock(request: Request) -> SystemClock:
    return request.registry.clock
