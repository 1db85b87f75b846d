"""Zip files with the same bytes each time: the office formats are zip files inside."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def rewrite(made: bytes, stream: IO[bytes], moment: datetime) -> None:
    """Copy a zip file and give each entry the same time instead of "now".

    The order is kept, and what was stored stays stored: OpenDocument asks for its
    ``mimetype`` first and uncompressed.

    :param made: the zip file as a library made it.
    :param stream: a binary stream to write to.
    :param moment: the time that all entries get.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(made)) as source, ZipFile(buffer, "w") as target:
        for entry in source.infolist():
            info = ZipInfo(entry.filename, moment.timetuple()[:6])
            stored = entry.compress_type == ZIP_STORED
            info.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(entry))
    stream.write(buffer.getvalue())
