"""Where somebody is logged in, and ending it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..audit.entering import enter
from ..kernel.graph import find_objectmap
from ..kernel.records import Act
from ..security.logins import Limits, Login, credential_of, handle_of
from ..security.tokens import Token
from .actions import require_say
from .content import Person
from .journal import SESSIONS_ENDED


@dataclass(frozen=True)
class OpenSession:
    """One place where somebody is logged in.

    :param handle: what the page calls it; it opens nothing.
    :param is_program: whether it is a program's token and no browser.
    :param is_this: whether the page itself is shown in it.
    """

    handle: str
    browser: str
    system: str
    network: str
    since: datetime
    seen: datetime
    is_program: bool
    is_this: bool


def open_sessions(person: Person, now: datetime, limits: Limits, this: str = "") -> list[OpenSession]:
    """List where ``person`` is logged in, the latest first.

    :param this: name of the entry that the page itself is shown in.
    """
    credential = credential_of(person.password_hash)
    return [
        OpenSession(
            handle=handle_of(name),
            browser=entry.browser,
            system=entry.system,
            network=entry.network,
            since=entry.since,
            seen=entry.seen,
            is_program=isinstance(entry, Token),
            is_this=name == this,
        )
        for _kept, name, entry in _entries(person)
        if entry.is_alive(now, limits) and entry.credential == credential
    ]


def _entries(person: Person) -> list[tuple[Any, str, Login]]:
    root, login = find_objectmap(person).root, str(person.__name__)
    # Not made where there are none: looking at the page must not write.
    stores = (getattr(root, name, None) for name in ("logins", "tokens"))
    found = [
        (kept, name, entry) for kept in stores if kept is not None for name, entry in kept.of(login).items()
    ]
    return sorted(found, key=lambda each: each[2].since, reverse=True)


def end_session(person: Person, handle: str, act: Act) -> int:
    """End one session of ``person``; say how many were ended, none when it was over already.

    :raises BeyondReach: when it is neither oneself nor somebody whoever acts administers.
    """
    return _end(person, act, lambda name: handle_of(name) == handle)


def end_sessions(person: Person, act: Act, *, but: str = "") -> int:
    """End every session of ``person``, perhaps but the one whose entry is called ``but``.

    :raises BeyondReach: as above.
    """
    return _end(person, act, lambda name: name != but)


def _end(person: Person, act: Act, is_meant: Any) -> int:
    if person.__name__ != act.by:
        require_say(person, act)
    meant = [(kept, name) for kept, name, _entry in _entries(person) if is_meant(name)]
    for kept, name in meant:
        kept.end(name)
    if meant:
        enter(person, act, SESSIONS_ENDED)
    return len(meant)
