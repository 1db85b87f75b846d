"""Bytes out: streamed, in ranges, and under a type that no browser runs.

Who may have the file is decided before this is called.
"""

from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import quote

from persistent.timestamp import TimeStamp
from pyramid.request import Request
from pyramid.response import Response
from ZODB.interfaces import BlobError
from ZODB.utils import z64

from bdk_esdh.files.content import StoredFile
from bdk_esdh.files.filenames import clean_filename
from bdk_esdh.files.sniffing import KINDS, OCTETS
from bdk_esdh.kernel.file_body import file_body
from bdk_esdh.kernel.page_cache.answering import may_be_kept

# Shown in the browser. Anything else, above all HTML, SVG and XML, could run script in our name.
INLINE = {
    "application/pdf": "application/pdf",
    "image/png": "image/png",
    "image/jpeg": "image/jpeg",
    "text/plain": "text/plain; charset=utf-8",
}
ACTIVE = frozenset({"text/html", "image/svg+xml", "application/xml"})
# Handed out under their own name, since no browser shows them and a desktop knows what to open them with.
HARMLESS = {kind.media_type for kind in KINDS.values()} - ACTIVE

# Chromium 156 shows a PDF under it; older ones are said to have refused their viewer in a sandbox.
POLICY = "sandbox; default-src 'none'"


def file_response(request: Request, stored: StoredFile, *, inline: bool, public: bool) -> Response:
    """Answer with a stored file; HEAD, ranges and conditions are understood.

    :param request: GET or HEAD.
    :param stored: the file.
    :param inline: show it in the browser if its type is on the list; else, and for all other types, it is
        saved.
    :param public: anybody may have it. Otherwise the answer forbids every cache to keep it; for a public one
        the caller says how long.
    """
    shown = inline and stored.media_type in INLINE
    response = Response(conditional_response=request.method in ("GET", "HEAD"), request=request)
    response.headers["Content-Type"] = _type(stored.media_type, shown=shown)
    opened = _opened(stored)
    response.app_iter = file_body(request, opened)
    if public:
        may_be_kept(request, opened.name)
    response.content_length = stored.size
    response.accept_ranges = "bytes"
    response.etag = stored.sha256
    response.last_modified = _stored_at(stored)
    response.headers["Content-Disposition"] = disposition(stored.filename, inline=shown)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    if not public:
        response.headers["Cache-Control"] = "private, no-store"
    return response


def disposition(filename: str, *, inline: bool) -> str:
    """Write Content-Disposition with the name in plain ASCII and in full (RFC 6266, RFC 5987).

    :param filename: any name; cleaned once more, since a header is at stake.
    """
    name = clean_filename(filename)
    plain = "".join(sign if sign.isascii() and sign not in '"%;' else "_" for sign in name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _type(media_type: str, *, shown: bool) -> str:
    if shown:
        return INLINE[media_type]
    return media_type if media_type in HARMLESS else OCTETS


def _opened(stored: StoredFile) -> BinaryIO:
    """Open the file itself, not through the blob: the answer outlives the request's database connection."""
    try:
        return stored.blob.open("c")
    except BlobError:  # stored in this very transaction
        return stored.blob.open("r")


def _stored_at(stored: StoredFile) -> datetime | None:
    """Say when the bytes were committed; they never change afterwards."""
    stored.blob._p_activate()
    serial = stored.blob._p_serial
    if not serial or serial == z64:
        return None
    return datetime.fromtimestamp(TimeStamp(serial).timeTime(), tz=UTC).replace(microsecond=0)
