"""The shapes that the stories are told in.

Keys are short, ASCII and unique within their kind; a document's key is
``<case key>-<number>``. Codes (states, types, sensitivities) are the ones that the
JSON face uses, so the one who builds the demo passes them on unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Sensitivity = Literal["not_confidential", "confidential", "sensitive", "vip"]
Direction = Literal["incoming", "outgoing", "internal"]
FileKind = Literal["pdf", "docx", "odt", "eml", "html", "txt", "scan-pdf"]
CorrespondentKind = Literal["organisation", "citizen"]
CaseState = Literal["opened", "informed", "decided", "ordered", "effected", "closed"]
DocumentState = Literal["received", "assigned", "draft", "in_review", "published", "final"]
DocumentType = Literal[
    "letter_incoming",
    "letter_outgoing",
    "note_internal",
    "note_external",
    "agenda",
    "report",
    "invoice",
    "plan",
    "other",
]
ClosedReason = Literal["", "personnel", "property_sale", "tender", "individual_circumstances"]


@dataclass(frozen=True)
class StoryUnit:
    """A department, office or institution; ``parent`` is empty for the top."""

    key: str
    name: str
    parent: str
    phone: str
    email: str


@dataclass(frozen=True)
class StoryEmployee:
    """Somebody employed; a ``login`` only for those one can try the demo as."""

    key: str
    name: str
    title: str
    unit: str
    phone: str
    email: str
    login: str = ""
    roles: tuple[str, ...] = ("employee",)


@dataclass(frozen=True)
class StoryPolitician:
    """A member of the council."""

    key: str
    name: str
    party_list: str
    email: str
    login: str = ""
    roles: tuple[str, ...] = ("politician",)


@dataclass(frozen=True)
class StoryCitizen:
    """A private person. The CPR number is impossible: 60 is added to the day."""

    key: str
    name: str
    address: tuple[str, ...]
    email: str
    cpr: str
    login: str = ""
    roles: tuple[str, ...] = ("citizen",)


@dataclass(frozen=True)
class StoryOrganisation:
    """A firm, association or authority that writes to the municipality."""

    key: str
    name: str
    address: tuple[str, ...]
    email: str


@dataclass(frozen=True)
class StoryKleEntry:
    """A KLE main group, group or subject: a number and a title."""

    number: str
    title: str


@dataclass(frozen=True)
class StoryFacet:
    """A KLE facet; ``verified`` when its title was read in a source of the field."""

    code: str
    title: str
    verified: bool


@dataclass(frozen=True)
class Correspondent:
    """Who sent or receives a document.

    ``character`` is what a public list may call a private person
    (offentlighedsloven § 16 asks for "name or character"); empty for organisations.
    """

    name: str
    kind: CorrespondentKind
    character: str = ""
    address: tuple[str, ...] = ()
    key: str = ""

    @property
    def public_name(self) -> str:
        """The words that a postlist may use for the correspondent."""
        return self.name if self.kind == "organisation" else self.character


@dataclass(frozen=True)
class StoryVersion:
    """An earlier text of a document: when it was saved, why, and what it said."""

    day: int
    note: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class StoryDocument:
    """One document of a case, with the text that its file holds.

    A paragraph of ``body`` that begins with ``# `` is a heading, with ``- `` a list
    item, and with ``| `` a table row with cells between the bars; see
    :mod:`bdk_esdh.demo.writers.blocks`.

    ``author`` is the key of the employee who wrote or answers for it. ``released``
    says that the file itself may be read by the public. ``enclosure`` is what stands in the
    PDF that lies in a mail; without one the mail encloses its own text.
    """

    case: str
    number: int
    title: str
    document_type: DocumentType
    direction: Direction
    letter_day: int
    journal_day: int
    body: tuple[str, ...]
    author: str
    classification: str
    state: DocumentState = "final"
    file_kind: FileKind = "pdf"
    sender: Correspondent | None = None
    recipients: tuple[Correspondent, ...] = ()
    sensitivity: Sensitivity = "not_confidential"
    exemption_basis: str = ""
    confidential_title: str = ""
    on_postlist: bool = True
    released: bool = False
    earlier_versions: tuple[StoryVersion, ...] = ()
    enclosure: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What items and tests call the document."""
        return f"{self.case}-{self.number}"

    def as_saved_in(self, version: StoryVersion) -> StoryDocument:
        """The document as it was in ``version``, ready for the same writer."""
        return replace(self, body=version.body, letter_day=version.day, earlier_versions=())


@dataclass(frozen=True)
class StoryParty:
    """A party of a case: a citizen or an organisation by key, and its role.

    ``role`` is ``primary_party``, ``secondary_party`` or ``party_representative``.
    """

    key: str
    kind: CorrespondentKind
    role: str
    character: str


@dataclass(frozen=True)
class StoryCase:
    """A case: what it is about, who works on it, and how far it has come.

    ``access_list`` (keys of employees) is only set where the case is ``vip``.
    ``due_in`` and ``opened`` count working days from today. ``retention_code`` is the
    demo's own choice and not read in the official plan.
    """

    key: str
    title: str
    description: str
    kle_subject: str
    kle_facet: str
    responsible_unit: str
    caseworker: str
    state: CaseState
    opened: int
    due_in: int | None = None
    sensitivity: Sensitivity = "not_confidential"
    exemption_basis: str = ""
    confidential_title: str = ""
    retention_code: str = "K5"
    parties: tuple[StoryParty, ...] = ()
    access_list: tuple[str, ...] = ()

    @property
    def classification(self) -> str:
        """Subject and facet as one reference, as letters show it."""
        return f"{self.kle_subject}-{self.kle_facet}"


@dataclass(frozen=True)
class StoryMember:
    """A seat in a committee."""

    politician: str
    chair: bool = False


@dataclass(frozen=True)
class StoryItem:
    """A point of an agenda; a standing one has no case.

    ``title`` is the true one. Of a closed-session item the public may only see
    ``neutral_title``, and nothing when that is empty. ``resolution`` is empty until
    the meeting is held.
    """

    title: str
    summary: str = ""
    presentation: str = ""
    recommendation: str = ""
    economy: str = ""
    personnel: str = ""
    resolution: str = ""
    routing: str = ""
    case: str = ""
    documents: tuple[str, ...] = ()
    standing: bool = False
    closed_session: bool = False
    closed_reason: ClosedReason = ""
    neutral_title: str = ""
    minority_statement: str = ""


@dataclass(frozen=True)
class StoryMeeting:
    """A meeting, placed by weekday near a working day.

    The date is the first ``weekday`` (Monday is 0) on or after working day ``day``
    when that lies ahead, else the last one on or before it:
    :func:`bdk_esdh.demo.stories.days.meeting_date`. ``published`` is the working day
    on which the agenda went out, or ``None`` while it is not.
    """

    key: str
    committee: str
    state: Literal["planned", "published", "held", "approved"]
    day: int
    weekday: int
    published: int | None
    items: tuple[StoryItem, ...]
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryCommittee:
    """A political body with its fixed time and place."""

    key: str
    name: str
    code: str
    weekday: int
    time: str
    place: str
    members: tuple[StoryMember, ...]
    secretary: str


@dataclass(frozen=True)
class StoryNews:
    """A news item; on the public face, or on the intranet for a unit or everyone."""

    key: str
    title: str
    lead: str
    body: tuple[str, ...]
    day: int
    author: str
    face: Literal["public", "intranet"] = "public"
    unit: str = ""


@dataclass(frozen=True)
class StoryMail:
    """A letter that came in and waits to be registered.

    :param text: as it stands on the paper, line by line; ``{number}`` is the number of ``case``.
    :param case: key of the case that the letter names, if it names one.
    """

    filename: str
    day: int
    text: str
    case: str = ""


@dataclass(frozen=True)
class StoryPage:
    """An ordinary public page at a fixed address.

    ``path`` is the address below the root, with / between the steps.
    """

    path: str
    title: str
    lead: str
    body: tuple[str, ...]
