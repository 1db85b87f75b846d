"""What has come in and waits to be registered: a file, who put it there, and what was read from it."""

from datetime import datetime
from typing import Any

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from ..documents.content import FileText
from ..files.content import StoredFile
from ..kernel.graph import Container, Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission
from ..security.readers import STAFF, role_token, unit_token, user_token
from ..security.roles import Role

WAITING, SETTLED = "waiting", "settled"
#: what the index of cases says of a letter that was put on none
NO_CASE = "-"


@record(
    "MailRoom",
    title=_("Postrum"),
    plural=_("Postrum"),
    icon="email",
    faces=(Face.INTRANET,),
    read_permission=Permission.DOCUMENT_ADD,
    place="postrum",
)
class MailRoom(Container):
    """The queue of what waits; each letter says itself who may see it."""

    title = "Postrum"
    last_serial = 0
    #: what waits, by who put it there, its name and its digest: the same file sent again is not two
    known: Any = None
    #: letters that were registered, oldest first, to be taken away after a while
    done: Any = None

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.known = OOBTree()
        self.done = OOBTree()

    def reader_tokens(self) -> frozenset[str]:
        """Everyone at work may know that there is one."""
        return frozenset({STAFF})


class Settled(Persistent):
    """What became of a letter.

    :param document: object id of the document it was registered as.
    """

    def __init__(self, document: int, number: str, *, at: datetime, by: str, by_name: str) -> None:
        """Note it."""
        self.document = document
        self.number = number
        self.at = at
        self.by = by
        self.by_name = by_name


@record(
    "WaitingLetter",
    title=_("Ventende brev"),
    plural=_("Ventende breve"),
    icon="email",
    faces=(Face.INTRANET,),
    parents=("MailRoom",),
    read_permission=Permission.DOCUMENT_ADD,
)
class WaitingLetter(Node):
    """A file that waits to be registered; ``receive_letter`` is the way to make one.

    :param serial: its place in the queue.
    :param unit: key of the unit whose inbox it is in; empty for the mail room's own.
    :param case_number: the case it was put on; then it is nobody's but who put it there.
    :param reading: ``waiting`` until its text was looked for.
    :param case_opened: number of the case that was opened for it; empty when none was.
    """

    settled: Settled | None = None
    text: FileText | None = None
    reading = "waiting"
    case_opened = ""
    #: its key in what the mail room knows
    known_as: tuple[str, ...] = ()

    def __init__(self, serial: int, file: StoredFile, *, at: datetime, by: str, by_name: str) -> None:
        """Make the letter."""
        self.serial = serial
        self.file: StoredFile | None = file
        self.filename = file.filename
        self.added_at = at
        self.added_by = by
        self.added_by_name = by_name
        self.unit = ""
        self.case_number = ""

    @property
    def title(self) -> str:
        """What the file is called: nothing else is known yet."""
        return self.filename

    @property
    def review_state(self) -> str:
        """Whether it waits."""
        return SETTLED if self.settled else WAITING

    @property
    def journal_label(self) -> str:
        """Where it is; the name of a file may tell a secret."""
        return f"postrum/{self.__name__}"

    def reader_tokens(self) -> frozenset[str]:
        """Who put it there; unless it was put on a case, the mail room and the unit it was given to.

        What is in it nobody knows yet, so it is kept as what is confidential is
        (forvaltningsloven § 27).
        """
        tokens = {user_token(self.added_by)}
        if not self.case_number:
            tokens.add(role_token(Role.MAIL_ROOM))
            if self.unit:
                tokens.add(unit_token(self.unit))
        return frozenset(tokens)
