"""Case numbers ``YYYY-NNNNN``: yearly, unique, never reused, given inside the transaction."""

from datetime import date

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class YearlyCounter(Persistent):
    """Last number given in each year.

    A persistent object of its own: two processes that open cases at once conflict
    here and nowhere else, and the second gets the next number.
    """

    def __init__(self) -> None:
        """Begin before number one of every year."""
        self._last = OOBTree()

    def next(self, day: date) -> str:
        """Return the next number of the year of ``day``."""
        number = self._last.get(day.year, 0) + 1
        self._last[day.year] = number
        return f"{day.year}-{number:05}"
