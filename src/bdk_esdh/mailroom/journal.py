"""What the journal says of letters that wait. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

RECEIVED = Verb("mailroom.received", _("lagde en fil i postrummet"))
SENT_ON = Verb("mailroom.sent_on", _("sendte et ventende brev videre"))
SETTLED = Verb("mailroom.settled", _("registrerede et ventende brev"))
OPENED = Verb("mailroom.opened", _("åbnede et ventende brev"), Kind.READ)
FILE_FETCHED = Verb("mailroom.file_fetched", _("hentede et ventende brevs fil"), Kind.READ)
