"""What a letter most likely is, worked out from what it says and from what was registered before.

Each value has its reason, which stands under the field: a person decides, and has to be able to judge.
Nothing is suggested from what whoever asks may not read.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePath
from typing import Any

from pyramid.request import Request

from ..cases.actions import cases_of
from ..cases.content import Case
from ..documents.content import Document
from ..documents.schema import RegisterSchema
from ..kernel.date_fields import UnreadableDateError, read_date
from ..kernel.i18n import _
from ..search.conditions import Among
from ..search.finding import ids_with_words
from ..search.lists import listing
from ..search.port import SearchFace
from ..security.cpr import contains_cpr
from ..security.readers import Sensitivity, may_read
from .content import WaitingLetter

MOST_CASES = 3
_LOOKED_AT = 30
_MOST_TEXT = 20_000
_LONGEST_TITLE, _LONGEST_NAME = 120, 80
_OLDEST_LETTER = timedelta(days=400)
_ANY_CASE = re.IGNORECASE
_LINES = re.IGNORECASE | re.MULTILINE
_NUMBER = re.compile(r"\b(?:19|20)\d\d-\d{5}\b")
_SUBJECT = re.compile(r"^\s*(?:vedr(?:ørende)?\b\.?|emne|angående|ang\.)\s*:?\s*(\S.*)$", _LINES)
_GREETING = re.compile(r"^\s*(?:med )?(?:venlig|mange|kærlig|bedste?)[ \w]*hilsen[,.]?\s*$", _LINES)
_DAY = re.compile(
    r"\b\d{1,2}\.\s?[a-zæøå]{3,9}\.? \d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b", re.IGNORECASE
)


@dataclass
class SuggestedCase:
    """A case the letter may belong to, and why."""

    number: str
    title: str
    reason: Any


@dataclass
class Suggestions:
    """Values of the form, reasons by field, and the cases to choose among, the likeliest first."""

    values: dict[str, Any]
    reasons: dict[str, Any] = field(default_factory=dict)
    cases: list[SuggestedCase] = field(default_factory=list)

    def put(self, name: str, value: Any, reason: Any) -> None:
        """Suggest a value."""
        self.values[name], self.reasons[name] = value, reason


def suggestions_for(letter: WaitingLetter, request: Request, *, asked: str = "") -> Suggestions:
    """Return what ``letter`` most likely is, for whoever makes ``request``.

    :param asked: number of a case somebody chose, before all that is guessed.
    """
    made = Suggestions(RegisterSchema.suggest(letter, request))
    text = "\n".join(letter.text.pages)[:_MOST_TEXT] if letter.text else ""
    _suggest_title(made, letter, text)
    _suggest_date(made, text, request.clock.today())
    wanted = [asked, letter.case_number, letter.case_opened, *_NUMBER.findall(f"{letter.filename}\n{text}")]
    cases = list(_named_cases(letter, request, wanted, asked))
    signer = _signer(text)
    made.cases = [SuggestedCase(case.case_number, case.internal_title, reason) for case, reason in cases]
    if cases:
        _suggest_sender_of_case(made, cases[0][0], request, text)
    if signer and "correspondent" not in made.reasons:
        made.put("correspondent", signer, _("Navnet under brevet"))
    sender = made.values.get("correspondent", "")
    if sender:
        _suggest_from_earlier(made, sender, request)
    if made.cases:
        made.put("case_number", made.cases[0].number, made.cases[0].reason)
        _suggest_sensitivity(made, cases_of(letter)[made.cases[0].number])
    return made


def _suggest_title(made: Suggestions, letter: WaitingLetter, text: str) -> None:
    subject = _SUBJECT.search(text)
    if subject and _fits(subject[1], _LONGEST_TITLE):
        made.put("title", _one_line(subject[1]), _("Fra brevets emnelinje"))
        return
    stem = _one_line(re.sub(r"[_]+", " ", PurePath(letter.filename).stem))
    if _fits(stem, _LONGEST_TITLE):
        made.put("title", stem[:1].upper() + stem[1:], _("Filens navn. Ret det, hvis det ikke siger nok"))


def _suggest_date(made: Suggestions, text: str, today: date) -> None:
    for found in _DAY.finditer(text):
        try:
            day = read_date(found[0], today)
        except UnreadableDateError:
            continue
        if today - _OLDEST_LETTER <= day <= today:
            made.put("letter_date", day, _("Læst i brevet"))
            return
    made.reasons["letter_date"] = _("Dagen i dag. Der er ikke læst nogen dato i brevet")


def _named_cases(
    letter: WaitingLetter, request: Request, numbers: list[str], asked: str
) -> Iterator[tuple[Case, Any]]:
    """Yield the open cases among ``numbers`` that whoever asks may read, each once."""
    archive, seen = cases_of(letter), set()
    for number in numbers:
        case = archive.get(number) if number else None
        if case is None or number in seen or case.is_closed or not may_read(case, request.principals):
            continue
        seen.add(number)
        if number == asked:
            yield case, _("Valgt af dig")
        elif number == letter.case_number:
            yield case, _("Filen blev lagt på sagen")
        elif number == letter.case_opened:
            yield case, _("Sagen blev oprettet til brevet")
        else:
            yield case, _("Sagsnummeret står i brevet")
        if len(seen) == MOST_CASES:
            return


def _suggest_sender_of_case(made: Suggestions, case: Case, request: Request, text: str) -> None:
    """Suggest a correspondent of the case whose name the letter has; or its only one."""
    found = listing(
        request.root,
        request.principals,
        {"kind": "Document", "case": case.case_number},
        sort="serial",
        reverse=True,
        size=_LOOKED_AT,
    )
    names = Counter(each.correspondent for each in found if each.correspondent)
    flat = _one_line(text).casefold()
    named = [name for name, _count in names.most_common() if name.casefold() in flat]
    if not named and len(names) == 1 and not flat:
        named = list(names)
    if not named:
        return
    reason = _("Kendt på sagen, ${count} tidligere", mapping={"count": names[named[0]]})
    made.put("correspondent", named[0], reason)
    character = next((each.character for each in found if each.correspondent == named[0]), "")
    if character:
        made.put("character", character, _("Som i det seneste brev fra samme afsender"))


def _suggest_from_earlier(made: Suggestions, sender: str, request: Request) -> None:
    """Suggest the cases of earlier letters from the same sender, and how they were shown in public."""
    ids = ids_with_words(request, sender, "Document", SearchFace.INTERNAL)
    conditions = {"kind": "Document", "words": Among(ids)}
    found = listing(
        request.root, request.principals, conditions, sort="journal_day", reverse=True, size=_LOOKED_AT
    )
    earlier = [each for each in found if each.correspondent.casefold() == sender.casefold()]
    _suggest_cases_of(made, earlier, request)
    if earlier and earlier[0].character and "character" not in made.reasons:
        made.put("character", earlier[0].character, _("Som i det seneste brev fra samme afsender"))


def _suggest_cases_of(made: Suggestions, earlier: list[Document], request: Request) -> None:
    known = {each.number for each in made.cases}
    for document in earlier:
        case = document.case
        if len(made.cases) == MOST_CASES:
            return
        if case.case_number in known or case.is_closed or not may_read(case, request.principals):
            continue
        known.add(case.case_number)
        count = sum(1 for each in earlier if each.case is case)
        reason = _(
            "${count} tidligere fra ${name} på sagen",
            mapping={"count": count, "name": document.correspondent},
        )
        made.cases.append(SuggestedCase(case.case_number, case.internal_title, reason))


def _suggest_sensitivity(made: Suggestions, case: Case) -> None:
    if case.sensitivity != Sensitivity.NOT_CONFIDENTIAL.value:
        made.put("sensitivity", case.sensitivity, _("Som sagen"))


def _signer(text: str) -> str:
    """Return the name under the letter: the line after the greeting."""
    greeting = _GREETING.search(text)
    if greeting is None:
        return ""
    below = [_one_line(line) for line in text[greeting.end() :].splitlines() if line.strip()]
    return below[0] if below and _fits(below[0], _LONGEST_NAME) else ""


def _fits(text: str, most: int) -> bool:
    line = _one_line(text)
    return bool(line) and len(line) <= most and line.isprintable() and not contains_cpr(line)


def _one_line(text: str) -> str:
    return " ".join(text.split())
