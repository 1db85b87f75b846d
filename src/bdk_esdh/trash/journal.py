"""What the journal says of things thrown away. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

THROWN_AWAY = Verb("trash.thrown_away", _("lagde det i papirkurven"))
RESTORED = Verb("trash.restored", _("gendannede det fra papirkurven"))
