"""The page "Her er du logget på": one's own, or that of somebody one administers."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request

from ..kernel.danish import moment_text
from ..kernel.faces import face_path, intranet_view
from ..kernel.i18n import _
from ..kernel.page_frame import Crumb, lineage_crumbs, tell
from ..security.permissions import Permission
from ..security.sessions import entry_name, limits_of
from .content import Person
from .session_actions import OpenSession, end_session, end_sessions, open_sessions

NAME = "logget-paa"


@intranet_view(
    Person, name=NAME, permission=Permission.SESSION_MANAGE, template="templates/intranet/sessions.pt"
)
def sessions_page(context: Person, request: Request) -> dict[str, Any]:
    """Show where the person is logged in, and when each place was last used."""
    own = require_own_or_administered(context, request)
    translate = request.localizer.translate
    found = open_sessions(
        context,
        request.clock.now(),
        limits_of(request.registry.esdh_settings),
        this=entry_name(request) if own else "",
    )
    heading = (
        _("Her er du logget på") if own else _("Her er ${name} logget på", mapping={"name": context.title})
    )
    title = translate(heading)
    others = sum(not each.is_this for each in found)
    return {
        "title": title,
        "crumbs": [*lineage_crumbs(request, context), Crumb(title, None)],
        "rows": [_row(request, each) for each in found],
        "url": face_path(request, context, NAME),
        "end_others": translate(_("Log af alle andre steder") if own else _("Log personen af alle steder"))
        if others
        else None,
        "own": own,
        "password_url": face_path(request, context, "adgangskode"),
        "empty": {
            "title": translate(_("Ingen steder")),
            "text": translate(_("Personen er ikke logget på nogen steder lige nu.")),
        },
    }


def _row(request: Request, session: OpenSession) -> dict[str, Any]:
    translate, today = request.localizer.translate, request.clock.today()
    times = _(
        "Logget på ${since} · sidst brugt ${seen}",
        mapping={"since": moment_text(session.since, today), "seen": moment_text(session.seen, today)},
    )
    return {
        "what": translate(_what(session)),
        "times": translate(times),
        "network": session.network or translate(_("ukendt")),
        "badge": {"kind": "ok", "icon": "success", "text": translate(_("Denne"))}
        if session.is_this
        else None,
        "handle": None if session.is_this else session.handle,
    }


def _what(session: OpenSession) -> Any:
    if session.is_program:
        return _("Et program")
    if session.browser and session.system:
        return _("${browser} på ${system}", mapping={"browser": session.browser, "system": session.system})
    return session.browser or session.system or _("Ukendt browser")


@intranet_view(Person, name=NAME, method="POST", permission=Permission.SESSION_MANAGE)
def end(context: Person, request: Request) -> HTTPSeeOther:
    """End one of the sessions, or all but the one that asks."""
    own = require_own_or_administered(context, request)
    handle = request.POST.get("afslut")
    if isinstance(handle, str):
        ended = end_session(context, handle, request.act)
    else:
        ended = end_sessions(context, request.act, but=entry_name(request) if own else "")
    tell(request, "ok" if ended else "info", _told(ended))
    return HTTPSeeOther(face_path(request, context, NAME))


def _told(ended: int) -> Any:
    if not ended:
        return _("Det var allerede logget af.")
    return (
        _("Logget af ét sted.") if ended == 1 else _("Logget af ${count} steder.", mapping={"count": ended})
    )


def require_own_or_administered(person: Person, request: Request) -> bool:
    """Tell whether it is oneself.

    :raises HTTPForbidden: when it is neither that nor somebody one administers, and for
        citizens, who have no place at work.
    """
    own = bool(request.authenticated_userid == person.__name__)
    if not request.has_permission(Permission.INTRANET_VIEW, request.root):
        raise HTTPForbidden
    if not own and not request.has_permission(Permission.UNIT_ADMINISTER, person):
        raise HTTPForbidden
    return own
