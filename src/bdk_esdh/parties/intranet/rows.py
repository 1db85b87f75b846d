"""A party as a line of a list."""

from textwrap import shorten
from typing import Any

from pyramid.request import Request

from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...security.permissions import Permission
from ..content import Party
from ..schema import REPRESENTATIVE, ROLES

#: the view that shows the personal number whole, and enters that it did
CPR_VIEW = "cpr"
#: letters of a remark that stand on a line of a list
_LONGEST_REMARK = 120


def party_row(request: Request, party: Party) -> dict[str, Any]:
    """Return what a list on the page of a case shows of a party."""
    say = request.localizer.translate
    badge = {"kind": "closed", "icon": "visibility-off", "text": say(_("Beskyttet adresse"))}
    return {
        "name": party.title,
        "url": face_path(request, party),
        "facts": " · ".join((role_words(request, party), *_spoken_for(party), *_numbers(request, party))),
        "cpr_url": cpr_url(request, party),
        "badge": badge if party.protected_address else None,
    }


def role_words(request: Request, party: Party) -> str:
    """Return ``Primær part, ansøger``."""
    role = request.localizer.translate(dict(ROLES)[party.role])
    character = party.character
    return f"{role}, {character[:1].lower()}{character[1:]}" if character else str(role)


def cpr_url(request: Request, party: Party) -> str | None:
    """Return where the personal number is shown, for those who work on the case; ``None`` for none."""
    if not party.cpr or not request.has_permission(Permission.CASE_EDIT, party):
        return None
    return face_path(request, party, CPR_VIEW)


def case_row(request: Request, party: Party) -> dict[str, str]:
    """Return what a list of cases shows of the case of a party, and what it is there.

    The name stands there too: each case has its own spelling of it, and it tells whether the number is that
    of who calls.
    """
    return {
        "text": f"{party.case.case_number} {party.case.internal_title}",
        "url": face_path(request, party.case),
        "facts": f"{party.title} · {role_words(request, party)}",
    }


def _spoken_for(party: Party) -> list[str]:
    """What a representative's remark begins with: whom they speak for, and by which document."""
    note = party.note.strip() if party.role == REPRESENTATIVE else ""
    return [shorten(note.splitlines()[0], _LONGEST_REMARK, placeholder=" …")] if note else []


def _numbers(request: Request, party: Party) -> list[str]:
    say = request.localizer.translate
    found = []
    if party.cvr:
        found.append(say(_("CVR ${number}", mapping={"number": party.cvr})))
    if party.cpr:
        found.append(say(_("CPR ${number}", mapping={"number": party.masked_cpr})))
    return found
