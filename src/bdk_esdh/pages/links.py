"""Links of a text that lead nowhere for whoever reads it; our own addresses are looked at, from within.

What an editor is told is what any visitor sees by following the link. Of what is no page and no piece of news
it is never said whether it exists: a case that is kept to some and one that never was are told of in the same
words. Titles are never told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pyramid.registry import Registry
from ZODB.interfaces import BlobError
from ZODB.POSException import POSKeyError

from ..kernel.clean_html import CleanHtml, named_links_in, pictures_in
from ..kernel.faces import RESERVED_NAMES
from ..kernel.i18n import _
from ..kernel.records import Face
from ..security.readers import is_cut_off, may_read
from .content import EVERYBODY_AT_WORK, Audience, Picture, Publication
from .moving import address_of, found_at
from .naming import view_names
from .pictures import PICTURE

#: addresses of ours that are no nodes, and that everyone has
_OPEN = frozenset({"soeg", "log-ind", "static", "hjaelp"})
#: what one can jump to on a page that an editor wrote: its text has no places of its own
_PLACES = frozenset({"", "indhold"})


class Why(StrEnum):
    """What is wrong with a link. The codes are stored."""

    NOWHERE = "nowhere"
    NOT_OUT = "not_out"
    LOGIN = "login"
    MOVED = "moved"
    PLACE = "place"
    PICTURE = "picture"
    OUTER = "outer"


_SENTENCES = {
    Why.NOWHERE: _("Adressen fører ikke til noget, alle kan læse"),
    Why.NOT_OUT: _("Siden er ikke offentlig nu"),
    Why.LOGIN: _("Kræver, at man er logget ind"),
    Why.MOVED: _("Siden er flyttet. Skriv den nye adresse: ${address}"),
    Why.PLACE: _("Siden er der, men ikke stedet #${place} på den"),
    Why.PICTURE: _("Billedet er væk"),
    Why.OUTER: _("Den anden hjemmeside viser den ikke: ${address}"),
}
_CANNOT_BE_REACHED = _("Den anden hjemmeside kan ikke nås")


@dataclass(frozen=True)
class Fault:
    """A link that leads nowhere, or soon may.

    :param words: what one follows it by; of a picture the text that stands for it.
    :param detail: the new address of what has moved, the place that is not there, the answer of another site.
    """

    address: str
    words: str
    why: Why
    detail: str = ""

    @property
    def sentence(self) -> Any:
        """What is wrong, translatable."""
        if self.why is Why.OUTER and not self.detail:
            return _CANNOT_BE_REACHED
        return _(_SENTENCES[self.why], mapping={"address": self.detail, "place": self.detail})

    @property
    def is_broken(self) -> bool:
        """Whether readers get nowhere; what has moved still leads them on."""
        return self.why is not Why.MOVED


class Links:
    """Looks at links as everyone, or everyone at work, could follow them at one moment.

    :param may_be_named: tells of a page that is not out whether the one who asks may know of it; nobody else
        is told more than that the address leads nowhere.
    """

    def __init__(
        self,
        root: Any,
        registry: Registry,
        now: datetime,
        may_be_named: Callable[[Any], bool] = lambda node: not is_cut_off(node),
    ) -> None:
        """Look at nothing yet."""
        self._root, self._registry, self._now = root, registry, now
        self._may_be_named = may_be_named
        self._hosts = frozenset(registry.esdh_settings.hosts)
        self._view_names: dict[type, set[str]] = {}

    def of_page(self, node: Publication, *, files: bool = False) -> tuple[Fault, ...]:
        """Return what is wrong in the text of a page or a piece of news.

        :param files: also look whether the files of its pictures are there.
        """
        for_staff = node.audience == Audience.INTRANET
        found = [*self.of_text(node.text, for_staff=for_staff)]
        for name in pictures_in(node.text):
            picture = node.pictures.get(name)
            if picture is None or (files and not _has_file(picture)):
                alt = picture.alt if picture is not None else ""
                found.append(Fault(f"{PICTURE}/{name}", alt, Why.PICTURE))
        return tuple(found)

    def of_text(self, text: CleanHtml, *, for_staff: bool = False) -> Iterator[Fault]:
        """Give what is wrong in a text that everyone reads, or those at work."""
        for address, words in named_links_in(text):
            inner = self.inner(address)
            if inner is None:
                continue
            why, detail = self._judge(inner, for_staff=for_staff)
            if why is not None:
                yield Fault(address, words, why, detail)

    def inner(self, address: str) -> str | None:
        """Return an address of ours without the host; ``None`` for any other, as for mail and telephones."""
        if address.startswith("/"):
            return address
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme in {"http", "https"} and parts.netloc.lower() in self._hosts:
            return (parts.path or "/") + (f"#{parts.fragment}" if parts.fragment else "")
        return None

    def _judge(self, address: str, *, for_staff: bool) -> tuple[Why | None, str]:
        try:
            parts = urlsplit(address)
        except ValueError:
            return Why.NOWHERE, ""
        names = tuple(unquote(name) for name in parts.path.split("/") if name)
        if names and names[0] == "intranet":
            if not for_staff:
                return Why.LOGIN, ""
            why, detail = self._lead(names[1:], parts.fragment, self._is_for_staff)
            return why, f"/intranet{detail}" if why is Why.MOVED else detail
        if names and names[0] in RESERVED_NAMES:
            return (None if names[0] in _OPEN else Why.NOWHERE), ""
        return self._lead(names, parts.fragment, self._is_public)

    def _lead(
        self, names: tuple[str, ...], fragment: str, can_be_read: Callable[[Any], bool]
    ) -> tuple[Why | None, str]:
        node: Any = self._root
        for index, name in enumerate(names):
            below = _child(node, name)
            if below is None:
                return self._lead_on(node, names, index, can_be_read)
            node = below
        if not can_be_read(node):
            is_page = isinstance(node, Publication)
            return (Why.NOT_OUT if is_page and self._may_be_named(node) else Why.NOWHERE), ""
        if isinstance(node, Publication) and unquote(fragment) not in _PLACES:
            return Why.PLACE, unquote(fragment)[:60]
        return None, ""

    def _lead_on(
        self, node: Any, names: tuple[str, ...], index: int, can_be_read: Callable[[Any], bool]
    ) -> tuple[Why | None, str]:
        """Judge an address of which ``index`` names are nodes, the last ``node``: a view, or moved."""
        name, rest = names[index], names[index + 1 :]
        if isinstance(node, Publication) and name == PICTURE:
            known = len(rest) == 1 and rest[0] in node.pictures
            return (None if known and can_be_read(node) else Why.PICTURE), ""
        if name in self._names_of(node) and can_be_read(node):
            return None, ""
        moved = found_at(self._root, names)
        if moved is None or not can_be_read(moved[0]):
            return Why.NOWHERE, ""
        return Why.MOVED, "/".join([address_of(moved[0]), *moved[1:]])

    def _names_of(self, node: Any) -> set[str]:
        # Asking for the views goes through some thousand of them.
        if type(node) not in self._view_names:
            self._view_names[type(node)] = view_names(node, self._registry)
        return self._view_names[type(node)]

    def _is_for_staff(self, node: Any) -> bool:
        return node is self._root or (
            self._registry.records.of(node) is not None and may_read(node, EVERYBODY_AT_WORK)
        )

    def _is_public(self, node: Any) -> bool:
        declared = self._registry.records.of(node)
        if node is self._root:
            return True
        if declared is None or Face.PUBLIC not in declared.faces:
            return False
        shown = getattr(node, "is_published", None)
        return shown is None or bool(shown(self._now))


def _child(node: Any, name: str) -> Any:
    try:
        return node.get(name)
    except (AttributeError, KeyError):
        return None


def _has_file(picture: Picture) -> bool:
    try:
        return Path(picture.file.blob.committed()).is_file()
    except POSKeyError:
        return False
    except BlobError:
        return True  # put there in this very transaction
