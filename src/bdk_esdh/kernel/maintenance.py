"""Read-only mode: for the length of some work on the store, everything is read and nothing written.

A file in the data folder says so, which every process sees at its next request. What a request
that only reads would write beside (when somebody was last seen) is let go; that a record was
read is kept elsewhere until it can be entered (``audit/spool.py``). A form that was begun
before and would be committed after is refused too.
"""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pyramid.config import Configurator
from pyramid.events import ContextFound
from pyramid.registry import Registry

NAME = "maintenance.json"
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_LOOK_SECONDS = 0.25


class UnderMaintenance(Exception):
    """Nothing can be written now.

    :param message: what the administrator says of it; may be empty.
    """

    def __init__(self, message: str) -> None:
        """Keep the message."""
        super().__init__(message)
        self.message = message


class Maintenance:
    """The mode of a data folder.

    :param data: the data folder.
    """

    def __init__(self, data: Path) -> None:
        """Keep the name of the file."""
        self._path = data / NAME

    @property
    def is_on(self) -> bool:
        """Whether nothing may be written now; asked of the disk, since another process may turn it on."""
        return self._path.exists()

    @property
    def message(self) -> str:
        """What the administrator says of it; empty when nothing, or when the mode is off."""
        try:
            return str(json.loads(self._path.read_text(encoding="utf-8")).get("message", ""))
        except (OSError, ValueError, AttributeError):
            return ""

    def turn_on(self, message: str) -> None:
        """Let nothing be written from now on."""
        draft = self._path.with_suffix(".new")
        since = datetime.now(UTC).isoformat(timespec="seconds")
        draft.write_text(
            json.dumps({"message": message, "since": since}, ensure_ascii=False), encoding="utf-8"
        )
        draft.rename(self._path)

    def turn_off(self) -> bool:
        """Let everything be written again; tell whether it was on."""
        was_on = self.is_on
        self._path.unlink(missing_ok=True)
        return was_on

    def wait_until_off(self, still_waiting: Callable[[], None] = lambda: None) -> None:
        """Return when things may be written; for background work.

        :param still_waiting: called now and then meanwhile; ends the wait by raising.
        """
        while self.is_on:
            still_waiting()
            time.sleep(_LOOK_SECONDS)


def maintenance_of(registry: Registry) -> Maintenance:
    """Return the mode of the data folder that an application serves."""
    mode: Maintenance = registry.maintenance
    return mode


def _guard(event: ContextFound) -> None:
    """Refuse what would write; see to it that what reads does not.

    :raises UnderMaintenance: for a method that writes.
    """
    request = event.request
    mode = maintenance_of(request.registry)
    reads = request.method in _READING
    if mode.is_on:
        if not reads:
            raise UnderMaintenance(mode.message)
        request.tm.doom()
    elif not reads:
        request.tm.get().addBeforeCommitHook(_refuse_late, args=(mode,))


def _refuse_late(mode: Maintenance) -> None:
    if mode.is_on:
        raise UnderMaintenance(mode.message)


def includeme(config: Configurator) -> None:
    """Look at each request once it is known who asks for what, before a view sees it."""
    config.registry.maintenance = Maintenance(config.registry.esdh_settings.data)
    config.add_subscriber(_guard, ContextFound)
