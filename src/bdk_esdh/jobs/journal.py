"""What the journal says of background work. The codes are stored for ever."""

from ..audit.verbs import Verb
from ..kernel.i18n import _

JOB_RESTARTED = Verb("job.restarted", _("satte baggrundsarbejde i gang igen"))
JOB_DISCARDED = Verb("job.discarded", _("fjernede baggrundsarbejde, der var gået i stå"))
