"""The generation of the public face: one object that every commit touches which changes something public.

Its serial in the store is part of the key of every kept page (``page_cache``): pages of an earlier
generation are found no more, in any process that has heard of the commit.
"""

import secrets
from typing import Any

from persistent import Persistent
from ZODB.utils import z64


class PublicGeneration(Persistent):
    """Touched, and otherwise empty."""

    stamp = ""

    def touch(self) -> None:
        """Let the pages that are kept know that they are old, from the commit on."""
        self.stamp = secrets.token_hex(8)

    def _p_resolveConflict(self, _old: Any, _saved: Any, new: Any) -> Any:  # noqa: N802 -- ZODB's name
        """Let two commits touch it at once: either makes a serial of its own."""
        return new


def stamp_of(root: Any) -> bytes | None:
    """Return what the present generation is known by, as the connection of ``root`` sees it.

    ``None`` in an older database, and while this very transaction has touched it.
    """
    generation = getattr(root, "public_generation", None)
    if not isinstance(generation, PublicGeneration):
        return None
    generation._p_activate()
    serial = generation._p_serial
    if generation._p_changed or serial is None or serial == z64:
        return None
    return bytes(generation._p_oid + serial)
