"""What the journal says of lists. The code is stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

EXPORTED = Verb("list.exported", _("hentede listen ud som tabel"), Kind.READ)
