"""Giving somebody's open cases to a colleague, as when a caseworker leaves."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..kernel.i18n import _
from ..kernel.records import Act
from ..organisation.actions import people_of
from .actions import case_values, cases_of, change_case
from .content import Case
from .errors import AlreadyTheirs, NoSuchColleague


def hand_over(cases: Iterable[Case], values: Mapping[str, Any], act: Act) -> list[Case]:
    """Make somebody else the caseworker of ``cases``; return those that changed hands.

    A case that the colleague has already stays as it is. The rest of each case stays, and
    whoever could read it as its caseworker no longer can.

    :param cases: open ones, which whoever acts may change.
    :param values: ``caseworker``, the login of an active colleague.
    :raises NoSuchColleague: when there is none of that login.
    :raises AlreadyTheirs: when all of them are the colleague's already.
    :raises CaseClosed: when a case was closed meanwhile.
    """
    found, given = list(cases), []
    for case in found:
        person = people_of(cases_of(case).__parent__).get(values["caseworker"])
        if person is None or not (person.is_staff and person.active):
            raise NoSuchColleague(_("Vælg en, der arbejder her"), field="caseworker")
        if case.caseworker != values["caseworker"]:
            change_case(case, {**case_values(case), "caseworker": values["caseworker"]}, act)
            given.append(case)
    if found and not given:
        raise AlreadyTheirs(_("Den, du valgte, har allerede sagerne. Vælg en anden"), field="caseworker")
    return given
