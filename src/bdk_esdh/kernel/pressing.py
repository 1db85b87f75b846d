"""A button that is pressed twice does once what it says.

Each page gives its buttons a random name (``frame.once``), which goes along in the hidden
control ``once``. When a press has done its work, it is noted what came of it, in the same
transaction; the same press again, by the same person, gets the same answer and does
nothing. What was refused is not noted: it may be tried again.

Forms with fields have this by ``record_forms.carry_out``, under the name of the form.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response

from .submissions import fingerprint

_NAME = re.compile("[0-9a-f]{32}")
_MESSAGES = "messages"
_REFUSALS = frozenset({"warning", "error"})

View = Callable[[Any, Request], Response]


def once(view: View, _info: Any) -> View:
    """Deriver: answer a press that was answered before with the same answer."""

    def pressed(context: Any, request: Request) -> Response:
        key = _key_of(request)
        by = request.authenticated_userid if key else None
        if not key or not by:
            return view(context, request)
        earlier = request.root.submissions.result(key, by)
        if earlier is not None:
            return _same_answer(request, earlier)
        waiting = len(request.session.peek_flash(_MESSAGES))
        answer = view(context, request)
        told = request.session.peek_flash(_MESSAGES)[waiting:]
        if isinstance(answer, HTTPSeeOther) and not _REFUSALS & {each["kind"] for each in told}:
            noted = json.dumps({"path": answer.location, "told": told})
            request.root.submissions.note(key, by, noted, request.clock.now())
        return answer

    return pressed


def _key_of(request: Request) -> str | None:
    """Name a press: the page it was pressed on, the address and everything that went along."""
    if request.method != "POST":
        return None
    name = request.POST.get("once", "")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return None
    sent = [repr(item) for item in request.POST.items() if item[0] != "csrf_token"]
    return f"press-{fingerprint([request.path_qs, *sent])}"


def _same_answer(request: Request, earlier: str) -> Response:
    noted = json.loads(earlier)
    for message in noted["told"]:
        request.session.flash(message, _MESSAGES)
    return HTTPSeeOther(noted["path"])


def includeme(config: Configurator) -> None:
    """Wrap every view, inside the checks of permission and token."""
    config.add_view_deriver(once, "once", under="decorated_view", over="rendered_view")
