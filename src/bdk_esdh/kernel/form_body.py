"""A form that was sent, read before anybody waits for it, and refused when its end is missing."""

from email.message import Message

from pyramid.request import Request
from webob.multidict import MultiDict

#: what may follow the last boundary: an epilogue, which nobody sends, or a line end
_AFTER_THE_END = 1024


def read_form(request: Request) -> MultiDict:
    """Return the names and values of a form; files are spooled to disk.

    :raises ValueError: if it cannot be read, or was cut off: a form with files ends with its boundary and two
        hyphens (RFC 2046, section 5.1.1), and the file in one that does not may lack its end.
    :raises LookupError: if it names a character set that does not exist.
    """
    form = request.POST
    if request.content_type.lower() == "multipart/form-data" and not _has_its_end(request):
        raise ValueError("the form ends before its last boundary")
    return form


def _has_its_end(request: Request) -> bool:
    header = Message()
    header["Content-Type"] = request.headers["Content-Type"]
    end = f"--{header.get_boundary('')}--".encode("latin-1", "replace")
    # Reading the form has made it seekable.
    body = request.body_file_raw
    body.seek(max(0, (request.content_length or 0) - len(end) - _AFTER_THE_END))
    last = body.read()
    body.seek(0)
    return end in last
