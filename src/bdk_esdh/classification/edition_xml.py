"""Editions as KL publishes them: ``KLE-Emneplan`` and ``KLE-Handlingsfacetter``.

Both shapes are read, version 2.0 (2011) and the REST interface's 1.x. Hardly any file
in circulation fits its own schema, so only what we use is looked at and the rest is
passed over. The guidance texts are KL's and are not kept.

The file is fed to the parser in pieces and each row is made as its element ends: no
tree is built, however long the file is. Document types are refused altogether, for an
edition needs none and an entity can be made to fill the memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from ..kernel.i18n import _
from .editions import Edition, RawRow, RowRefused, collect, day
from .errors import UnreadableEdition

ROOTS = frozenset({"KLE-Emneplan", "KLE-Handlingsfacetter"})
RECORDS = frozenset({"Hovedgruppe", "Gruppe", "Emne", "Handlingsfacet"})
_DIRECT = {"BevaringJaevnfoerArkivloven": "retention", "SletningJaevnfoerPersondataloven": "deletion"}
_RETIRED = frozenset({"UdgaaetDato", "FlyttetDato"})
_CHUNK = 64 * 1024
_DEEPEST = 100
_LONGEST_TEXT = 4096

# XML 1.0 knows no form feed, yet files from some systems hold it. A space keeps the lines where they are.
_ILLEGAL = re.compile(
    rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));|[\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_LONGEST_REFERENCE = 16


@dataclass
class _Draft:
    kind: str
    line: int
    texts: dict[str, str] = field(default_factory=dict)
    replaced_by: list[str] = field(default_factory=list)


class EditionTarget:
    """Takes what the parser meets, and makes rows of it."""

    def __init__(self) -> None:
        """Start outside of everything."""
        self.rows: list[RawRow] = []
        self.published = ""
        self.parser: Any = None
        self._path: list[str] = []
        self._drafts: list[_Draft] = []
        self._text: list[str] | None = None
        self._length = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """Meet the beginning of an element.

        :raises UnreadableEdition: when it is some other kind of file.
        """
        name = tag.rpartition("}")[2]
        if not self._path and name not in ROOTS:
            raise UnreadableEdition(
                _("Filen er XML, men hverken KLE-Emneplan eller KLE-Handlingsfacetter"), field="file"
            )
        if len(self._path) >= _DEEPEST:
            raise UnreadableEdition(_("Filen er XML, men ikke bygget som en emneplan"), field="file")
        self._path.append(name)
        if name in RECORDS:
            self._drafts.append(_Draft(name, self.parser.CurrentLineNumber))
        self._text, self._length = [], 0

    def data(self, text: str) -> None:
        """Meet a piece of text."""
        if self._text is not None and self._length < _LONGEST_TEXT:
            self._text.append(text)
            self._length += len(text)

    def end(self, _tag: str) -> None:
        """Meet the end of an element: keep its text if it is one we use, make a row if it was a record."""
        name = self._path.pop()
        text = "".join(self._text or ()).strip()
        self._text = None
        if name in RECORDS:
            self._finish(self._drafts.pop())
        elif self._drafts:
            self._keep(self._drafts[-1], name, text)
        elif name == "UdgivelsesDato":
            self.published = text

    def close(self) -> None:
        """Meet the end of the file."""

    def _keep(self, draft: _Draft, name: str, text: str) -> None:
        parent = self._path[-1]
        if parent == "AfloestAf":
            draft.replaced_by.append(text)
        elif name in _RETIRED:
            draft.texts["retired"] = text
        elif parent != draft.kind:
            return
        elif name == f"{draft.kind}Nr":
            draft.texts["number"] = text
        elif name == f"{draft.kind}Titel":
            draft.texts["title"] = text
        elif name in _DIRECT:
            draft.texts[_DIRECT[name]] = text

    def _finish(self, draft: _Draft) -> None:
        texts = draft.texts
        self.rows.append(
            RawRow(
                texts.get("number", ""),
                texts.get("title", ""),
                retention_code=texts.get("retention"),
                retired=texts.get("retired"),
                says_whether_retired=True,
                replaced_by=tuple(draft.replaced_by),
                deletion_period=texts.get("deletion"),
                line=draft.line,
            )
        )


def read_xml(stream: BinaryIO) -> Edition:
    """Read an official edition.

    :param stream: the file's bytes, from the beginning.
    :raises UnreadableEdition: when it is not well-formed, has a document type, or is
        some other kind of file.
    """
    target = EditionTarget()
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    target.parser = parser.parser
    try:
        for chunk in _legal(stream):
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException:
        raise UnreadableEdition(
            _("Filen har en dokumenttype (DOCTYPE). Det har en emneplan ikke, og den er ikke læst"),
            field="file",
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (target.parser.CurrentLineNumber, 0))[0]
        raise UnreadableEdition(
            _("Filen kan ikke læses som XML: fejl i linje ${line}", mapping={"line": line}), field="file"
        ) from None
    try:
        published = day(target.published or None)
    except RowRefused:
        published = None
    return collect(sorted(target.rows, key=lambda row: row.line), published)


def _legal(stream: BinaryIO) -> Iterator[bytes]:
    """Go through the file in pieces, without the characters that XML 1.0 does not allow.

    A piece ends before an ampersand among its last bytes: the reference that begins
    there may go on in the next one.
    """
    rest = stream.read(_CHUNK)
    wide = rest[:2] in {b"\xff\xfe", b"\xfe\xff"}
    while rest:
        more = stream.read(_CHUNK)
        cut = rest.rfind(b"&", len(rest) - _LONGEST_REFERENCE) if more else -1
        whole, rest = (rest, more) if cut < 0 else (rest[:cut], rest[cut:] + more)
        # Two-byte characters are full of zero bytes that belong there.
        yield whole if wide else _ILLEGAL.sub(b" ", whole)
