"""What has to hold before sharing is changed."""

from typing import Any

from ..kernel.errors import DomainError
from ..kernel.graph import catalog_of, find_objectmap, get_oid, postorder
from ..kernel.i18n import _
from ..kernel.records import Act
from ..organisation.actions import people_of, units_of
from ..organisation.identities import identity_in
from ..security.grants import Level, Sharing, is_nameable, reach_of
from ..security.permissions import Permission
from ..security.readers import EVERYONE, reader_tokens, tokens_by_rule
from .errors import InheritanceFixed, ListDecides, NobodyLeft, NotForEveryone, NotNameable, ReadingOnly

#: what one needs to see units, people and groups, and subjects
_REGISTERS = frozenset({Permission.ORGANISATION_VIEW, Permission.CLASSIFICATION_VIEW})


def require_nameable(node: Any, token: str, level: Level) -> None:
    """Refuse whoever cannot be named: only people who work here, politicians, units and groups can.

    :raises NotNameable: for anybody else, and for whoever is gone or inactive.
    :raises ReadingOnly: when a politician should get more than reading.
    """
    root = find_objectmap(node).root
    kind, _colon, key = token.partition(":")
    if not is_nameable(token) or not _is_there(root, kind, key):
        raise NotNameable(_("Vælg en kollega, en politiker, en enhed eller en gruppe"), field="who")
    if kind == "user" and not people_of(root)[key].is_staff and level is not Level.READ:
        raise ReadingOnly(_("En politiker kan kun få lov at læse"), field="level")


def _is_there(root: Any, kind: str, key: str) -> bool:
    if kind == "unit":
        return key in units_of(root)
    if kind == "group":
        return key in root["organisation"]["grupper"]
    person = people_of(root).get(key)
    return person is not None and person.active and person.is_colleague


def require_list_not_deciding(node: Any) -> None:
    """Refuse where an access list alone decides: there it would have no effect.

    :raises ListDecides: when it does.
    """
    if reach_of(node).by_list:
        raise ListDecides(_("Her bestemmer adgangslisten alene. Ret den i stedet"))


def require_somebody_manages(node: Any, after: Sharing) -> None:
    """Refuse to leave a node whose inheritance is broken without anybody who manages its access.

    :raises NobodyLeft: when nobody would.
    """
    if after.inherits:
        return
    root = find_objectmap(node).root
    for grant in after.grants:
        kind, _colon, key = grant.token.partition(":")
        if grant.level is Level.MANAGE and _is_there(root, kind, key):
            return
    raise NobodyLeft(
        _(
            "Mindst én skal kunne styre adgangen, når arven er brudt. "
            "Giv den til en anden først, eller genopret arven"
        )
    )


def require_somebody_left(case: Any, tokens: tuple[str, ...], act: Act) -> None:
    """Refuse an access list that keeps out whoever writes it.

    :raises NobodyLeft: when they are not on it.
    """
    writer = identity_in(find_objectmap(case).root, act.by)
    if tokens and writer is not None and not writer.principals & set(tokens):
        raise NobodyLeft(
            _("Du skal selv stå på adgangslisten, ellers mister du adgangen til sagen"), field="who"
        )


def cutting_off_refusal(node: Any) -> DomainError | None:
    """Return why ``node`` and what lies below cannot be kept to those named, or ``None``.

    What is published, or on its way to be, has readers who would find nothing and be told
    nothing. What lies on an agenda belongs to the material that members have a right to
    (kommunestyrelsesloven § 9).
    """
    if is_for_all_at_work(node):
        return InheritanceFixed(_("Her kan arven ikke brydes: alle på arbejde skal kunne komme til det"))
    for each in postorder(node):
        if is_public(each):
            return NotForEveryone(
                _(
                    "“${title}” er offentlig. Træk den tilbage, før du begrænser adgangen",
                    mapping={"title": _title(each)},
                )
            )
        if any(token.startswith("body:") for token in tokens_by_rule(each)):
            return NotForEveryone(
                _(
                    "“${title}” står på en dagsorden, som udvalgets medlemmer har ret til at læse",
                    mapping={"title": _title(each)},
                )
            )
    return None


def is_for_all_at_work(node: Any) -> bool:
    """Tell whether everybody's work goes through ``node``: root, fixed place or entry of a register.

    Nobody, the administrator included, may lock the house; and names of units, people and subjects
    stand on pages and in lists of choices everywhere.
    """
    declared = type(node).__dict__.get("__record__")
    return (
        declared is None
        or bool(declared.place)
        or node.__parent__ is None
        or declared.read_permission in _REGISTERS
    )


def is_public(node: Any) -> bool:
    """Tell whether everybody may read something of ``node`` now, or on a day that is set."""
    if EVERYONE in reader_tokens(node) or getattr(node, "is_meant_for_everyone", False):
        return True
    if getattr(node, "released", None) is not None:
        return True
    catalog, oid = catalog_of(node), get_oid(node, None)
    if catalog is None or oid is None or "public_date" not in catalog:
        return False
    return bool(catalog["public_date"].has_doc(oid))


def _title(node: Any) -> str:
    # By its number where it has one: the title of a closed item is not for everybody who manages the meeting.
    names = (getattr(node, name, "") for name in ("document_number", "crumb_title", "title"))
    return str(next(filter(None, names), node.__name__))
