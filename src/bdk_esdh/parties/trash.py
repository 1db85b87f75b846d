"""When a party may be thrown away: while its case is open, for what was entered by mistake."""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..cases.actions import require_open
from ..cases.content import Case
from ..cases.trash import closed_case
from ..kernel.errors import DomainError
from ..kernel.records import Act
from ..security.permissions import Permission
from .actions import require_role_free
from .content import Party


def includeme(config: Configurator) -> None:
    """Give parties their rule."""
    config.add_trash_rule(Party, permission=Permission.CASE_EDIT, may_return=_may_return)
    config.add_trash_obstacle(Party, on_closed_case)


def on_closed_case(party: Party) -> Iterator[DomainError]:
    """A party of a closed case stays with it."""
    yield from closed_case(party.case)


def _may_return(party: Party, case: Case, _act: Act) -> None:
    require_open(case)
    require_role_free(case, party.role, besides=party)
