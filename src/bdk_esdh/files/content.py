"""The stored file: the one persistent class of this service."""

from persistent import Persistent
from ZODB.blob import Blob


class StoredFile(Persistent):
    """Bytes that were filed, and what is known of them. Never changed: a new version is a new object.

    :param filename: a cleaned name, without any folder.
    :param media_type: decided from the content and the name, never taken from the sender.
    :param size: number of bytes.
    :param sha256: hexadecimal digest, taken while the bytes were copied.
    :param blob: where the bytes are.
    :param note: ``"password"`` or ``"corrupt"`` when a first look at the outside of the file said so, else
        ``None``. Reading the file (``extraction``) knows better and may correct it.
    """

    def __init__(
        self, filename: str, media_type: str, size: int, sha256: str, blob: Blob, note: str | None = None
    ) -> None:
        """Keep what was found out while storing."""
        self.filename = filename
        self.media_type = media_type
        self.size = size
        self.sha256 = sha256
        self.blob = blob
        self.note = note
