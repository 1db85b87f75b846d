"""Finding the case one means by its number or by words of its title: where a form asks for one."""

from typing import Any

from pyramid.request import Request

from ...kernel.faces import intranet_view
from ...organisation.names import unit_name
from ...search.conditions import Beginnings
from ...search.lists import listing
from ...search.suggestions import SHORTEST, told_of
from ...security.permissions import Permission
from ..content import Case, CaseArchive
from .case_list import OPEN_STATES

TEMPLATE = "bdk_esdh:search/templates/_suggestions.pt"
_MOST, _LONGEST = 8, 100


@intranet_view(CaseArchive, name="forslag", permission=Permission.CASE_VIEW, template=TEMPLATE)
def suggest_cases(context: CaseArchive, request: Request) -> dict[str, Any]:
    """Suggest open cases for what was typed in a ``CaseField`` of a form, the newest first."""
    typed = " ".join(request.GET.get("case_number", "").split())[:_LONGEST]
    found = open_cases(context, request, typed, size=_MOST) if len(typed) >= SHORTEST else []
    words = [
        {"text": f"{case.case_number} {case.internal_title}", "kind": unit_name(case, case.responsible_unit)}
        for case in found
    ]
    return {"words": words, "rows": [], "told": told_of(request, len(words))}


def open_cases(node: Any, request: Request, typed: str, *, size: int) -> list[Case]:
    """Return the open cases that fit what was typed and that whoever asks may read, the newest first."""
    wanted = {"kind": "Case", "words": Beginnings(typed), "review_state": list(OPEN_STATES)}
    return list(listing(node, request.principals, wanted, sort="number", reverse=True, size=size))
