"""What the journal says of parties. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

ADDED = Verb("party.added", _("tilføjede parten"))
FACTS_CHANGED = Verb("party.facts_changed", _("ændrede partens oplysninger"))
OPENED = Verb("party.opened", _("åbnede parten"), Kind.READ)
CPR_SHOWN = Verb("party.cpr_shown", _("så partens CPR-nummer"), Kind.READ)
LOOKED_UP = Verb("party.looked_up", _("slog en part op på nummer"), Kind.READ)
