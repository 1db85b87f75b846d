"""What the journal says of committees, meetings and agenda items. The codes are stored for ever."""

from ..audit.verbs import Kind, Verb
from ..kernel.i18n import _

COMMITTEE_ADDED = Verb("committee.added", _("oprettede udvalget"))
COMMITTEE_CHANGED = Verb("committee.changed", _("ændrede udvalgets oplysninger"))
MEETING_PLANNED = Verb("meeting.planned", _("planlagde mødet"))
MEETING_CHANGED = Verb("meeting.changed", _("ændrede mødets tid eller sted"))
MEETING_PUBLISHED = Verb("meeting.published", _("offentliggjorde dagsordenen"))
MEETING_WITHDRAWN = Verb("meeting.withdrawn", _("trak dagsordenen tilbage"))
MEETING_HELD = Verb("meeting.held", _("noterede, at mødet er holdt"))
MINUTES_APPROVED = Verb("meeting.minutes_approved", _("godkendte referatet"))
ITEM_ADDED = Verb("item.added", _("satte punktet på dagsordenen"))
ITEM_CHANGED = Verb("item.changed", _("ændrede punktet"))
ITEM_DOCUMENTS_SET = Verb("item.documents_set", _("valgte bilag til punktet"))
ITEM_ACCEPTED = Verb("item.accepted", _("godkendte punktet til dagsordenen"))
ITEM_MOVED = Verb("item.moved", _("flyttede punktet på dagsordenen"))
ITEM_REMOVED = Verb("item.removed", _("tog punktet af dagsordenen"))
RESOLUTION_WRITTEN = Verb("item.resolution_written", _("skrev beslutningen"))
CASE_ON_AGENDA = Verb("case.on_agenda", _("satte sagen på en dagsorden"))
CASE_OFF_AGENDA = Verb("case.off_agenda", _("tog sagen af en dagsorden"))
#: only closed items: the others are on their way to the public
ITEM_OPENED = Verb("item.opened", _("åbnede det lukkede punkt"), Kind.READ)
