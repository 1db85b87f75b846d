"""Uploads kept while a form is put right, so that nobody has to choose a file twice.

They lie in a folder outside the database: what is not filed is no record, and is swept away.
"""

import json
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, BinaryIO

from bdk_esdh.files.errors import DraftMissing
from bdk_esdh.files.filenames import clean_filename
from bdk_esdh.files.receiving import receive, refuse_by_size
from bdk_esdh.kernel.i18n import _

TOKEN = re.compile(r"\A[A-Za-z0-9_-]{43}\Z")


@dataclass(frozen=True)
class Draft:
    """A kept upload.

    :param token: what the form carries instead of the file.
    :param filename: the cleaned name.
    :param size: number of bytes.
    """

    token: str
    filename: str
    size: int


class UploadDrafts:
    """Kept uploads in one folder, each of one owner.

    :param folder: made if absent, readable by this user alone.
    :param max_age: how long an upload is kept.
    """

    def __init__(self, folder: str | Path, max_age: timedelta) -> None:
        """Make the folder."""
        self.folder, self.max_age = Path(folder), max_age
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(
        self,
        stream: IO[bytes],
        filename: str,
        owner: str,
        *,
        limit: int | None = None,
        field: str | None = "file",
    ) -> Draft:
        """Keep an upload until the form comes again.

        :param owner: the user's id, or the session's for somebody who is not logged in.
        :param limit: greatest number of bytes.
        :param field: the form field that a refusal belongs to.
        :raises EmptyFile: no bytes.
        :raises FileTooBig: more bytes than ``limit``.
        """
        refuse_by_size(stream, limit=limit, field=field)
        token = secrets.token_urlsafe(32)
        with self._scratch() as scratch:
            size = receive(stream, scratch, limit=limit, field=field).size
            scratch.flush()
            draft = Draft(token, clean_filename(filename), size)
            said = {"owner": owner, "filename": draft.filename, "size": size}
            # The description comes first: content without one belongs to nobody and is never found.
            self._description(token).write_text(json.dumps(said), encoding="utf-8")
            Path(scratch.name).rename(self._content(token))
        return draft

    def find(self, token: str, owner: str) -> Draft:
        """Return what is known of a kept upload.

        :raises DraftMissing: unknown, swept away, or somebody else's: the same answer for all.
        """
        if not TOKEN.match(token):
            raise _missing()
        try:
            said = json.loads(self._description(token).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _missing() from error
        if said["owner"] != owner or not self._content(token).is_file():
            raise _missing()
        return Draft(token, said["filename"], said["size"])

    def open(self, token: str, owner: str) -> BinaryIO:
        """Open the bytes of a kept upload for reading.

        :raises DraftMissing: as ``find``.
        """
        self.find(token, owner)
        try:
            return self._content(token).open("rb")
        except OSError as error:  # swept away in this moment
            raise _missing() from error

    def discard(self, token: str, owner: str) -> None:
        """Forget a kept upload, once its bytes are filed or the person chose another file.

        :raises DraftMissing: as ``find``.
        """
        self.find(token, owner)
        self._remove(token)

    def sweep(self, now: datetime) -> int:
        """Remove what is older than the greatest age, and what an interrupted upload left.

        :param now: an aware time, from the clock of the system.
        :returns: how many files went.
        """
        oldest = (now - self.max_age).timestamp()
        gone = 0
        for path in self.folder.iterdir():
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()
                    gone += 1
        return gone

    def _content(self, token: str) -> Path:
        return self.folder / f"{token}.bytes"

    def _description(self, token: str) -> Path:
        return self.folder / f"{token}.json"

    def _remove(self, token: str) -> None:
        for path in (self._content(token), self._description(token)):
            path.unlink(missing_ok=True)

    @contextmanager
    def _scratch(self) -> Iterator[IO[bytes]]:
        """Open a file to receive into; it is gone afterwards unless it was renamed."""
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix="incoming-", delete=False) as scratch:
            try:
                yield scratch
            finally:
                Path(scratch.name).unlink(missing_ok=True)


def _missing() -> DraftMissing:
    return DraftMissing(_("Filen er her ikke længere. Vælg den igen"), field="file")
