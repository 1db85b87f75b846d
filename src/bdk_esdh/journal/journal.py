"""What the journal says of those who look into it. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

JOURNAL_READ = Verb("journal.read", _("så journalen"), Kind.READ)
JOURNAL_SEARCHED = Verb("journal.searched", _("søgte i hele journalen"), Kind.READ)
JOURNAL_EXPORTED = Verb("journal.exported", _("hentede journalen ud som tabel"), Kind.READ)
