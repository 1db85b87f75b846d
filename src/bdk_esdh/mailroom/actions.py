"""What is done to letters that wait: taken in, sent on, registered."""

import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import IO, Any

from ..audit.differences import change_of
from ..audit.entering import enter
from ..cases.actions import cases_of
from ..cases.content import Case
from ..desk.kinds import LETTER_REGISTERED
from ..desk.notices import tell_person
from ..documents.actions import register_document
from ..documents.content import Document
from ..files.storing import keep_file, received_file
from ..jobs.queue import queue_of
from ..kernel.danish import clock_time
from ..kernel.graph import find_objectmap, get_oid, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act
from ..organisation.actions import units_of
from ..organisation.names import unit_name
from .content import MailRoom, Settled, WaitingLetter
from .errors import AlreadyRegistered, CaseAlreadyOpened, UnknownUnit
from .journal import RECEIVED, SENT_ON, SETTLED

#: who comes too late with a letter is told who was first for so long
TOLD_FOR = timedelta(days=1)
_MOST_REMOVED = 20


def receive_letter(
    room: MailRoom, stream: IO[bytes], filename: str, act: Act, *, unit: str = "", case_number: str = ""
) -> tuple[WaitingLetter, bool]:
    """Take a file in, to wait until somebody registers it.

    The same file sent again by the same person while it waits (a line that broke, a second press)
    is the letter that is there.

    :param unit: key of the unit whose inbox it goes to; empty for the mail room's own.
    :param case_number: the case it was put on; then who put it there alone sees it.
    :returns: the letter, and whether it is new.
    :raises DomainError: when the file is refused (see ``files.storing``).
    """
    folder = room._p_jar.db().storage.temporaryDirectory()
    limit = act.registry.esdh_settings.upload_limit
    with received_file(stream, filename, limit=limit, field=None, folder=folder) as received:
        key = (act.by, received.sha256, received.filename, case_number)
        there = room.get(room.known.get(key, ""))
        if there is not None and there.settled is None:
            return there, False
        stored = keep_file(received, room._p_jar)
    room.last_serial += 1
    letter = WaitingLetter(room.last_serial, stored, at=act.at, by=act.by, by_name=act.by_name)
    letter.unit, letter.case_number = unit, case_number
    name = secrets.token_hex(8)
    room.add(name, letter, registry=act.registry)
    room.known[key], letter.known_as = name, key
    queue_reading(letter, act)
    enter(letter, act, RECEIVED)
    return letter, True


def queue_reading(letter: WaitingLetter, act: Act) -> None:
    """Have the worker read the text, which suggestions are made of."""
    letter_id = get_oid(letter)
    queue_of(letter).put("read_waiting_letter", letter_id, at=act.at, about=letter_id, awaited=True)


def send_on(letter: WaitingLetter, unit: str, act: Act) -> None:
    """Put a letter into the inbox of a unit; an empty key puts it back with the mail room.

    :raises AlreadyRegistered: when it waits no longer.
    :raises UnknownUnit: when there is no such unit.
    """
    require_waiting(letter)
    if unit and unit not in units_of(find_objectmap(letter).root):
        raise UnknownUnit(_("Vælg en enhed"), field="unit")
    names = [unit_name(letter, each) if each else "Postrummet" for each in (letter.unit, unit)]
    letter.unit, letter.case_number = unit, ""
    tell_changed(letter, act.registry)
    enter(letter, act, SENT_ON, changes=change_of(_("Venter hos"), *names))


def register_letter(letter: WaitingLetter, case: Case, values: Mapping[str, Any], act: Act) -> Document:
    """Register a letter on a case: its file becomes the document's, and it waits no longer.

    :param values: as ``DocumentFacts`` has them.
    :raises AlreadyRegistered: when somebody else was first.
    :raises DomainError: as ``register_document``.
    """
    require_waiting(letter)
    document = register_document(case, values, act, stored=letter.file)
    letter.settled = Settled(
        get_oid(document), document.document_number, at=act.at, by=act.by, by_name=act.by_name
    )
    letter.file = letter.text = None
    # Sent again from now on it is another letter, which somebody has to look at.
    room: Any = letter.__parent__
    room.known.pop(letter.known_as, None)
    tell_changed(letter, act.registry)
    enter(letter, act, SETTLED, note=document.document_number)
    tell_person(letter.added_by, LETTER_REGISTERED, document, act)
    _remove_old(letter, act)
    return document


def open_case(
    letter: WaitingLetter, values: Mapping[str, Any], act: Act, create: Callable[..., Case]
) -> Case:
    """Open a case for a letter that is about none we have.

    :param values: as ``CaseFacts`` has them.
    :param create: makes a case, as the records of the registry do.
    :raises AlreadyRegistered: when the letter waits no longer.
    :raises CaseAlreadyOpened: when somebody opened one for it that is open still.
    :raises DomainError: as ``create``.
    """
    require_waiting(letter)
    if case_opened_for(letter) is not None:
        raise CaseAlreadyOpened(
            _("En kollega har oprettet en sag til brevet. Gå tilbage til brevet, og registrér det på den")
        )
    case = create(cases_of(letter), values, act)
    letter.case_opened = case.case_number
    return case


def case_opened_for(letter: WaitingLetter) -> Case | None:
    """Return the case that was opened for ``letter``, while it is there and open."""
    case = cases_of(letter).get(letter.case_opened) if letter.case_opened else None
    return case if case is not None and not case.is_closed else None


def require_waiting(letter: WaitingLetter) -> None:
    """Refuse when ``letter`` was registered.

    :raises AlreadyRegistered: then, with who did it and when.
    """
    if letter.settled is None:
        return
    when = clock_time(letter.settled.at)
    mapping = {"name": letter.settled.by_name, "time": when}
    raise AlreadyRegistered(_("${name} registrerede brevet kl. ${time}", mapping=mapping))


def _remove_old(letter: WaitingLetter, act: Act) -> None:
    """Take away letters whose registering nobody asks for any more, and note this one."""
    room: Any = letter.__parent__
    room.done[(act.at.isoformat(), letter.__name__)] = letter.__name__
    before = ((act.at - TOLD_FOR).isoformat(), "")
    for key in list(room.done.keys(max=before))[:_MOST_REMOVED]:
        if room.done[key] in room:
            room.remove(room.done[key], registry=act.registry)
        del room.done[key]
