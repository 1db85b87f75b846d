"""Why no released rendition can be made; the words are the contract between the child and ``cleaning``."""

from enum import StrEnum


class Refusal(StrEnum):
    """What stands in the way."""

    PASSWORD = "password"  # noqa: S105 - says that the file has one
    CORRUPT = "corrupt"
    LAYERS = "layers"
    REDACTIONS = "redactions"


class CannotScrub(Exception):
    """The PDF cannot be released as it is."""

    def __init__(self, refusal: Refusal) -> None:
        """Keep what stands in the way."""
        super().__init__(refusal.value)
        self.refusal = refusal
