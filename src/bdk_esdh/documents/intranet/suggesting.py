"""Suggesting who a document is from or to: parties of the case, and those it has been written with before."""

from typing import Any

from pyramid.request import Request

from ...cases.content import Case
from ...kernel.faces import face_path, intranet_view
from ...kernel.i18n import _
from ...parties.content import Party
from ...parties.schema import ROLES
from ...search.lists import listing
from ...search.suggestions import SHORTEST, told_of
from ...security.permissions import Permission
from ..content import Document

NAME = "afsendere"
TEMPLATE = "bdk_esdh:search/templates/_suggestions.pt"
_MOST, _LONGEST, _LOOKED_AT = 8, 100, 100


@intranet_view(Case, name=NAME, permission=Permission.DOCUMENT_ADD, template=TEMPLATE)
def suggest_correspondents(context: Case, request: Request) -> dict[str, Any]:
    """Suggest names that have what was typed in them: parties first, then senders and recipients."""
    typed = " ".join(request.GET.get("correspondent", "").split())[:_LONGEST].casefold()
    names = _names_on(context, request) if len(typed) >= SHORTEST else {}
    words = [{"text": name, "kind": kind} for name, kind in names.items() if typed in name.casefold()][:_MOST]
    return {"words": words, "rows": [], "told": told_of(request, len(words))}


def correspondents_url(request: Request, case: Case) -> str:
    """Return where they are suggested."""
    return face_path(request, case, NAME)


def _names_on(case: Case, request: Request) -> dict[str, Any]:
    """Return the names on a case that whoever asks may read, each with what it is there."""
    say = request.localizer.translate
    parties: list[Party] = _newest(case, request, "Party")
    names = {each.title: say(dict(ROLES)[each.role]) for each in reversed(parties)}
    written = say(_("Skrevet med før"))
    documents: list[Document] = _newest(case, request, "Document")
    for each in documents:
        if each.correspondent:
            names.setdefault(each.correspondent, written)
    return names


def _newest(case: Case, request: Request, kind: str) -> list[Any]:
    wanted = {"kind": kind, "case": case.case_number}
    return listing(case, request.principals, wanted, sort="serial", reverse=True, size=_LOOKED_AT).items
