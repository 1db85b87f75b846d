"""A file as the body of an answer: streamed, in parts where asked for, and closed however the answer ends."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pyramid.request import Request
from webob.static import FileIter

# The file of an answer that nobody sends yet, in the environ of the request.
_FILE = "bdk_esdh.file_of_answer"


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


def file_body(request: Request, file: BinaryIO) -> Any:
    """Return the body that gives ``file``, or of which WebOb gives a part.

    :param file: at its beginning; closed with the body.
    """
    request.environ[_FILE] = file
    return FileBody(file) if "HTTP_RANGE" in request.environ else file_body_of(request.environ, file)


def close_unsent_file(request: Request) -> None:
    """Close the file of an answer that is thrown away because its transaction was not committed.

    Nobody sends that answer, so no server closes it: two people who read files at the same moment may
    conflict, since each reading is entered in the journal.
    """
    file = request.environ.pop(_FILE, None)
    if file is not None:
        file.close()


def file_body_of(environ: dict[str, Any], file: BinaryIO) -> Any:
    """Return the body that gives a whole file, by the server itself where it can."""
    by_server = environ.get("wsgi.file_wrapper")
    return by_server(file) if by_server is not None else FileBody(file)
