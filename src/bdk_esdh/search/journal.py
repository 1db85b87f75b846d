"""What the journal says of kept searches, never what was searched for. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

SEARCH_SAVED = Verb("search.saved", _("gemte en søgning"))
SEARCH_DELETED = Verb("search.deleted", _("slettede en gemt søgning"))
RECENT_CLEARED = Verb("search.recent_cleared", _("slettede sine seneste søgninger"))
