"""Logging in: the one way in for the form, the JSON face and whatever comes after."""

from datetime import timedelta

from pyramid.request import Request

from ..audit.entering import enter, enter_counted
from ..kernel.danish import waiting_time
from ..kernel.i18n import _
from ..kernel.records import Act
from ..kernel.write_lock import others_may_write
from ..security.addresses import client_key, rough_network
from ..security.throttling import ACCOUNT, ADDRESS, IN_VAIN, PENDING, account_key, address_key, attempts_of
from .actions import people_of
from .content import Person
from .errors import TooManyAttempts, WrongLogin, WrongPassword
from .journal import LOGGED_IN, LOGGED_OUT, LOGIN_FAILED, LOGIN_UNKNOWN
from .passwords import HashedBeforehand, hash_beforehand, password_fits


def attempt_login(request: Request, login: str, password: str) -> Person:
    """Return the person that ``login`` and ``password`` belong to.

    Ask for it before anything is changed: a new transaction begins on the way, see
    ``kernel.write_lock.others_may_write``. That it failed is kept even when the caller's
    transaction is rolled back. A login that does not exist takes the same steps and the
    same time, and is answered in the same words. (Databeskyttelsesforordningen art. 32)

    :param login: as typed.
    :raises WrongLogin: when they fit nobody who may log in; which of them is not said.
    :raises TooManyAttempts: when it was tried too often; ``wait`` says for how many seconds.
    """
    login = login.strip().lower()
    stored = _hash_of(request, login)
    count_attempt(request, login)
    with others_may_write(request.tm):
        fits = password_fits(stored, password)
    person = people_of(request.root).get(login)
    # Read again: the person may have left, or have another password, while the hash was computed.
    if person is None or not fits or not person.active or person.password_hash != stored:
        _enter_failure(request, person)
        _add(request, login, IN_VAIN)
        raise WrongLogin(_("Brugernavn eller adgangskode er forkert"), field="password")
    # And not by another process until this is committed.
    person._p_jar.readCurrent(person)
    forgive_attempt(request, login)
    act = Act(login, person.title, request.clock.now(), request.registry)
    enter(person, act, LOGGED_IN)
    return person


def enter_leaving(request: Request) -> None:
    """Enter in the journal that whoever makes ``request`` logs out, if anybody does."""
    if request.identity is not None:
        enter(people_of(request.root)[request.identity.login], request.act, LOGGED_OUT)


def _enter_failure(request: Request, person: Person | None) -> None:
    """Enter in the journal that somebody was wrong; committed with the count of attempts.

    What was typed is not entered: it may be a password in the wrong field, or a CPR number.
    """
    if person is not None:
        enter_counted(person, request.act, LOGIN_FAILED)
    else:
        enter_counted(people_of(request.root), request.act, LOGIN_UNKNOWN)


def _hash_of(request: Request, login: str) -> str:
    person = people_of(request.root).get(login)
    return person.password_hash if person is not None and person.active else ""


def hash_for_change(request: Request, person: Person, *, current: str, new: str) -> HashedBeforehand:
    """Do the slow part of changing a password while others may write; a guess at the present one is counted.

    As :func:`attempt_login`, to be asked for before anything is changed.

    :raises TooManyAttempts: when the present one was guessed at too often.
    """
    stored, login = person.password_hash, str(person.__name__)
    if current:
        count_attempt(request, login)
    with others_may_write(request.tm):
        hashed = hash_beforehand(stored, current=current, new=new)
    if hashed.fits:
        forgive_attempt(request, login)
    elif current:
        _add(request, login, IN_VAIN)
    return hashed


def require_own_password(request: Request, person: Person, password: str) -> None:
    """Refuse whoever does not know the person's present password; a guess is counted.

    As :func:`attempt_login`, to be asked for before anything is changed.

    :raises TooManyAttempts: when it was guessed at too often.
    :raises WrongPassword: when it is another.
    """
    stored, login = person.password_hash, str(person.__name__)
    count_attempt(request, login)
    with others_may_write(request.tm):
        fits = password_fits(stored, password)
    if not fits:
        _add(request, login, IN_VAIN)
        raise WrongPassword(_("Adgangskoden er forkert"), field="current_password")
    forgive_attempt(request, login)


def count_attempt(request: Request, login: str) -> None:
    """Count the attempt, in a transaction of its own, unless it has to wait.

    :raises TooManyAttempts: when it has to.
    """
    now = request.clock.now()
    attempts = attempts_of(request.root, now)
    waits = [attempts.wait(address_key(client_key(request)), ADDRESS, now)]
    if not _is_known_here(request, login):
        waits.append(attempts.wait(account_key(login), ACCOUNT, now))
    if max(waits) > timedelta(0):
        raise _too_many(max(waits))
    _add(request, login, PENDING)


def _add(request: Request, login: str, weight: float) -> None:
    """Count for account and address, and keep it whatever becomes of the caller's transaction."""
    now = request.clock.now()
    attempts = attempts_of(request.root, now)
    attempts.count(account_key(login), ACCOUNT, now, weight)
    attempts.count(address_key(client_key(request)), ADDRESS, now, weight)
    request.tm.commit()
    request.tm.begin()


def _is_known_here(request: Request, login: str) -> bool:
    logins = getattr(request.root, "logins", None)
    history = logins.history(login) if logins is not None else None
    return history is not None and rough_network(request) in history.networks


def _too_many(wait: timedelta) -> TooManyAttempts:
    seconds = max(1, round(wait.total_seconds()))
    text = _(
        "Der er prøvet for mange gange. Vent ${wait}, og prøv igen. Har du glemt adgangskoden, kan din "
        "administrator give dig en ny.",
        mapping={"wait": waiting_time(seconds)},
    )
    return TooManyAttempts(text, wait=seconds)


def forgive_attempt(request: Request, login: str) -> None:
    """Take back what was counted of an attempt that was right; the account starts anew."""
    now = request.clock.now()
    attempts = attempts_of(request.root, now)
    attempts.forget(account_key(login))
    attempts.take_back(address_key(client_key(request)), ADDRESS, now, PENDING)
