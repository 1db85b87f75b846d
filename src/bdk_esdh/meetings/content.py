"""Committees, their meetings, and the items of an agenda; each says itself who may read it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ..kernel.clock import local
from ..kernel.danish import in_danish, plain_date
from ..kernel.graph import Container, Node, find_objectmap, get_oid
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission
from ..security.readers import EVERYONE, OPEN, STAFF, body_token, gate_tokens, reader_tokens, role_token
from ..security.roles import Role
from .schema import CommitteeSchema, ItemSchema, MeetingSchema
from .workflow import ITEM_WORKFLOW, MEETING_WORKFLOW

if TYPE_CHECKING:
    from ..cases.content import Case
    from ..documents.content import Document

SECRETARIES = role_token(Role.COMMITTEE_SECRETARY)
#: states of a meeting in which everybody may read its open items
PUBLIC_STATES = frozenset({"published", "held", "approved"})
#: states in which the minutes stand on the agenda
MINUTES_STATES = frozenset({"held", "approved"})
ANYBODY_PASSES = frozenset({OPEN, EVERYONE})
#: the texts of an item, in the order agendas have them
TEXTS = ("summary", "presentation", "recommendation", "economy", "personnel")


@record(
    "Committees",
    title=_("Politik og møder"),
    plural=_("Politik og møder"),
    icon="groups",
    faces=(Face.PUBLIC, Face.INTRANET),
    read_permission=Permission.MEETING_VIEW,
    place="udvalg",
)
class Committees(Container):
    """All committees, by key. That they exist, and who sits in them, is always public."""

    title = "Politik og møder"
    #: as the menu at work calls it
    title_at_work = "Møder"

    def reader_tokens(self) -> frozenset[str]:
        """Everybody."""
        return frozenset({EVERYONE})

    def gate_tokens(self) -> frozenset[str]:
        """Everybody, logged in or not."""
        return ANYBODY_PASSES

    def is_published(self, _now: datetime) -> bool:
        """Always."""
        return True


@dataclass(frozen=True)
class Member:
    """A seat in a committee.

    :param login: of the member, when the member can log in; gives the committee's token.
    """

    name: str
    party: str = ""
    chair: bool = False
    login: str = ""


@record(
    "Committee",
    title=_("Udvalg"),
    plural=_("Udvalg"),
    icon="groups",
    faces=(Face.PUBLIC, Face.INTRANET),
    schema=CommitteeSchema,
    parents=("Committees",),
    add_permission=Permission.COMMITTEE_MANAGE,
    read_permission=Permission.MEETING_VIEW,
    edit_permission=Permission.COMMITTEE_MANAGE,
    retention_class="B",
    add_name="nyt-udvalg",
    add_title=_("Nyt udvalg"),
)
class Committee(Container):
    """A political body and its meetings, by date. Its key is its name in the container.

    :param code: how a routing names it (``ØK``).
    :param is_council: the council's meetings are public, those of committees are not.
    :param weekday: the usual one, Monday is 0.
    :param agenda_deadline: working days before a meeting by which its agenda has to be out
        (kommunestyrelsesloven § 8, stk. 4: as far as possible four, for the council).
    """

    def __init__(self, title: str, code: str) -> None:
        """Make the committee; ``add_committee`` in ``actions.py`` is the way to call this."""
        super().__init__()
        self.title = title
        self.code = code
        self.is_council = False
        self.weekday: int | None = None
        self.time: time | None = None
        self.place = ""
        self.agenda_deadline = 4
        self.members: tuple[Member, ...] = ()

    @property
    def key(self) -> str:
        """The committee's key, under which its members' right is known."""
        return str(self.__name__)

    def reader_tokens(self) -> frozenset[str]:
        """Everybody."""
        return frozenset({EVERYONE})

    def gate_tokens(self) -> frozenset[str]:
        """Everybody, logged in or not."""
        return ANYBODY_PASSES

    def is_published(self, _now: datetime) -> bool:
        """Always."""
        return True

    def searchable_text(self) -> str:
        """What staff find the committee by."""
        return f"{self.title} {self.code}"


@record(
    "Meeting",
    title=_("Møde"),
    plural=_("Møder"),
    icon="calendar-month",
    faces=(Face.PUBLIC, Face.INTRANET),
    schema=MeetingSchema,
    parents=("Committee",),
    add_permission=Permission.MEETING_EDIT,
    read_permission=Permission.MEETING_VIEW,
    workflow=MEETING_WORKFLOW,
    retention_class="B",
)
class Meeting(Container):
    """A meeting; its agenda items lie in it by their number.

    It declares no edit permission, so that no form is derived: a new date is a new address,
    and items are edited at their meeting (``intranet/items.py`` says why).

    :param starts_at: in UTC.
    :param first_published_at: from then on numbers and addresses of items are fixed.
    :param withdrawn_reason: set while an agenda that was public is taken back.
    :param order_changed_at: when somebody last moved an item.
    """

    __parent__: Committee
    first_published_at: datetime | None = None
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason = ""
    approved_at: datetime | None = None
    order_changed_at: datetime | None = None
    order_changed_by_name = ""
    last_number = 0

    def __init__(self, starts_at: datetime, place: str, *, at: datetime, by: str) -> None:
        """Make the meeting; ``plan_meeting`` in ``actions.py`` is the way to call this."""
        super().__init__()
        self.starts_at = starts_at
        self.place = place
        self.review_state = MEETING_WORKFLOW.initial
        self.changed_at = at
        self.changed_by = by

    @property
    def committee(self) -> Committee:
        """The body that meets."""
        return self.__parent__

    @property
    def day(self) -> date:
        """The date in Copenhagen."""
        return local(self.starts_at).date()

    @property
    def title(self) -> str:
        """Committee and date."""
        with in_danish():
            return f"{self.committee.title} {plain_date(self.day)}"

    @property
    def crumb_title(self) -> str:
        """How the meeting is called on the way to what lies in it."""
        return plain_date(self.day)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read the open items."""
        return self.review_state in PUBLIC_STATES

    @property
    def is_withdrawn(self) -> bool:
        """Whether the agenda was public and has been taken back."""
        return self.withdrawn_at is not None and not self.is_public

    @property
    def has_minutes(self) -> bool:
        """Whether what was decided is shown."""
        return self.review_state in MINUTES_STATES

    @property
    def numbers_are_fixed(self) -> bool:
        """Whether the public has seen the agenda, so that no number may come to mean something else."""
        return self.first_published_at is not None

    def items_in_order(self) -> "list[AgendaItem]":
        """List the items by number; an agenda is short."""
        return sorted(self.values(), key=lambda item: item.number)

    def item_with_id(self, oid: Any) -> "AgendaItem | None":
        """Find an item of this meeting by its object id, which survives renumbering."""
        return next((item for item in self.values() if str(get_oid(item)) == str(oid)), None)

    def reader_tokens(self) -> frozenset[str]:
        """Staff and the members; everybody once the agenda is out."""
        tokens = {STAFF, SECRETARIES, body_token(self.committee.key)}
        return frozenset(tokens | {EVERYONE} if self.is_public else tokens)

    def gate_tokens(self) -> frozenset[str]:
        """No access list."""
        return ANYBODY_PASSES if self.is_public else frozenset({OPEN})

    def granted_tokens(self) -> frozenset[str]:
        """The meeting opens the cases it handles to the secretaries."""
        return frozenset({SECRETARIES})

    def is_published(self, _now: datetime) -> bool:
        """Whether the agenda is out."""
        return self.is_public

    def searchable_text(self) -> str:
        """What staff find the meeting by."""
        return f"{self.title} {self.committee.code} {self.day.isoformat()}"


@record(
    "AgendaItem",
    title=_("Punkt"),
    plural=_("Punkter"),
    icon="document",
    faces=(Face.PUBLIC, Face.INTRANET),
    schema=ItemSchema,
    parents=("Meeting",),
    add_permission=Permission.MEETING_EDIT,
    read_permission=Permission.MEETING_VIEW,
    workflow=ITEM_WORKFLOW,
    retention_class="B",
)
class AgendaItem(Node):
    """An item of an agenda; its name is its number.

    :param title: the true one; public, unless the item is closed.
    :param neutral_title: what a closed item may be called in public, once released.
    :param case_id: object id of the case it is about.
    :param document_ids: object ids of the documents on it, in order.
    :param first_published_at: when it first stood on an agenda that was out.
    :param published_open_at: when the public could first read it; ``None`` if never.
    """

    __parent__: Meeting
    kind = "case"
    title = ""
    neutral_title = ""
    neutral_title_released = False
    closed_session = False
    closed_reason = ""
    case_id: int | None = None
    document_ids: tuple[int, ...] = ()
    summary = ""
    presentation = ""
    recommendation = ""
    economy = ""
    personnel = ""
    resolution = ""
    routing = ""
    late_reason = ""
    first_published_at: datetime | None = None
    published_open_at: datetime | None = None

    def __init__(self, *, at: datetime, by: str) -> None:
        """Make an empty item; ``add_item`` in ``items.py`` is the way to call this."""
        self.review_state = "scheduled"
        self.changed_at = at
        self.changed_by = by

    @property
    def meeting(self) -> Meeting:
        """The meeting whose agenda it stands on."""
        return self.__parent__

    @property
    def number(self) -> int:
        """Its number on the agenda."""
        return int(self.__name__ or 0)

    @property
    def crumb_title(self) -> str:
        """How the item is called on the way to it: never by its title."""
        return f"Punkt {self.number}"

    @property
    def case(self) -> "Case | None":
        """The case it is about, if that still exists."""
        return find_objectmap(self).object_for(self.case_id) if self.case_id is not None else None

    @property
    def documents(self) -> "list[Document]":
        """The documents on it that still exist, in order."""
        found = find_objectmap(self).objects_for(self.document_ids) if self.document_ids else ()
        return [document for document in found if document is not None]

    @property
    def is_open_to_the_public(self) -> bool:
        """Whether everybody may read it now."""
        return self.meeting.is_public and not self.closed_session

    def reader_tokens(self) -> frozenset[str]:
        """Open: as its meeting. Closed: members once it is out, secretaries, and readers of its case.

        Kommunestyrelsesloven § 10; members' right: § 9. Where the case has an access
        list only tokens that stand on it *and* open the case count: a set of tokens
        cannot say "both", and too few is the side to err on.
        """
        if not self.closed_session:
            return self.meeting.reader_tokens()
        tokens = {SECRETARIES}
        if self.meeting.is_public:
            tokens.add(body_token(self.meeting.committee.key))
        case = self.case
        if case is not None:
            readers, gates = reader_tokens(case), gate_tokens(case)
            tokens |= readers if OPEN in gates else readers & gates
        return frozenset(tokens - {EVERYONE})

    def gate_tokens(self) -> frozenset[str]:
        """The case's access list does not close the item to the members of the body."""
        return ANYBODY_PASSES if self.is_open_to_the_public else frozenset({OPEN})

    def granted_tokens(self) -> frozenset[str]:
        """Its documents are open to the secretaries, and to the members once the agenda is out."""
        if self.meeting.is_public:
            return frozenset({SECRETARIES, body_token(self.meeting.committee.key)})
        return frozenset({SECRETARIES})

    def is_published(self, _now: datetime) -> bool:
        """Whether it has a page of its own that everybody may read."""
        return self.is_open_to_the_public

    def searchable_text(self) -> str:
        """What staff find the item by."""
        return f"{self.title} {self.summary}"
