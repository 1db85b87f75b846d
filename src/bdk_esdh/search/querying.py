"""From what somebody typed to the tree of a query; what is not understood is told and left out.

``afsender: sag: kle: fra: til: enhed: type: status: år:`` narrow; ``"hegn mod vej"`` is a phrase, ``-udkast``
leaves out, ``bygge*`` is a beginning; everything else are words, all of which have to be there.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ..kernel.date_fields import UnreadableDateError, read_date
from ..kernel.i18n import _
from .port import All, AnyOf, Dated, Field, Not, Phrase, Prefix, Query, Word

#: what is typed beyond these limits says nothing more about what is sought
LONGEST_QUERY = 1_000
MOST_PARTS = 24
MOST_PHRASE_WORDS = 12
SHORTEST_PREFIX = 2
LONGEST_WORD = 60

_PART = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?:(?P<field>[a-zæøå]{2,12}):\s?)?
        (?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile(r"\w+(?:[-./]\w+)*")
_NUMBER = re.compile(r"(\d{4})\s*[-/]\s*(\d{1,9})(?:\s*[-/]\s*(\d{1,9}))?", re.ASCII)
_KLE = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.?", re.ASCII)
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)

#: words too common to look for; they never make a query empty by themselves
STOP_WORDS = frozenset(
    (
        "af",
        "alle",
        "at",
        "blev",
        "da",
        "de",
        "dem",
        "den",
        "der",
        "deres",
        "det",
        "dette",
        "dog",
        "du",
        "efter",
        "eller",
        "en",
        "er",
        "et",
        "for",
        "fra",
        "ham",
        "han",
        "har",
        "havde",
        "hun",
        "hvad",
        "hvor",
        "i",
        "ikke",
        "ind",
        "jeg",
        "kan",
        "man",
        "med",
        "men",
        "mod",
        "nu",
        "når",
        "og",
        "også",
        "om",
        "op",
        "os",
        "over",
        "på",
        "sin",
        "som",
        "så",
        "til",
        "ud",
        "under",
        "var",
        "vi",
        "vil",
        "være",
    )
)

REMARKS = {
    "too_long": _("Søgningen var meget lang. Kun begyndelsen er brugt."),
    "open_quote": _("Et citationstegn mangler sin makker. Resten er læst som én vending."),
    "bad_date": _("En dato kunne ikke læses og er udeladt. Skriv den som 23.11.2026."),
    "bad_kle": _("Et KLE-nummer kunne ikke læses og er udeladt. Skriv det som 02 eller 02.34."),
    "bad_case": _("Et sagsnummer kunne ikke læses og er udeladt. Skriv det som 2026-00012."),
    "bad_year": _("Et årstal kunne ikke læses og er udeladt. Skriv det som 2026."),
    "unknown_name": _("Et navn efter enhed:, type: eller status: er ukendt og er udeladt."),
    "empty_field": _("Der mangler noget efter et kolon. Feltet er udeladt."),
    "short_prefix": _("Skriv mindst to bogstaver før stjernen. Stjernen er udeladt."),
    "only_not": _("Skriv også noget, der skal findes, ikke kun det, der skal udelades."),
    "nothing": _("Skriv mindst ét ord med bogstaver eller tal."),
    "common": _("Et ord er så almindeligt, at kun en del af dets former er taget med."),
}


@dataclass(frozen=True)
class ParsedQuery:
    """A query as it was understood.

    :param tree: ``None`` when there is nothing to look for.
    :param remarks: codes of :data:`REMARKS`.
    :param number: the case or document number that the query is, if it is nothing else.
    :param words: the words and phrases looked for, to show and to correct.
    """

    tree: Query | None
    remarks: tuple[str, ...] = ()
    number: str = ""
    words: tuple[str, ...] = ()


#: by field of the port, what people call a value (case-folded) to its code
Names = Mapping[str, Mapping[str, str]]


def parse_query(text: str, *, today: date | None = None, names: Names | None = None) -> ParsedQuery:
    """Read what somebody typed; any text will do.

    :param today: what ``fra: "i dag"`` means.
    :param names: for ``enhed: type: status:``, the titles people know units, kinds, document types and
        states by: ``{"unit": {"teknik & miljø": "teknik-miljoe"}, …}``. A beginning of a title is enough;
        codes are understood, too.
    """
    return _Reading(text, today, names or {}).result()


def remark_text(code: str) -> str:
    """Return the sentence of a remark, to be translated."""
    return REMARKS[code]


def full_number(text: str) -> str:
    """Return a case or document number in its one spelling, or ``""``: ``2026/12`` is ``2026-00012``."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return ""
    return f"{found[1]}-{int(found[2]):05}" + (f"-{int(found[3])}" if found[3] else "")


def visible(text: str) -> str:
    """Return what was typed as it may be shown again: no control characters, no invisible marks."""
    text = unicodedata.normalize("NFC", text[: 2 * LONGEST_QUERY])
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


class _Reading:
    """One text being read."""

    def __init__(self, text: str, today: date | None, names: Names) -> None:
        self.today = today
        self.names = names
        self.remarks: list[str] = []
        self.wanted: list[Query] = []
        self.unwanted: list[Query] = []
        self.words: list[str] = []
        self.common: list[str] = []
        self.since: date | None = None
        self.until: date | None = None
        self.text = visible(text)
        if len(text) > LONGEST_QUERY:
            self.text = self.text[:LONGEST_QUERY]
            self.remark("too_long")

    def remark(self, code: str) -> None:
        if code not in self.remarks:
            self.remarks.append(code)

    def result(self) -> ParsedQuery:
        number = full_number(self.text)
        if self.text.count('"') % 2:
            self.remark("open_quote")
        for count, match in enumerate(_PART.finditer(self.text)):
            if count == MOST_PARTS:
                self.remark("too_long")
                break
            self.part(match)
        if self.since or self.until:
            self.wanted.append(Dated(self.since, self.until))
        # Stop words count only where nothing else does: "til og fra" is a query, too.
        if not self.words and self.common:
            self.words = self.common
            self.wanted += [Word(word) for word in self.common]
        return ParsedQuery(self.tree(), tuple(self.remarks), number, tuple(self.words))

    def tree(self) -> Query | None:
        if not self.wanted:
            self.remark("only_not" if self.unwanted else "nothing")
            return None
        return All((*self.wanted, *(Not(part) for part in self.unwanted)))

    def part(self, match: re.Match[str]) -> None:
        name = (match["field"] or "").casefold()
        value = match["phrase"] if match["phrase"] is not None else match["word"]
        read = FIELD_WORDS.get(name)
        if not name and value.endswith(":") and value[:-1].casefold() in FIELD_WORDS:
            self.remark("empty_field")
            return
        if name and read is None:
            # Not a field of ours: "Re: svar" are just words.
            value = f"{name} {value}"
        if read is not None:
            if not _WORDS.search(value):
                self.remark("empty_field")
                return
            condition = read(self, value)
        else:
            condition = self.text_part(value, quoted=match["phrase"] is not None, kept=not match["minus"])
        if condition is not None:
            (self.unwanted if match["minus"] else self.wanted).append(condition)

    def text_part(self, value: str, *, quoted: bool, kept: bool) -> Query | None:
        found = [word[:LONGEST_WORD] for word in _WORDS.findall(value)]
        if not found:
            return None
        if quoted and len(found) > 1:
            return self.phrase(found, kept=kept)
        if value.endswith("*") and len(found) == 1:
            if len(found[0]) >= SHORTEST_PREFIX:
                self.note(found[0], kept=kept)
                return Prefix(found[0])
            self.remark("short_prefix")
        if len(found) > 1:
            # "post@dingkommune.dk": its pieces.
            for word in found:
                self.note(word, kept=kept)
            return All(tuple(Word(word) for word in found))
        if kept and not quoted and found[0].casefold() in STOP_WORDS:
            self.common.append(found[0])
            return None
        self.note(found[0], kept=kept)
        # "2026/12" may mean the case 2026-00012; or a month.
        number = full_number(found[0])
        return Word(found[0]) if number in ("", found[0]) else AnyOf((Word(found[0]), Word(number)))

    def phrase(self, found: list[str], *, kept: bool) -> Query:
        if len(found) > MOST_PHRASE_WORDS:
            self.remark("too_long")
        words = tuple(found[:MOST_PHRASE_WORDS])
        self.note(" ".join(words), kept=kept)
        return Phrase(words)

    def note(self, text: str, *, kept: bool) -> None:
        if kept:
            self.words.append(text)

    # The field words; each returns its condition, or None when it is told why there is none.

    def sender(self, value: str) -> Query | None:
        return Field("sender", (value,))

    def case(self, value: str) -> Query | None:
        number = full_number(value)
        if not number:
            self.remark("bad_case")
            return None
        return Field("case_number", ("-".join(number.split("-")[:2]),))

    def kle(self, value: str) -> Query | None:
        if _KLE.fullmatch(value) is None:
            self.remark("bad_kle")
            return None
        return Field("kle", (".".join(f"{int(part):02}" for part in value.rstrip(".").split(".")),))

    def from_day(self, value: str) -> Query | None:
        self.since = self.day(value, last=False) or self.since
        return None

    def to_day(self, value: str) -> Query | None:
        self.until = self.day(value, last=True) or self.until
        return None

    def day(self, value: str, *, last: bool) -> date | None:
        if _YEAR.fullmatch(value):
            return date(int(value), 12, 31) if last else date(int(value), 1, 1)
        try:
            return read_date(value, self.today, leaning=-1)
        except UnreadableDateError:
            self.remark("bad_date")
            return None

    def unit(self, value: str) -> Query | None:
        return self.named(value, "unit")

    def type(self, value: str) -> Query | None:
        return self.named(value, "kind", "document_type")

    def state(self, value: str) -> Query | None:
        return self.named(value, "review_state")

    def named(self, value: str, *fields: str) -> Query | None:
        asked, found = value.casefold(), []
        for name in fields:
            known = self.names.get(name, {})
            codes = {code for code in known.values() if code.casefold() == asked}
            codes = codes or {code for title, code in known.items() if title == asked}
            codes = codes or {code for title, code in known.items() if title.startswith(asked)}
            if codes:
                found.append(Field(name, tuple(sorted(codes))))
        if not found:
            self.remark("unknown_name")
            return None
        return found[0] if len(found) == 1 else AnyOf(tuple(found))

    def year(self, value: str) -> Query | None:
        if _YEAR.fullmatch(value) is None:
            self.remark("bad_year")
            return None
        return Field("year", (value,))


FIELD_WORDS: dict[str, Callable[[_Reading, str], Query | None]] = {
    "afsender": _Reading.sender,
    "modtager": _Reading.sender,
    "sag": _Reading.case,
    "kle": _Reading.kle,
    "emne": _Reading.kle,
    "fra": _Reading.from_day,
    "til": _Reading.to_day,
    "enhed": _Reading.unit,
    "type": _Reading.type,
    "status": _Reading.state,
    "tilstand": _Reading.state,
    "år": _Reading.year,
    "aar": _Reading.year,
}
