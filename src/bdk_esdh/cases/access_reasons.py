"""Why the rule of a case lets somebody read it or what lies on it, for the page of its access."""

from collections.abc import Iterable, Iterator
from typing import Any

from pyramid.request import Request

from ..kernel.faces import face_path
from ..kernel.i18n import _
from ..security.readers import STAFF, Sensitivity, unit_token, user_token
from ..sharing.explaining import Reason
from .content import Case


def case_reasons(node: Any, request: Request) -> Iterable[tuple[str, Reason]]:
    """Yield each token that comes of the facts of the case ``node`` is or lies on, with its reason."""
    case = _case_of(node)
    if case is None:
        return
    say = request.localizer.translate
    url = face_path(request, case)
    for token, words in _facts(case):
        yield token, Reason(say(words), url)


def _facts(case: Case) -> Iterator[tuple[str, Any]]:
    if case.sensitivity == Sensitivity.NOT_CONFIDENTIAL.value:
        yield STAFF, _("Sagen er ikke fortrolig")
    yield unit_token(case.responsible_unit), _("Sagens ansvarlige enhed")
    if case.caseworker:
        yield user_token(case.caseworker), _("Sagens behandler")
    for login in case.other_handlers:
        yield user_token(login), _("Medbehandler på sagen")
    for token in case.access_list:
        yield token, _("Står på adgangslisten")


def _case_of(node: Any) -> Case | None:
    while node is not None and not isinstance(node, Case):
        node = getattr(node, "__parent__", None)
    return node
