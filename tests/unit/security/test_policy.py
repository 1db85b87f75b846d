"""How a request is judged."""

from types import SimpleNamespace

import pytest
from tests.support.builders import a_case

from bdk_esdh.security.identity import Identity
from bdk_esdh.security.permissions import FOR_EVERYONE, Permission
from bdk_esdh.security.policy import act_of, permits, principals_of
from bdk_esdh.security.roles import Role, permissions_of

OPEN_TO_ALL = SimpleNamespace(
    reader_tokens=lambda: frozenset({"public", "staff"}), gate_tokens=lambda: frozenset({"open", "public"})
)
NOBODYS = SimpleNamespace(reader_tokens=frozenset, gate_tokens=lambda: frozenset({"open"}))


def _somebody(*roles):
    return Identity("karla", "Karla Skabelon", frozenset(roles))


@pytest.mark.parametrize("permission", sorted(Permission))
def test_the_anonymous_may_do_what_everyone_may_and_nothing_else(permission):
    assert bool(permits(None, OPEN_TO_ALL, permission)) is (permission in FOR_EVERYONE)


@pytest.mark.parametrize("role", sorted(Role))
def test_a_role_allows_what_its_row_says_on_what_may_be_read_and_nothing_on_what_may_not(role):
    held = permissions_of(frozenset({role}))
    if Permission.ORGANISATION_MANAGE not in held:
        # Who has access to a thing is for those who may change that thing; nobody's thing is an administrator's.
        held -= {Permission.SHARING_MANAGE}
    for permission in Permission:
        assert bool(permits(_somebody(role), OPEN_TO_ALL, permission)) is (permission in held)
        assert bool(permits(_somebody(role), NOBODYS, permission)) is (permission in FOR_EVERYONE)


def test_a_refusal_names_the_login_and_never_the_thing():
    refusal = permits(_somebody("employee"), NOBODYS, Permission.CASE_VIEW)
    assert "karla" in refusal.msg
    assert "SimpleNamespace" not in refusal.msg


def test_a_permission_that_does_not_exist_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="case:case:look"):
        permits(_somebody("employee"), OPEN_TO_ALL, "case:case:look")


def test_the_anonymous_hold_one_token_and_act_under_no_name(site):
    request = SimpleNamespace(identity=None, clock=site.clock, registry=site.registry)
    assert principals_of(request) == {"public"}
    act = act_of(request)
    assert (act.by, act.by_name, act.at) == ("anonymous", "", site.clock.now())


def test_whoever_is_logged_in_acts_under_their_name(site):
    somebody = _somebody("employee")
    request = SimpleNamespace(identity=somebody, clock=site.clock, registry=site.registry)
    assert principals_of(request) == somebody.principals
    assert (act_of(request).by, act_of(request).by_name) == ("karla", "Karla Skabelon")


def test_the_person_is_read_once_a_request(site):
    with site.graph() as (root, act):
        for _ in range(3):
            a_case(root, act)
    seen = []
    original = site.registry.identity_source
    site.registry.identity_source = lambda request, login: seen.append(login) or original(request, login)
    try:
        client = site.client("sagsbehandler")
        seen.clear()
        client.get("/intranet/sager", status=200)
    finally:
        site.registry.identity_source = original
    assert seen == ["sagsbehandler"]


def test_a_role_in_the_record_that_is_no_longer_one_does_not_lock_the_person_out(site):
    with site.graph() as (root, _act):
        root["organisation"]["personer"]["sagsbehandler"].roles = ("caseworker", "town_crier")
    site.client("sagsbehandler").get("/intranet/sager", status=200)


def test_a_citizen_is_shown_nothing_of_the_intranet(site):
    client = site.client("borger1")
    for path in ("/intranet/", "/intranet/sager", "/intranet/organisation", "/intranet/findes-ikke"):
        answer = client.get(path, status=404)
        assert "/intranet/sager" not in answer.text, path
