"""Cases and their papers as events: each is carried out at its moment, through the actions of clerks."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from ...audit.differences import change_of
from ...audit.entering import enter
from ...cases.actions import move_case, open_case
from ...documents.actions import add_version, assign_document, move_document, register_document
from ...documents.content import Document
from ...documents.journal import RENDITION_MADE
from ...documents.public_file import PublicFile
from ...documents.release import give_out
from ...files.cleaning import CleanReport
from ...files.storing import store_file
from ...kernel.danish import slug
from ...kernel.file_fields import Upload
from ...kernel.graph import find_objectmap, get_oid
from ...kernel.i18n import _
from ...kernel.records import SYSTEM, Act
from ...ops.opening import Opened
from ...parties.actions import add_party
from ...security.cpr import contains_cpr
from ..parties import party_facts
from ..writers.letter import Letter
from .events import Event
from .letters import (
    WrittenPaper,
    first_draft,
    letter_of,
    pages_of,
    write_edition,
    write_paper,
    write_plain_edition,
)
from .model import PlannedCase, PlannedPaper
from .people import EMPLOYEE_BY_KEY, login_and_name

_MAIL_ROOM = ("villy", "villy", "villy", "arne")
_WAY_OF_CASE = {
    "opened": (),
    "informed": ("inform",),
    "decided": ("inform", "decide"),
    "ordered": ("inform", "decide", "order"),
    "effected": ("inform", "decide", "effect"),
    "closed": ("inform", "decide", "effect", "close"),
}
#: kinds of files without a layout
_PLAIN = {"txt", "html", "eml"}
_SORTS = {
    "ind": ("letter_incoming", "incoming"),
    "ud": ("letter_outgoing", "outgoing"),
    "notat": ("note_internal", "internal"),
    "telefon": ("note_internal", "internal"),
    "rapport": ("report", "internal"),
    "regneark": ("other", "internal"),
    "faktura": ("invoice", "incoming"),
    "plan": ("plan", "internal"),
}


class CaseFile:
    """Files one planned case: the events of its life.

    :param app: opened on the graph.
    """

    def __init__(self, app: Opened, case: PlannedCase) -> None:
        """Begin; the case and its documents are known once their events have been carried out."""
        self.app = app
        self.plan = case
        self.oid: int | None = None
        self.document_oids: dict[int, int] = {}

    def events(self) -> Iterator[Event]:
        """Yield what happens, not in order."""
        case = self.plan
        yield Event(case.at, self._open)
        for place, paper in enumerate(case.papers):
            began = paper.first_draft or paper.at
            yield Event(began, partial(self._file, place))
            yield Event(paper.at + timedelta(minutes=2), partial(self._finish, place))
        steps = _WAY_OF_CASE[case.state]
        for number, step in enumerate(steps):
            yield Event(self._moment_of(step, number, len(steps)), partial(self._move, step))

    def case_in(self, root: Any) -> Any:
        """Return the case itself."""
        return find_objectmap(root).object_for(self.oid)

    def documents_by(self, root: Any, moment: datetime, *, only: int | None = None) -> list[Document]:
        """List the documents that were filed before ``moment``, the reports first.

        :param only: place of the one that is wanted.
        """
        before = [place for place in self.document_oids if self.plan.papers[place].at < moment]
        papers = self.plan.papers
        places = [place for place in before if only in (None, place) and not papers[place].template.is_common]
        places.sort(
            key=lambda place: (self.plan.papers[place].template.sort not in ("rapport", "plan"), place)
        )
        graph = find_objectmap(root)
        return [graph.object_for(self.document_oids[place]) for place in places]

    def _moment_of(self, step: str, number: int, count: int) -> datetime:
        if step == "close" and self.plan.closed_at is not None:
            return self.plan.closed_at + timedelta(minutes=5)
        papers = self.plan.papers
        if not papers:
            return self.plan.at + timedelta(minutes=4)
        paper = papers[min(len(papers) - 1, (number + 1) * len(papers) // count)]
        return paper.at + timedelta(minutes=4 + number)

    def _act(self, who: str, at: datetime) -> Act:
        login, name = login_and_name(who)
        latest = self.app.registry.clock.now() - timedelta(seconds=1)
        return Act(login, name, min(at.astimezone(UTC), latest), self.app.registry)

    def _open(self, root: Any) -> None:
        plan, matter = self.plan, self.plan.matter
        opener = _MAIL_ROOM[plan.serial % 4] if matter.papers[0].sort == "ind" else plan.worker
        is_closed_to_most = matter.sensitivity == "vip"
        case = open_case(
            root["sager"],
            {
                "title": plan.title,
                "kle_subject": matter.subject,
                "kle_facet": matter.facet,
                "responsible_unit": matter.unit,
                "caseworker": login_and_name(plan.worker)[0],
                "sensitivity": matter.sensitivity,
                "due_date": plan.due,
                "description": plan.about,
            },
            self._act(plan.worker if is_closed_to_most else opener, plan.at),
        )
        self.oid = get_oid(case)
        opened = self._act(plan.worker, plan.at)
        for party, role in plan.parties:
            facts = party_facts(party.name, role, party.address, party.email, character=party.character)
            add_party(case, facts, opened)

    def _file(self, place: int, root: Any) -> None:
        """Register a paper, or its first draft."""
        plan, paper = self.plan, self.plan.papers[place]
        case = self.case_in(root)
        letter = self._letter(case.case_number, place)
        began = paper.first_draft or paper.at
        written = write_paper(first_draft(letter) if paper.first_draft else letter, paper.kind)
        kind, direction = _SORTS[paper.template.sort]
        if paper.template.sort == "plan" and paper.party is not None:
            direction = "incoming"
        comes_in = direction == "incoming"
        by_mail = comes_in and paper.kind != "eml" and plan.matter.sensitivity != "vip"
        values = {
            "title": paper.title,
            "document_type": kind,
            "direction": direction,
            "letter_date": began.date()
            if not comes_in
            else (began - timedelta(days=paper.kind == "scan")).date(),
            "correspondent": paper.party.name if paper.party else "",
            "character": paper.party.character if paper.party else "",
            "sensitivity": plan.matter.sensitivity if plan.matter.sensitivity != "vip" else "sensitive",
            "on_postlist": direction != "internal" and not plan.matter.is_confidential,
            "file": _upload(written),
        }
        registrar = _MAIL_ROOM[(plan.serial + place) % 4] if by_mail else plan.worker
        act = self._act(registrar, began)
        document = register_document(case, values, act, text=written.pages)
        _note_reading(document, written)
        self.document_oids[place] = get_oid(document)
        if not paper.first_draft:
            self._edition(document, letter, paper)

    def _finish(self, place: int, root: Any) -> None:
        """Take a paper to the state it has come to."""
        plan, paper = self.plan, self.plan.papers[place]
        document = find_objectmap(root).object_for(self.document_oids[place])
        act = self._act(plan.worker, paper.at + timedelta(minutes=2))
        if paper.first_draft:
            letter = self._letter(document.case.case_number, place)
            written = write_paper(letter, paper.kind)
            stream = io.BytesIO(written.content)
            note = "Rettet efter gennemlæsning"
            add_version(document, stream, written.filename, act, note=note, text=written.pages)
            self._edition(document, letter, paper)
        if paper.state == "assigned":
            assign_document(document, login_and_name(plan.worker)[0], act)
        elif paper.state == "in_review":
            move_document(document, "submit", act)
        elif paper.state == "final":
            move_document(document, "finalise", act)
            if paper.released:
                self._release(document, place, act)

    def _move(self, step: str, root: Any) -> None:
        steps = _WAY_OF_CASE[self.plan.state]
        at = self._moment_of(step, steps.index(step), len(steps))
        move_case(self.case_in(root), step, self._act(self.plan.worker, at))

    def _letter(self, number: str, place: int) -> Letter:
        paper = self.plan.papers[place]
        seed = f"{self.plan.serial}/{place}"
        return letter_of(paper, EMPLOYEE_BY_KEY[self.plan.worker], number, seed=seed)

    def _edition(self, document: Document, letter: Letter, paper: PlannedPaper) -> None:
        """Put the PDF edition beside a file of another format, as the worker does it."""
        if paper.kind in ("pdf", "scan"):
            return
        content = (write_plain_edition if paper.kind in _PLAIN else write_edition)(letter)
        version = document.latest
        filename = f"{Path(version.file.filename).stem}.pdf"
        version.rendition = store_file(io.BytesIO(content), filename, field=None, connection=document._p_jar)
        act = Act(SYSTEM, "System", version.added_at, self.app.registry)
        enter(document, act, RENDITION_MADE, changes=change_of(_("Version"), "", str(version.number)))

    def _release(self, document: Document, place: int, act: Act) -> None:
        """Give out a paper; its public file is written anew, so that there is nothing to clean."""
        title = f"{document.title} ({document.document_number})"
        content = write_edition(self._letter(document.case.case_number, place), public_title=title)
        pages = pages_of(content)
        filename = f"{document.document_number}-{slug(document.title)}.pdf"
        if any(contains_cpr(text) for text in (*pages, document.title, filename)):
            return
        stored = store_file(io.BytesIO(content), filename, field=None, connection=document._p_jar)
        report = CleanReport(pages=len(pages), size=len(content), dropped=(), alternative_texts=())
        give_out(
            document,
            PublicFile(Path(filename), filename, report, vouched_for=False, pages=pages),
            stored,
            act,
        )


def _upload(written: WrittenPaper) -> Upload:
    return Upload(written.filename, len(written.content), io.BytesIO(written.content))


def _note_reading(document: Document, written: WrittenPaper) -> None:
    """Note of a scan what reading it would have found: pages without text."""
    if written.unreadable:
        version = document.latest
        version.reading, version.text, version.unreadable = "no_text", None, written.unreadable
