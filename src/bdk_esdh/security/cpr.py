"""Finding what looks like a Danish personal number (CPR) in text that is about to be seen by others.

A personal number must not be published (databeskyttelsesloven § 11, stk. 3; CPR-loven § 54). The detector
therefore errs on the side of finding: a person can overrule it, and is named when doing so. It says how sure
it is:

- A **firm** hit has a separator where people write one (``010190-1234``), or has none but passes the check
  digit.
- A **loose** hit is ten digits in a row that happen to begin with a day, a month and a year. It may as well
  be the number of a document, an account or an invoice. The check digit (modulus 11) cannot settle it: since
  2007 numbers are given that fail it, and replacement numbers never had one. So it lowers the certainty and
  nothing more.

Replacement numbers, given to people without a CPR, have 60 added to the day (``610190-0000``) and identify a
person just as well.
"""

import re
import unicodedata
from dataclasses import dataclass

DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
MONTH = r"(?:0[1-9]|1[0-2])"
# Hyphen-minus, soft hyphen, hyphen, non-breaking hyphen, figure dash, en dash, em dash, minus sign.
DASH = "[-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212]"
# Space, no-break space, the thin spaces, and those without width that PDF programs put between words.
BLANK = "[ \t\u00a0\u2002-\u200b\u202f\u205f\u2060\ufeff]"
SEPARATOR = rf"{BLANK}{{0,2}}{DASH}?{BLANK}{{0,2}}"
# Bounded, so that a page of blanks costs no time.
EDGE = rf"{BLANK}{{0,8}}{DASH}?{BLANK}{{0,8}}"
LINE_BREAK = rf"{EDGE}(?:\r\n|[\n\r\f\v\u0085\u2028\u2029]){EDGE}"

# No digit before or after: then it is part of a longer number. Letters and underscores may touch it, since
# file names do that ("brev_010190-1234.pdf"), which is why this is not \b.
ONE_LINE = re.compile(rf"(?<!\d)({DAY}{MONTH}\d\d)({SEPARATOR})(\d{{4}})(?!\d)", re.ASCII)
OVER_LINES = re.compile(rf"(?<!\d)({DAY}{MONTH}\d\d)({LINE_BREAK}|{SEPARATOR})(\d{{4}})(?!\d)", re.ASCII)

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class CprHit:
    """Where something like a personal number stands; the digits themselves are not kept.

    :param start: index of its first digit.
    :param end: index after its last digit.
    :param loose: it may be something else.
    :param why: the reason, for the person who has to judge; empty for a firm hit.
    """

    start: int
    end: int
    loose: bool = False
    why: str = ""


def find_cpr(text: str, *, over_lines: bool = False) -> list[CprHit]:
    """Find all that looks like a personal number, in order.

    :param text: any text.
    :param over_lines: also find numbers broken at the end of a line between date and serial; meant for text
        taken from a page, where columns of figures then give more loose hits.
    :returns: firm and loose hits; none of them holds the digits.
    """
    pattern = OVER_LINES if over_lines else ONE_LINE
    return [_hit(match) for match in pattern.finditer(_with_plain_digits(text))]


def contains_cpr(text: str, *, over_lines: bool = False, loose: bool = True) -> bool:
    """Say whether there is anything like a personal number in the text.

    :param text: any text.
    :param over_lines: as in ``find_cpr``.
    :param loose: count loose hits too, as everything that is published must.
    """
    return any(loose or not hit.loose for hit in find_cpr(text, over_lines=over_lines))


def passes_check_digit(digits: str) -> bool:
    """Say whether ten digits pass modulus 11. A number given after 2007 need not."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def _hit(match: re.Match[str]) -> CprHit:
    why = _doubt(match[1], match[2], match[3])
    return CprHit(match.start(), match.end(), loose=bool(why), why=why)


def _doubt(date: str, separator: str, serial: str) -> str:
    """Return why the hit may be something else, or an empty string."""
    day, month = int(date[:2]), int(date[2:4])
    if (day - 60 if day > 60 else day) > DAYS_IN_MONTH[month - 1]:
        return "Datoen findes ikke i kalenderen"
    if separator.splitlines() != [separator] and separator:
        return "" if re.search(DASH, separator) else "Tallet er delt af et linjeskift"
    if not separator and not passes_check_digit(date + serial):
        return "Ti cifre i træk uden bindestreg og uden gyldigt kontrolciffer"
    return ""


def _with_plain_digits(text: str) -> str:
    """Write every decimal digit of any script as 0-9, sign for sign, so that positions stay."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() and not sign.isascii() else sign for sign in text
    )
