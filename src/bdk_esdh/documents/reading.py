"""What came of reading a file, told to the person who looks at it."""

from ..files.extraction import CUT, LOCKED_PDF, NOTES, ReadStatus
from ..kernel.i18n import _
from .content import PDF, Version

WAITING = "waiting"
#: characters of a page of text, for files that have no pages of their own
_PAGE = 6_000


def reading_message(version: Version) -> str | None:
    """Say what one has to know of the file's text; ``None`` when all of it was read."""
    if version.reading == WAITING:
        return _("Filen bliver læst. Teksten er klar om et øjeblik")
    if version.reading == ReadStatus.PASSWORD and version.file.media_type == PDF:
        return LOCKED_PDF
    if version.reading in NOTES:
        return NOTES[ReadStatus(version.reading)]
    if version.unreadable:
        pages = ", ".join(str(number) for number in version.unreadable)
        return _("Disse sider er billeder, som vi ikke kan læse: ${pages}", mapping={"pages": pages})
    return CUT if version.is_cut else None


def is_unreadable(version: Version) -> bool:
    """Tell whether a person has to look before the file is given out: part of it gives no text."""
    return bool(version.unreadable) or version.reading == ReadStatus.NO_TEXT


def page_count(version: Version) -> int | None:
    """Return the number of pages of a PDF whose text was read."""
    return len(version.text.pages) if version.text and version.file.media_type == PDF else None


def text_pages(version: Version) -> list[str]:
    """Return the text a page at a time; a long text without pages is cut at line ends."""
    if version.text is None:
        return []
    if version.file.media_type == PDF:
        return list(version.text.pages)
    pages, page, size = [], [], 0
    for line in "\n".join(version.text.pages).splitlines():
        page.append(line)
        size += len(line)
        if size > _PAGE:
            pages.append("\n".join(page))
            page, size = [], 0
    return [*pages, "\n".join(page)] if page else pages
