"""Storing the large demo, some 500 documents in each transaction, through the actions that a clerk uses.

What a clerk does in a transaction of its own is done here for many at once, and nothing is left out:
numbers, rights, every index, the journal and its seal, the digest of each file. The files of a transaction
are forced to disk together, before it is told that they are there.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import transaction

from ...audit.entering import journal_of
from ...audit.sealing import seal_all, tell_heads
from ...cases.actions import move_case, open_case
from ...cases.content import Case
from ...documents.actions import assign_document, move_document, register_document
from ...documents.content import Document
from ...files.durability import synced_together
from ...kernel.file_fields import Upload
from ...kernel.records import Act
from ...ops.opening import Opened
from ...parties.actions import add_party
from ..parties import party_facts
from ..stage import LOGINS
from ..stories.organisation import EMPLOYEES
from .agendas import MEETING_EVERY, hold_a_meeting
from .plain_pdf import text_pdf
from .planning import PlannedCase, PlannedPaper, plan
from .releasing import release_written

#: documents of a transaction; the last case of it is not cut
BATCH = 500
#: objects kept in memory: what a batch reads and writes of the indexes
_KEPT = 25_000
_WAY_OF_CASE = {
    "opened": (),
    "informed": ("inform",),
    "decided": ("inform", "decide"),
    "closed": ("inform", "close"),
}
_WORKS_FOR = {each.unit: each.key for each in EMPLOYEES}


def fill(app: Opened, size: int, *, first: int = 1) -> Iterator[int]:
    """Store ``size`` documents with their cases and meetings; yield how many each transaction has stored.

    :param app: opened on a graph with the units, people and subjects of the demo.
    :param first: serial number of the first document, to go on where another filling ended.
    """
    app.db.setCacheSize(_KEPT)
    now = app.registry.clock.now()
    for cases in _batches(plan(size, now, first=first)):
        yield _store(app, cases)
    with app.graph() as root:
        tell_heads(root, app.registry.esdh_settings.data, app.registry.clock.today().toordinal())


def _batches(cases: Iterable[PlannedCase]) -> Iterator[list[PlannedCase]]:
    batch: list[PlannedCase] = []
    for case in cases:
        batch.append(case)
        if sum(len(each.papers) for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _store(app: Opened, cases: list[PlannedCase]) -> int:
    with app.graph() as root:
        folder = app.registry.esdh_settings.data
        with synced_together(folder, transaction.manager):
            made = [_file_case(root, app, case) for case in cases]
            stored = [document for documents in made for document in documents]
            if (
                cases[-1].papers[-1].serial // MEETING_EVERY
                != (cases[0].papers[0].serial - 1) // MEETING_EVERY
            ):
                hold_a_meeting(root, stored, cases[-1].at, app)
            seal_all(journal_of(root))
            transaction.commit()
        return len(stored)


def _file_case(root: Any, app: Opened, planned: PlannedCase) -> list[Document]:
    worker = _WORKS_FOR.get(planned.matter.unit, "karla")
    chance = Random(planned.papers[0].serial)
    case = open_case(root["sager"], _case_values(planned, worker), _act(app, worker, planned.at))
    wrote = planned.papers[0]
    party = party_facts(
        wrote.correspondent,
        "primary_party",
        (planned.title.rpartition(", ")[2],),
        "",
        character=wrote.character,
    )
    add_party(case, party, _act(app, worker, planned.at))
    documents = [_file_paper(app, case, planned, paper, worker, chance) for paper in planned.papers]
    last = planned.papers[-1].at
    for transition in _WAY_OF_CASE[planned.state]:
        move_case(case, transition, _act(app, worker, last))
    return documents


def _case_values(planned: PlannedCase, worker: str) -> dict[str, Any]:
    matter = planned.matter
    return {
        "title": planned.title,
        "kle_subject": matter.subject,
        "kle_facet": matter.facet,
        "responsible_unit": matter.unit,
        "caseworker": LOGINS[worker][0],
        "sensitivity": planned.sensitivity,
        "due_date": planned.due,
    }


def _file_paper(
    app: Opened, case: Case, planned: PlannedCase, paper: PlannedPaper, worker: str, chance: Random
) -> Document:
    sort = paper.paper
    values = {
        "title": paper.title,
        "document_type": sort.kind,
        "direction": sort.direction,
        "letter_date": paper.at.date(),
        "correspondent": paper.correspondent if sort.direction != "internal" else "",
        "character": paper.character if sort.direction != "internal" else "",
        "sensitivity": "confidential" if paper.confidential else "not_confidential",
        "on_postlist": paper.on_postlist,
        "file": _upload(paper),
    }
    registrar = "villy" if sort.direction == "incoming" else worker
    document = register_document(case, values, _act(app, registrar, paper.at), text=paper.pages)
    if planned.state == "closed" or chance.random() < 0.6:
        move_document(document, "finalise", _act(app, worker, paper.at))
        if paper.is_pdf and not document.is_confidential and not case.is_exempt:
            release_written(document, paper.pages, _act(app, worker, paper.at))
    elif document.review_state == "received" and chance.random() < 0.5:
        assign_document(document, LOGINS[worker][0], _act(app, worker, paper.at))
    return document


def _upload(paper: PlannedPaper) -> Upload:
    content = text_pdf(paper.pages) if paper.is_pdf else "\n\f".join(paper.pages).encode()
    name = f"{paper.paper.kind.replace('_', '-')}-{paper.serial}.{'pdf' if paper.is_pdf else 'txt'}"
    return Upload(name, len(content), io.BytesIO(content))


def _act(app: Opened, who: str, at: datetime) -> Act:
    login, name = LOGINS[who]
    return Act(
        login, name, min(at.astimezone(UTC), app.registry.clock.now() - timedelta(seconds=1)), app.registry
    )
