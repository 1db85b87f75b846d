"""The pages that are measured, put into a copy of a base by the actions a clerk uses."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bdk_esdh.cases.actions import open_case
from bdk_esdh.demo.large.plain_pdf import text_pdf
from bdk_esdh.demo.large.planning import plan
from bdk_esdh.documents.actions import add_version, move_document, register_document
from bdk_esdh.documents.public_file import PublicFile
from bdk_esdh.documents.release import give_out
from bdk_esdh.files.cleaning import CleanReport
from bdk_esdh.files.storing import store_file
from bdk_esdh.kernel.clock import local
from bdk_esdh.kernel.file_fields import Upload
from bdk_esdh.kernel.records import Act
from bdk_esdh.meetings.actions import plan_meeting
from bdk_esdh.meetings.items import add_item
from bdk_esdh.meetings.publishing import publish_meeting
from bdk_esdh.ops.opening import Opened, opened

from .serving import settings

ITEMS, ATTACHMENTS = 20, 60
DOCUMENTS = 50
FILE_BYTES = 200_000
_CLERK, _SECRETARY = ("sagsbehandler", "Karla Skabelon"), ("sekretaer", "Jens Opspind")


@dataclass(frozen=True)
class Special:
    """Addresses of what is measured."""

    document: str
    pdf: str
    agenda: str
    case: str
    case_number: str
    postlist: str


def add_special(data: Path) -> Special:
    """Add a case with 50 documents, one of them released with three versions, and an agenda."""
    with opened(str(settings(data)), str(data)) as app, app.graph() as root:
        past = app.registry.clock.now() - timedelta(days=14)
        clerk = Act(*_CLERK, past, app.registry)
        case = _case(root, clerk, "Forlængelse af stien langs Attrapvej")
        documents = [_released(case, number, clerk) for number in range(6)]
        documents += [_register(case, number, clerk) for number in range(6, DOCUMENTS)]
        shown = documents[0]
        day = local(shown.registered_at).date().isoformat()
        agenda = _agenda(root, app, clerk)
        page = f"/postlister/{day}/{shown.document_number}"
        return Special(
            document=page,
            pdf=f"{page}/fil.pdf",
            agenda=agenda,
            case=f"/intranet/sager/{case.case_number}",
            case_number=case.case_number,
            postlist=f"/postlister/{day}",
        )


def _case(root: Any, act: Act, title: str) -> Any:
    values = {
        "title": title,
        "kle_subject": "05.01.08",
        "kle_facet": "G01",
        "responsible_unit": "vej_park",
        "caseworker": act.by,
        "sensitivity": "not_confidential",
    }
    return open_case(root["sager"], values, act)


def _texts() -> Iterator[Any]:
    for case in plan(10_000, datetime(2026, 1, 5, 9, tzinfo=UTC)):
        yield from (paper for paper in case.papers if not case.matter.about_persons)


_PAPERS = [paper for paper, _number in zip(_texts(), range(200), strict=False)]


def _register(case: Any, number: int, act: Act) -> Any:
    paper = _PAPERS[number % len(_PAPERS)]
    content = text_pdf(paper.pages)
    values = {
        "title": f"Bilag {number + 1} om stien",
        "document_type": "letter_incoming",
        "direction": "incoming",
        "letter_date": local(act.at).date(),
        "correspondent": "Nordhegn Attrap ApS",
        "sensitivity": "not_confidential",
        "on_postlist": True,
        "file": Upload(f"bilag-{number + 1}.pdf", len(content), io.BytesIO(content)),
    }
    return register_document(case, values, act, text=paper.pages)


def _released(case: Any, number: int, act: Act) -> Any:
    document = _register(case, number, act)
    for version in (2, 3) if number == 0 else ():
        text = f"Version {version}. {_PAPERS[number].pages[0]}"
        add_version(document, io.BytesIO(text_pdf((text,))), f"bilag-{version}.pdf", act)
    move_document(document, "finalise", act)
    content = a_file(number)
    stored = store_file(io.BytesIO(content), "bilag.pdf", field=None, connection=document._p_jar)
    pages = _PAPERS[number % len(_PAPERS)].pages
    report = CleanReport(pages=1, size=len(content), dropped=(), alternative_texts=())
    made = PublicFile(Path("bilag.pdf"), "bilag.pdf", report, vouched_for=False, pages=pages)
    give_out(document, made, stored, act)
    return document


def a_file(number: int, size: int = FILE_BYTES) -> bytes:
    """Return a PDF of ``size`` bytes with a page of text; each number another one."""
    pdf = text_pdf(_PAPERS[number % len(_PAPERS)].pages)
    noise = random.Random(number).randbytes(size - len(pdf) - 3).replace(b"\n", b"x").replace(b"\r", b"x")
    return pdf + b"\n%" + noise + b"\n"


def _agenda(root: Any, app: Opened, clerk: Act) -> str:
    secretary = Act(*_SECRETARY, app.registry.clock.now() - timedelta(days=10), app.registry)
    committee = next(iter(root["udvalg"].values()))
    case = _case(root, clerk, "Plan for cykelstier i hele kommunen")
    attachments = [_released(case, number, clerk) for number in range(1, ATTACHMENTS + 1)]
    day = local(app.registry.clock.now()).date() + timedelta(days=30)
    values = {"date": day, "time": committee.time, "place": committee.place}
    meeting = plan_meeting(committee, values, secretary)
    for number in range(ITEMS):
        add_item(meeting, _item(number, case, attachments[3 * number : 3 * number + 3]), secretary)
    publish_meeting(meeting, secretary)
    return f"/udvalg/{committee.__name__}/{meeting.__name__}"


def _item(number: int, case: Any, documents: list[Any]) -> dict[str, Any]:
    text = " ".join(_PAPERS[number].pages[0].split("\n\n")[2:4])
    return {
        "title": f"Cykelsti på strækning {number + 1}",
        "kind": "case",
        "case": case,
        "documents": documents,
        "summary": text,
        "presentation": text,
        "recommendation": "Forvaltningen indstiller, at strækningen anlægges.",
    }
