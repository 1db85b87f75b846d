"""An agenda or its minutes as they go on paper: what stands on it for one reader, and nothing else.

For everybody it is made of the public record (``public_records``), which has no room for
what is closed; for those at work each item is asked whether they may read it. A paper
holds all that its PDF shows, so that its own text tells whether a kept PDF still holds.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pyramid.request import Request

from ..kernel.i18n import _
from ..security.readers import may_read
from .content import AgendaItem, Meeting
from .public_records import PublicClosedItem, PublicItem, Translate, public_agenda

#: of the texts of an item, in the order that those at work read them, on a page and on paper
HEADINGS = (
    ("resolution", _("Beslutning")),
    ("summary", _("Resumé")),
    ("presentation", _("Sagsfremstilling")),
    ("recommendation", _("Indstilling")),
    ("economy", _("Økonomi")),
    ("personnel", _("Personale")),
    ("late_reason", _("Hvorfor punktet ikke kunne vente")),
)


@dataclass(frozen=True)
class PaperText:
    """A text of an item."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class PaperItem:
    """An item as this reader has it."""

    number: int
    title: str
    texts: tuple[PaperText, ...] = ()
    files: tuple[str, ...] = ()
    facts: str = ""


@dataclass(frozen=True)
class Paper:
    """An agenda or its minutes for one kind of reader.

    :param confidential: the word that stands on each page, when something closed is in it.
    """

    title: str
    committee: str
    lines: tuple[str, ...]
    members: tuple[str, ...]
    items: tuple[PaperItem, ...]
    confidential: str = ""


def public_paper(meeting: Meeting, translate: Translate, *, today: date, minutes: bool) -> Paper:
    """Make the paper that everybody may have, of the public record alone."""
    agenda = public_agenda(meeting, translate, today=today, whole=True)
    return Paper(
        title=_title(meeting, translate, minutes=minutes),
        committee=agenda.committee,
        lines=tuple(filter(None, (agenda.when, agenda.published))),
        members=agenda.members,
        items=tuple(_public(item, translate, minutes=minutes) for item in agenda.items),
    )


def paper_for(request: Request, meeting: Meeting, *, minutes: bool) -> tuple[Paper, list[AgendaItem]]:
    """Make the paper for whoever asks at work, and tell which closed items are in it."""
    translate = request.localizer.translate
    public = public_agenda(meeting, translate, today=request.clock.today())
    items, closed = [], []
    for item in meeting.items_in_order():
        if may_read(item, request.principals):
            items.append(_read(request, item, minutes=minutes))
            closed += [item] if item.closed_session else []
        else:
            items.append(PaperItem(item.number, translate(_("Lukket punkt"))))
    paper = Paper(
        title=_title(meeting, translate, minutes=minutes),
        committee=public.committee,
        lines=tuple(filter(None, (public.when, public.published or public.badge.text))),
        members=public.members,
        items=tuple(items),
        confidential=translate(_("Fortroligt")) if closed else "",
    )
    return paper, closed


def _title(meeting: Meeting, translate: Translate, *, minutes: bool) -> str:
    text = _("Referat: ${title}") if minutes else _("Dagsorden: ${title}")
    return translate(_(text, mapping={"title": meeting.title}))


def _public(item: PublicItem | PublicClosedItem, translate: Translate, *, minutes: bool) -> PaperItem:
    if isinstance(item, PublicClosedItem):
        return PaperItem(item.number, item.title, (PaperText("", (item.sentence,)),))
    texts = [PaperText(text.heading, text.paragraphs) for text in item.texts]
    if item.late_reason:
        texts.append(PaperText(translate(dict(HEADINGS)["late_reason"]), (item.late_reason,)))
    if minutes and item.resolution:
        texts.insert(0, PaperText(translate(dict(HEADINGS)["resolution"]), item.resolution))
    files = tuple(file.title for file in item.files)
    return PaperItem(item.number, item.title, tuple(texts), files, item.facts)


def _read(request: Request, item: AgendaItem, *, minutes: bool) -> PaperItem:
    translate = request.localizer.translate
    texts = [
        PaperText(translate(heading), tuple(_paragraphs(getattr(item, name))))
        for name, heading in HEADINGS
        if getattr(item, name) and (minutes or name != "resolution")
    ]
    files = [
        _("Bilag ${number}: ${title}", mapping={"number": number, "title": document.title})
        for number, document in enumerate(_readable(request, item), start=1)
    ]
    badge = f"{translate(_('Lukket punkt'))}: " if item.closed_session else ""
    return PaperItem(
        item.number, badge + item.title, tuple(texts), tuple(map(translate, files)), item.routing
    )


def _readable(request: Request, item: AgendaItem) -> list[Any]:
    return [document for document in item.documents if may_read(document, request.principals)]


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
