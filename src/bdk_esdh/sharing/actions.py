"""What is done to sharing. Nothing else writes ``sharing``, and no other rule writes an access list.

Each act renews the indexes of who may read, below the node, in the same transaction: lists and
search are right the moment it is done. Nothing here makes anything public, and what is public
is not cut off: it has to be taken back first, where its readers are told why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..audit.entering import enter
from ..audit.entries import Change
from ..audit.verbs import Verb
from ..desk.kinds import ACCESS_GIVEN
from ..desk.notices import tell_people
from ..kernel.forms import untranslated
from ..kernel.graph import postorder, reindex_below, tell_changed
from ..kernel.i18n import _
from ..kernel.records import Act
from ..organisation.identities import identity_in
from ..security.grants import Grant, Level, Sharing, reach_of, sharing_of
from ..security.readers import may_read, user_token
from .checks import (
    cutting_off_refusal,
    require_list_not_deciding,
    require_nameable,
    require_somebody_left,
    require_somebody_manages,
)
from .errors import InheritanceFixed, ListDecides, NotForEveryone, NotShared
from .journal import BROKEN, LEVEL_CHANGED, LIST_CHANGED, RESTORED, SHARED, UNSHARED
from .names import LEVEL_TITLES, named

#: What of the catalog depends on who may read. What the public finds does too, but nothing of it is
#: below a node that is cut off, and a case tells its documents on the postlist by itself. Below a case
#: with 2,000 documents the two take a tenth of what all indexes would, under the lock.
READING_INDEXES = ("readers", "gates")


def share(node: Any, token: str, level: Level, act: Act, *, note: str = "") -> Grant:
    """Give somebody access to ``node`` and what lies below it; whoever has it gets another level.

    :param token: of a person who works here or is a politician, of a unit or of a group.
    :raises ListDecides: when an access list alone decides.
    :raises NotNameable: when the token is of nobody who can be named.
    :raises ReadingOnly: when a politician should get more than reading.
    :raises NobodyLeft: when the last one who manages the access would no longer.
    """
    require_list_not_deciding(node)
    require_nameable(node, token, level)
    said = sharing_of(node)
    earlier = said.grant_to(token)
    grant = Grant(token, level, act.by, act.by_name, act.at, note.strip())
    others = tuple(each for each in said.grants if each.token != token)
    after = replace(said, grants=(*others, grant))
    require_somebody_manages(node, after)
    _write(node, after)
    _enter(node, act, LEVEL_CHANGED if earlier else SHARED, token, earlier, grant)
    if not earlier:
        tell_people(_logins((token,)), ACCESS_GIVEN, node, act)
    return grant


def unshare(node: Any, token: str, act: Act) -> Grant:
    """Take away what somebody was given on ``node``, whether or not they are still there.

    :returns: what was taken away, for giving it back.
    :raises NotShared: when nothing was given to them here.
    :raises NobodyLeft: when the last one who manages the access would go.
    """
    said = sharing_of(node)
    earlier = said.grant_to(token)
    if earlier is None:
        raise NotShared(_("Adgangen er allerede fjernet"))
    after = replace(said, grants=tuple(each for each in said.grants if each.token != token))
    require_somebody_manages(node, after)
    _write(node, after)
    _enter(node, act, UNSHARED, token, earlier, None)
    return earlier


def break_inheritance(node: Any, act: Act) -> None:
    """Let only those who are named on ``node`` have access to it, and to what lies below it.

    Whoever does it is named and manages the access from then on.

    :raises InheritanceFixed: at fixed places and in registers, which everybody works with, or when
        it is broken already.
    :raises ListDecides: when an access list alone decides.
    :raises NotForEveryone: when it, or something below, is public or on an agenda, or is kept from
        whoever does it: they would come to read it by this.
    """
    require_list_not_deciding(node)
    said = sharing_of(node)
    if not said.inherits:
        raise InheritanceFixed(_("Arven er allerede brudt"))
    if refusal := cutting_off_refusal(node):
        raise refusal
    _require_all_below_read(node, act)
    _write(node, broken(said, act))
    enter(node, act, BROKEN)
    tell_changed(node, act.registry)


def broken(said: Sharing, act: Act) -> Sharing:
    """Return what a node says after whoever does ``act`` has broken its inheritance, and manages it."""
    own = Grant(user_token(act.by), Level.MANAGE, act.by, act.by_name, act.at)
    others = tuple(each for each in said.grants if each.token != own.token)
    return Sharing(False, (*others, own))


def restore_inheritance(node: Any, act: Act) -> None:
    """Let the rule and what lies above decide again; those named on ``node`` stay named.

    :raises InheritanceFixed: when it is not broken.
    """
    said = sharing_of(node)
    if said.inherits:
        raise InheritanceFixed(_("Arven er ikke brudt"))
    _write(node, replace(said, inherits=True))
    enter(node, act, RESTORED)
    tell_changed(node, act.registry)


def set_access_list(case: Any, tokens: Iterable[str], act: Act) -> None:
    """Keep a case to those on a list, with everything on it; an empty list keeps it to nobody more.

    :param tokens: of people, units and groups; those that were on the list before may stay though gone.
    :raises NotNameable: when somebody new on it cannot be named.
    :raises NotForEveryone: when something on the case is public.
    :raises NobodyLeft: when nobody on it, or not whoever does it, would be able to open the case.
    :raises ListDecides: when the list of a *vip* case should be emptied.
    """
    before, after = case.access_list, tuple(sorted(set(tokens)))
    if before == after:
        return
    for token in set(after) - set(before):
        require_nameable(case, token, Level.READ)
    if reach_of(case).by_list and not after:
        raise ListDecides(_("En sag med særlig beskyttelse skal have mindst én på adgangslisten"))
    if after and not before and (refusal := cutting_off_refusal(case)):
        raise refusal
    require_somebody_left(case, after, act)
    put_access_list(case, after)
    reindex_below(case, *READING_INDEXES)
    changes = [Change(untranslated(_("Adgangsliste")), _listed(case, before), _listed(case, after))]
    enter(case, act, LIST_CHANGED, changes=changes)
    tell_changed(case, act.registry)
    tell_people(_logins(set(after) - set(before)), ACCESS_GIVEN, case, act)


def _logins(tokens: Iterable[str]) -> list[str]:
    """Return the people among those who were named."""
    return [key for kind, _colon, key in (each.partition(":") for each in sorted(tokens)) if kind == "user"]


def put_access_list(case: Any, tokens: Iterable[str]) -> None:
    """Write the access list of a case that is being made or changed; the caller renews the indexes.

    A *vip* case gets its list with the level, in the action that changes the case.
    """
    case.access_list = tuple(tokens)


def _write(node: Any, said: Sharing) -> None:
    node.sharing = said.stored()
    reindex_below(node, *READING_INDEXES)


def _enter(node: Any, act: Act, verb: Verb, token: str, before: Grant | None, after: Grant | None) -> None:
    who = untranslated(named(_root_of(node), token).title)
    words = [untranslated(LEVEL_TITLES[each.level]) if each else "" for each in (before, after)]
    enter(node, act, verb, changes=[Change(who, *words)], note=after.note if after else "")


def _listed(case: Any, tokens: Iterable[str]) -> str:
    return ", ".join(untranslated(named(_root_of(case), token).title) for token in tokens)


def _root_of(node: Any) -> Any:
    while node.__parent__ is not None:
        node = node.__parent__
    return node


def _require_all_below_read(node: Any, act: Act) -> None:
    reader = identity_in(_root_of(node), act.by)
    # Work of the system's own (the demo, an import) is nobody who could come to read more.
    if reader is not None and not all(may_read(each, reader.principals) for each in _below(node)):
        raise NotForEveryone(
            _("Her ligger noget, du ikke selv må læse. Bed en, der må læse det hele, om at bryde arven")
        )


def _below(node: Any) -> Iterator[Any]:
    """Go through the node and all below it that decide by themselves, leaving out what a list decides."""
    return (each for each in postorder(node) if not reach_of(each).by_list)
