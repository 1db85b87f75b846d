"""What is done with the pictures of a page: they lie with it, and its text says where each is shown."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from persistent.mapping import PersistentMapping
from pyramid.request import Request

from ..audit.entering import enter
from ..files.pictures import remake
from ..files.storing import store_file
from ..kernel.clean_html import CleanHtml, ShownPicture, with_pictures
from ..kernel.danish import slug
from ..kernel.errors import DomainError, SeveralErrors
from ..kernel.faces import face_of, face_path
from ..kernel.graph import tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act, Face
from ..security.cpr import contains_cpr
from .content import Picture, Publication
from .errors import AltMissing, LooksLikeCpr, TooManyPictures
from .journal import PICTURE_ADDED

PICTURE = "billede"
MOST_PICTURES = 100


def add_picture(node: Publication, values: Mapping[str, Any], act: Act) -> Picture:
    """Put a picture with a page; the same picture again gets the new text.

    :param values: ``file`` (an upload), ``alt`` and ``decoration``.
    :raises SeveralErrors: when nobody says what it shows, or that looks like it holds a CPR number.
    :raises NoPicture: when the file is no picture that we read.
    :raises TooManyPictures: when the page has a hundred.
    """
    alt = "" if values.get("decoration") else (values.get("alt") or "")
    _check(alt, decoration=bool(values.get("decoration")))
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.write_bytes(values["file"].stream.read())
        made = remake(source, target)
        with target.open("rb") as stream:
            name = f"{slug(Path(values['file'].filename).stem) or 'billede'}.{made.extension}"
            stored = store_file(stream, name, connection=node._p_jar)  # type: ignore[attr-defined]
    picture = Picture(stored.sha256[:16], stored, alt, made.width, made.height)
    kept = node.pictures if isinstance(node.pictures, PersistentMapping) else PersistentMapping()
    if picture.id not in kept and len(kept) >= MOST_PICTURES:
        raise TooManyPictures(_("Siden har 100 billeder. Lav en underside til flere"), field="file")
    kept[picture.id] = picture
    node.pictures = kept
    tell_changed(node, act.registry)
    enter(node, act, PICTURE_ADDED, note=alt or name)
    return picture


def shown_text(node: Publication, request: Request) -> CleanHtml:
    """Return the text of a page with its pictures in it, as the face of ``request`` shows it."""
    return with_pictures(node.text, picture_finder(node, request))


def picture_finder(node: Publication, request: Request) -> Callable[[str], ShownPicture | None]:
    """Make what finds the pictures of a page by their ids."""
    face = Face.INTRANET if face_of(request) is Face.INTRANET else Face.PUBLIC

    def find(name: str) -> ShownPicture | None:
        picture = node.pictures.get(name)
        if picture is None:
            return None
        address = face_path(request, node, PICTURE, name, face=face)
        return ShownPicture(address, picture.alt, picture.width, picture.height)

    return find


def _check(alt: str, *, decoration: bool) -> None:
    errors: list[DomainError] = []
    if not alt and not decoration:
        errors.append(
            AltMissing(_("Skriv, hvad billedet viser, eller sæt hak ved, at det kun er pynt"), field="alt")
        )
    if contains_cpr(alt):
        errors.append(LooksLikeCpr(_("Teksten ligner et CPR-nummer. Slet det"), field="alt"))
    if errors:
        raise SeveralErrors(errors)
