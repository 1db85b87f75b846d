"""Who could read documents on another case: asked of the very rules that will decide, beforehand."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyramid.registry import Registry

from ..cases.content import Case
from ..kernel.graph import find_objectmap
from ..security.readers import Sensitivity, gate_tokens, reader_tokens
from ..sharing.people import Readers, readers_by
from .content import Document


@dataclass(frozen=True)
class AccessAfter:
    """What moving does to who can read.

    :param gaining: logins of those who get to read one of the documents or more.
    :param losing: likewise of those who no longer can.
    :param all_staff: everybody at work can read all of them afterwards.
    :param public: the public is shown one of them that it is not shown now.
    :param opened: logins of those who have one of them to work on, and get to open the case by that.
    """

    gaining: frozenset[str]
    losing: frozenset[str]
    all_staff: bool
    public: bool
    opened: frozenset[str]

    @property
    def widens(self) -> bool:
        """Whether somebody can read something that was kept from them."""
        return self.public or bool(self.gaining or self.opened)


def access_after(documents: Iterable[Document], case: Case, registry: Registry) -> AccessAfter:
    """Tell what moving ``documents`` to ``case`` would do."""
    known: dict[Any, Readers] = {}
    gaining: frozenset[str] = frozenset()
    losing: frozenset[str] = frozenset()
    all_staff, public = True, False
    opened: set[str] = set()
    for document in documents:
        moved = as_if_on(document, case)
        before, after = (_readers(each, known) for each in (document, moved))
        gaining |= after.logins - before.logins
        losing |= before.logins - after.logins
        all_staff = all_staff and after.all_staff
        opened |= _opens_case_to(document, case, known)
        public = public or (_is_shown(moved, registry) and not _is_shown(document, registry))
    return AccessAfter(gaining, losing, all_staff=all_staff, public=public, opened=frozenset(opened))


def as_if_on(document: Document, case: Case) -> Document:
    """Return a copy of ``document`` that is nowhere stored and answers as if it lay on ``case``."""
    copy = Document.__new__(Document)
    copy.__setstate__(document.__getstate__())
    copy.__parent__ = case
    return copy


def is_kept_to_fewer(document: Document) -> bool:
    """Tell whether some who read its case do not read ``document``."""
    return not reader_tokens(document.case) <= reader_tokens(document)


def _opens_case_to(document: Document, case: Case, known: dict[Any, Readers]) -> set[str]:
    """Return who has ``document`` to work on and could not open ``case`` until it came (``subscribers``)."""
    login = document.assigned_to
    if not login or document.is_final or case.sensitivity == Sensitivity.VIP.value:
        return set()
    return {login} - _readers(case, known).logins


def _readers(node: Any, known: dict[Any, Readers]) -> Readers:
    tokens = reader_tokens(node), gate_tokens(node)
    if tokens not in known:
        known[tokens] = readers_by(find_objectmap(node).root, *tokens)
    return known[tokens]


def _is_shown(document: Document, registry: Registry) -> bool:
    """Tell whether the public is shown something of it, today or from a day to come."""
    return any(source(document) is not None for source in registry.shown_from.get(Document, ()))
