"""Kept uploads as forms ask for them: ``request.upload_drafts``, of the person who is logged in.

Whoever is not logged in has no drafts: there is no name to keep them under that somebody
else could not guess or share.
"""

from datetime import timedelta
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from bdk_esdh.files.drafts import UploadDrafts
from bdk_esdh.files.errors import DraftMissing
from bdk_esdh.kernel.clock import SystemClock
from bdk_esdh.kernel.file_fields import Upload

FOLDER = "drafts"
MAX_AGE = timedelta(days=1)


class FormDrafts:
    """One person's kept uploads for the length of one request.

    :param drafts: where they lie.
    :param owner: the person's login.
    :param request: at whose end opened files are closed.
    """

    def __init__(self, drafts: UploadDrafts, owner: str, request: Request) -> None:
        """Keep what is needed to find and to close them."""
        self._drafts = drafts
        self._owner = owner
        self._request = request

    def keep(self, upload: Upload) -> Upload:
        """Store the bytes and give the same upload with a token."""
        # The age of a file is told by the disk, so it is measured by the same clock, not by one that was set.
        self._drafts.sweep(SystemClock().now())
        upload.stream.seek(0)
        draft = self._drafts.keep(upload.stream, upload.filename, self._owner)
        upload.stream.seek(0)
        return Upload(draft.filename, draft.size, upload.stream, draft.token)

    def get(self, token: str) -> Upload | None:
        """Give a kept upload, or nothing when it is gone or somebody else's."""
        try:
            draft = self._drafts.find(token, self._owner)
            stream = self._drafts.open(token, self._owner)
        except DraftMissing:
            return None
        self._request.add_finished_callback(lambda _request: stream.close())
        return Upload(draft.filename, draft.size, stream, token)


def upload_drafts(request: Request) -> FormDrafts | None:
    """Return the kept uploads of whoever makes ``request``; ``None`` for the anonymous."""
    login: Any = request.authenticated_userid
    if not login:
        return None
    folder = request.registry.esdh_settings.data / FOLDER
    return FormDrafts(UploadDrafts(folder, MAX_AGE), login, request)


def includeme(config: Configurator) -> None:
    """Put the kept uploads on each request."""
    config.add_request_method(upload_drafts, "upload_drafts", reify=True)
