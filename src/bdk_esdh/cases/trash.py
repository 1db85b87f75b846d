"""When a case may be thrown away. Its documents go along; what keeps them says the capability they are of."""

from collections.abc import Iterator

from pyramid.config import Configurator

from ..kernel.errors import DomainError
from ..kernel.i18n import _
from ..security.permissions import Permission
from .content import Case
from .errors import CaseClosed


def includeme(config: Configurator) -> None:
    """Give cases their rule."""
    config.add_trash_rule(Case, permission=Permission.CASE_EDIT, asks_reason=True)
    config.add_trash_obstacle(Case, closed_case)


def closed_case(case: Case) -> Iterator[DomainError]:
    """A closed case is kept as it is."""
    if case.is_closed:
        yield CaseClosed(_("Sagen er afsluttet. Genåbn den, før du sletter noget"))
