"""Pictures for pages: made anew from what somebody chose, smaller, and without what the camera noted.

The file itself is opened in a child process (``__main__``); nothing of it but its pixels comes out.
"""

from dataclasses import dataclass
from pathlib import Path

from bdk_esdh.files.child import MEGABYTE, Limits, run_python
from bdk_esdh.kernel.errors import Invalid
from bdk_esdh.kernel.i18n import _

_LIMITS = Limits(timeout=20, memory=1024 * MEGABYTE, file=40 * MEGABYTE)
#: the longest side in pixels; the same in ``__main__``, which knows nothing of us
LONGEST_SIDE = 1600
_EXTENSIONS = {"JPEG": "jpg", "PNG": "png"}


class NoPicture(Invalid):
    """It cannot be read as a picture, or it is far larger than any screen."""


@dataclass(frozen=True)
class MadePicture:
    """A picture that may be shown.

    :param extension: ``jpg`` or ``png``.
    :param width: pixels, as ``height``.
    """

    extension: str
    width: int
    height: int


def remake(source: Path, target: Path) -> MadePicture:
    """Write the pixels of ``source`` to ``target``, turned upright, at most 1600 pixels long.

    :raises NoPicture: no picture of a kind we read, damaged, or more pixels than we open.
    """
    _finished, answer = run_python("bdk_esdh.files.pictures", [source.resolve(), target.resolve()], _LIMITS)
    kind, width, height = (answer.get(name) for name in ("kind", "width", "height"))
    sound = all(isinstance(side, int) and 0 < side <= LONGEST_SIDE for side in (width, height))
    if not sound or kind not in _EXTENSIONS or not target.is_file():
        too_large = answer.get("refusal") == "large"
        message = (
            _("Billedet har flere end 50 millioner punkter. Gør det mindre, og vælg det igen")
            if too_large
            else _("Billedet kan ikke læses. Gem det som JPG eller PNG, og vælg det igen")
        )
        raise NoPicture(message, field="file")
    return MadePicture(_EXTENSIONS[str(kind)], int(width or 0), int(height or 0))
