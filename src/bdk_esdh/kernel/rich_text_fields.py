"""A field for text with structure: HTML, or plain lines from whoever has no script."""

from typing import Any

import colander

from .errors import DomainError
from .fields import FormNode, Text
from .i18n import _
from .simple_text import html_of
from .widgets import RichTextWidget


class RichTextType(colander.SchemaType):
    """Clean HTML; what was typed as plain lines becomes paragraphs, headings, lists and links."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:
        """Give the text as it is shown in the field."""
        return colander.null if appstruct in (colander.null, None) else str(appstruct)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Clean what was typed.

        :raises colander.Invalid: no text, unreadable characters, too deep, or too long.
        """
        typed = _Typed().deserialize(node, cstruct)
        if typed is colander.null:
            return typed
        try:
            html = str(html_of(typed))
        except DomainError as error:
            raise colander.Invalid(node, error.message) from error
        if len(html) > node.max_length:
            mapping = {"length": len(html), "max": node.max_length}
            raise colander.Invalid(
                node, _("Teksten fylder ${length} tegn. Der er plads til ${max}", mapping=mapping)
            )
        return html or colander.null


class _Typed(Text):
    """Text as it was typed; only the clean text has a length that matters."""

    def __init__(self) -> None:
        super().__init__(one_line=False)

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:
        """Read the characters alone."""
        return super().deserialize(_NoLimit(node), cstruct)


class _NoLimit:
    """A node whose text may be of any length: the cleaner says how much it reads."""

    max_length = 100_000_000

    def __init__(self, node: colander.SchemaNode) -> None:
        self._node = node

    def __getattr__(self, name: str) -> Any:
        return getattr(self._node, name)


class RichText(FormNode):
    """Text with headings, lists, links, quotes, tables and pictures; ``max_length`` counts its codes too."""

    schema_type = RichTextType
    max_length = 60_000
    widget = RichTextWidget()
