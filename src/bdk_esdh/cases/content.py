"""The archive of cases, and a case."""

from collections.abc import Iterable
from datetime import date, datetime

from ..kernel.graph import Container
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.grants import GrantReach
from ..security.permissions import Permission
from ..security.readers import (
    OPEN,
    Sensitivity,
    case_token,
    granted_tokens,
    tokens_by_sensitivity,
    unit_token,
    user_token,
)
from .numbering import YearlyCounter
from .schema import CaseSchema
from .workflow import CASE_WORKFLOW


@record(
    "CaseArchive",
    title=_("Sager"),
    plural=_("Sager"),
    icon="folder",
    faces=(Face.INTRANET,),
    read_permission=Permission.CASE_VIEW,
    place="sager",
)
class CaseArchive(Container):
    """All cases, by number."""

    title = "Sager"

    def __init__(self) -> None:
        """Start the numbering."""
        super().__init__()
        self.counter = YearlyCounter()


@record(
    "Case",
    title=_("Sag"),
    plural=_("Sager"),
    icon="folder",
    faces=(Face.INTRANET,),
    schema=CaseSchema,
    parents=("CaseArchive",),
    add_permission=Permission.CASE_ADD,
    read_permission=Permission.CASE_VIEW,
    edit_permission=Permission.CASE_EDIT,
    workflow=CASE_WORKFLOW,
    retention_class="K5",
    add_name="ny-sag",
    add_title=_("Ny sag"),
)
class Case(Container):
    """A case: its facts, the documents in it by their serial number, and its parties.

    :param title: the public title; the real one is ``confidential_title`` when the
        case is exempt from publicity.
    :param access_list: tokens of those it is kept to; empty means no extra restriction.
    :param reached: the states it has been brought to, oldest first, each with its moment.
    :param last_party: number of the party that was entered last; none is used again.
    """

    confidential_title = ""
    exemption_basis = ""
    access_list: tuple[str, ...] = ()
    closed_at: datetime | None = None
    reopen_reason = ""
    reached: tuple[tuple[str, datetime], ...] = ()
    last_party = 0

    def __init__(
        self,
        case_number: str,
        title: str,
        *,
        kle_subject: str,
        kle_facet: str,
        responsible_unit: str,
        opened_at: datetime,
        opened_by: str,
    ) -> None:
        """Open the case; ``open_case`` in ``actions.py`` is the way to call this."""
        super().__init__()
        self.case_number = case_number
        self.title = title
        self.kle_subject = kle_subject
        self.kle_facet = kle_facet
        self.responsible_unit = responsible_unit
        self.caseworker: str | None = None
        self.other_handlers: tuple[str, ...] = ()
        self.sensitivity = Sensitivity.NOT_CONFIDENTIAL.value
        self.review_state = CASE_WORKFLOW.initial
        self.description = ""
        self.due_date: date | None = None
        self.opened_at = opened_at
        self.opened_by = opened_by
        self.changed_at = opened_at
        self.changed_by = opened_by
        self.last_serial = 0

    @property
    def crumb_title(self) -> str:
        """How the case is called on the way to what lies in it."""
        return self.case_number

    @property
    def is_closed(self) -> bool:
        """Whether nothing may be added or changed."""
        return self.review_state == "closed"

    @property
    def is_exempt(self) -> bool:
        """Whether the case is exempt from publicity."""
        return bool(self.exemption_basis)

    @property
    def internal_title(self) -> str:
        """The title for those who may read the case."""
        return self.confidential_title or self.title

    def handlers(self) -> Iterable[str]:
        """Logins of those who work on it."""
        return filter(None, (self.caseworker, *self.other_handlers))

    def tokens_at(self, level: Sensitivity) -> frozenset[str]:
        """Return the tokens of those who read something of this case at ``level``.

        A case that is kept to nobody may hold a document that is: then those who work on
        the case read it, for something that nobody can open is lost.
        """
        handlers = frozenset(map(user_token, self.handlers()))
        insiders = {unit_token(self.responsible_unit), *handlers}
        return tokens_by_sensitivity(level, confidential=insiders, access_list=self.access_list or handlers)

    def reader_tokens(self) -> frozenset[str]:
        """Return the tokens of those who may open the case, beside those named in its sharing.

        What grants reading are the meetings that handle it and the documents given to somebody
        to work on. A *vip* case is kept to its list: none of these opens it to others.
        """
        level = Sensitivity(self.sensitivity)
        return self.tokens_at(level) | (frozenset() if level is Sensitivity.VIP else granted_tokens(self))

    def gate_tokens(self) -> frozenset[str]:
        """Return the access list, or everyone's token when there is none."""
        return frozenset(self.access_list or {OPEN})

    def grant_reach(self) -> GrantReach:
        """A case is shared by itself: who was named on the archive was not named on every case in it."""
        return GrantReach.NONE if self.sensitivity == Sensitivity.VIP.value else GrantReach.OWN

    def emergency_tokens(self) -> frozenset[str]:
        """Return the token of those who have opened the case in an emergency."""
        return frozenset({case_token(self.case_number)})

    def searchable_text(self) -> str:
        """What staff find the case by."""
        return f"{self.case_number} {self.title} {self.confidential_title} {self.kle_subject}"
