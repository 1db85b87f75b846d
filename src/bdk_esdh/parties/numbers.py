"""The numbers that people and organisations are known by to the authorities."""

import re

from ..security.cpr import DASH, DAYS_IN_MONTH

_CPR = re.compile(rf"(\d\d)(\d\d)(\d\d) ?{DASH}? ?(\d{{4}})", re.ASCII)
_CVR = re.compile(r"(?:DK)?\d{8}", re.ASCII)
_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_HIDDEN = "••••"


def cpr_of(typed: str) -> str | None:
    """Return a personal number as ten digits; ``None`` when what was typed cannot be one.

    No check digit is asked for: since 2007 numbers are given that fail it. Replacement numbers,
    which have 60 added to the day, are numbers like others.
    """
    match = _CPR.fullmatch(typed.strip())
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    day -= 60 if day > 60 else 0
    if not 1 <= month <= 12 or not 1 <= day <= DAYS_IN_MONTH[month - 1]:
        return None
    return "".join(match.groups())


def full_cpr(digits: str) -> str:
    """Return ``610190-0000``."""
    return f"{digits[:6]}-{digits[6:]}"


def masked_cpr(digits: str) -> str:
    """Return ``610190-••••``: enough to tell people apart; an empty string for none."""
    return f"{digits[:6]}-{_HIDDEN}" if digits else ""


def cvr_of(typed: str) -> str | None:
    """Return the number of an organisation as eight digits; ``None`` when the check digit is wrong.

    The last digit makes the weighted sum a multiple of 11 (Erhvervsstyrelsen, "Opbygning af CVR-nummer").
    """
    digits = "".join(typed.split()).upper()
    if not _CVR.fullmatch(digits):
        return None
    digits = digits.removeprefix("DK")
    total = sum(weight * int(digit) for weight, digit in zip(_CVR_WEIGHTS, digits, strict=True))
    return digits if total % 11 == 0 else None
