"""Dates, numbers, sizes and addresses the Danish way, or in English where the page is in English.

What is kept (a title, a line of the journal) is made within ``in_danish``: it stays Danish, whoever looks.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from . import english
from .clock import local

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT_MONTHS = (
    "jan.", "feb.", "mar.", "apr.", "maj", "juni",
    "juli", "aug.", "sep.", "okt.", "nov.", "dec.",
)  # fmt: skip
_SIZE_UNITS = ("byte", "kB", "MB", "GB", "TB")
_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa", "ß": "ss"})


#: whether the page that is being made is in English; set for each request by ``i18n``. Not handed down from
#: page to date: a date is made at a hundred places, some of them in the middle of a sentence.
ENGLISH: ContextVar[bool] = ContextVar("english", default=False)


@contextmanager
def in_danish() -> Iterator[None]:
    """Write in Danish what is kept or goes out of the house, whoever reads the page meanwhile."""
    token = ENGLISH.set(False)
    try:
        yield
    finally:
        ENGLISH.reset(token)


def long_date(day: date) -> str:
    """``mandag 23. november 2026``."""
    if ENGLISH.get():
        return english.long_date(day)
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def plain_date(day: date) -> str:
    """``23. november 2026``."""
    if ENGLISH.get():
        return english.plain_date(day)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, today: date) -> str:
    """``23. nov.`` within the year of ``today``, else ``23. nov. 2025``."""
    if ENGLISH.get():
        return english.short_date(day, today)
    text = f"{day.day}. {_SHORT_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def day_and_month(day: date) -> str:
    """``23. november``."""
    return english.day_and_month(day) if ENGLISH.get() else f"{day.day}. {month_name(day.month)}"


def short_month(day: date) -> str:
    """``nov.``, above the day in the mark of a list."""
    return short_date(day, day).split()[1]


def weekday_name(day: date) -> str:
    """``mandag``."""
    return (english.WEEKDAYS if ENGLISH.get() else WEEKDAYS)[day.weekday()]


def month_name(month: int) -> str:
    """``november`` for 11."""
    return (english.MONTHS if ENGLISH.get() else MONTHS)[month - 1]


def at_time(day: str, moment: datetime) -> str:
    """``23. november 2026 kl. 8.15``, with the day in words."""
    return english.at_time(day, moment) if ENGLISH.get() else f"{day} kl. {clock_time(moment)}"


def unbroken(text: str) -> str:
    """Keep the hour with its ``kl.``: on a narrow screen a line would else begin with ``8.15``."""
    return text.replace("kl. ", "kl.\N{NO-BREAK SPACE}")


def waiting_time(seconds: int) -> str:
    """``45 sekunder``, ``2 minutter``."""
    if seconds < 90:
        number, unit = seconds, "second" if ENGLISH.get() else "sekund"
    else:
        number, unit = -(-seconds // 60), "minute" if ENGLISH.get() else "minut"
    many = "s" if ENGLISH.get() else ("er" if unit == "sekund" else "ter")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}{many}"


def capitalised(text: str) -> str:
    """Begin a line with ``text``: ``Mandag 23. november``, and no other letter is changed."""
    return text[:1].upper() + text[1:]


def form_date(day: date) -> str:
    """``23.11.2026``, as a clerk types it."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def clock_time(moment: datetime) -> str:
    """``8.15``: the wall clock in Copenhagen, as running text writes it."""
    if ENGLISH.get():
        return english.clock_time(moment)
    moment = local(moment)
    return f"{moment.hour}.{moment.minute:02}"


def moment_text(moment: datetime, today: date) -> str:
    """``i dag kl. 9.12``, ``20. nov. kl. 14.05``."""
    day = local(moment).date()
    name = ("today" if ENGLISH.get() else "i dag") if day == today else short_date(day, today)
    return at_time(name, moment)


def file_size(size: int, *, decimals: int | None = None) -> str:
    """``96 kB``, ``1,4 MB``: decimal units, since 1 MB is a million bytes everywhere else too.

    :param size: number of bytes.
    :param decimals: at most so many; without it one from a megabyte up and none below.
    """
    text = _file_size(size, decimals)
    return text.replace(",", ".") if ENGLISH.get() else text


@lru_cache(4096)
def _file_size(size: int, decimals: int | None) -> str:
    value, unit = float(size), 0
    # Not 1000: what would be rounded to "1000 kB" is "1 MB".
    while value >= 999.5 and unit < len(_SIZE_UNITS) - 1:
        value, unit = value / 1000, unit + 1
    if decimals is None:
        decimals = 1 if unit > 1 else 0
    number = f"{value:.{decimals if unit else 0}f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return f"{number.replace('.', ',')} {_SIZE_UNITS[unit]}"


def file_sizes_apart(size: int, limit: int) -> tuple[str, str]:
    """Write a size and the limit it exceeds with as many decimals as it takes to see that they differ."""
    for decimals in (None, 1, 2, 3):
        written = file_size(size, decimals=decimals), file_size(limit, decimals=decimals)
        if written[0] != written[1]:
            return written
    return f"{size} byte", f"{limit} byte"


def danish_order(text: str) -> str:
    """Return what ``text`` is sorted by: æ, ø, å come last, as in a Danish register."""
    return text.casefold().translate(_ORDER)


def initials(name: str) -> str:
    """``KS`` for Karla Skabelon; at most two letters."""
    words = [word for word in name.split() if word]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def slug(text: str, *, limit: int = 60) -> str:
    """Turn a title into a piece of an address: æ ae, ø oe, å aa, words by hyphens.

    :returns: lower-case ASCII letters, digits and single hyphens; ``"side"`` when
        nothing is left of ``text``.
    """
    # Some machines write å as a and a ring: put together first, or it would become a plain a.
    letters = unicodedata.normalize("NFC", text).translate(_LETTERS)
    ascii_text = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    return words[:limit].strip("-") or "side"
