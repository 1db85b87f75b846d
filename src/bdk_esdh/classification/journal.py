"""What the journal says of the classification. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

EDITION_READ = Verb("classification.edition_read", _("læste en udgave af emnerne ind til gennemsyn"))
EDITION_DISCARDED = Verb("classification.edition_discarded", _("kasserede den udgave, der ventede"))
IMPORT_STARTED = Verb("classification.import_started", _("satte indlæsning af emner i gang"))
IMPORT_FINISHED = Verb("classification.import_finished", _("indlæste emner"))
