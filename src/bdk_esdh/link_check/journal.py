"""What the journal says of links. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

LINKS_CHECKED = Verb("page.links_checked", _("tjekkede sidens links"))
