"""The papers set last as PDFs, kept in memory."""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Any

from .papers import Paper

_KEPT = 64


class KeptPapers:
    """The PDFs made last, by what stands in them: when an agenda changes, its paper is another one."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def pdf_of(self, paper: Paper, **how: Any) -> tuple[bytes, str]:
        """Return the PDF of a paper, made now or before, and the name its content has (for an ETag)."""
        name = hashlib.sha256(repr(paper).encode()).hexdigest()
        with self._lock:
            kept = self._made.get(name)
            if kept is not None:
                self._made.move_to_end(name)
                return kept, name
        # The libraries for PDF and fonts are a tenth of what a start reads in; most processes set no paper.
        from .paper_pdf import make_pdf

        made = make_pdf(paper, **how)
        with self._lock:
            self._made[name] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made, name
