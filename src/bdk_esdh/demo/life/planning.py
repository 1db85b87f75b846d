"""Laying the cases over the last two years: what is opened when, and which of its papers have come by now.

The same day gives the same plan: everything is drawn from the number of the case.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from ...kernel.clock import COPENHAGEN
from ...kernel.working_days import WorkCalendar
from .deciding import settle
from .model import COMMON, Matter, PaperTemplate, PlannedCase, PlannedPaper
from .parties import Parties
from .people import EMPLOYEE_BY_KEY, caseworkers_of
from .reading import matters
from .spreading import spread
from .wording import Wording, case_facts

#: how far back the oldest case lies: some months before the oldest meeting, which has to have something
DAYS = 2 * 365 + 150
_OFFICE_MINUTES = 460
#: papers of the common kinds that a case has besides its own
_COMMON_PAPERS = (0, 1, 1, 2, 2)
#: above 1: the more the nearer to now
_LATELY = 1.7
#: kinds that are done in less than this are put where few letters came
_SHORT = 21
_NOON = time(12)
#: what comes in is on its case so long before anybody looks
_A_WHILE = timedelta(minutes=20)


class Planner:
    """Plans the cases of a municipality as it is at the moment ``now``.

    :param now: nothing is younger; with its zone.
    :param share: what part of the cases is planned, from 0 to 1; of each kind at least one.
    """

    def __init__(self, now: datetime, calendar: WorkCalendar, share: float = 1.0) -> None:
        """Keep the moment."""
        self.now = now.astimezone(COPENHAGEN)
        self.calendar = calendar
        self.share = share
        self._common = next(each for each in matters() if each.key == COMMON).papers

    def cases(self) -> list[PlannedCase]:
        """Plan all cases, the oldest first."""
        kinds = self._order()
        turns: dict[str, int] = {}
        planned: list[PlannedCase] = []
        short: list[tuple[int, Matter, int]] = []
        for place, matter in enumerate(kinds):
            turn = turns[matter.key] = turns.get(matter.key, -1) + 1
            if _fills_a_gap(matter):
                short.append((place + 1, matter, turn))
                continue
            back = DAYS * (1 - (place + 0.5) / len(kinds)) ** _LATELY
            planned.append(self._case(place + 1, matter, turn, self.now - timedelta(days=back)))
        for place, (serial, matter, turn) in enumerate(short):
            days = self._quiet_days(planned)
            if days and place % 3:
                day = days[place * len(days) // len(short)]
            else:
                day = (self.now - timedelta(days=DAYS * (1 - (place + 0.5) / len(short)) ** _LATELY)).date()
            planned.append(self._case(serial, matter, turn, datetime.combine(day, _NOON, COPENHAGEN)))
        spread(planned, self._quiet_days(planned))
        return sorted(planned, key=lambda case: case.at)

    def _quiet_days(self, planned: list[PlannedCase]) -> list[date]:
        """List the working days on which no public letter came or went."""
        busy = {
            paper.at.date()
            for case in planned
            if not case.matter.is_confidential
            for paper in case.papers
            if paper.template.sort in ("ind", "ud")
        }
        days = (self.now.date() - timedelta(days=back) for back in range(DAYS, 0, -1))
        return [day for day in days if day not in busy and self.calendar.why_not(day) is None]

    def _order(self) -> list[Matter]:
        """Spread the cases of each kind evenly, so that neighbours on a list differ."""
        places = []
        for number, matter in enumerate(each for each in matters() if each.count):
            count = max(1, round(matter.count * self.share))
            shift = Random(f"shift {number}").random()
            places += [((turn + shift) / count, number, matter) for turn in range(count)]
        return [matter for _place, _number, matter in sorted(places, key=lambda each: each[:2])]

    def _case(self, serial: int, matter: Matter, turn: int, near: datetime) -> PlannedCase:
        chance = Random(f"case {serial} {matter.key}")
        at = self._moment(near, chance)
        facts = case_facts(chance, at.date(), matter.town, serial)
        parties = Parties(chance, facts, matter)
        workers = [matter.caseworker] if matter.caseworker else caseworkers_of(matter.unit) or ["eva"]
        worker = workers[turn % len(workers)]
        facts |= parties.facts()
        facts["kollega"] = self._colleague(chance, worker)
        wording = Wording(chance, self.calendar, facts)
        case = PlannedCase(
            serial=serial,
            matter=matter,
            title=wording.fill(matter.titles[turn % len(matter.titles)], at.date()),
            about=wording.fill(matter.about, at.date()),
            at=at,
            due=self._workday(at.date() + timedelta(days=matter.due)) if matter.due else None,
            worker=worker,
            texts={name: wording.fill(text, at.date()) for name, text in matter.item.items()},
            resolution=matter.resolutions[turn % len(matter.resolutions)],
            papers=[],
        )
        whole = self._papers(case, wording, parties, chance, turn)
        case.parties = parties.on_case()
        settle(case, whole=whole, now=self.now, calendar=self.calendar, chance=chance)
        return case

    def _papers(
        self, case: PlannedCase, wording: Wording, parties: Parties, chance: Random, turn: int
    ) -> bool:
        """Plan the papers that have come by now; returns whether those are all."""
        at = case.at
        for number, template in enumerate(self._course(case.matter, chance)):
            if number:
                days = template.gap * chance.uniform(0.7, 1.5)
                at = self._moment(at + timedelta(days=days), chance, after=at)
            else:
                at += timedelta(minutes=6)
            if at >= self.now:
                return False
            case.papers.append(self._paper(template, at, wording, parties, chance, turn + number))
        return True

    def _course(self, matter: Matter, chance: Random) -> list[PaperTemplate]:
        course = [
            each for n, each in enumerate(matter.papers) if not n or chance.randrange(100) < each.chance
        ]
        is_citizens = matter.party.startswith("borger")
        for common in chance.sample(self._common, chance.choice(_COMMON_PAPERS)):
            # Firms and authorities fill in no form of ours.
            fits = is_citizens or common.kinds != ("html",)
            template = common if fits else replace(common, kinds=("pdf",))
            course.insert(chance.randint(1, len(course)), template)
        return course

    def _paper(
        self,
        template: PaperTemplate,
        at: datetime,
        wording: Wording,
        parties: Parties,
        chance: Random,
        turn: int,
    ) -> PlannedPaper:
        party = parties.find(template.who)
        more = {"navn": party.name} if party is not None else {}
        body = wording.fill(template.text, at.date(), more)
        title = wording.fill(template.titles[turn % len(template.titles)], at.date())
        kind = template.kinds[turn % len(template.kinds)]
        return PlannedPaper(template, at, title, kind, party, tuple(body.split("\n")))

    def _colleague(self, chance: Random, worker: str) -> str:
        others = [each.name for each in EMPLOYEE_BY_KEY.values() if each.key != worker]
        return chance.choice(others)

    def _moment(self, near: datetime, chance: Random, *, after: datetime | None = None) -> datetime:
        """Return a moment in office hours near that day, and not before ``after``."""
        day = self._workday(near.astimezone(COPENHAGEN).date())
        opens = datetime.combine(day, time(8, 5), COPENHAGEN)
        at = opens + timedelta(minutes=chance.randrange(_OFFICE_MINUTES), seconds=chance.randrange(60))
        if after is not None:
            return at if at > after else after + timedelta(minutes=chance.randint(7, 50))
        return (
            at if at < self.now - _A_WHILE else at + timedelta(days=(self.calendar.add(day, -1) - day).days)
        )

    def _workday(self, day: date) -> date:
        return day if self.calendar.why_not(day) is None else self.calendar.add(day, 1)


def _fills_a_gap(matter: Matter) -> bool:
    return matter.due is not None and matter.due <= _SHORT and not matter.is_confidential
