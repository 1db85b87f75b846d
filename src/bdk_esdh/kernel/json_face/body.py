"""What a program sends, read before anybody waits for it.

A tween over the write lock reads JSON or a form with files, so that neither a slow sender
nor 50 MB of base64 hold up those who write. Whatever is sent becomes a mapping of names to
values or a refusal, never anything else: JSON that is too deep, names twice, NaN and
numbers without end are refused here; what a field takes, its type says (``values.py``).
"""

import base64
import binascii
import io
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response

from ..faces import is_for_programs
from ..file_fields import Upload
from ..form_body import read_form
from ..form_controls import SURROGATE, file_name
from ..i18n import _
from ..submissions import fingerprint
from ..write_lock import close_what_was_sent
from .problems import Problem, problem_response

_KEY = "esdh.json_body"
_FINGERPRINT = "esdh.body_fingerprint"
_WITH_BODY = frozenset({"POST", "PATCH"})
#: base64 makes a file a third larger; the rest is for the facts beside it
_ENLARGED, _FACTS = 1.37, 1_000_000
_MOST_PARTS = 500
#: an object holds few names, a list few values: nothing that comes here is a data set
_MOST_MEMBERS = 1_000


@dataclass(frozen=True)
class UnreadableFile:
    """A file in JSON that is none, and why."""

    message: str


def body_of(request: Request) -> dict[str, Any]:
    """Return what was sent, by name; files are :class:`Upload`, or :class:`UnreadableFile`."""
    return dict(request.environ.get(_KEY, {}))


def body_fingerprint(request: Request) -> str:
    """Return what two requests share only when the same was sent, if they came with a key."""
    return str(request.environ.get(_FINGERPRINT, ""))


def _fingerprint(request: Request, body: dict[str, Any]) -> str:
    """Name what was sent: JSON as it stands, a form by its parts, whose boundary is another each time."""
    if request.content_type.lower() != "multipart/form-data":
        return fingerprint([request.body])
    parts: list[bytes | str] = []
    for name, value in body.items():
        for each in value if isinstance(value, list) else [value]:
            parts.append(name)
            if isinstance(each, Upload):
                parts += [each.filename, each.stream.read()]
                each.stream.seek(0)
            else:
                parts.append(str(each))
    return fingerprint(parts)


def body_tween_factory(
    handler: Callable[[Request], Response], registry: Registry
) -> Callable[[Request], Response]:
    """Make the tween."""
    limit = registry.esdh_settings.upload_limit

    def body_tween(request: Request) -> Response:
        if request.method in _WITH_BODY and is_for_programs(request.environ.get("PATH_INFO", "")):
            try:
                request.environ[_KEY] = body = _read(request, limit)
                if "Idempotency-Key" in request.headers:
                    request.environ[_FINGERPRINT] = _fingerprint(request, body)
            except Problem as problem:
                close_what_was_sent(request)
                return problem_response(request, problem)
        return handler(request)

    return body_tween


def _read(request: Request, limit: int) -> dict[str, Any]:
    if (request.content_length or 0) > limit * _ENLARGED + _FACTS:
        megabytes = limit // 1_000_000
        raise Problem(413, _("Grænsen for en fil er ${limit} MB.", mapping={"limit": megabytes}))
    kind = request.content_type.lower()
    if kind == "multipart/form-data":
        return _from_form(request)
    if not request.content_length:
        return {}
    if kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json")):
        return {name: _with_file(value) for name, value in parse_json(request.body).items()}
    raise Problem(415)


def parse_json(raw: bytes) -> dict[str, Any]:
    """Read a JSON object.

    :raises Problem: 400, when it is none, is not UTF-8, or holds what has no meaning here.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"), object_pairs_hook=_object, parse_constant=_no_number, parse_float=_number
        )
    except RecursionError:
        raise _unreadable(_("JSON er indlejret for dybt.")) from None
    except UnicodeDecodeError:
        raise _unreadable(_("Det sendte er ikke UTF-8.")) from None
    except ValueError as error:  # JSONDecodeError too, and a whole number of thousands of digits
        raise _unreadable(_("Det sendte er ikke gyldig JSON.")) from error
    if not isinstance(value, dict):
        raise _unreadable(_("Send et JSON-objekt: { … }."))
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _unreadable(_("Et navn står to gange i samme JSON-objekt."))
    if len(found) > _MOST_MEMBERS:
        raise _unreadable(_("JSON-objektet har for mange navne."))
    if any(SURROGATE.search(name) for name in found):
        raise _unreadable(_("Et navn i JSON har et tegn, der ikke kan læses."))
    return found


def _no_number(text: str) -> Any:
    raise _unreadable(_("${text} er ikke et tal i JSON.", mapping={"text": text}))


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _unreadable(_("Et tal i JSON er for stort."))
    return number


def _unreadable(detail: Any) -> Problem:
    return Problem(400, detail)


def _with_file(value: Any) -> Any:
    """Turn ``{"filename", "content-type", "encoding", "data"}`` into an upload."""
    if not isinstance(value, dict) or "data" not in value:
        return value
    data, name = value["data"], value.get("filename")
    if not isinstance(data, str) or not isinstance(name, str) or not name.strip():
        return UnreadableFile(_("Send filen med filename og data, begge som tekst"))
    if value.get("encoding", "base64") != "base64":
        return UnreadableFile(_("Send filens data som base64, og skriv det i encoding"))
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return UnreadableFile(_("Filens data er ikke gyldig base64"))
    return Upload(file_name(name), len(content), io.BytesIO(content))


def _from_form(request: Request) -> dict[str, Any]:
    try:
        parts = list(read_form(request).items())
    except (LookupError, ValueError):
        raise _unreadable(_("Formularen kunne ikke læses.")) from None
    if len(parts) > _MOST_PARTS:
        raise _unreadable(_("Formularen har for mange dele."))
    return _gathered(parts)


def _gathered(parts: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """Put what came under one name together: a text, or a list of texts when it came several times."""
    found: dict[str, Any] = {}
    for name, part in parts:
        if hasattr(part, "file"):
            size = part.file.seek(0, io.SEEK_END)
            part.file.seek(0)
            value: Any = Upload(file_name(part.filename or ""), size, part.file)
        else:
            value = part
        if name in found:
            earlier = found[name]
            found[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            found[name] = value
    return found


def includeme(config: Configurator) -> None:
    """Put the tween between the gate and the write lock."""
    config.add_tween(
        "bdk_esdh.kernel.json_face.body.body_tween_factory",
        under="bdk_esdh.kernel.gate.gate_tween_factory",
        over="bdk_esdh.kernel.write_lock.write_lock_tween_factory",
    )
