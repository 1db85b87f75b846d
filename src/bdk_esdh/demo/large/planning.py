"""What there is in the large demo, in the order it came: a stream of cases, each with its papers.

The n-th case is the same in every demo of the same size and day: everything is drawn from its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from ...kernel.clock import COPENHAGEN
from .subjects import MATTERS, PAPERS, RARE_EVERY, RARE_WORD, Matter, Paper
from .words import FIRMS, FIRST_NAMES, LAST_NAMES, STREETS
from .writing import text_of

#: how far back the oldest case lies
DAYS = 6 * 365
_PAPERS_OF_A_CASE = range(4, 17)  # ten on the average
#: cases older than this are mostly closed
_OLD = timedelta(days=200)


@dataclass(frozen=True)
class PlannedPaper:
    """One document.

    :param serial: its place among all documents, from 1; each tenth is a PDF.
    :param pages: its text.
    """

    serial: int
    at: datetime
    title: str
    paper: Paper
    correspondent: str
    character: str
    confidential: bool
    on_postlist: bool
    pages: tuple[str, ...]

    @property
    def is_pdf(self) -> bool:
        """Whether its file is a PDF; the others are plain text."""
        return self.serial % 10 == 0


@dataclass(frozen=True)
class PlannedCase:
    """One case with its documents.

    :param state: to bring it to.
    """

    at: datetime
    title: str
    matter: Matter
    sensitivity: str
    due: date | None
    state: str
    papers: list[PlannedPaper] = field(default_factory=list)


def plan(size: int, now: datetime, *, first: int = 1) -> Iterator[PlannedCase]:
    """Yield cases, the oldest first, until there are ``size`` documents.

    :param now: nothing is younger.
    :param first: serial number of the first document.
    """
    begin, serial, number = now - timedelta(days=DAYS), first, 0
    while serial < first + size:
        number += 1
        chance = Random(f"{size} {first} {number}")
        passed = (serial - first) / size
        at = _office_hours(begin + (now - begin) * passed, chance)
        case = _case(chance, min(at, now), now)
        papers = min(chance.choice(_PAPERS_OF_A_CASE), first + size - serial)
        for _paper in range(papers):
            at = min(_office_hours(at + timedelta(days=chance.randrange(0, 12)), chance, after=at), now)
            case.papers.append(_document(chance, case, serial, at))
            serial += 1
        yield case


def _office_hours(moment: datetime, chance: Random, *, after: datetime | None = None) -> datetime:
    """Return a moment of that day between 8 and 16, and not before ``after``."""
    minutes = timedelta(minutes=chance.randrange(480), seconds=chance.randrange(60))
    at = datetime.combine(moment.astimezone(COPENHAGEN).date(), time(8), COPENHAGEN) + minutes
    return at if after is None or at > after else after + timedelta(minutes=1)


def _case(chance: Random, at: datetime, now: datetime) -> PlannedCase:
    matter = chance.choice(MATTERS)
    place = f"{chance.choice(STREETS)} {chance.randrange(300, 900)}"
    sensitivity = "not_confidential"
    if matter.about_persons:
        sensitivity = chance.choice(("confidential", "sensitive"))
    elif chance.random() < 0.03:
        sensitivity = "confidential"
    is_old = now - at > _OLD
    state = (
        "closed"
        if chance.random() < (0.85 if is_old else 0.1)
        else chance.choice(("opened", "informed", "decided"))
    )
    due = at.date() + timedelta(days=chance.randrange(20, 240)) if chance.random() < 0.7 else None
    return PlannedCase(at, matter.title.format(place), matter, sensitivity, due, state)


def _document(chance: Random, case: PlannedCase, serial: int, at: datetime) -> PlannedPaper:
    paper, matter = chance.choice(PAPERS), case.matter
    title = paper.title.format(matter.thing)
    if serial % RARE_EVERY == 0 and not matter.about_persons:
        title = f"{title} og {RARE_WORD}"
    is_person = matter.about_persons or chance.random() < 0.4
    name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" if is_person else chance.choice(FIRMS)
    return PlannedPaper(
        serial,
        at,
        title,
        paper,
        name,
        chance.choice(("Ansøger", "Borgerhenvendelse", "Part", "Nabo")) if is_person else "",
        confidential=chance.random() < 0.02,
        on_postlist=chance.random() < 0.7,
        pages=text_of(chance, case.title, title, name, personal=matter.about_persons),
    )
