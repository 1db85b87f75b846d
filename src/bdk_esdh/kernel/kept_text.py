"""What somebody typed and the platform could not take is shown again, or kept, and never lost.

A form's random name carries a mark of the person it was made for. So a form that comes
back without a session, or in somebody else's, can be told apart: what one person typed
is given back to that person and to no other.
"""

import hashlib
import hmac
import re
import secrets
from typing import Any

from pyramid.request import Request

from .form_controls import printable
from .forms import OWN_NAMES

#: names of the fields that are never given back; a test compares them with all forms
SECRETS = frozenset({"password", "new_password", "repeated", "current_password"})
_OWN = OWN_NAMES | {"once"}
_NAME = re.compile("(?P<nonce>[0-9a-f]{16})(?P<mark>[0-9a-f]{16})")
_LONG = 40
_MOST_TEXTS = 50
_LONGEST_TEXT = 50_000


def form_name(request: Request) -> str:
    """Make the random name of a form, with the mark of whoever it is shown to."""
    nonce = secrets.token_hex(8)
    return nonce + _mark(request, nonce, request.authenticated_userid or "")


def was_shown_to(request: Request, login: str) -> bool:
    """Tell whether the form that ``request`` sends was shown to ``login``."""
    match = _NAME.fullmatch(str(request.POST.get("submission", "")))
    return match is not None and hmac.compare_digest(match["mark"], _mark(request, match["nonce"], login))


def typed_texts(request: Request) -> list[str]:
    """Return the texts of a form that could not be taken, for the page that says so.

    Choices, numbers and passwords are left out: what hurts to lose is what was written.
    Nothing when the form was shown to somebody else than who is logged in now.
    """
    if request.method != "POST":
        return []
    login = request.authenticated_userid
    if login and "submission" in request.POST and not was_shown_to(request, login):
        return []
    found = [
        printable(value)[:_LONGEST_TEXT]
        for name, value in request.POST.items()
        if isinstance(value, str) and name not in _OWN and name.rpartition(".")[2] not in SECRETS
    ]
    return [text for text in found if len(text) > _LONG or len(text.split()) > 1][:_MOST_TEXTS]


def _mark(request: Any, nonce: str, login: str) -> str:
    key: str = request.registry.form_key
    return hmac.new(key.encode(), f"form:{nonce}:{login}".encode(), hashlib.sha256).hexdigest()[:16]
