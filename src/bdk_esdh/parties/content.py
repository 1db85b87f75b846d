"""A party of a case: one node, which lies on the case beside its documents."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from ..kernel.graph import Node
from ..kernel.i18n import _
from ..kernel.records import Face, record
from ..security.permissions import Permission
from ..security.readers import Sensitivity
from .numbers import masked_cpr
from .schema import PartySchema

if TYPE_CHECKING:
    from ..cases.content import Case

#: what the names of parties on their case begin with; documents there are numbers
NAME = "part-"


@record(
    "Party",
    title=_("Part"),
    plural=_("Parter"),
    icon="person",
    faces=(Face.INTRANET,),
    schema=PartySchema,
    parents=("Case",),
    add_permission=Permission.CASE_EDIT,
    read_permission=Permission.CASE_VIEW,
    edit_permission=Permission.CASE_EDIT,
)
class Party(Node):
    """Somebody the case is about, or who speaks for them.

    :param title: the name.
    :param kind: ``person`` or ``organisation``.
    :param role: what it is by law (``schema.ROLES``); ``character`` what it is in words, a neighbour say.
    :param cpr: ten digits, or empty; never shown whole but by the page that enters it in the journal.
    :param cvr: eight digits, or empty.
    :param protected_address: name and address are protected (CPR-loven § 28) and told to no other party.
    """

    __parent__: "Case"

    character = ""
    cpr = ""
    cvr = ""
    address = ""
    protected_address = False
    email = ""
    phone = ""
    note = ""

    def __init__(self, number: int, title: str, *, kind: str, role: str, at: datetime, by: str) -> None:
        """Make the party; ``add_party`` in ``actions.py`` is the way to call this."""
        self.number = number
        self.title = title
        self.kind = kind
        self.role = role
        self.added_at = at
        self.added_by = by
        self.changed_at = at
        self.changed_by = by

    @property
    def case(self) -> "Case":
        """The case it is a party of."""
        return self.__parent__

    @property
    def masked_cpr(self) -> str:
        """The personal number as lists and pages show it."""
        return masked_cpr(self.cpr)

    def identities(self) -> tuple[str, ...]:
        """Return what the same party on another case has in common with it."""
        return tuple(f"{sort}:{number}" for sort, number in (("cpr", self.cpr), ("cvr", self.cvr)) if number)

    def reader_tokens(self) -> frozenset[str]:
        """Return the tokens of those who read who the parties are: those the case is open to by its level.

        A meeting that handles a case opens it to its secretaries, and a document that is given to somebody
        opens it to them. Neither has a need for the parties' numbers and addresses
        (databeskyttelsesforordningen art. 5, stk. 1, litra c).
        """
        return self.case.tokens_at(Sensitivity(self.case.sensitivity))

    def searchable_text(self) -> str:
        """What staff find the party by; the personal number is in no list of words."""
        return f"{self.title} {self.cvr}"


def parties_in(case: "Case") -> Iterator[Party]:
    """Yield the parties of a case, and load none of its documents."""
    for name in case.data.keys(NAME, NAME + "\U0010ffff"):
        yield case[name]
