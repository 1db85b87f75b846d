"""Subjects by number, and facets by code: KL Emnesystematik, numbers and titles."""

from datetime import date

from persistent import Persistent
from BTrees.OOBTree import OOBTree

from ..kernel.graph import Container, Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission

STAFF_ONLY = frozenset({"staff"})


class Facet(Persistent):
    """What is done about a subject: a letter of the category and two digits (``P19``)."""

    def __init__(self, code: str, title: str, *, retention_code: str = "", retired: date | None = None) -> None:
        """Make the facet."""
        self.code = code
        self.title = title
        self.retention_code = retention_code
        self.retired = retired


@record(
    "Classification",
    title=_("Emner"),
    plural=_("Emner"),
    icon="view-in-list",
    faces=(Face.INTRANET,),
    read_permission=Permission.CLASSIFICATION_VIEW,
    place="emner",
)
class Classification(Container):
    """All subjects at their numbers, and the facets beside them."""

    title = "Emner"

    def __init__(self) -> None:
        """Start without subjects and facets."""
        super().__init__()
        self.facets = OOBTree()
        #: date of the edition that was brought in last
        self.edition: date | None = None

    def reader_tokens(self) -> frozenset[str]:
        """Those who work here."""
        return STAFF_ONLY


@record(
    "Subject",
    title=_("Emne"),
    plural=_("Emner"),
    icon="view-in-list",
    faces=(Face.INTRANET,),
    parents=("Classification",),
    read_permission=Permission.CLASSIFICATION_VIEW,
)
class Subject(Node):
    """A main group (``02``), a group (``02.34``) or a subject (``02.34.02``).

    :param number: its KLE number, which is also its name.
    :param retention_code: ``B K K5 K10`` or empty (KLE, after the archive act).
    :param retired: the day it went out of use; it stays valid on cases that have it.
    """

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
    def level(self) -> int:
        """1 for a main group, 2 for a group, 3 for a subject."""
        return self.number.count(".") + 1

    @property
    def parent_number(self) -> str | None:
        """Number of what it belongs to."""
        return self.number.rpartition(".")[0] or None

    def searchable_text(self) -> str:
        """What staff find it by."""
        return f"{self.number} {self.title}"
