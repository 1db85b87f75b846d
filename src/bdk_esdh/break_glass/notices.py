"""Where an emergency is seen: on the case while it lasts, and on the page of its access long after."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from pyramid.request import Request

from ..cases.content import Case
from ..cases.panels import CaseNotice
from ..kernel.danish import clock_time, moment_text
from ..kernel.i18n import _
from ..organisation.actions import units_of
from ..security.roles import Role
from .content import Opening, openings_of

END_URL = "/intranet/noedadgang-slut"
#: how long the page of the access tells of an emergency; the journal tells for ever
TOLD_FOR = timedelta(days=90)
#: how long a manager's start page does
TOLD_TO_MANAGERS_FOR = timedelta(days=14)


def banner(case: Case, request: Request) -> CaseNotice | None:
    """Tell whoever has the case open in an emergency until when, with a button to end it."""
    openings = openings_of(request.root)
    if openings is None:
        return None
    for name, opening in openings.lasting(request.identity.login, request.clock.now()):
        if opening.case_number == case.case_number:
            until = {"time": clock_time(opening.until)}
            text = _(
                "Du har sagen åben ved nødadgang til kl. ${time}. Alt, du åbner, står i journalen.",
                mapping=until,
            )
            values = {"text": request.localizer.translate(text), "url": END_URL, "name": name}
            return CaseNotice("bdk_esdh:break_glass/templates/intranet/_banner.pt", values)
    return None


def access_notes(node: Any, request: Request) -> Iterable[Mapping[str, Any]]:
    """Yield a note for each time the case that ``node`` is, or lies on, was opened in an emergency."""
    openings, number = openings_of(request.root), _case_number(node)
    if openings is None or number is None:
        return
    for opening in openings.since(request.clock.now() - TOLD_FOR):
        if opening.case_number == number:
            yield {
                "kind": "soon",
                "icon": "warning",
                "title": request.localizer.translate(_("Åbnet ved nødadgang")),
                "text": sentence(opening, request),
            }


def sentence(opening: Opening, request: Request) -> str:
    """Say who opened it, when, until when, and why."""
    mapping = {
        "name": opening.name,
        "moment": moment_text(opening.opened_at, request.clock.today()),
        "until": clock_time(opening.over_at),
        "reason": opening.reason,
    }
    return request.localizer.translate(_("${name}, ${moment} til kl. ${until}: ${reason}", mapping=mapping))


def told_to_manager(request: Request) -> list[Opening]:
    """List recent emergencies on cases of the units that whoever makes the request manages, newest first."""
    openings, identity = openings_of(request.root), request.identity
    if openings is None or Role.MANAGER not in identity.roles or identity.unit is None:
        return []
    units = units_of(request.root)
    return [
        opening
        for opening in openings.since(request.clock.now() - TOLD_TO_MANAGERS_FOR)
        if identity.unit in {str(unit.__name__) for unit in units.line_of(opening.unit)}
    ]


def _case_number(node: Any) -> str | None:
    while node is not None and not isinstance(node, Case):
        node = getattr(node, "__parent__", None)
    return node.case_number if node is not None else None
