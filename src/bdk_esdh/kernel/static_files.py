"""Our own stylesheet and scripts, and those of the installed npm packages.

Their address holds a digest of what all of them say, so that a browser may keep them for a year and never
shows an old one after an upgrade: what one file names beside it (``url(…)``, ``import``) lies under the same
digest. An address without it, or with another one's, is answered too, and asked again each time: an old page
goes on looking like something, and a process that is not upgraded yet gives nobody an old file for a year.
"""

import hashlib
import mimetypes
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED
from pyramid.static import static_view

from .file_body import file_body

OURS = Path(__file__).parents[1] / "static"
KEPT = "public, max-age=31536000, immutable"
ASKED_AGAIN = "no-cache"
_DIGITS = 16
#: in the packages, but nothing a page asks for
_NOT_SERVED = frozenset({".scss", ".map"})
#: What reads PDF files runs in a worker, which has the policy of its own file: it may compile the decoders
#: of scanned pages (WebAssembly), asks nobody but us, and makes no script of text. Pages may not compile.
_WORKERS = {
    "pdf.worker.min.mjs": (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
        "report-uri /csp-rapport"
    ),
}


class StaticFiles:
    """The folders that are served, by the address they have below ``/static``.

    :param folders: those that are not there (npm packages that are not installed) hold nothing.
    """

    def __init__(self, folders: dict[str, Path]) -> None:
        """Keep the folders; nothing is read before somebody needs an address."""
        self.folders = folders

    @cached_property
    def digest(self) -> str:
        """What the present content of all files is known by; read once in each process."""
        digest = hashlib.sha256()
        for name, folder in sorted(self.folders.items()):
            for path in _files_in(folder):
                digest.update(f"{name}/{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:_DIGITS]

    def address(self, path: str) -> str:
        """Return where a browser finds a file, such as ``esdh/esdh.css``, as long as it stays what it is."""
        return f"/static/{self.digest}/{path}"


def _files_in(folder: Path) -> Iterator[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in _NOT_SERVED)
    return iter(sorted(found))


def static_address(request: Request, path: str) -> str:
    """Return the address of a static file; ``request.static_address("esdh/esdh.css")``."""
    files: StaticFiles = request.registry.static_files
    return files.address(path)


def _server_of(files: StaticFiles, folder: Path) -> Callable[[Any, Request], Response]:
    found = static_view(str(folder), use_subpath=True, cache_max_age=None)

    def serve(_context: Any, request: Request) -> Response:
        """Give a file; HEAD, conditions and ranges are understood."""
        request.subpath = request.matchdict["subpath"]
        path = found.find_resource_path(found.get_resource_name(request))
        if path is None:
            raise HTTPNotFound
        kind, _encoding = mimetypes.guess_type(path)
        response = Response(conditional_response=True, content_type=kind or "application/octet-stream")
        response.app_iter = file_body(request, Path(path).open("rb"))  # noqa: SIM115 -- the server closes it
        response.content_length = Path(path).stat().st_size
        response.accept_ranges = "bytes"
        if (policy := _WORKERS.get(Path(path).name)) is not None:
            response.headers["Content-Security-Policy"] = policy
        # An address has one content for each digest, so that the digest tells it apart.
        response.etag = files.digest
        current = request.matchdict.get("digest") == files.digest
        response.headers["Cache-Control"] = KEPT if current else ASKED_AGAIN
        return response

    return serve


def includeme(config: Configurator) -> None:
    """Serve ``/static/<digest>/esdh`` from the package and the rest from the assets folder."""
    assets = config.registry.esdh_settings.assets.resolve()
    files = config.registry.static_files = StaticFiles(
        {
            "esdh": OURS,
            "dkfds/dist": assets / "dkfds" / "dist",
            "htmx": assets / "htmx.org" / "dist",
            # put together of ours and of npm packages when they are installed; see the Makefile
            "editor": assets / "esdh-editor",
            # the build for browsers that are some years old: citizens have those
            "pdfjs/build": assets / "pdfjs-dist" / "legacy" / "build",
            "pdfjs/web": assets / "pdfjs-dist" / "legacy" / "web",
            "pdfjs/wasm": assets / "pdfjs-dist" / "wasm",
            "pdfjs/iccs": assets / "pdfjs-dist" / "iccs",
            "pdfjs/cmaps": assets / "pdfjs-dist" / "cmaps",
            "pdfjs/standard_fonts": assets / "pdfjs-dist" / "standard_fonts",
        }
    )
    config.add_request_method(static_address)
    for name, folder in files.folders.items():
        view = _server_of(files, folder)
        route = f"static {name}"
        for pattern, kind in (
            (f"/static/{{digest:[0-9a-f]{{{_DIGITS}}}}}/{name}", "by digest"),
            (f"/static/{name}", ""),
        ):
            config.add_route(f"{route} {kind}", f"{pattern}/*subpath")
            config.add_view(
                view, route_name=f"{route} {kind}", request_method="GET", permission=NO_PERMISSION_REQUIRED
            )
