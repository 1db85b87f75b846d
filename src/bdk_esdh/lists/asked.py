"""What an address asks of a list; what is not on offer counts as not asked, or as the nearest that is."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request

from ..kernel.date_fields import UnreadableDateError, read_date
from ..kernel.form_controls import printable
from ..kernel.i18n import _
from ..search.lists import start_of
from .declared import SIZES, YES, Filter, ListOf, Period

SORT, SIZE, CHOSEN, FORMAT = "sorter", "antal", "valgt", "format"
#: value of :data:`CHOSEN`: every row of the page is ticked
ALL_OF_PAGE = "siden"
_LONGEST = 200
_USUAL = SIZES[1]


class Asked:
    """One request's question to a list.

    :param path: address of the list, without the question.
    """

    def __init__(self, request: Request, declared: ListOf, path: str) -> None:
        """Read the query string."""
        self.path = path
        self.declared = declared
        self.notices: list[str] = []
        self._request = request
        self._say = request.localizer.translate
        self.filters = [each for each in declared.filters if each.visible(request)]
        self._choices = {each.key: tuple(each.choices(request)) for each in self.filters}
        self.values = dict(self._read())
        asked = request.GET.get(SORT, "")
        self.sort = asked if asked.removeprefix("-") in declared.sorts() else declared.sort
        self.size = _size_of(request.GET)
        self.start = start_of(request.GET)

    def _read(self) -> Iterator[tuple[str, str]]:
        for each in self.filters:
            if each.kind != "days":
                yield each.key, self._value_of(each)
                continue
            for name in each.names:
                yield name, _typed(self._request.GET, name)

    def _value_of(self, each: Filter) -> str:
        value = _typed(self._request.GET, each.key)
        if each.kind == "check":
            return YES if value == YES else ""
        if each.kind in {"select", "tabs"}:
            return value if value in dict(self._choices[each.key]) else ""
        return value

    def __getitem__(self, name: str) -> str:
        """Return what is asked by a filter, or nothing."""
        return self.values.get(name, "")

    def period(self, each: Filter) -> Period:
        """Return the days that are asked for; what cannot be read is told and left out."""
        first, last = (self._day(self[name]) for name in each.names)
        if first and last and first > last:
            self._tell(_("Slutdatoen skal ligge efter startdatoen"))
        return Period(first, last)

    def _day(self, typed: str) -> Any:
        try:
            return read_date(typed, self._request.clock.today()) if typed else None
        except UnreadableDateError:
            # A list without the day shows something else than was asked.
            text = _("Datoen “${date}” kan ikke læses. Skriv den som 23.11.2026", mapping={"date": typed})
            self._tell(text)
            return None

    def _tell(self, text: Any) -> None:
        said = self._say(text)
        if said not in self.notices:
            self.notices.append(said)

    def conditions(self, *, without: str = "") -> dict[str, Any]:
        """Return what of the catalog the filters ask for.

        :param without: key of a filter that is left out.
        """
        found: dict[str, Any] = {}
        for each in self.filters:
            value = self.period(each) if each.kind == "days" else self.values[each.key]
            if each.key == without or not value or value == Period(None, None):
                continue
            for index, wanted in each.conditions(self._request, value).items():
                found[index] = wanted if index not in found else _both(found[index], wanted)
        return found

    @property
    def sort_index(self) -> str:
        """The index of the order that is asked for."""
        return self.declared.sorts()[self.sort.removeprefix("-")]

    @property
    def reverse(self) -> bool:
        """Whether the last comes first."""
        return self.sort.startswith("-")

    @property
    def parameters(self) -> dict[str, str]:
        """What the address of this list has after the question mark, without the page."""
        found = {name: value for name, value in self.values.items() if value}
        if self.sort != self.declared.sort:
            found[SORT] = self.sort
        if self.size != _USUAL:
            found[SIZE] = str(self.size)
        return found

    def url(self, **changed: str) -> str:
        """Return the address of this list with some parameters changed; empty ones are left out."""
        parameters = {name: value for name, value in {**self.parameters, **changed}.items() if value}
        return self.path + ("?" + urlencode(parameters) if parameters else "")

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return any(self.values.values())

    @property
    def hidden(self) -> dict[str, str]:
        """What the form of the filters carries along."""
        shown = {name for each in self.filters if each.kind != "tabs" for name in (each.key, *each.names)}
        return {name: value for name, value in self.parameters.items() if name not in shown}

    @property
    def fields(self) -> list[dict[str, Any]]:
        """What the form of the filters shows."""
        return [field for each in self.filters if each.kind != "tabs" for field in self._fields(each)]

    def _fields(self, each: Filter) -> Iterator[dict[str, Any]]:
        rare = each.rare and not any(self.values.get(name) for name in (each.key, *each.names))
        common = {"rare": rare, "kind": each.kind}
        if each.kind == "days":
            for name, end in zip(each.names, (_("fra"), _("til")), strict=True):
                title = f"{self._say(each.title)} {self._say(end)}".strip().capitalize()
                yield {**common, "kind": "day", "name": name, "title": title, "value": self.values[name]}
            return
        value = self.values[each.key]
        yield {
            **common,
            "name": each.key,
            "title": self._say(each.title),
            "value": value,
            "checked": value == YES,
            "blank": self._say(each.blank),
            "options": [
                (code, self._say(label), code == value) for code, label in self._choices[each.key] if code
            ],
        }

    @property
    def chips(self) -> list[dict[str, str]]:
        """The active filters, each with the address of the list without it."""
        return [
            {"name": name, "text": text, "url": self.url(**{name: ""})}
            for each in self.filters
            for name, text in self._chips_of(each)
        ]

    def _chips_of(self, each: Filter) -> Iterator[tuple[str, str]]:
        title = self._say(each.title)
        if each.kind == "days":
            for name, end in zip(each.names, (_("fra"), _("til")), strict=True):
                if self.values[name]:
                    text = " ".join(filter(None, (title, self._say(end), self.values[name])))
                    yield name, text[:1].upper() + text[1:]
        elif value := self.values[each.key]:
            label = self._say(dict(self._choices[each.key]).get(value, value))
            yield each.key, title if each.kind == "check" else f"{title}: {label}"

    def choices_of(self, each: Filter) -> tuple[tuple[str, Any], ...]:
        """Return what a filter may be set to."""
        return self._choices[each.key]


def _typed(given: Mapping[str, str], name: str) -> str:
    return " ".join(printable(given.get(name, ""))[:_LONGEST].split())


def _size_of(given: Mapping[str, str]) -> int:
    """Read how many rows a page is to have: the nearest size there is."""
    try:
        wanted = int(given.get(SIZE, "")[:_LONGEST])
    except ValueError:
        return _USUAL
    return min(SIZES, key=lambda size: abs(size - wanted))


def _both(one: Any, other: Any) -> Any:
    """Return what fits two conditions on the same index."""
    sets = [set(each) if isinstance(each, list) else {each} for each in (one, other)]
    return sorted(sets[0] & sets[1])
