"""What the public sees of committees, agendas and minutes: built here, field by field, and nowhere else.

The public pages, the secretary's preview and whatever else shows an agenda to the public
take these records, never the persistent objects. A closed item becomes a record of a class
that has no room for anything but its number and, when a secretary released one, its neutral
title: it is made from those two values, not from the item.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pyramid.request import Request

from ..documents.content import Document
from ..kernel.clock import local
from ..kernel.danish import at_time, capitalised, clock_time, file_size, long_date, plain_date, short_date
from ..kernel.graph import find_objectmap, resource_path_tuple
from ..kernel.i18n import _
from ..search.hits import PublicHit
from ..security.readers import GRANTS_READING
from .content import AgendaItem, Committee, Meeting, Member
from .guards import is_secret

Translate = Callable[[Any], str]


@dataclass(frozen=True)
class PublicBadge:
    """A word with a sign, as ``pieces.pt`` shows it."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True)
class PublicFile:
    """A released file of an open item; the record knows nothing of the file it was made from."""

    title: str
    url: str | None
    size_text: str
    kind: str = "pdf"


@dataclass(frozen=True)
class PublicText:
    """One of the texts of an item."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class PublicItem:
    """An open item."""

    number: int
    title: str
    url: str | None
    standing: bool
    summary: str
    late_reason: str
    texts: tuple[PublicText, ...]
    resolution: tuple[str, ...]
    files: tuple[PublicFile, ...]
    facts: str
    changed: PublicBadge | None
    closed: bool = field(default=False, init=False)

    @property
    def anchor(self) -> str:
        """Where on the agenda it stands."""
        return f"punkt-{self.number}"


@dataclass(frozen=True)
class PublicClosedItem:
    """A closed item: its number, a heading that tells nothing, and the sentence that says why.

    There is no field for more, so nothing more can be shown (kommunestyrelsesloven § 10).
    """

    number: int
    title: str
    sentence: str
    closed: bool = field(default=True, init=False)

    @property
    def anchor(self) -> str:
        """Where on the agenda it stands."""
        return f"punkt-{self.number}"


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting as a line of a list."""

    title: str
    when: str
    day_text: str
    place: str
    url: str
    day: date
    badge: PublicBadge

    @property
    def when_to_begin_with(self) -> str:
        """The same where a line begins with it."""
        return capitalised(self.when)


@dataclass(frozen=True)
class PublicCommittee:
    """A committee and who sits in it."""

    title: str
    code: str
    url: str
    usual: str
    is_council: bool
    members: tuple[str, ...]


@dataclass(frozen=True)
class PublicAgenda:
    """An agenda, and its minutes once the meeting has been held."""

    title: str
    committee: str
    committee_url: str
    when: str
    day_text: str
    address: str
    badge: PublicBadge
    published: str
    has_minutes: bool
    items: tuple[PublicItem | PublicClosedItem, ...]
    members: tuple[str, ...]


def public_path(node: Any, *names: str) -> str:
    """Return the public address of ``node``; names in it are ASCII by construction."""
    return "/".join((*resource_path_tuple(node), *names)) or "/"


def public_committee(committee: Committee, translate: Translate) -> PublicCommittee:
    """Make the public record of a committee."""
    usual = []
    if committee.weekday is not None:
        usual.append(translate(_WEEKLY[committee.weekday]))
    if committee.time is not None:
        time = f"{committee.time.hour}.{committee.time.minute:02}"
        usual.append(translate(_("kl. ${time}", mapping={"time": time})))
    if committee.place:
        usual.append(f"· {committee.place}" if usual else committee.place)
    return PublicCommittee(
        title=committee.title,
        code=committee.code,
        url=public_path(committee),
        usual=" ".join(usual),
        is_council=committee.is_council,
        members=_members(committee, translate),
    )


def public_meeting(meeting: Meeting, translate: Translate) -> PublicMeeting:
    """Make the line of a list for a meeting whose agenda is out."""
    return PublicMeeting(
        title=f"{meeting.committee.title} {plain_date(meeting.day)}",
        when=meeting_time(meeting),
        day_text=plain_date(meeting.day),
        place=meeting.place,
        url=public_path(meeting),
        day=meeting.day,
        badge=_state_badge(meeting, translate),
    )


def public_agenda(
    meeting: Meeting, translate: Translate, *, today: date, preview: bool = False, whole: bool = False
) -> PublicAgenda:
    """Make the public record of an agenda.

    :param preview: show a secretary what will be public; nothing in it is a link yet.
    :param whole: with the texts of its items, as on paper; its page has them on pages of their own.
    """
    committee = meeting.committee
    return PublicAgenda(
        title=f"{committee.title} {plain_date(meeting.day)}",
        committee=committee.title,
        committee_url=public_path(committee),
        when=f"{capitalised(meeting_time(meeting))} · {meeting.place}",
        day_text=plain_date(meeting.day),
        address=public_path(meeting),
        badge=_state_badge(meeting, translate),
        published=_published(meeting, translate),
        has_minutes=meeting.has_minutes,
        items=tuple(
            public_item(item, translate, today=today, links=not preview, whole=whole)
            for item in meeting.items_in_order()
        ),
        members=_members(committee, translate),
    )


def public_item(
    item: AgendaItem, translate: Translate, *, today: date, links: bool = True, whole: bool = True
) -> PublicItem | PublicClosedItem:
    """Make the public record of an item; a closed one gives its number and released neutral title alone.

    :param whole: with its texts, which a line of an agenda does not show.
    """
    meeting = item.meeting
    if item.closed_session:
        neutral = item.neutral_title if item.neutral_title_released else ""
        return _closed(
            item.number,
            neutral,
            translate,
            is_council=meeting.committee.is_council,
            has_minutes=meeting.has_minutes,
        )
    standing = item.kind == "standing"
    texts = tuple(
        PublicText(translate(heading), _paragraphs(getattr(item, name)))
        for name, heading in (_HEADINGS if whole else ())
        if getattr(item, name)
    )
    return PublicItem(
        number=item.number,
        title=item.title,
        url=public_path(item) if links and not standing else None,
        standing=standing,
        summary=item.summary,
        late_reason=item.late_reason,
        texts=texts,
        resolution=_paragraphs(item.resolution) if meeting.has_minutes else (),
        files=_files(item, translate, links=links),
        facts=_facts(item, translate),
        changed=_changed(item, translate, today),
    )


def _closed(
    number: int, neutral: str, translate: Translate, *, is_council: bool, has_minutes: bool
) -> PublicClosedItem:
    title = translate(_("Lukket punkt"))
    sentences = [_CLOSED_IN_COUNCIL if is_council else _CLOSED_IN_COMMITTEE]
    if has_minutes:
        sentences.append(_CLOSED_RESOLUTION)
    return PublicClosedItem(
        number=number,
        title=f"{title}: {neutral}" if neutral else title,
        sentence=" ".join(translate(sentence) for sentence in sentences),
    )


def public_hit(item: AgendaItem, request: Request) -> PublicHit | None:
    """Make the line of the public search for an item, if everybody may read it now."""
    if not item.is_open_to_the_public:
        return None
    kind = _("Referat") if item.meeting.has_minutes else _("Dagsorden")
    return PublicHit(
        title=item.title,
        url=public_path(item) if item.kind == "case" else f"{public_path(item.meeting)}#punkt-{item.number}",
        kind=request.localizer.translate(kind),
        date=item.meeting.day,
        text=item.meeting.committee.title,
    )


def public_links(document: Document, request: Request) -> Iterator[tuple[str, str]]:
    """Tell on which open items of agendas that are out everyone can fetch the file of ``document``."""
    for item in find_objectmap(document).sources(document, GRANTS_READING):
        if isinstance(item, AgendaItem) and item.is_open_to_the_public:
            mapping = {"number": item.number, "meeting": item.meeting.title}
            yield (
                request.localizer.translate(_("Punkt ${number}, ${meeting}", mapping=mapping)),
                public_path(item),
            )


def public_file_of(item: AgendaItem, name: str) -> Document | None:
    """Find the document whose file the address ``…/<item>/bilag/<name>`` means, if it is on the open item.

    :param name: ``<document number>.pdf``.
    """
    if item.closed_session:
        return None
    for document in item.documents:
        if f"{document.document_number}.pdf" == name:
            return document
    return None


def _files(item: AgendaItem, translate: Translate, *, links: bool) -> tuple[PublicFile, ...]:
    # Numbered among themselves: a gap would tell that there is one more.
    above: dict[Any, bool] = {}
    documents = item.documents
    released = [
        (document, release)
        for document in documents
        if (release := document.released_among(above)) is not None
    ]
    found = []
    address = public_path(item, "bilag") if released and links else None
    for number, (document, release) in enumerate(released, start=1):
        label = _("Bilag ${number}: ${title}", mapping={"number": number, "title": document.title})
        url = f"{address}/{document.document_number}.pdf" if address else None
        found.append(PublicFile(translate(label), url, f"PDF, {file_size(release.file.size)}"))
    return tuple(found)


def _facts(item: AgendaItem, translate: Translate) -> str:
    """The case's number, unless even that is kept back, and the way the case goes."""
    case = item.case
    facts = []
    if case is not None and not is_secret(case):
        facts.append(translate(_("Sag ${number}", mapping={"number": case.case_number})))
    if item.routing:
        facts.append(translate(_("Sagsforløb: ${routing}", mapping={"routing": item.routing})))
    return " · ".join(facts)


def _changed(item: AgendaItem, translate: Translate, today: date) -> PublicBadge | None:
    if not item.meeting.is_public or not _changed_after(item):
        return None
    day = short_date(local(item.changed_at).date(), today)
    return PublicBadge("soon", "edit", translate(_("Ændret ${day}", mapping={"day": day})))


def _published(meeting: Meeting, translate: Translate) -> str:
    if meeting.published_at is None or not meeting.is_public:
        return ""
    moment = local(meeting.published_at)
    mapping = {"day": long_date(moment.date()), "time": clock_time(meeting.published_at)}
    agenda = _("Dagsordenen blev offentliggjort ${day} kl. ${time}", mapping=mapping)
    out = _("Offentliggjort ${day} kl. ${time}", mapping=mapping)
    text = translate(agenda if meeting.has_minutes else out)
    changed = [item for item in meeting.items_in_order() if not item.closed_session and _changed_after(item)]
    if not changed:
        return text
    last = max(local(item.changed_at).date() for item in changed)
    mapping = {"day": long_date(last), "items": ", ".join(str(item.number) for item in changed)}
    return f"{text} · " + translate(_("rettet ${day} (punkt ${items})", mapping=mapping))


def _changed_after(item: AgendaItem) -> bool:
    published = item.meeting.published_at
    return published is not None and item.changed_at > published


def _state_badge(meeting: Meeting, translate: Translate) -> PublicBadge:
    if meeting.review_state == "approved":
        return PublicBadge("ok", "check", translate(_("Referat godkendt")))
    if meeting.review_state == "held":
        return PublicBadge("now", "document", translate(_("Referat")))
    if meeting.review_state == "published":
        return PublicBadge("now", "document", translate(_("Dagsorden offentliggjort")))
    return PublicBadge("plain", "edit", translate(_("Ikke offentliggjort")))


def meeting_time(meeting: Meeting) -> str:
    """``onsdag 9. december 2026 kl. 8.15``; where a line begins with it, ``capitalised``."""
    return at_time(long_date(meeting.day), meeting.starts_at).replace("kl. ", "kl.\N{NO-BREAK SPACE}")


def _members(committee: Committee, translate: Translate) -> tuple[str, ...]:
    return tuple(_member(member, translate) for member in committee.members)


def _member(member: Member, translate: Translate) -> str:
    text = f"{member.name} ({member.party})" if member.party else member.name
    return f"{text}, {translate(_('formand'))}" if member.chair else text


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())


_WEEKLY = (_("Mandage"), _("Tirsdage"), _("Onsdage"), _("Torsdage"), _("Fredage"))
_HEADINGS = (
    ("summary", _("Resumé")),
    ("presentation", _("Sagsfremstilling")),
    ("recommendation", _("Indstilling")),
    ("economy", _("Økonomi")),
    ("personnel", _("Personale")),
)
_CLOSED_IN_COUNCIL = _(
    "Byrådet behandler punktet for lukkede døre efter kommunestyrelseslovens § 10, fordi det har "
    "oplysninger, som loven ikke lader os offentliggøre. Bilag er heller ikke offentlige."
)
_CLOSED_IN_COMMITTEE = _(
    "Udvalgets møder er ikke offentlige, og punktet har oplysninger, som loven ikke lader os offentliggøre. "
    "Bilag er heller ikke offentlige."
)
_CLOSED_RESOLUTION = _("Beslutningen offentliggøres, når tavshedspligten ikke længere er til hinder.")
