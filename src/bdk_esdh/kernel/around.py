"""What stands round a page of the public face: its head, its top and its foot, as markup.

For whoever is not logged in they are the same on every page, save for which place of the menu is marked:
half of the time of a small page went into making them again. So they are made once and kept, under the
generation of the public face that the request's own transaction sees (``public_generation``) and the day in
Copenhagen, as the page cache keeps whole pages: the two things that change what menu and foot may name.

Kept is nothing of a page that is an error or the answer to anything but a GET, nothing of somebody who is
logged in, and nothing while the generation is not known.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pyramid.renderers import render
from pyramid.request import Request

from .public_generation import stamp_of
from .records import Face

if TYPE_CHECKING:
    from .page_frame import Frame

_FOLDER = "bdk_esdh:kernel/templates/"
_PARTS = (f"{_FOLDER}public_head.pt", f"{_FOLDER}public_top.pt", f"{_FOLDER}public_foot.pt")
#: there is one for each place of the menu and language; more are of earlier generations
_MOST = 64


@dataclass(frozen=True, slots=True)
class Around:
    """Markup made by templates like others, which have escaped all text in it."""

    head: str
    top: str
    foot: str


#: stands in the kept parts for the address of the page; nothing a text or an address may have
HERE = "\ue000her\ue000"

#: of one process: the parts by what they were made of
KeptAround = dict[tuple[Any, ...], Around]


def around(request: Request, frame: "Frame") -> Around:
    """Return what stands round the page of ``frame``: kept, or made now."""
    kept: KeptAround = request.registry.kept_around
    key = _key(request, frame)
    found = kept.get(key) if key is not None else None
    if found is None:
        found = made_now(request, frame)
        if key is not None:
            if len(kept) >= _MOST:
                kept.clear()
            kept[key] = found
    return replace(found, top=found.top.replace(HERE, frame.here))


def made_now(request: Request | None, frame: "Frame") -> Around:
    """Draw the parts."""
    return Around(*(render(part, {"frame": frame}, request).strip() for part in _PARTS))


def _key(request: Request, frame: "Frame") -> tuple[Any, ...] | None:
    """Say what the parts depend on; ``None`` when they are not for everybody, or not for later."""
    if frame.is_error or frame.face is not Face.PUBLIC or request.method not in {"GET", "HEAD"}:
        return None
    if request.identity is not None:
        return None
    stamp = stamp_of(request.root)
    if stamp is None:
        return None
    return stamp, request.clock.today(), request.localizer.locale_name, frame.current_places
