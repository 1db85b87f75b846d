"""What the journal says of units, people and groups, and of logging in. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

UNIT_ADDED = Verb("unit.added", _("oprettede enheden"))
UNIT_CHANGED = Verb("unit.changed", _("ændrede enheden"))
ADMINISTRATORS_CHANGED = Verb("unit.administrators_changed", _("ændrede enhedens administratorer"))
PERSON_ADDED = Verb("person.added", _("oprettede personen"))
PERSON_CHANGED = Verb("person.changed", _("ændrede personen"))
PASSWORD_CHANGED = Verb("person.password_changed", _("skiftede personens adgangskode"))
DEACTIVATED = Verb("person.deactivated", _("gjorde personen inaktiv"))
ACTIVATED = Verb("person.activated", _("gjorde personen aktiv igen"))
SESSIONS_ENDED = Verb("person.sessions_ended", _("loggede personen af"))
TOKEN_MADE = Verb("person.token_made", _("lavede et adgangstegn til et program"))
TOKEN_REVOKED = Verb("person.token_revoked", _("tilbagekaldte et adgangstegn"))
GROUP_ADDED = Verb("group.added", _("oprettede gruppen"))
GROUP_CHANGED = Verb("group.changed", _("ændrede gruppen"))
LOGGED_IN = Verb("login.opened", _("loggede på"), Kind.ACCESS)
LOGGED_OUT = Verb("login.closed", _("loggede af"), Kind.ACCESS)
#: what was typed is not kept: it may be a password in the wrong field
LOGIN_FAILED = Verb("login.failed", _("forsøgte at logge på med en forkert adgangskode"), Kind.ACCESS)
LOGIN_UNKNOWN = Verb("login.unknown", _("forsøgte at logge på med et ukendt brugernavn"), Kind.ACCESS)
#: only of people who do not work here
PERSON_OPENED = Verb("person.opened", _("åbnede borgerens side"), Kind.READ)
