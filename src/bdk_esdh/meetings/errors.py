"""What meetings refuse."""

from typing import Any

from ..kernel.errors import Invalid, Missing, Refused


class MeetingInPast(Invalid):
    """A meeting can only be planned for today or later."""


class NotAPolitician(Invalid):
    """The login of a member is not that of an active politician, or is named twice."""


class CaseMissing(Invalid):
    """An item about a case names none."""


class DocumentElsewhere(Invalid):
    """A document on an item does not lie on the item's case."""


class ItemGone(Missing):
    """The item is no longer on the agenda."""


class AgendaFixed(Refused):
    """The agenda has been published: its numbers and addresses stay as they are."""


class NotPublishable(Refused):
    """Something on the agenda has to be mended before the public may see it.

    :param item: the item concerned, so that a page can lead to where it is mended.
    """

    def __init__(self, message: str, *, field: str | None = None, item: Any = None) -> None:
        """Keep the item."""
        super().__init__(message, field=field)
        self.item = item


class NotReady(Refused):
    """The meeting cannot be held or its minutes approved yet."""


class ReasonMissing(Invalid):
    """Taking an agenda back needs a reason, which is shown to whoever asks for it."""


class MeetingGone(Refused):
    """The meeting takes no more items by now."""
