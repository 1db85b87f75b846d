"""The trash and what lies in it.

What is thrown away keeps its object id, its references and its ``__parent__``: who may
read it is worked out as if it still lay where it lay, from what that place says today.
But the tree, the catalog and the object map do not know it, so that no address, list,
count, search or job finds it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ..kernel.graph import Container, Node, find_objectmap, get_oid, postorder
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..search.hits import number_of, title_of
from ..security.grants import GrantReach
from ..security.permissions import Permission
from ..security.readers import EVERYONE, OPEN, STAFF, gate_tokens, reader_tokens

TRASH = "papirkurv"


@record(
    "Trash",
    title=_("Papirkurv"),
    plural=_("Papirkurve"),
    icon="delete",
    faces=(Face.INTRANET,),
    read_permission=Permission.TRASH_VIEW,
    place=TRASH,
)
class Trash(Container):
    """Everything that was thrown away, by a random name."""

    title = "Papirkurv"

    def reader_tokens(self) -> frozenset[str]:
        """Those at work; of what lies in it each sees what he or she may read."""
        return frozenset({STAFF})


@record(
    "TrashEntry",
    title=_("Slettet"),
    plural=_("Slettet"),
    icon="delete",
    faces=(Face.INTRANET,),
    parents=("Trash",),
    read_permission=Permission.TRASH_VIEW,
)
class TrashEntry(Node):
    """One thing that was thrown away, with everything that lies in it.

    :param content: the thing itself; its ``__parent__`` is where it lay.
    :param by: login of whoever threw it away, ``by_name`` the name as it was then.
    :param reason: why, in the person's words; may be empty.
    """

    __parent__: Trash

    def __init__(self, content: Any, *, by: str, by_name: str, at: datetime, reason: str) -> None:
        """Keep it; ``put_in_trash`` in ``actions.py`` is the way to call this."""
        self.content = content
        self.by = by
        self.by_name = by_name
        self.at = at
        self.reason = reason

    @property
    def place(self) -> Any:
        """What it lay in, which may be in the trash itself by now."""
        return self.content.__parent__

    @property
    def number(self) -> str:
        """The number people know it by, if it has one."""
        return number_of(self.content)

    @property
    def title(self) -> str:
        """What it is called, for those who may read it."""
        return title_of(self.content)

    @property
    def crumb_title(self) -> str:
        """How the way here names it."""
        return self.number or self.title

    def reader_tokens(self) -> frozenset[str]:
        """Those who may read the thing: by what its place says today. Never the public."""
        tokens = reader_tokens(self.content)
        return tokens - {EVERYONE} | {STAFF} if EVERYONE in tokens else tokens

    def gate_tokens(self) -> frozenset[str]:
        """As the thing itself; never the public."""
        return gate_tokens(self.content) - {EVERYONE} or frozenset({OPEN})

    def grant_reach(self) -> GrantReach:
        """The rule above alone: it has taken in already who was named on the thing."""
        return GrantReach.NONE


def trash_of(node: Any) -> Trash:
    """Return the trash of the graph that ``node`` sits in, or sat in."""
    trash: Trash = find_objectmap(node).root[TRASH]
    return trash


def trashed_nodes(root: Any) -> Iterator[tuple[TrashEntry, Any]]:
    """Go through everything that lies in the trash, whatever lies in something else included.

    :returns: the entry and the node, deepest first; the node's files are as much worth as
        those of any record, though the tree does not hold it.
    """
    trash = root.get(TRASH)
    for entry in trash.values() if trash is not None else ():
        for node in postorder(entry.content):
            yield entry, node


def is_in_the_tree(node: Any) -> bool:
    """Tell whether ``node`` is where its address says, rather than in the trash or nowhere."""
    graph = find_objectmap(node)
    oid = get_oid(node, None)
    return graph is not None and oid is not None and graph.object_for(oid) is node
