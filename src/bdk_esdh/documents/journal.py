"""What the journal says of documents. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

REGISTERED = Verb("document.registered", _("registrerede dokumentet"))
FACTS_CHANGED = Verb("document.facts_changed", _("ændrede dokumentets oplysninger"))
VERSION_ADDED = Verb("document.version_added", _("lagde en ny version på dokumentet"))
ASSIGNED = Verb("document.assigned", _("fordelte dokumentet"))
UNASSIGNED = Verb("document.unassigned", _("tog fordelingen af dokumentet tilbage"))
STATE_CHANGED = Verb("document.state_changed", _("ændrede dokumentets tilstand"))
FINALISED = Verb("document.finalised", _("gjorde dokumentet endeligt"))
MOVED_TO_CASE = Verb("document.moved_to_case", _("flyttede dokumentet til en anden sag"))
#: on the case it left
MOVED_AWAY = Verb("case.document_moved_away", _("flyttede et dokument til en anden sag"))
RELEASE_ASKED = Verb("document.release_asked", _("bad om at få filen frigivet til offentligheden"))
RELEASE_CANCELLED = Verb("document.release_cancelled", _("fortrød at frigive filen"))
RELEASE_REFUSED = Verb("document.release_refused", _("frigav ikke filen, fordi noget var i vejen"))
RELEASED = Verb("document.released", _("frigav filen til offentligheden"))
WITHDRAWN = Verb("document.withdrawn", _("trak den frigivne fil tilbage"))
RENDITION_ASKED = Verb("document.rendition_asked", _("bad om en PDF-udgave af filen"))
RENDITION_MADE = Verb("document.rendition_made", _("lavede en PDF-udgave af filen"))
OPENED = Verb("document.opened", _("åbnede dokumentet"), Kind.READ)
TEXT_READ = Verb("document.text_read", _("læste dokumentets tekst"), Kind.READ)
#: the file as it came in, or as a PDF to look at
FILE_FETCHED = Verb("document.file_fetched", _("hentede dokumentets fil"), Kind.READ)
#: what the public got, looked at from within
RELEASED_FILE_FETCHED = Verb("document.released_file_fetched", _("hentede den frigivne fil"), Kind.READ)
