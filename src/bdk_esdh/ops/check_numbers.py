"""Numbers: unique, never behind what was given, and no gap that neither trash nor a move explains."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from BTrees.OOBTree import OOTreeSet

from ..cases.content import Case
from ..documents.content import Document
from ..trash.content import trashed_nodes
from .faults import REPAIR, Fault, dotted
from .walking import Path

_GAP = "A number is never given twice and never lost: look for it in a backup (esdh restore)"
_DIGITS = 5


class NumberCheck:
    """Looks at each case and document in turn, and at the end at the counters."""

    part = "numbers"

    def __init__(self, root: Any) -> None:
        """Note which numbers the trash explains."""
        self.counter = root["sager"].counter
        self.given = OOTreeSet()
        self.trashed = OOTreeSet()
        #: numbers that documents had before they were moved, and those nothing has, as far as was looked
        self.former, self.gaps = OOTreeSet(), OOTreeSet()
        for _entry, node in trashed_nodes(root):
            number = getattr(node, "document_number", None) or getattr(node, "case_number", None)
            if number:
                self.trashed.insert(str(number))
            self.former.update(getattr(node, "former_numbers", ()))

    def at(self, path: Path, node: Any) -> Iterator[Fault]:
        """Compare a number with the name a node lies under, and a case's last number with what is there."""
        if isinstance(node, Case):
            if node.case_number in self.given or node.case_number in self.trashed:
                yield self._fault(
                    path, f"has the number {node.case_number}, which another case has too", _GAP
                )
            self.given.insert(node.case_number)
            if node.case_number != path[-1]:
                yield self._fault(path, f"has the number {node.case_number}, which is not its address", _GAP)
            yield from self._faults_of_serials(path, node)
        elif isinstance(node, Document):
            due = f"{node.__parent__.case_number}-{node.serial}"
            if str(node.serial) != path[-1] or node.document_number != due:
                says = (
                    f"has the number {node.document_number}, serial {node.serial}: not those of its address"
                )
                yield self._fault(path, says, _GAP)
            yield from self._faults_of_former(path, node)

    def at_end(self) -> Iterator[Fault]:
        """Compare the counter of cases with the numbers that were given, and gaps with what was moved."""
        for number in self.gaps:
            if number not in self.former:
                case, _dash, serial = number.rpartition("-")
                says = f"({number}) was given and is neither there nor in the trash nor on another case"
                yield self._fault(("", "sager", case, serial), says, _GAP)
        highest: dict[str, int] = {}
        for number in (*self.given, *self.trashed):
            year, _dash, rest = str(number).partition("-")
            if year.isdigit() and rest.isdigit():
                highest[year] = max(highest.get(year, 0), int(rest))
        for year, number in highest.items():
            last = self.counter._last.get(int(year), 0)  # noqa: SLF001 -- the counter gives numbers and tells none
            if last < number:
                yield Fault(
                    self.part,
                    "/sager",
                    f"would give the number {year}-{last + 1:0{_DIGITS}} again: {number} were given",
                    REPAIR,
                    partial(_raise_counter, year=int(year), number=number),
                )
        for year, last in self.counter._last.items():  # noqa: SLF001 -- as above
            for number in range(1, last + 1):
                name = f"{year}-{number:0{_DIGITS}}"
                if name not in self.given and name not in self.trashed:
                    yield self._fault(
                        ("", "sager", name), "was given and is neither there nor in the trash", _GAP
                    )

    def _faults_of_serials(self, path: Path, case: Any) -> Iterator[Fault]:
        serials = {int(name) for name in case.data if name.isdigit()}
        last = max(serials, default=0)
        if case.last_serial < last:
            yield Fault(
                self.part,
                dotted(path),
                f"would give the number {case.last_serial + 1} again: {last} were given",
                REPAIR,
                partial(_raise_serial, path=path, serial=last),
            )
        for serial in range(1, max(last, case.last_serial) + 1):
            name = f"{case.case_number}-{serial}"
            if serial not in serials and name not in self.trashed:
                self.gaps.insert(name)

    def _faults_of_former(self, path: Path, document: Document) -> Iterator[Fault]:
        for number in document.former_numbers:
            if number in self.former:
                yield self._fault(path, f"had the number {number}, which another document had too", _GAP)
            self.former.insert(number)

    def _fault(self, path: Path, says: str, advice: str) -> Fault:
        return Fault(self.part, dotted(path), says, advice)


def _raise_counter(root: Any, *, year: int, number: int) -> str:
    root["sager"].counter._last[year] = number  # noqa: SLF001 -- as above
    return f"the next case of {year} gets number {number + 1}"


def _raise_serial(root: Any, *, path: Path, serial: int) -> str:
    node = root
    for name in path[1:]:
        node = node.data[name]
    node.last_serial = serial
    return f"the next document of {dotted(path)} gets number {serial + 1}"
