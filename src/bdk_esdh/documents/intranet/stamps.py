"""What tells one showing of a case's documents from the next."""

import hashlib
from typing import Any

from ...cases.content import Case


def revision(case: Case) -> str:
    """Return what is another one after every change of the case or of something on it."""
    case._p_activate()
    return (case._p_serial or b"").hex()


def stamp_of(case: Case, batch: Any) -> str:
    """Return the revision of the case, and a digest of the documents that the reader is shown."""
    digest = hashlib.sha256(repr(batch.total).encode())
    for document in batch:
        document._p_activate()
        digest.update(repr((document.document_number, document._p_serial)).encode())
    return f"{revision(case)}-{digest.hexdigest()[:16]}"
