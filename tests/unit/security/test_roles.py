"""The table of who may do what, written a second time by hand: a right is given on purpose."""

import pytest

from bdk_esdh.security.permissions import FOR_EVERYONE, Permission
from bdk_esdh.security.roles import ROLE_PERMISSIONS, ROLE_TITLES, STAFF_ROLES, Role, permissions_of

WRITING = {each for each in Permission if not each.endswith(":view")} - FOR_EVERYONE
OWN = {
    Permission.LOG_OUT,
    Permission.SESSION_MANAGE,
    Permission.PASSWORD_CHANGE,
    Permission.LIST_ARRANGE,
    Permission.SEARCH_KEEP,
}


def _may_write(role):
    return permissions_of(frozenset({role})) & WRITING - OWN


def test_every_role_has_a_title_and_a_row():
    assert set(ROLE_TITLES) == set(ROLE_PERMISSIONS) == set(Role)


def test_those_who_work_here_are_staff_and_politicians_and_citizens_are_not():
    assert set(Role) - STAFF_ROLES == {Role.POLITICIAN, Role.CITIZEN}


def test_nobody_has_more_than_what_everyone_has_without_a_role():
    assert permissions_of(frozenset()) == FOR_EVERYONE


def test_a_role_that_is_no_longer_one_gives_nothing_and_breaks_nothing():
    assert permissions_of(frozenset({"secretary_general", "citizen"})) == permissions_of(
        frozenset({"citizen"})
    )


def test_roles_add_up():
    both = permissions_of(frozenset({"editor", "caseworker"}))
    assert both == permissions_of(frozenset({"editor"})) | permissions_of(frozenset({"caseworker"}))


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.POLITICIAN, Role.CITIZEN])
def test_who_only_reads_writes_nothing(role):
    assert _may_write(role) == set()


def test_citizens_do_not_come_into_the_intranet():
    assert permissions_of(frozenset({Role.CITIZEN})) <= FOR_EVERYONE | OWN


def test_politicians_see_meetings_and_what_is_on_their_agendas_and_nothing_of_the_organisation():
    seen = permissions_of(frozenset({Role.POLITICIAN})) - FOR_EVERYONE - OWN
    assert seen == {
        Permission.INTRANET_VIEW,
        Permission.MEETING_VIEW,
        Permission.CASE_VIEW,
        Permission.DOCUMENT_VIEW,
    }


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        (Permission.ORGANISATION_MANAGE, {Role.ADMINISTRATOR}),
        (Permission.JOBS_MANAGE, {Role.ADMINISTRATOR}),
        (Permission.CLASSIFICATION_MANAGE, {Role.ADMINISTRATOR}),
        (Permission.CASE_EDIT, {Role.CASEWORKER, Role.MANAGER}),
        (Permission.CASE_DECIDE, {Role.CASEWORKER, Role.MANAGER}),
        (Permission.DOCUMENT_FINALISE, {Role.CASEWORKER, Role.MANAGER}),
        (Permission.DOCUMENT_RELEASE, {Role.CASEWORKER, Role.MANAGER}),
        (Permission.CASE_ADD, {Role.CASEWORKER, Role.MANAGER, Role.MAIL_ROOM, Role.COMMITTEE_SECRETARY}),
        (Permission.DOCUMENT_ADD, {Role.CASEWORKER, Role.MANAGER, Role.MAIL_ROOM, Role.COMMITTEE_SECRETARY}),
        (Permission.DOCUMENT_EDIT, {Role.CASEWORKER, Role.MANAGER, Role.MAIL_ROOM}),
        (Permission.MEETING_EDIT, {Role.COMMITTEE_SECRETARY}),
        (Permission.MEETING_PUBLISH, {Role.COMMITTEE_SECRETARY}),
        (Permission.COMMITTEE_MANAGE, {Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR}),
        (Permission.PAGE_EDIT, {Role.EDITOR}),
        (Permission.PAGE_PUBLISH, {Role.EDITOR}),
        (Permission.BREAK_GLASS, {Role.MANAGER, Role.ADMINISTRATOR}),
        (Permission.JOURNAL_CONTROL, {Role.ADMINISTRATOR}),
        (Permission.UNIT_ADMINISTER, {Role.ADMINISTRATOR}),
    ],
)
def test_only_these_roles_may(permission, roles):
    assert {role for role in Role if permission in permissions_of(frozenset({role}))} == roles


def test_every_permission_is_held_by_somebody():
    assert permissions_of(frozenset(Role)) == set(Permission)


def test_names_say_area_thing_and_act():
    for permission in Permission:
        assert len(permission.split(":")) == 3, permission
