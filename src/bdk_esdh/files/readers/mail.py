"""Mail as files (.eml): who, to whom, what about, the text, and what is attached."""

import tempfile
from collections.abc import Callable, Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from bdk_esdh.files.readers.answer import Answer, CannotRead, ReadStatus
from bdk_esdh.files.readers.decoding import decode
from bdk_esdh.files.readers.html import text_of

HEADERS = ("Subject", "From", "To", "Cc", "Date")
DEPTH = 5
PARTS = 200

ReadAttachment = Callable[[Path, str, str, Answer], None]


class Parts:
    """Counts the parts of a whole mail, however deep they lie."""

    def __init__(self) -> None:
        """Begin at the full number."""
        self.left = PARTS

    def take(self) -> bool:
        """Say whether one more may be looked at."""
        self.left -= 1
        return self.left >= 0


def read(path: Path, answer: Answer, read_attachment: ReadAttachment) -> None:
    """Add headers, text, and names and text of attachments down to five levels.

    :param read_attachment: reads a file by path, media type and name into an answer.
    :raises CannotRead: it is no mail.
    """
    with path.open("rb") as file:
        message = BytesParser(policy=policy.default).parse(file)
    if not message.keys():
        raise CannotRead(ReadStatus.CORRUPT)
    _add_message(message, answer, read_attachment, Parts(), depth=1)


def _add_message(
    message: Message, answer: Answer, read_attachment: ReadAttachment, parts: Parts, depth: int
) -> None:
    answer.add("\n".join(f"{name}: {value}" for name, value in _headers(message)))
    for part in _leaves(message, depth):
        if answer.full or not parts.take():
            answer.cut = True
            return
        name = _name(part)
        if name:
            answer.add(name)
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            if isinstance(inner, Message) and depth < DEPTH:
                _add_message(inner, answer, read_attachment, parts, depth + 1)
            else:
                answer.cut = True
        else:
            _add_leaf(part, name, answer, read_attachment)


def _headers(message: Message) -> Iterator[tuple[str, str]]:
    for name in HEADERS:
        try:
            value = message.get(name)
        except (ValueError, IndexError, AttributeError, TypeError, LookupError):
            # The standard library stumbles over some malformed addresses instead of noting a defect.
            continue
        if value:
            yield name, " ".join(str(value).split())


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """Give the parts that hold something, and attached mails whole."""
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    if depth > DEPTH * 4:  # nested multiparts without end
        return
    for part in message.get_payload():
        if not isinstance(part, Message):
            continue
        if part.get_content_type() == "message/rfc822":
            yield part
        else:
            yield from _leaves(part, depth + 1)


def _name(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _add_leaf(part: Message, name: str, answer: Answer, read_attachment: ReadAttachment) -> None:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return
    kind = part.get_content_type()
    if kind == "text/html":
        answer.add(text_of(decode(content, part.get_content_charset())))
    elif part.get_content_maintype() == "text":
        answer.add(decode(content, part.get_content_charset()))
    else:
        with tempfile.NamedTemporaryFile(prefix="attachment-") as file:
            file.write(content)
            file.flush()
            read_attachment(Path(file.name), kind, name, answer)
