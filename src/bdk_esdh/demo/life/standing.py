"""What bodies treat again and again: each has a case of the year, with a paper for each such item."""

from datetime import datetime, time, timedelta
from random import Random

from ...kernel.clock import COPENHAGEN
from ...kernel.working_days import WorkCalendar
from .calendar import PlannedItem, PlannedMeeting
from .model import Matter, PaperTemplate, PlannedCase, PlannedPaper
from .people import COUNCIL
from .reading import records
from .wording import Wording, case_facts

_SUBJECTS = {True: "00.22.02", False: "00.22.04"}
#: an agenda has so many items about cases, if the year has brought few
_FEWEST = 3
_PAPER = PaperTemplate("aarssag", "rapport", "", ("pdf", "docx"), 0, 100, ("",), "")


def add_standing(
    cases: list[PlannedCase], meetings: list[PlannedMeeting], now: datetime, calendar: WorkCalendar
) -> None:
    """Fill up each agenda from what its body treats every quarter; the cases of the year join ``cases``."""
    texts: dict[str, list[list[str]]] = {}
    for code, *rest in records("dagsorden.txt"):
        texts.setdefault(code, []).append(rest)
    by_year: dict[tuple[str, int], PlannedCase] = {}
    turns = dict.fromkeys(texts, 0)
    for meeting in meetings:
        code, year = meeting.committee.code, meeting.day.year
        if meeting.drafted >= now:
            continue
        for _missing in range(max(1, _FEWEST - len(meeting.items))):
            case = by_year.get((code, year))
            if case is None:
                case = by_year[code, year] = _case_of_the_year(meeting, len(cases) + 1, calendar)
                cases.append(case)
            told = texts[code][turns[code] % len(texts[code])]
            turns[code] += 1
            _add(meeting, case, told, calendar, turns[code])
    for (_code, year), case in by_year.items():
        closes = _january(year + 1)
        if closes < now and case.papers:
            case.state, case.closed_at = "closed", closes
    cases.sort(key=lambda each: each.at)


def _january(year: int) -> datetime:
    return datetime.combine(datetime(year, 1, 22, tzinfo=COPENHAGEN).date(), time(10), COPENHAGEN)


def _case_of_the_year(meeting: PlannedMeeting, serial: int, calendar: WorkCalendar) -> PlannedCase:
    committee, year = meeting.committee, meeting.day.year
    subject = _SUBJECTS[committee.key == COUNCIL]
    matter = Matter(
        key=f"aarssag-{committee.code}",
        titles=(),
        subject=subject,
        facet="P35",
        unit="politisk_sekretariat",
        count=0,
        about="",
        party="borger",
        due=None,
        sensitivity="not_confidential",
        caseworker=committee.secretary,
        town="",
        committees=(committee.code,),
        closed=None,
        item={},
        resolutions=(),
        papers=(_PAPER,),
    )
    opened = datetime.combine(calendar.add(meeting.drafted.date(), -1), time(9, 40), COPENHAGEN)
    return PlannedCase(
        serial=serial,
        matter=matter,
        title=f"Drøftelser og status i {committee.name} {year}",
        about=f"Punkter, der kommer igen i {committee.name}, med forvaltningens notater.",
        at=opened,
        due=None,
        worker=committee.secretary,
        texts={},
        resolution="",
        papers=[],
    )


def _add(
    meeting: PlannedMeeting, case: PlannedCase, told: list[str], calendar: WorkCalendar, turn: int
) -> None:
    title, summary, resolutions, text = told
    chance = Random(f"{meeting.committee.code} {meeting.day} {turn}")
    facts = case_facts(chance, meeting.day, "", meeting.day.toordinal() // 7 + turn)
    quarter = (meeting.day.month - 1) // 3  # the one that has ended
    facts["kvartal"] = (
        f"{quarter}. kvartal {meeting.day.year}" if quarter else f"4. kvartal {meeting.day.year - 1}"
    )
    wording = Wording(chance, calendar, facts)
    title, summary, text = (wording.fill(each, meeting.day) for each in (title, summary, text))
    resolution = chance.choice([way.strip() for way in resolutions.split("||")])
    paper = PlannedPaper(
        template=_PAPER,
        at=meeting.drafted - timedelta(minutes=90 - 8 * len(meeting.items)),
        title=f"Notat: {title[0].lower()}{title[1:]}" if turn % 2 else title,
        kind=_PAPER.kinds[turn % 3 == 0],
        party=None,
        body=tuple(_LAYOUT.format(summary, text).split("\n")),
        released=True,
    )
    case.papers.append(paper)
    item_texts = {"title": title, "summary": summary, "presentation": text, "recommendation": _ASKED}
    meeting.items.append(PlannedItem(case, resolution, item_texts, len(case.papers) - 1))


_LAYOUT = (
    "# Kort fortalt\n\n{}\n\n# Baggrund\n\n{}\n\n# Det videre\n\n"
    "Forvaltningen følger op og vender tilbage til udvalget, når der er nye tal. Bemærkninger på mødet "
    "bliver skrevet i protokollen og sendt til de enheder, der har bidraget."
)
_ASKED = "Forvaltningen foreslår, at sagen drøftes, og at redegørelsen tages til efterretning."
