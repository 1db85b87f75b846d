"""A document: one node; its versions, their texts and its released file are parts of it.

One node, because each node costs entries in the object map and in every index.
"""

import secrets
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from persistent import Persistent
from persistent.list import PersistentList

from ..files.content import StoredFile
from ..kernel.graph import Container, Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.grants import GrantReach
from ..security.permissions import Permission
from ..security.readers import Sensitivity, granted_tokens, is_kept_to_some, user_token
from .schema import DocumentFacts
from .workflow import DOCUMENT_WORKFLOW

if TYPE_CHECKING:
    from ..cases.content import Case

PDF = "application/pdf"
_OPEN_TO_STAFF = Sensitivity.NOT_CONFIDENTIAL.value


class FileText(Persistent):
    """The text of a file, kept apart so that showing a document does not load it.

    :param pages: the text page by page where the file has pages, else all of it as one.
    """

    def __init__(self, pages: tuple[str, ...]) -> None:
        """Keep the text."""
        self.pages = pages


def text_of_pages(pages: tuple[str, ...]) -> FileText | None:
    """Return the text of a file to keep; ``None`` when it says nothing."""
    return FileText(pages) if any(page.strip() for page in pages) else None


class Version(Persistent):
    """One version of a document's file.

    :param number: 1, 2, 3 …
    :param reading: ``waiting`` until its text has been read, then what came of it
        (``read no_text password corrupt unsupported timeout``).
    :param unreadable: numbers (from 1) of pages that show something but give no text.
    :param is_cut: only the first part of the text is kept.
    :param rendition: a PDF made of a file of another format.
    :param rendition_asked_at: when it was asked for, until it is there or could not be made.
    """

    reading = "waiting"
    text: FileText | None = None
    unreadable: tuple[int, ...] = ()
    is_cut = False
    rendition: StoredFile | None = None
    rendition_error = ""
    rendition_asked_at: datetime | None = None

    def __init__(
        self, number: int, file: StoredFile, *, at: datetime, by: str, by_name: str, note: str
    ) -> None:
        """Make the version."""
        self.number = number
        self.file = file
        self.added_at = at
        self.added_by = by
        self.added_by_name = by_name
        self.note = note

    @property
    def pdf(self) -> StoredFile | None:
        """The file itself when it is a PDF, else the PDF made of it, if there is one yet."""
        return self.file if self.file.media_type == PDF else self.rendition


class Release(Persistent):
    """The file the public gets: a new PDF, cleaned and checked; never the internal one.

    :param version: number of the version it was made of.
    :param confirmed_by: name of who vouched for pages whose text cannot be read.
    :param dropped: kinds of things (notes, attachments, scripts) that the cleaned file lacks.
    :param spoken: texts that are read aloud in place of pictures, and published with them.
    :param text: of this file, which may lack what the internal one says in notes and attachments.
    """

    withdrawn_at: datetime | None = None
    withdrawn_reason = ""
    dropped: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    text: FileText | None = None

    def __init__(
        self, file: StoredFile, *, version: int, at: datetime, by: str, by_name: str, confirmed_by: str | None
    ) -> None:
        """Release the file."""
        self.file = file
        self.version = version
        self.released_at = at
        self.released_by = by
        self.released_by_name = by_name
        self.confirmed_by = confirmed_by


class AskedRelease(Persistent):
    """A release that somebody asked for and the worker has not come back from yet.

    :param key: tells this one from another that is asked for later.
    :param version: number of the version that was asked for, ``title`` what the document was called.
    """

    def __init__(
        self,
        version: int,
        title: str,
        *,
        at: datetime,
        by: str,
        by_name: str,
        scan_confirmed: bool,
        numbers_confirmed: bool,
    ) -> None:
        """Ask for the release."""
        self.key = secrets.token_hex(8)
        self.version = version
        self.title = title
        self.asked_at = at
        self.by = by
        self.by_name = by_name
        self.scan_confirmed = scan_confirmed
        self.numbers_confirmed = numbers_confirmed


class RefusedRelease(Persistent):
    """Why a release that was asked for was not done.

    :param reasons: ``(field, sentence)``; the field names the confirmation that would help, if one would.
    """

    def __init__(
        self, asked: AskedRelease, *, at: datetime, reasons: tuple[tuple[str | None, str], ...]
    ) -> None:
        """Keep the reasons."""
        self.version = asked.version
        self.by = asked.by
        self.by_name = asked.by_name
        self.refused_at = at
        self.reasons = reasons


@record(
    "Documents",
    title=_("Dokumenter"),
    plural=_("Dokumenter"),
    icon="document",
    faces=(Face.INTRANET,),
    read_permission=Permission.DOCUMENT_VIEW,
    place="dokumenter",
)
class Documents(Container):
    """The list of all documents, and the mail room. Documents themselves lie on their cases."""

    title = "Dokumenter"


@record(
    "Document",
    title=_("Dokument"),
    plural=_("Dokumenter"),
    icon="document",
    faces=(Face.INTRANET,),
    schema=DocumentFacts,
    parents=("Case",),
    add_permission=Permission.DOCUMENT_ADD,
    read_permission=Permission.DOCUMENT_VIEW,
    edit_permission=Permission.DOCUMENT_EDIT,
    workflow=DOCUMENT_WORKFLOW,
)
class Document(Node):
    """A document on a case.

    :param document_number: ``<case number>-<n>``, never reused; another one on another case.
    :param title: the public title.
    :param registered_at: when it was journalised; its date is the journal date.
    :param correspondent: sender of an incoming, recipient of an outgoing document.
    :param written_by: who wrote an outgoing document, ``addressed_to`` to whom another was
        addressed: the other side of the correspondent, as far as a program has told it.
    :param character: what the correspondent is called in public when it is a private
        person; empty for organisations, which are named.
    """

    __parent__: "Case"

    assigned_to: str | None = None
    written_by = ""
    addressed_to: tuple[str, ...] = ()
    exemption_basis = ""
    finalised_at: datetime | None = None
    release: Release | None = None
    asked_release: AskedRelease | None = None
    refused_release: RefusedRelease | None = None
    #: each time it was moved to another case: the number it had, when, and login and name of whoever did it
    moves: tuple[tuple[str, datetime, str, str], ...] = ()

    def __init__(self, serial: int, document_number: str, title: str, *, at: datetime, by: str) -> None:
        """Make the document; ``register_document`` in ``actions.py`` is the way to call this."""
        self.serial = serial
        self.document_number = document_number
        self.title = title
        self.document_type = "other"
        self.direction = "internal"
        self.letter_date: date | None = None
        self.correspondent = ""
        self.character = ""
        self.description = ""
        self.sensitivity = Sensitivity.NOT_CONFIDENTIAL.value
        self.on_postlist = False
        self.review_state = DOCUMENT_WORKFLOW.initial
        self.registered_at = at
        self.registered_by = by
        self.changed_at = at
        self.changed_by = by
        self.versions: PersistentList = PersistentList()

    @property
    def crumb_title(self) -> str:
        """How the document is called on the way to what lies below it."""
        return str(self.serial)

    @property
    def case(self) -> "Case":
        """The case it lies on."""
        return self.__parent__

    @property
    def latest(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def is_final(self) -> bool:
        """Whether it is locked."""
        return self.review_state in {"final", "transferred"}

    @property
    def is_confidential(self) -> bool:
        """Whether the document, or its case, is anything but open to all staff."""
        return self.sensitivity != _OPEN_TO_STAFF or self.case.sensitivity != _OPEN_TO_STAFF

    @property
    def effective_sensitivity(self) -> Sensitivity:
        """The higher of its own level and its case's: both must be cleared."""
        own, of_case = Sensitivity(self.sensitivity), Sensitivity(self.case.sensitivity)
        return own if own is of_case else max(own, of_case, key=lambda each: each.level)

    @property
    def released(self) -> Release | None:
        """The release that stands, if the file is released and not taken back.

        Sensitivity and sharing are asked again here: a document that became confidential after
        its release, or is kept to some, is not given out, whatever was released before.
        """
        return self.released_among(None)

    def released_among(self, above: dict[Any, bool] | None) -> Release | None:
        """Return what ``released`` does.

        :param above: see ``is_kept_to_some``; what holds for a case is asked once for all that lie on it.
        """
        release = self.release
        if release is None or release.withdrawn_at is not None:
            return None
        if (
            self.is_confidential
            or self.exemption_basis
            or self.case.is_exempt
            or is_kept_to_some(self, above)
        ):
            return None
        return release

    def reader_tokens(self) -> frozenset[str]:
        """Return the tokens of those who may open the document, beside those named in its sharing.

        Whoever keeps a document from all others on a case that is open keeps the key.
        """
        level = self.effective_sensitivity
        tokens = self.case.tokens_at(level)
        if level is not Sensitivity.VIP:
            return tokens | granted_tokens(self) | self.granted_tokens()
        # Kept to the case's list, or without one to those who work on it and who registered it:
        # a document that nobody can open is a document lost.
        return tokens if self.case.access_list else tokens | {user_token(self.registered_by)}

    def grant_reach(self) -> GrantReach:
        """Who was named on an open case was not named on a document there that is confidential."""
        if not self.is_confidential:
            return GrantReach.FROM_ABOVE
        if self.effective_sensitivity is Sensitivity.VIP:
            return GrantReach.NONE
        return GrantReach.OWN if self.case.sensitivity == _OPEN_TO_STAFF else GrantReach.FROM_ABOVE

    def granted_tokens(self) -> frozenset[str]:
        """Whoever has it to work on reads it and opens its case, until it is final."""
        return frozenset({user_token(self.assigned_to)} if self.assigned_to and not self.is_final else ())

    @property
    def former_numbers(self) -> tuple[str, ...]:
        """The numbers it had on other cases, oldest first: letters that are out in the world carry them."""
        numbers = dict.fromkeys(number for number, *_rest in self.moves)
        return tuple(number for number in numbers if number != self.document_number)

    def searchable_text(self) -> str:
        """What staff find the document by."""
        return " ".join((self.document_number, *self.former_numbers, self.title, self.correspondent))


def documents_in(case: "Case") -> Iterator[Document]:
    """Yield the documents that lie on a case, which has its parties beside them."""
    for node in case.values():
        if isinstance(node, Document):
            yield node
