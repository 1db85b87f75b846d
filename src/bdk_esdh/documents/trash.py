"""When a document may be thrown away: never once it is final, released, or its case closed.

What a municipality has received or sent is kept (arkivloven; offentlighedsloven § 15): the
trash is for what was registered by mistake.
"""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..cases.actions import require_open
from ..cases.content import Case
from ..cases.trash import closed_case
from ..kernel.errors import DomainError
from ..kernel.i18n import _
from ..kernel.records import Act
from ..security.permissions import Permission
from .actions import queue_reading
from .content import Document, documents_in
from .errors import DocumentFinal
from .reading import WAITING


def includeme(config: Configurator) -> None:
    """Give documents their rule, and cases what their documents ask for."""
    config.add_trash_rule(
        Document,
        permission=Permission.DOCUMENT_EDIT,
        asks_reason=True,
        may_return=_may_return,
        returned=_returned,
    )
    config.add_trash_obstacle(Document, kept_document)
    config.add_trash_obstacle(Case, kept_documents)


def kept_document(document: Document) -> Iterator[DomainError]:
    """A final document, and any on a closed case, is kept."""
    yield from closed_case(document.case)
    if document.is_final:
        mapping = {"number": document.document_number}
        yield DocumentFinal(_("${number} er endeligt og kan ikke slettes", mapping=mapping))


def kept_documents(case: Case) -> Iterator[DomainError]:
    """A case keeps what its documents keep."""
    for document in documents_in(case):
        if document.is_final:
            yield from kept_document(document)


def _may_return(_document: Document, case: Case, _act: Act) -> None:
    require_open(case)


def _returned(document: Document, act: Act) -> None:
    """Have the files read that nobody read while the document was away."""
    for version in document.versions:
        if version.reading == WAITING:
            queue_reading(document, version, act)
