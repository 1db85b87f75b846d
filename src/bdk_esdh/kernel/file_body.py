"""A file as the body of an answer: streamed, in parts where asked for, and closed however the answer ends."""

from collections.abc import Iterator
from typing import BinaryIO

from webob.static import FileIter


class FileBody(FileIter):
    """A file as the body of an answer, closed however it ends; WebOb's own stays open after HEAD."""

    def close(self) -> None:
        """Close the file; called by the server."""
        self.file.close()

    def app_iter_range(
        self, seek: int | None = None, limit: int | None = None, block_size: int | None = None
    ) -> "Part":
        """Give the part as a body that can be closed before it was begun."""
        return Part(self.file, super().app_iter_range(seek, limit, block_size))


class Part:
    """A part of a file as the body of an answer."""

    def __init__(self, file: BinaryIO, pieces: Iterator[bytes]) -> None:
        self.file, self.pieces = file, pieces

    def __iter__(self):
        return self.pieces

    def close(self) -> None:
        """Close the file, also when no piece was ever asked for."""
        self.file.close()
