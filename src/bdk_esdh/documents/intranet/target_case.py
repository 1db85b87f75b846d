"""Finding the case that documents are to be moved to, by its number or by words of its title."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...cases.intranet.suggesting import open_cases
from ...cases.names import person_name
from ...kernel.errors import DomainError
from ...kernel.i18n import _
from ...organisation.names import unit_name
from ...security.permissions import Permission
from ..actions import find_case
from ..content import Document
from ..moving import require_target

#: what the address calls the number or the words that were typed
TARGET = "sag"
_LONGEST, _MOST = 100, 12


@dataclass(frozen=True)
class Target:
    """The case that was chosen, or what was typed and what is found by it.

    :param error: why what was typed leads to no case.
    :param found: open cases whoever asks may read and file on.
    """

    case: Case | None = None
    typed: str = ""
    error: Any = None
    found: tuple[Case, ...] = ()

    def shown(self) -> dict[str, str]:
        """Return the chosen case as the page shows it."""
        case: Any = self.case
        return _line(case)

    def search(self, request: Request, fields: dict[str, list[int]]) -> dict[str, Any]:
        """Return the search form: what goes along in it, and the cases to choose among."""
        say = request.localizer.translate
        return {
            "name": TARGET,
            "typed": self.typed,
            "error": say(self.error) if self.error else None,
            "hidden": [(key, value) for key, values in fields.items() for value in values],
            "found": [_line(case) for case in self.found],
            "told": self._told(say),
        }

    def _told(self, say: Any) -> str:
        if not self.typed or self.error:
            return ""
        if len(self.found) == 1:
            return str(say(_("1 åben sag passer")))
        return str(say(_("${count} åbne sager passer", mapping={"count": len(self.found)})))


def target_of(request: Request, documents: list[Document]) -> Target:
    """Read which case is meant: a number leads straight to it, words to those that fit, the newest first."""
    typed = " ".join(request.GET.get(TARGET, "").split())[:_LONGEST]
    if not typed:
        return Target()
    try:
        case = find_case(request.root, typed, request.principals)
    except DomainError as refusal:
        found = _found(request, typed, documents)
        return Target(typed=typed, found=found, error=None if found else refusal.message)
    try:
        for document in documents:
            require_target(document, case)
    except DomainError as refusal:
        return Target(typed=typed, error=refusal.message)
    if not request.has_permission(Permission.DOCUMENT_ADD, case):
        mapping = {"number": case.case_number}
        return Target(
            typed=typed, error=_("Du må læse sag ${number}, men ikke lægge noget på den", mapping=mapping)
        )
    return Target(case=case, typed=typed)


def _found(request: Request, typed: str, documents: list[Document]) -> tuple[Case, ...]:
    batch = open_cases(request.root, request, typed, size=_MOST)
    here = {id(each.case) for each in documents}
    return tuple(
        case
        for case in batch
        if id(case) not in here and request.has_permission(Permission.DOCUMENT_ADD, case)
    )


def _line(case: Case) -> dict[str, str]:
    names = (case.case_number, unit_name(case, case.responsible_unit), person_name(case, case.caseworker))
    return {
        "number": case.case_number,
        "title": case.internal_title,
        "facts": " · ".join(filter(None, names)),
    }
