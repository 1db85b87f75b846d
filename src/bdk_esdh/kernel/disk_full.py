"""The disk is full: a clear answer, and nothing half filed.

What was written before the fault is rolled back with its transaction (the store cuts off what it
could not write whole, a file that was received is removed), so that the next try works when there
is room again.
"""

import errno
import logging
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.response import Response

from .i18n import _
from .responses import page_or_words

log = logging.getLogger(__name__)

#: no room, no room in one's share, and no room in what one file may be
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_disk_full(error: object) -> bool:
    """Tell whether an exception says that there is no room left, here or at the store's server."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    # ZEO passes on what its server met as the name of the exception and its arguments.
    args: tuple[Any, ...] = error.args if isinstance(error, Exception) else ()
    if len(args) != 2 or args[0] != "builtins.OSError" or not isinstance(args[1], tuple):
        return False
    return bool(_NO_ROOM.intersection(args[1][:1]))


class DiskFullPredicate:
    """True for an exception that says that there is no room left."""

    def __init__(self, wanted: bool, _config: Configurator) -> None:  # noqa: FBT001 -- a predicate's signature
        """Keep what is wanted."""
        self.wanted = wanted

    def text(self) -> str:
        """Describe the predicate in view introspection."""
        return f"disk_full = {self.wanted}"

    phash = text

    def __call__(self, context: Any, _request: Request) -> bool:
        """Look at the exception, which is the context of an exception view."""
        return is_disk_full(context) is self.wanted


def disk_full(exc: Exception, request: Request) -> Response:
    """Answer that there is no room: 507 (RFC 4918, section 11.5)."""
    log.error("no room on the disk", exc_info=exc)
    response = page_or_words(
        request,
        507,
        _("Der er ikke plads på disken"),
        _(
            "Det, du sendte, er ikke gemt, men det er ikke tabt: gå tilbage i browseren, og send det igen "
            "senere. Ring 09 45 45 45, hvis det varer ved."
        ),
    )
    response.headers["Retry-After"] = "300"
    return response


def includeme(config: Configurator) -> None:
    """Answer it on all faces."""
    config.add_view_predicate("disk_full", DiskFullPredicate)
    config.add_exception_view(disk_full, context=Exception, disk_full=True)
