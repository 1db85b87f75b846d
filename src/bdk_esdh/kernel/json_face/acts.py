"""What programs do: make, change, and the same thing sent twice done once."""

from collections.abc import Callable, Mapping
from typing import Any

from pyramid.request import Request
from pyramid.response import Response

from ..concurrent_edits import ChangedMeanwhile, etag_of, last_edit, note_edit, require_unchanged
from ..faces import face_path
from ..i18n import _
from ..records import Face
from .answers import address, may_read_fields, moment, node_at, type_name, whole
from .body import body_fingerprint
from .problems import NO_STORE, Problem

_KEY_HEADER = "Idempotency-Key"
_LONGEST_KEY = 255


def require_type(given: dict[str, Any], name: str) -> None:
    """Take ``@type`` out of what was sent, if it names what can be made here.

    :raises Problem: 422, when it is left out or names something else.
    """
    asked = given.pop("@type", None)
    if asked != name:
        message = _(
            "Skriv i @type, hvad der skal oprettes. Her kan oprettes: ${name}", mapping={"name": name}
        )
        raise Problem(422, message, errors=[("@type", message)])


def create_once(request: Request, make: Callable[[], Any]) -> Any:
    """Make a node, or find what the same request made before, and answer 201 with its address.

    :param make: makes it and returns it.
    :raises KeyReused: when the key has been used for something else.
    """
    path = once(request, lambda: face_path(request, make(), face=Face.API))
    request.response.status_int = 201
    request.response.headers["Location"] = request.host_url + path
    node = node_at(request.root, path)
    if node is None or not may_read_fields(request, node):
        # Whoever files something confidential for another unit cannot read it afterwards.
        return {"@id": request.host_url + path, **({"@type": type_name(request, node)} if node else {})}
    tag_with_state(request, node)
    return whole(request, node)


def once(request: Request, do: Callable[[], str]) -> str:
    """Do something, unless the same request under the same ``Idempotency-Key`` has done it.

    :param do: does it and returns a path.
    :returns: the path, of now or of then.
    :raises KeyReused: when the key has been used for something else.
    """
    key = request.headers.get(_KEY_HEADER)
    if key is None:
        return do()
    if not key or len(key) > _LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Problem(400, _("Idempotency-Key skal være 1 til 255 almindelige tegn."))
    submissions, by = request.root.submissions, request.authenticated_userid or ""
    name = f"key {request.method} {request.path} {key}"
    sent = body_fingerprint(request)
    path = submissions.result(name, by, sent)
    if path is None:
        path = do()
        submissions.note(name, by, path, request.clock.now(), sent)
    return path


def tag_with_state(request: Request, node: Any) -> None:
    """Put on the answer what ``If-Match`` is compared with."""
    request.response.etag = etag_of(node, request.registry)


def require_match(request: Request, node: Any) -> None:
    """Refuse to change what is no longer what the program has seen, if it says what that was.

    :raises Problem: 412, when a fact was changed since.
    """
    asked = request.headers.get("If-Match")
    if asked is None or asked.strip() == "*":
        return
    tags = [tag for tag in asked.split(",") if tag.strip()]
    for number, tag in enumerate(tags, start=1):
        try:
            require_unchanged(node, tag, request.registry)
        except ChangedMeanwhile as refusal:
            if number == len(tags):
                raise _changed_problem(request, node, refusal) from None
        else:
            return
    if not tags:
        raise Problem(400)


def _changed_problem(request: Request, node: Any, refusal: ChangedMeanwhile) -> Problem:
    """Say who changed what since, to those who may read it."""
    if not may_read_fields(request, node):
        return Problem(412, refusal.message, kind=refusal.problem)
    serializer = request.registry.serializers.of(node)
    errors = [
        (serializer.name_for_programs(name), _("Ændret, siden du hentede det")) for name in refusal.fields
    ]
    detail, latest = refusal.message, last_edit(node)
    if errors and latest is not None:
        detail = _(
            "${name} ændrede det ${at}: ${fields}. Hent det igen, og ret så",
            mapping={
                "name": latest.by_name or latest.by,
                "at": moment(latest.at),
                "fields": ", ".join(name for name, _words in errors),
            },
        )
    tag = f'"{etag_of(node, request.registry)}"'
    return Problem(412, detail, kind=refusal.problem, errors=errors, headers={"ETag": tag})


def done(headers: Mapping[str, str] | None = None) -> Response:
    """Answer 204: it is done, and there is no more to say."""
    response = Response(status=204)
    # WebOb would call nothing a page.
    response.headers.pop("Content-Type", None)
    response.headers["Cache-Control"] = NO_STORE
    response.headers.update(headers or {})
    return response


def changed(request: Request, node: Any) -> Response:
    """Note for open forms who has changed the record, and answer 204 with the state that it has now."""
    note_edit(node, request.act)
    tag = etag_of(node, request.registry) if may_read_fields(request, node) else None
    return done({"ETag": f'"{tag}"'} if tag else None)


def link(request: Request, node: Any) -> dict[str, Any]:
    """Return a reference to another record by its address and title."""
    return {"@id": address(request, node), "title": node.title}
