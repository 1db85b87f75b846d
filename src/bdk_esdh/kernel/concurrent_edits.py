"""Two people who change the same record at once: nobody's text is lost, and nobody's is overwritten unseen.

A form that edits a record carries along what the record looked like when the form was
shown (``Form.bind_record``). When it comes back, three states are compared field by
field: what was shown, what the record is now, and what was written.

- Only one of the two changed a field: that change stands. What others changed meanwhile
  is told after the save.
- Both changed it, to different things: nothing is saved. The form comes back (409) with
  what was written in it, and says who changed what, and to what; the writer chooses.

A form that comes without what it was shown (an old page, a program) is compared with the
record only when somebody else was the last to change it: then each field that would be
overwritten is a conflict.

Programs compare by :func:`etag_of` and :func:`require_unchanged`.
"""

import base64
import binascii
import hmac
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import colander
from pyramid.registry import Registry

from .errors import Refused
from .fields import Secret
from .file_fields import FileField
from .graph import get_oid
from .i18n import _
from .records import Act

#: a form's fields by name, each as plain text, list or mapping
State = dict[str, Any]
#: no form of ours comes near; what claims to be larger is no state of ours
_LARGEST_STATE = 2_000_000
_LONGEST_PACKED = 1_000_000
#: hexadecimal digits of an ETag: of all facts, and of each
_WHOLE, _PART = 32, 4


class ChangedMeanwhile(Refused):
    """The record is no longer what the one who changes it believes it is."""

    problem = "changed-meanwhile"
    #: names of the fields that were changed, as far as that is known
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastEdit:
    """Who last changed the facts of a record by a form or a program, and when.

    :param form: the random name of the form, when it was one.
    """

    by: str
    by_name: str
    at: datetime
    form: str = ""


@dataclass(frozen=True)
class Edited:
    """A record as a form edits it.

    :param node: the record.
    :param values: what its form starts from at this moment, as ``form_values`` gives it.
    """

    node: Any
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Clash:
    """A field that two people changed to different things; the values are those of :data:`State`."""

    name: str
    before: Any
    theirs: Any
    mine: Any
    before_is_known: bool = True


@dataclass(frozen=True)
class Settled:
    """What came of comparing the three states.

    :param values: what to save, when nothing clashes.
    :param taken: names of the fields that others changed and that stay as they are now.
    :param clashes: the fields that the writer has to choose about.
    """

    values: dict[str, Any]
    taken: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())


def state_of(schema: Any, values: Mapping[str, Any]) -> State:
    """Return ``values`` as plain comparable data; passwords and files have no part in it.

    :param schema: the form's schema, bound or not.
    """
    state = {}
    for node in compared_fields(schema):
        value = values.get(node.name)
        state[node.name] = plain(colander.null if value is None else node.serialize(value))
    return state


def compared_fields(schema: Any) -> list[Any]:
    """List the fields of a form that can be compared: all but passwords and files."""
    return [node for node in schema.children if not isinstance(node, Secret | FileField)]


def plain(cstruct: Any) -> Any:
    """Return a field's serialised value so that the same thing always looks the same; nothing is ``None``."""
    if isinstance(cstruct, Mapping):
        parts = {str(name): plain(value) for name, value in cstruct.items()}
        return {name: value for name, value in parts.items() if value is not None} or None
    if isinstance(cstruct, list | tuple):
        return [plain(each) for each in cstruct] or None
    if cstruct in (colander.null, None, ""):
        return None
    return str(cstruct).replace("\r\n", "\n").strip() or None


def pack(state: State) -> str:
    """Make of a state one line of text that a form can carry."""
    packed = zlib.compress(json.dumps(state, sort_keys=True).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode("ascii")


def unpack(text: str) -> State | None:
    """Read what :func:`pack` made; ``None`` for anything else, for it comes from a browser."""
    if not text or len(text) > _LONGEST_PACKED:
        return None
    try:
        reader = zlib.decompressobj()
        raw = reader.decompress(base64.b64decode(text, altchars=b"-_", validate=True), _LARGEST_STATE)
        state = json.loads(raw) if reader.eof else None
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return state if isinstance(state, dict) else None


def settle(schema: Any, shown: State | None, edited: Edited, values: Mapping[str, Any], by: str) -> Settled:
    """Compare what was shown, what is and what was written, and say what to save.

    :param schema: the form's bound schema.
    :param shown: what the record was when the form was shown; ``None`` when that is not known.
    :param values: what was written, by field name.
    :param by: login of the writer.
    """
    if shown is None and not _changed_by_another(edited.node, by):
        return Settled(dict(values))
    now, mine = state_of(schema, edited.values), state_of(schema, values)
    merged, taken, clashes = dict(values), [], []
    for node in compared_fields(schema):
        name = node.name
        here, written = settled_form(node, now[name]), mine[name]
        before = here if shown is None else settled_form(node, shown.get(name))
        if here == written or (shown is not None and before == here):
            continue
        untouched = shown is not None and before == written
        if untouched and _is_taken(node, now[name]):
            merged[name] = _value_of(node, now[name])
            taken.append(name)
        else:
            clashes.append(Clash(name, before, now[name], written, before_is_known=shown is not None))
    return Settled(merged, tuple(taken), tuple(clashes))


def settled_form(node: Any, value: Any) -> Any:
    """Return a value as it looks when a form has been saved with it unchanged.

    What was stored by other ways than the form (spaces at the end, say) would otherwise
    seem changed by everyone who saves the form.
    """
    try:
        return plain(node.serialize(_value_of(node, value)))
    except colander.Invalid:
        return plain(value)


def _value_of(node: Any, value: Any) -> Any:
    """Turn a state's value back into the field's own kind.

    :raises colander.Invalid: when the field does not take it (any more).
    """
    if value is None:
        return node.missing if not node.required else node.deserialize(colander.null)
    return node.deserialize(value)


def _is_taken(node: Any, value: Any) -> bool:
    """Tell whether the field takes what the record has: a choice may no longer be offered."""
    try:
        _value_of(node, value)
    except colander.Invalid:
        return False
    return True


def note_edit(node: Any, act: Act, form: str = "") -> None:
    """Note on a record who changed its facts, for whoever has its form open at this moment.

    :param form: the random name of the form it was done by.
    """
    node.last_edit = LastEdit(act.by, act.by_name, act.at, form)


def is_own_correction(node: Any, by: str, form: str) -> bool:
    """Tell whether the last change was made by ``by`` from this very form: who goes back and saves again.

    Then nobody else has come in between, and what the form says now is what is meant.
    """
    latest = last_edit(node)
    return latest is not None and bool(form) and (latest.by, latest.form) == (by, form)


def last_edit(node: Any) -> LastEdit | None:
    """Return who last changed the facts of ``node``, as far as that is known."""
    noted: LastEdit | None = getattr(node, "last_edit", None)
    if noted is not None:
        return noted
    by, at = getattr(node, "changed_by", None), getattr(node, "changed_at", None)
    return LastEdit(by, "", at) if by and at else None


def _changed_by_another(node: Any, by: str) -> bool:
    latest = last_edit(node)
    return latest is not None and latest.by != by


def etag_of(node: Any, registry: Registry) -> str:
    """Return a short text that changes whenever a fact on the form of ``node`` does.

    :returns: 32 hexadecimal digits, and four more for each field, without the quotation marks of an HTTP
        ``ETag``. By the latter :func:`require_unchanged` says what was changed. They are made with a key:
        whoever may read a record need not know each of its facts, and could else find one by trying.
    """
    state, key = _state_now(node, registry), f"{get_oid(node)}{registry.form_key}".encode()
    return _digest(state, key) + "".join(_digest({name: value}, key)[:_PART] for name, value in state.items())


def _state_now(node: Any, registry: Registry) -> State:
    declared = registry.records.of(node)
    if declared is None or declared.schema is None:
        return {"changed": str(getattr(node, "changed_at", ""))}
    schema = declared.schema()
    source = registry.records.actions_of(declared.name).values
    names = [each.name for each in compared_fields(schema)]
    values = source(node) if source else {name: getattr(node, name, None) for name in names}
    return state_of(schema, values)


def require_unchanged(node: Any, etag: str, registry: Registry) -> None:
    """Refuse when ``node`` is no longer what it was when ``etag`` was made.

    :param etag: as :func:`etag_of` made it; quotation marks and ``W/`` are forgiven.
    :raises ChangedMeanwhile: when a fact was changed since; its ``fields`` say which.
    """
    seen, now = etag.strip().removeprefix("W/").strip('"'), etag_of(node, registry)
    if seen == now:
        return
    refusal = ChangedMeanwhile(_("Nogen har ændret det, siden du hentede det. Hent det igen, og prøv så"))
    if len(seen) == len(now):
        parts = zip(_state_now(node, registry), _parts(seen), _parts(now), strict=True)
        refusal.fields = tuple(name for name, then, here in parts if then != here)
    raise refusal


def _parts(etag: str) -> list[str]:
    return [etag[at : at + _PART] for at in range(_WHOLE, len(etag), _PART)]


def _digest(state: State, key: bytes) -> str:
    return hmac.new(key, json.dumps(state, sort_keys=True).encode(), "sha256").hexdigest()[:_WHOLE]
