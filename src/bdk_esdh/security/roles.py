"""Who may do what: one table, read a line at a time.

A role says what its holders may do to the things they may read; what they may
read is ``readers.py``'s matter. Nobody reads anything confidential by a role.
"""

from enum import StrEnum

from ..kernel.i18n import _
from .permissions import FOR_EVERYONE
from .permissions import Permission as P  # noqa: N817 (the table is read a line at a time)


class Role(StrEnum):
    """What a person is to the municipality."""

    ADMINISTRATOR = "administrator"
    CASEWORKER = "caseworker"
    MAIL_ROOM = "mail_room"
    COMMITTEE_SECRETARY = "committee_secretary"
    POLITICIAN = "politician"
    MANAGER = "manager"
    EDITOR = "editor"
    EMPLOYEE = "employee"
    CITIZEN = "citizen"


ROLE_TITLES = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.CASEWORKER: _("Sagsbehandler"),
    Role.MAIL_ROOM: _("Postmedarbejder"),
    Role.COMMITTEE_SECRETARY: _("Udvalgssekretær"),
    Role.POLITICIAN: _("Politiker"),
    Role.MANAGER: _("Leder"),
    Role.EDITOR: _("Redaktør"),
    Role.EMPLOYEE: _("Medarbejder"),
    Role.CITIZEN: _("Borger"),
}

#: the roles of those who work for the municipality; politicians do not
STAFF_ROLES = frozenset(Role) - {Role.POLITICIAN, Role.CITIZEN}

_AT_WORK = frozenset(
    {P.INTRANET_VIEW, P.LOG_OUT, P.SESSION_MANAGE, P.PASSWORD_CHANGE, P.LIST_ARRANGE, P.SEARCH_KEEP,
     P.ORGANISATION_VIEW, P.CLASSIFICATION_VIEW, P.CASE_VIEW, P.DOCUMENT_VIEW, P.MEETING_VIEW, P.PAGE_VIEW,
     P.SHARING_VIEW, P.TRASH_VIEW}
)  # fmt: skip
_CASEWORK = frozenset(
    {P.CASE_ADD, P.CASE_EDIT, P.CASE_DECIDE, P.DOCUMENT_ADD, P.DOCUMENT_EDIT, P.DOCUMENT_FINALISE,
     P.DOCUMENT_RELEASE, P.POSTLIST_VIEW, P.SHARING_MANAGE, P.JOURNAL_VIEW, P.TRASH_PUT, P.TRASH_RESTORE}
)  # fmt: skip

ROLE_PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.EMPLOYEE: _AT_WORK,
    Role.CASEWORKER: _AT_WORK | _CASEWORK,
    Role.MANAGER: _AT_WORK | _CASEWORK | {P.BREAK_GLASS},
    Role.MAIL_ROOM: _AT_WORK
    | {P.CASE_ADD, P.DOCUMENT_ADD, P.DOCUMENT_EDIT, P.POSTLIST_VIEW, P.TRASH_PUT, P.TRASH_RESTORE},
    Role.COMMITTEE_SECRETARY: _AT_WORK
    | {
        P.MEETING_EDIT,
        P.MEETING_PUBLISH,
        P.COMMITTEE_MANAGE,
        P.DOCUMENT_ADD,
        P.CASE_ADD,
        P.SHARING_MANAGE,
        P.JOURNAL_VIEW,
        P.TRASH_PUT,
        P.TRASH_RESTORE,
    },
    Role.EDITOR: _AT_WORK
    | {P.PAGE_EDIT, P.PAGE_PUBLISH, P.SHARING_MANAGE, P.JOURNAL_VIEW, P.TRASH_PUT, P.TRASH_RESTORE},
    Role.ADMINISTRATOR: _AT_WORK
    | {
        P.ORGANISATION_MANAGE,
        P.CLASSIFICATION_MANAGE,
        P.COMMITTEE_MANAGE,
        P.JOBS_MANAGE,
        P.SECURITY_REPORTS,
        P.POSTLIST_VIEW,
        P.UNIT_ADMINISTER,
        P.SHARING_MANAGE,
        P.BREAK_GLASS,
        P.JOURNAL_VIEW,
        P.JOURNAL_CONTROL,
        P.TRASH_PUT,
        P.TRASH_RESTORE,
    },
    Role.POLITICIAN: frozenset(
        {
            P.INTRANET_VIEW,
            P.LOG_OUT,
            P.SESSION_MANAGE,
            P.PASSWORD_CHANGE,
            P.LIST_ARRANGE,
            P.SEARCH_KEEP,
            P.MEETING_VIEW,
            P.CASE_VIEW,
            P.DOCUMENT_VIEW,
        }
    ),
    Role.CITIZEN: frozenset({P.LOG_OUT, P.SESSION_MANAGE}),
}


def permissions_of(roles: frozenset[str]) -> frozenset[P]:
    """Return what the holders of ``roles`` may do, with what everyone may.

    :param roles: codes as people's records have them; one that is no longer a role gives nothing.
    """
    granted = set(FOR_EVERYONE)
    for role in roles:
        granted |= ROLE_PERMISSIONS.get(role, frozenset())  # type: ignore[call-overload]
    return frozenset(granted)
