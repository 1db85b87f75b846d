"""Making and revoking personal tokens."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from ..audit.differences import change_of
from ..audit.entering import enter
from ..kernel.clock import COPENHAGEN, local
from ..kernel.danish import plain_date
from ..kernel.graph import find_objectmap
from ..kernel.i18n import _
from ..kernel.records import Act
from ..kernel.working_days import ONE_DAY
from ..security.logins import credential_of, handle_of
from ..security.personal_tokens import PersonalToken, Scope, new_secret, personal_tokens_of
from .actions import require_say
from .content import Person
from .errors import BadExpiry, OwnAccess, TooManyTokens
from .journal import TOKEN_MADE, TOKEN_REVOKED
from .schema import SCOPES

MOST_PER_PERSON = 20
LONGEST_DAYS = 365


def make_token(person: Person, values: Mapping[str, Any], act: Act) -> str:
    """Make a token for oneself and return it; nobody can find out again what it was.

    :param values: as ``TokenSchema`` has them.
    :raises BadExpiry: when its last day has gone by, or is more than a year ahead.
    :raises OwnAccess: for somebody else: a token is as good as a password.
    :raises TooManyTokens: when there are too many already.
    """
    if person.__name__ != act.by:
        raise OwnAccess(_("Et adgangstegn laver man kun til sig selv"))
    last, today = values["expires"], local(act.at).date()
    if last < today:
        raise BadExpiry(_("Dagen er gået. Skriv en dato, der kommer"), field="expires")
    if (last - today).days > LONGEST_DAYS:
        raise BadExpiry(_("Et adgangstegn kan højst gælde i et år"), field="expires")
    tokens, login = personal_tokens_of(find_objectmap(person).root), str(person.__name__)
    for name, entry in list(tokens.of(login)):
        if not entry.is_alive(act.at):
            tokens.revoke(name)
    if len(list(tokens.of(login))) >= MOST_PER_PERSON:
        raise TooManyTokens(_("Du har 20 adgangstegn. Tilbagekald et, du ikke bruger, først"))
    token, name, digest = new_secret()
    entry = PersonalToken(
        login,
        values["title"],
        Scope(values["scope"]),
        made_at=act.at,
        expires_at=datetime.combine(last + ONE_DAY, time(), COPENHAGEN).astimezone(UTC),
        credential=credential_of(person.password_hash),
        digest=digest,
    )
    tokens.add(entry, name)
    facts = f"{dict(SCOPES)[entry.scope]}, {plain_date(last)}"
    enter(person, act, TOKEN_MADE, changes=change_of(_("Adgangstegn"), "", f"{entry.title}: {facts}"))
    return token


def revoke_token(person: Person, handle: str, act: Act) -> int:
    """Revoke one of a person's tokens; say how many were revoked, none when it was gone already.

    :param handle: what the page calls it (``logins.handle_of``).
    :raises BeyondReach: when it is neither oneself nor somebody whoever acts administers.
    """
    if person.__name__ != act.by:
        require_say(person, act)
    tokens = personal_tokens_of(find_objectmap(person).root)
    meant = [(name, each) for name, each in tokens.of(str(person.__name__)) if handle_of(name) == handle]
    for name, entry in meant:
        tokens.revoke(name)
        enter(person, act, TOKEN_REVOKED, changes=change_of(_("Adgangstegn"), entry.title, ""))
    return len(meant)


def tokens_in_use(person: Person, now: datetime) -> list[tuple[str, PersonalToken]]:
    """List handle and token of those that open anything now, the latest first."""
    tokens = getattr(find_objectmap(person).root, "personal_tokens", None)
    credential = credential_of(person.password_hash)
    return [
        (handle_of(name), each)
        for name, each in (tokens.of(str(person.__name__)) if tokens is not None else ())
        if each.is_alive(now) and each.credential == credential
    ]
