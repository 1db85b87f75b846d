"""The row of filters over a list: a form sent by GET, so that the address is the state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ..kernel.form_controls import printable

_LONGEST = 200
YES = "1"


@dataclass(frozen=True)
class Filter:
    """One filter.

    :param name: in the address.
    :param title: its label.
    :param choices: what may be chosen; empty for free text.
    :param is_check: a box to tick instead.
    :param blank: what the list says when nothing is chosen.
    """

    name: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    is_check: bool = False
    blank: str = "Alle"


class Filters:
    """The filters of a list as one request has them.

    :param path: address of the list.
    :param filters: what may be filtered by, in the order of the row.
    :param given: the query string; what is not on offer is left out.
    :param sorts: the values of ``sorter``, the first when none is given.
    """

    def __init__(
        self, path: str, filters: Sequence[Filter], given: Mapping[str, str], *, sorts: Sequence[str]
    ) -> None:
        """Read what was asked for, and forget the rest."""
        self.path = path
        self._filters = filters
        self._values = {each.name: _value_of(each, given) for each in filters}
        asked = given.get("sorter", "")
        self.sort = asked if asked in sorts else sorts[0]
        self._default_sort = sorts[0]

    def __getitem__(self, name: str) -> str:
        """Return the value of a filter, or nothing."""
        return self._values[name]

    @property
    def parameters(self) -> dict[str, str]:
        """What the address of this list has after the question mark, without the page."""
        found = {name: value for name, value in self._values.items() if value}
        return found if self.sort == self._default_sort else {**found, "sorter": self.sort}

    @property
    def is_active(self) -> bool:
        """Whether anything is left out of the list."""
        return any(self._values.values())

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the form shows."""
        return [
            {
                "id": f"filter-{each.name}",
                "name": each.name,
                "title": each.title,
                "kind": "check" if each.is_check else "select" if each.choices else "text",
                "value": self._values[each.name],
                "checked": self._values[each.name] == YES,
                "blank": each.blank,
                "options": [(code, label, code == self._values[each.name]) for code, label in each.choices],
            }
            for each in self._filters
        ]

    @property
    def hidden_sort(self) -> str | None:
        """The order, carried along by the form when it is not the usual one."""
        return None if self.sort == self._default_sort else self.sort

    @property
    def chips(self) -> list[dict[str, str]]:
        """The active filters, each with the address of the list without it."""
        return [
            {"text": _chip_text(each, self._values[each.name]), "url": self.url(**{each.name: ""})}
            for each in self._filters
            if self._values[each.name]
        ]

    def url(self, **changed: str) -> str:
        """Return the address of this list with some parameters changed; empty ones are left out."""
        parameters = {name: value for name, value in {**self.parameters, **changed}.items() if value}
        return self.path + ("?" + urlencode(parameters) if parameters else "")

    def column(self, title: str, code: str | None = None) -> dict[str, Any]:
        """Return a column of the table; with ``code``, one that can be sorted by."""
        if code is None:
            return {"title": title}
        descending = f"-{code}"
        now = {code: "ascending", descending: "descending"}.get(self.sort)
        return {
            "title": title,
            "sort": now,
            "sort_url": self.url(sorter=descending if self.sort == code else code),
        }


def _value_of(each: Filter, given: Mapping[str, str]) -> str:
    value = " ".join(printable(given.get(each.name, ""))[:_LONGEST].split())
    if each.is_check:
        return YES if value == YES else ""
    if each.choices:
        return value if value in dict(each.choices) else ""
    return value


def _chip_text(each: Filter, value: str) -> str:
    if each.is_check:
        return each.title
    return f"{each.title}: {dict(each.choices)[value] if each.choices else value}"
