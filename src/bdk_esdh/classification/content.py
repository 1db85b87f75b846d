"""Subjects by number, and facets by code: KL Emnesystematik, numbers and titles."""

from datetime import date, datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from ..kernel.graph import Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..kernel.remembered_lists import Stamped
from ..security.permissions import Permission

STAFF_ONLY = frozenset({"staff"})


class Facet(Persistent):
    """What is done about a subject: a letter of the category and two digits (``P19``)."""

    def __init__(
        self, code: str, title: str, *, retention_code: str = "", retired: date | None = None
    ) -> None:
        """Make the facet."""
        self.code = code
        self.title = title
        self.retention_code = retention_code
        self.retired = retired


class RowBatch(Persistent):
    """Some rows of an edition, as many as one short transaction brings in.

    :param rows: plain tuples, so that the database names no class of the reader's.
    """

    def __init__(self, rows: tuple[tuple, ...]) -> None:
        """Keep the rows."""
        self.rows = rows


class PendingEdition(Persistent):
    """An edition that was read and checked, and what has become of it.

    The rows lie in batches of their own: bringing one in rewrites this small record
    and not all the others.

    :param published: the day the edition came out, if the file says.
    :param refused: ``(line, reason, text)`` of what cannot be brought in.
    """

    state = "checked"
    done = 0
    started_by = ""
    finished_at: datetime | None = None

    def __init__(
        self,
        filename: str,
        *,
        published: date | None,
        batches: tuple[RowBatch, ...],
        total: int,
        refused: tuple[tuple[int, str, str], ...],
        read_by: str,
        read_at: datetime,
    ) -> None:
        """Keep what was read."""
        self.filename = filename
        self.published = published
        self.batches = batches
        self.total = total
        self.refused = refused
        self.read_by = read_by
        self.read_at = read_at
        self.counts: dict[str, int] = {}


@record(
    "Classification",
    title=_("Emner"),
    plural=_("Emner"),
    icon="view-in-list",
    faces=(Face.PUBLIC, Face.INTRANET),
    read_permission=Permission.CLASSIFICATION_VIEW,
    place="emner",
)
class Classification(Stamped):
    """All subjects at their numbers, and the facets beside them."""

    title = "Emner"
    #: the edition that was uploaded last: waiting, being brought in, or done
    pending: PendingEdition | None = None

    def __init__(self) -> None:
        """Start without subjects and facets."""
        super().__init__()
        self.facets = OOBTree()
        #: date of the edition that was brought in last
        self.edition: date | None = None

    def reader_tokens(self) -> frozenset[str]:
        """Those who work here; the public's pages are made of the outline and ask for no tokens."""
        return STAFF_ONLY

    def is_published(self, _now: datetime) -> bool:
        """The plan is everybody's; what is filed under it is another matter."""
        return True


@record(
    "Subject",
    title=_("Emne"),
    plural=_("Emner"),
    icon="view-in-list",
    faces=(Face.PUBLIC, Face.INTRANET),
    parents=("Classification",),
    read_permission=Permission.CLASSIFICATION_VIEW,
)
class Subject(Node):
    """A main group (``02``), a group (``02.34``) or a subject (``02.34.02``).

    :param number: its KLE number, which is also its name.
    :param retention_code: ``B K K5 K10`` or empty (KLE, after the archive act).
    :param retired: the day it went out of use; it stays valid on cases that have it.
    :param replaced_by: the numbers it moved to when it went out of use.
    :param deletion_period: how long after a case is closed its personal data should be
        erased (KLE, an ``xs:duration`` such as ``P1825D``), or empty; set by an import.
    """

    deletion_period = ""

    def __init__(
        self,
        number: str,
        title: str,
        *,
        retention_code: str = "",
        retired: date | None = None,
        replaced_by: tuple[str, ...] = (),
    ) -> None:
        """Make the subject."""
        self.number = number
        self.title = title
        self.retention_code = retention_code
        self.retired = retired
        self.replaced_by = replaced_by

    @property
    def crumb_title(self) -> str:
        """How the subject is called on the way to what lies below it."""
        return f"{self.number} {self.title}"

    @property
    def level(self) -> int:
        """1 for a main group, 2 for a group, 3 for a subject."""
        return self.number.count(".") + 1

    @property
    def parent_number(self) -> str | None:
        """Number of what it belongs to."""
        return self.number.rpartition(".")[0] or None

    def is_published(self, _now: datetime) -> bool:
        """Always: the address of a number is permanent, also when it goes out of use."""
        return True

    def searchable_text(self) -> str:
        """What staff find it by."""
        return f"{self.number} {self.title}"
