"""What the journal says of sharing. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

SHARED = Verb("sharing.shared", _("gav adgang"))
LEVEL_CHANGED = Verb("sharing.level_changed", _("ændrede en adgang"))
UNSHARED = Verb("sharing.unshared", _("fjernede en adgang"))
BROKEN = Verb("sharing.inheritance_broken", _("brød arven, så kun de nævnte har adgang"))
RESTORED = Verb("sharing.inheritance_restored", _("genoprettede arven"))
LIST_CHANGED = Verb("sharing.access_list_changed", _("ændrede adgangslisten"))
