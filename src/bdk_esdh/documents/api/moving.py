"""Moving documents to a case, as plone.restapi has it: ``POST <case>/@move {"source": …}``."""

import json
from typing import Any
from urllib.parse import urlsplit

from pyramid.request import Request

from ...cases.content import Case
from ...kernel.errors import DomainError
from ...kernel.faces import Takes, api_view
from ...kernel.i18n import _
from ...kernel.json_face.acts import once
from ...kernel.json_face.answers import address, node_at
from ...kernel.json_face.body import body_of
from ...kernel.json_face.problems import invalid
from ...security.permissions import Permission
from ..content import Document
from ..moving import move_to_case

_MOST = 100
_KNOWN = frozenset({"source", "wider_is_meant"})
_BODY = {
    "type": "object",
    "required": ["source"],
    "additionalProperties": False,
    "properties": {
        "source": {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": _MOST,
                    "items": {"type": "string", "minLength": 1},
                },
            ]
        },
        "wider_is_meant": {"type": "boolean"},
    },
}


@api_view(Case, name="@move", method="POST", permission=Permission.DOCUMENT_ADD, takes=Takes(body=_BODY))
def move_here(context: Case, request: Request) -> Any:
    """Move the documents in ``source`` to this case; ``wider_is_meant`` where more can read them here.

    All of them are moved, or none.
    """
    given = body_of(request)
    sources, wider_is_meant = _checked(given)

    def move() -> str:
        answer = []
        for number, source in enumerate(sources):
            document = _document(request, number, source)
            before = address(request, document)
            try:
                move_to_case(document, context, request.act, wider_is_meant=wider_is_meant)
            except DomainError as refusal:
                # "seen" is what the page asks; for a program it is what it sends.
                refusal.field = {"seen": "wider_is_meant", "case_number": "source"}.get(str(refusal.field))
                raise
            answer.append({"source": before, "target": address(request, document)})
        return json.dumps(answer)

    return json.loads(once(request, move))


def _checked(given: dict[str, Any]) -> tuple[list[str], bool]:
    errors: list[tuple[str, Any]] = [(each, _("Feltet kendes ikke")) for each in given if each not in _KNOWN]
    source = given.get("source")
    sources = [source] if isinstance(source, str) else source
    if (
        not isinstance(sources, list)
        or not 0 < len(sources) <= _MOST
        or not all(isinstance(each, str) for each in sources)
    ):
        errors.append(("source", _("Send adressen på et dokument, eller en liste med højst 100")))
    if not isinstance(given.get("wider_is_meant", False), bool):
        errors.append(("wider_is_meant", _("Svar ja eller nej")))
    if errors:
        raise invalid(errors)
    return list(sources or ()), bool(given.get("wider_is_meant", False))


def _document(request: Request, number: int, source: str) -> Document:
    """Find a document by its address, if whoever asks may take it from its case.

    :raises Problem: 422, in the same words whether it does not exist or may not be known of.
    """
    try:
        node = node_at(request.root, urlsplit(source).path)
    except ValueError:
        node = None
    if isinstance(node, Document) and request.has_permission(Permission.DOCUMENT_VIEW, node):
        if request.has_permission(Permission.DOCUMENT_EDIT, node) and request.has_permission(
            Permission.DOCUMENT_ADD, node.case
        ):
            return node
        raise invalid([(f"source.{number}", _("Du må læse dokumentet, men ikke flytte det"))])
    raise invalid([(f"source.{number}", _("Dokumentet findes ikke"))])
