"""Sender and recipients, as programs know them, and the one correspondent that a form asks for.

Programs may leave the sender open: it then stands in the clerk's list as missing. What is
on the other side of a letter, who wrote what went out and to whom what came in was
addressed, is kept as it was sent.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ...kernel.errors import DomainError, SeveralErrors
from ...kernel.fields import Line
from ...kernel.i18n import _
from ...kernel.json_face.values import Lines
from ..content import Document
from ..schema import DocumentFacts, RegisterSchema

#: between the recipients of a letter, which are kept as one line
_BETWEEN = "; "
_NAMES = ("sender", "recipients")


def facts() -> Any:
    """Make the schema of a document's facts with the names that programs know."""
    return _for_programs(DocumentFacts())


def registering() -> Any:
    """Make the schema of a new document, likewise."""
    return _for_programs(RegisterSchema())


def _for_programs(schema: Any) -> Any:
    del schema["correspondent"]
    schema.add(Line(name="sender", title=_("Afsender"), missing=""))
    schema.add(Lines(name="recipients", title=_("Modtagere"), missing=()))
    return schema


def sender_of(document: Document) -> str:
    """Return who sent the document; empty when that is not known (yet)."""
    return document.written_by if document.direction == "outgoing" else document.correspondent


def recipients_of(document: Document) -> list[str]:
    """Return to whom the document went."""
    if document.direction != "outgoing":
        return list(document.addressed_to)
    return [name for name in document.correspondent.split(_BETWEEN) if name]


def with_correspondent(values: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """Return values as the actions take them.

    :param names: has ``sender`` and ``recipients``, which may have been of another direction before.
    """
    found = {name: value for name, value in values.items() if name not in _NAMES}
    sender, recipients = names["sender"], tuple(names["recipients"])
    if values["direction"] == "outgoing":
        found |= {"correspondent": _BETWEEN.join(recipients), "written_by": sender, "addressed_to": ()}
    else:
        found |= {"correspondent": sender, "written_by": "", "addressed_to": recipients}
    return {**found, "sender_may_be_missing": True}


@contextmanager
def names_of_programs(direction: str) -> Iterator[None]:
    """Name, in what the actions refuse, the field that the program knows."""
    try:
        yield
    except DomainError as error:
        for each in error.errors if isinstance(error, SeveralErrors) else [error]:
            if each.field == "correspondent":
                each.field = "recipients" if direction == "outgoing" else "sender"
        raise
