"""What the public gets of a document, as a panel on its page."""

from datetime import timedelta
from typing import Any

from pyramid.request import Request

from ...kernel.clock import local
from ...kernel.danish import at_time, plain_date
from ...kernel.faces import face_path
from ...kernel.i18n import _
from ...security.permissions import Permission
from ..content import Document, Release
from ..published import public_links
from ..release import release_obstacles
from .file_links import released_link


def release_panel(document: Document, request: Request) -> dict[str, Any]:
    """Return what stands in the way, or what was given out, and what one may do about it."""
    say = request.localizer.translate
    may_release = bool(request.has_permission(Permission.DOCUMENT_RELEASE, document))
    released = document.released
    standing = document.release is not None and document.release.withdrawn_at is None
    panel: dict[str, Any] = {
        "released": _released(document, released, request) if released else None,
        "withdrawn": _withdrawn(document, request),
        "withdraw_url": face_path(request, document, "traek-tilbage") if standing and may_release else None,
        "held_back": say(_HELD_BACK) if standing and not released else None,
        "asked": _asked(document, request, may_release=may_release),
        "refused": _refused(document, request) if may_release else None,
        "guard": None,
        "release_url": None,
    }
    if not standing and document.asked_release is None:
        obstacles = release_obstacles(document)
        panel["guard"] = release_guard(document, request) if obstacles else None
        panel["release_url"] = (
            face_path(request, document, "frigiv") if may_release and not obstacles else None
        )
    return panel


#: what may have hidden words in the internal file: its reader has to look again
_LAID_OVER = "/Annots"
#: after this, somebody has to look: the work has stopped, or waits behind much else
_LATE = timedelta(minutes=5)
_HELD_BACK = _(
    "Filen er frigivet, men gives ikke ud: dokumentet eller sagen er siden blevet fortrolig eller undtaget."
)


def release_guard(document: Document, request: Request) -> dict[str, Any]:
    """Return the list of what has to be mended before the file can be released."""
    say = request.localizer.translate
    lines = [{"kind": "bad", "text": say(each.message)} for each in release_obstacles(document)]
    return {"title": say(_("Kan ikke frigives endnu")), "lines": lines}


def refused_guard(document: Document, request: Request) -> dict[str, Any] | None:
    """Return why the release that was asked for last was not done, if it was not."""
    refused = document.refused_release
    if refused is None:
        return None
    lines = [{"kind": "bad", "text": reason} for _field, reason in refused.reasons]
    return {"title": request.localizer.translate(_("Blev ikke frigivet")), "lines": lines}


def _refused(document: Document, request: Request) -> dict[str, Any] | None:
    guard, refused = refused_guard(document, request), document.refused_release
    if guard is None or refused is None:
        return None
    mapping = {"number": refused.version, "name": refused.by_name, "moment": _moment(refused.refused_at)}
    text = _(
        "Version ${number} blev ikke frigivet. ${name} bad om det; svaret kom ${moment}.", mapping=mapping
    )
    return {"text": request.localizer.translate(text), "lines": guard["lines"]}


def _asked(document: Document, request: Request, *, may_release: bool) -> dict[str, Any] | None:
    asked = document.asked_release
    if asked is None:
        return None
    mapping = {"number": asked.version, "name": asked.by_name, "moment": _moment(asked.asked_at)}
    text = _("Version ${number} frigives. ${name} bad om det ${moment}.", mapping=mapping)
    late = request.clock.now() - asked.asked_at > _LATE
    return {
        "text": request.localizer.translate(text),
        "late": late,
        "url": face_path(request, document),
        "cancel_url": face_path(request, document, "fortryd-frigivelse") if may_release else None,
    }


def _released(document: Document, release: Release, request: Request) -> dict[str, Any]:
    say = request.localizer.translate
    mapping = {
        "moment": _moment(release.released_at),
        "name": release.released_by_name,
        "number": release.version,
    }
    notes = []
    if release.confirmed_by:
        mapping_by = {"name": release.confirmed_by}
        notes.append(
            say(
                _("${name} har bekræftet det, som maskinen ikke kunne læse eller afgøre.", mapping=mapping_by)
            )
        )
    if any(name.startswith(_LAID_OVER) for name in release.dropped):
        notes.append(say(_("Noter og bjælker, der lå oven på siden, er fjernet. Se den frigivne fil efter.")))
    if release.spoken:
        spoken = {"texts": "; ".join(release.spoken)[:500]}
        notes.append(say(_("Billedtekster, der læses op: ${texts}", mapping=spoken)))
    return {
        "text": say(_("Version ${number} blev frigivet ${moment} af ${name}.", mapping=mapping)),
        "notes": notes,
        "file_url": released_link(document, request),
        "pages": [{"title": title, "url": url} for title, url in public_links(document, request)],
    }


def _withdrawn(document: Document, request: Request) -> str | None:
    release = document.release
    if release is None or release.withdrawn_at is None:
        return None
    mapping = {"moment": _moment(release.withdrawn_at), "reason": release.withdrawn_reason}
    return request.localizer.translate(_("Trukket tilbage ${moment}: ${reason}", mapping=mapping))


def _moment(moment: Any) -> str:
    return at_time(plain_date(local(moment).date()), moment)
