"""Forms that came after their session had ended: kept for the person they were shown to, files included.

The session's cookie still names whose session it was. Whoever logs in as that person is
led to a page that gives the form back with everything that was typed; nobody else finds it.
"""

import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request

from bdk_esdh.files.drafts import UploadDrafts
from bdk_esdh.files.form_drafts import FOLDER, MAX_AGE
from bdk_esdh.kernel.clock import SystemClock
from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.kernel.faces import face_path
from bdk_esdh.kernel.i18n import _
from bdk_esdh.kernel.kept_text import SECRETS, was_shown_to
from bdk_esdh.kernel.records import Face
from bdk_esdh.root import Root
from bdk_esdh.security.permissions import Permission
from bdk_esdh.security.sessions import cookies_entry

VIEW = "kladde"
#: pressed along with everything else, it makes a form come back as it is, without a check
SHOW_AGAIN = "kladde:add"
_TOKEN = re.compile(r"\A[A-Za-z0-9_-]{43}\Z")
_NOT_KEPT = SECRETS | {"csrf_token"}
_MOST_CONTROLS = 2_000
_LONGEST = 500_000


@dataclass(frozen=True)
class KeptForm:
    """What was sent, and where to."""

    path: str
    items: list[tuple[str, str]]


def keep_form(request: Request) -> str | None:
    """Keep the form that ``request`` sends, for whoever it was shown to.

    :returns: the path where that person finds it, or ``None`` when it is no form of ours
        or was shown to nobody who has been logged in with this browser.
    """
    owner = _owner(request)
    if owner is None or not request.path.startswith("/intranet/"):
        return None
    drafts = _drafts(request)
    drafts.sweep(SystemClock().now())
    items = _items(request, drafts, owner)
    if items is None:
        return None
    token = secrets.token_urlsafe(32)
    path = _file(request, token)
    path.touch(mode=0o600)
    path.write_text(json.dumps({"owner": owner, "path": request.path_qs, "items": items}), encoding="utf-8")
    return f"/intranet/{VIEW}?{urlencode({'id': token})}"


def _owner(request: Request) -> str | None:
    login = request.authenticated_userid
    if login is None:
        entry = cookies_entry(request)
        login = entry.login if entry is not None else None
    return login if login is not None and was_shown_to(request, login) else None


def _items(request: Request, drafts: UploadDrafts, owner: str) -> list[tuple[str, str]] | None:
    """Return what was sent as text; files are kept beside it, each named by its token."""
    items: list[tuple[str, str]] = []
    for name, value in request.POST.items():
        if name.rpartition(".")[2] in _NOT_KEPT:
            continue
        if isinstance(value, str):
            items.append((name, value))
        elif getattr(value, "filename", None):
            try:
                limit = request.registry.esdh_settings.upload_limit
                draft = drafts.keep(value.file, value.filename, owner, limit=limit)
            except DomainError:
                continue  # empty or too big: it would have been refused
            items.append((f"{name}.token", draft.token))
    size = sum(len(name) + len(value) for name, value in items)
    return items if len(items) <= _MOST_CONTROLS and size <= _LONGEST else None


def kept_form(request: Request, token: str) -> KeptForm | None:
    """Return the form kept under ``token``, if it is of whoever makes ``request``."""
    if not _TOKEN.match(token):
        return None
    try:
        said = json.loads(_file(request, token).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if said["owner"] != request.authenticated_userid:
        return None
    return KeptForm(said["path"], [(name, value) for name, value in said["items"]])


def kept_form_page(context: Root, request: Request) -> dict[str, Any]:
    """Offer to go on where one was interrupted.

    :raises HTTPNotFound: when nothing is kept there, or somebody else's.
    """
    kept = kept_form(request, request.GET.get("id", ""))
    if kept is None:
        raise HTTPNotFound
    return {
        "title": request.localizer.translate(_("Det, du skrev, er ikke tabt")),
        "crumbs": [],
        "action": kept.path,
        "items": [{"name": name, "value": value} for name, value in kept.items],
        "show_again": SHOW_AGAIN,
        "home": face_path(request, context),
    }


def _drafts(request: Request) -> UploadDrafts:
    return UploadDrafts(request.registry.esdh_settings.data / FOLDER, MAX_AGE)


def _file(request: Request, token: str) -> Path:
    folder: Path = request.registry.esdh_settings.data / FOLDER
    return folder / f"form-{token}.json"


def includeme(config: Configurator) -> None:
    """Let the answers to errors keep forms, and give them back."""
    config.registry.form_keeper = keep_form
    config.add_face_view(
        kept_form_page,
        Face.INTRANET,
        Root,
        permission=Permission.INTRANET_VIEW,
        method="GET",
        name=VIEW,
        template="bdk_esdh:files/templates/intranet/kept_form.pt",
    )
