"""What the journal says of emergencies. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

OPENED = Verb("break_glass.opened", _("åbnede sagen ved nødadgang"), Kind.ACCESS)
ENDED = Verb("break_glass.ended", _("afsluttede sin nødadgang"), Kind.ACCESS)
#: a number that no case has; what was typed stands in the note
TRIED = Verb("break_glass.tried", _("forsøgte at åbne en sag ved nødadgang"), Kind.ACCESS)
