"""Pages, which lie in the root or below one another, and news."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from persistent import Persistent
from pyramid.request import Request

from ..files.content import StoredFile
from ..kernel.clean_html import CleanHtml, cleaned, words_of
from ..kernel.clock import local
from ..kernel.faces import face_path
from ..kernel.graph import Container, Node
from ..kernel.i18n import _
from ..kernel.records import Act, Face, record
from ..kernel.simple_text import html_of_lines
from ..search.hits import PublicHit
from ..security.permissions import Permission
from ..security.readers import EVERYONE, OPEN, STAFF, is_cut_off, role_token, user_token
from ..security.roles import Role
from .schema import NewsSchema, PageSchema
from .workflow import PAGE_WORKFLOW

#: what each person who works here holds, whatever else
EVERYBODY_AT_WORK = frozenset({STAFF, EVERYONE, OPEN})


class Audience(StrEnum):
    """Who a page is for."""

    PUBLIC = "public"
    INTRANET = "intranet"


class Standing(StrEnum):
    """Where a page is at a given moment: its state and its dates seen together."""

    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    SCHEDULED = "scheduled"
    SHOWN = "shown"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Withdrawal:
    """That something was taken back from its readers: when, by whom, and why."""

    at: datetime
    by: str
    by_name: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """That something is published, or taken back, at a moment to come.

    :param act: ``publish`` or ``unpublish``, as the workflow has them.
    :param reason: why it is taken back.
    """

    act: str
    at: datetime
    by_name: str
    reason: str = ""


class WorkingCopy(Persistent):
    """What will stand in the place of a published page, written beside it.

    :param base: what the page was when it was begun, as its form has it.
    """

    def __init__(self, base: Mapping[str, Any], act: Act) -> None:
        """Begin as what is published."""
        self.base, self.values = dict(base), dict(base)
        self.changed_at, self.changed_by, self.changed_by_name = act.at, act.by, act.by_name


class EarlierText(Persistent):
    """What a page said until somebody changed it; never changed.

    :param number: counts from one on each page.
    :param values: as its form had them.
    :param written_at: when it was saved so, by whom.
    """

    def __init__(self, number: int, values: Mapping[str, Any], written_at: datetime, by_name: str) -> None:
        """Keep it."""
        self.number, self.values = number, dict(values)
        self.written_at, self.by_name = written_at, by_name


class Picture(Persistent):
    """A picture of a page; never changed: another text makes another one under the same id.

    :param id: the beginning of the digest of its file.
    :param alt: what it shows, for who cannot see it; empty when it is decoration.
    :param width: pixels, as ``height``.
    """

    def __init__(self, name: str, file: StoredFile, alt: str, width: int, height: int) -> None:
        """Keep it."""
        self.id, self.file, self.alt = name, file, alt
        self.width, self.height = width, height


class Publication:
    """What pages and news have in common: their text, their readers, their time.

    :param body: clean HTML when ``body_format`` says ``html``. Until 0.3.0 it was simple text; what was
        written then is left as it was and shown as before, until somebody changes it.
    :param settled_at: the moment for which ``reader_tokens`` and the indexes are worked
        out. A date that comes or goes is no change to the record, so a job settles it anew.
    :param been_public: whether the public could ever read it; only then is an address
        that no longer shows it *gone*, and not one that never was.
    """

    __parent__: Any
    lead = ""
    body = ""
    body_format = "simple"
    #: by id; of the class none, so that older pages have none
    pictures: Mapping[str, Picture] = MappingProxyType({})
    #: where it stood before, without where it stands now
    former_paths: tuple[str, ...] = ()
    moved_at: datetime | None = None
    audience = Audience.PUBLIC.value
    unit: str | None = None
    published_from: date | None = None
    published_to: date | None = None
    contact_phone = ""
    contact_mail = ""
    published_at: datetime | None = None
    amended_at: datetime | None = None
    withdrawal: Withdrawal | None = None
    been_public = False
    #: what an editor has set a moment for; of the class nothing, so that older pages have no plan
    plan: Plan | None = None
    working_copy: WorkingCopy | None = None
    #: oldest first; of the class none, so that what was changed before 0.7.0 has none
    earlier: tuple[EarlierText, ...] = ()

    def __init__(self, title: str, act: Act) -> None:
        """Begin as a draft."""
        super().__init__()
        self.title = title
        self.review_state = PAGE_WORKFLOW.initial
        self.created_at = self.changed_at = self.settled_at = act.at
        self.created_by = self.changed_by = act.by
        self.changed_by_name = act.by_name

    @property
    def text(self) -> CleanHtml:
        """The text as it may be shown."""
        return cleaned(self.body) if self.body_format == "html" else html_of_lines(self.body)

    @property
    def words(self) -> str:
        """The text without its markup."""
        return words_of(str(self.text))

    def standing(self, now: datetime) -> Standing:
        """Tell where it is at the moment ``now``; the dates are days in Copenhagen, both included."""
        today = local(now).date()
        if self.review_state != "published":
            if self.plan is not None:
                return Standing.SCHEDULED
            return Standing.WITHDRAWN if self.withdrawal else Standing.DRAFT
        if self.published_from and today < self.published_from:
            return Standing.SCHEDULED
        if self.published_to and today > self.published_to:
            return Standing.EXPIRED
        return Standing.SHOWN

    def is_published(self, now: datetime) -> bool:
        """Tell whether everyone may read it at the moment ``now``; what is kept to those named never."""
        shown = self.audience == Audience.PUBLIC and self.standing(now) is Standing.SHOWN
        return shown and not is_cut_off(self)

    @property
    def is_meant_for_everyone(self) -> bool:
        """Whether it is published for everyone, now or from a day that is set."""
        return self.audience == Audience.PUBLIC and self.review_state == "published"

    @property
    def taken_back(self) -> Withdrawal | None:
        """How it was taken back from the public, if it was public and is not put forward again."""
        if self.withdrawal and self.been_public and not self.is_published(self.settled_at):
            return self.withdrawal
        return None

    @property
    def shown_since(self) -> date | None:
        """The day its readers see on it."""
        return self.published_from or (local(self.published_at).date() if self.published_at else None)

    def reader_tokens(self) -> frozenset[str]:
        """Editors and whoever wrote it; when it is shown also staff, or everyone."""
        tokens = {role_token(Role.EDITOR), user_token(self.created_by)}
        if self.standing(self.settled_at) is Standing.SHOWN:
            tokens.add(EVERYONE if self.audience == Audience.PUBLIC else STAFF)
        return frozenset(tokens)

    def gate_tokens(self) -> frozenset[str]:
        """Those who are logged in, and while it is public also those who are not."""
        return frozenset({OPEN, EVERYONE} if self.is_published(self.settled_at) else {OPEN})

    def searchable_text(self) -> str:
        """What staff find it by."""
        return f"{self.title} {self.lead}"

    def public_text(self) -> str:
        """What the public finds it by."""
        return f"{self.title} {self.lead} {self.words}"

    def public_hit(self, request: Request) -> PublicHit | None:
        """Return its line on the public search page, or ``None`` when it is not public now."""
        if not self.is_published(request.clock.now()):
            return None
        kind = request.localizer.translate(request.registry.records.of(self).title)
        return PublicHit(
            self.title,
            face_path(request, self, face=Face.PUBLIC),
            kind,
            self.shown_since or local(self.changed_at).date(),
        )


@record(
    "Page",
    title=_("Side"),
    plural=_("Sider"),
    icon="document",
    faces=(Face.PUBLIC, Face.INTRANET),
    schema=PageSchema,
    parents=("Root", "Page"),
    add_permission=Permission.PAGE_EDIT,
    read_permission=Permission.PAGE_VIEW,
    edit_permission=Permission.PAGE_EDIT,
    workflow=PAGE_WORKFLOW,
    add_name="ny-side",
    add_title=_("Ny side"),
)
class Page(Publication, Container):
    """A page of content, perhaps with pages below it."""


@record(
    "News",
    title=_("Nyheder"),
    plural=_("Nyheder"),
    icon="notifications",
    faces=(Face.PUBLIC, Face.INTRANET),
    read_permission=Permission.PAGE_VIEW,
    place="nyheder",
)
class News(Container):
    """All news, those for everyone and those for staff."""

    title = "Nyheder"

    def is_published(self, _now: datetime) -> bool:
        """Always: there is a page of news even when nothing is new."""
        return True

    def reader_tokens(self) -> frozenset[str]:
        """Everyone may see that there are news."""
        return frozenset({EVERYONE})

    def gate_tokens(self) -> frozenset[str]:
        """Everyone, logged in or not."""
        return frozenset({OPEN, EVERYONE})


@record(
    "NewsItem",
    title=_("Nyhed"),
    plural=_("Nyheder"),
    icon="notifications",
    faces=(Face.PUBLIC, Face.INTRANET),
    schema=NewsSchema,
    parents=("News",),
    add_permission=Permission.PAGE_EDIT,
    read_permission=Permission.PAGE_VIEW,
    edit_permission=Permission.PAGE_EDIT,
    workflow=PAGE_WORKFLOW,
    add_name="ny-nyhed",
    add_title=_("Ny nyhed"),
)
class NewsItem(Publication, Node):
    """One piece of news, perhaps from a unit."""
