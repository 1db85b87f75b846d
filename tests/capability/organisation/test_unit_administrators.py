"""How far the say of a unit's own administrator goes, and that it goes no further."""

import pytest

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.entries import unpack
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.organisation.actions import (
    activate_person,
    add_person,
    change_password,
    change_person,
    deactivate_person,
    people_of,
    person_values,
    units_of,
)
from bdk_esdh.organisation.administering import LOCAL_ROLES, reach_of
from bdk_esdh.organisation.errors import BeyondReach, UnknownMember, UnknownUnit
from bdk_esdh.organisation.group_actions import add_group, change_group, group_values
from bdk_esdh.organisation.session_actions import end_sessions
from bdk_esdh.organisation.unit_actions import set_unit_administrators
from bdk_esdh.security.roles import Role

PASSWORD = {"new_password": "en lang adgangskode", "repeated": "en lang adgangskode"}


@pytest.fixture
def local(site):
    """The site, where ``leder`` of Teknik & Miljø administers it, and with it Byg and Vej & Park below it."""
    with site.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["teknik-miljoe"], {"administrators": ["leder"]}, act)
    return site


def refused(do, *arguments, **keywords):
    """Tell whether it is refused as being beyond reach; nothing else may stop it."""
    try:
        do(*arguments, **keywords)
    except BeyondReach:
        return True
    except SeveralErrors as several:
        return all(isinstance(error, BeyondReach) for error in several.errors)
    return False


def newcomer(**facts):
    return {"login": "ny", "title": "Ny Opdigt", "roles": ["employee"], "unit_key": "byg", **facts}


def test_people_of_the_unit_and_of_those_below_it_are_made_changed_let_out_and_in(local):
    with local.graph("leder") as (root, act):
        person = add_person(people_of(root), newcomer(), act)
        change_person(person, {**person_values(person), "title": "Nyt Navn", "unit_key": "vej-park"}, act)
        change_password(person, PASSWORD, act)
        deactivate_person(person, act)
        activate_person(person, act)
        assert (person.title, person.unit_key, person.active) == ("Nyt Navn", "vej-park", True)


@pytest.mark.parametrize("unit", ["visitation", "staben", "sundhed-velfaerd", None])
def test_nobody_is_put_in_a_unit_of_others_or_in_none(local, unit):
    """Break it: let ``covers`` answer yes."""
    with local.graph("leder") as (root, act):
        assert refused(add_person, people_of(root), newcomer(unit_key=unit), act)
        assert "ny" not in people_of(root)


def test_nothing_above_the_unit_is_reached_from_below(site):
    """Break it: look down the line of units instead of up."""
    with site.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["byg"], {"administrators": ["sagsbehandler"]}, act)
    with site.graph("sagsbehandler") as (root, act):
        reach = reach_of(root, "sagsbehandler")
        assert reach.covers("byg")
        assert not any(reach.covers(key) for key in units_of(root) if key != "byg")
        assert refused(add_person, people_of(root), newcomer(unit_key="teknik-miljoe"), act)
        assert refused(add_person, people_of(root), newcomer(unit_key="vej-park"), act)


@pytest.mark.parametrize("login", ["sagsbehandler2", "administrator", "medarbejder", "politiker", "borger1"])
def test_people_of_others_are_out_of_reach_whatever_is_tried(local, login):
    """Break it: leave ``require_say`` out."""
    with local.graph("leder") as (root, act):
        person = people_of(root)[login]
        before = person.password_hash
        for do in (deactivate_person, activate_person, end_sessions):
            assert refused(do, person, act)
        assert refused(change_person, person, person_values(person), act)
        assert refused(change_person, person, {**person_values(person), "unit_key": "byg"}, act)
        assert refused(change_password, person, PASSWORD, act)
        assert (person.password_hash, person.active) == (before, True)


def test_moving_somebody_needs_the_say_on_either_end(local):
    with local.graph("administrator") as (root, act):
        add_person(people_of(root), newcomer(), act)
    with local.graph("leder") as (root, act):
        person = people_of(root)["ny"]
        assert refused(change_person, person, {**person_values(person), "unit_key": "visitation"}, act)
        change_person(person, {**person_values(person), "unit_key": "vej-park"}, act)
    with local.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["sundhed-velfaerd"], {"administrators": ["leder"]}, act)
    with local.graph("leder") as (root, act):
        person = people_of(root)["ny"]
        change_person(person, {**person_values(person), "unit_key": "visitation"}, act)


@pytest.mark.parametrize("role", sorted(set(Role) - LOCAL_ROLES))
def test_roles_that_reach_beyond_the_unit_are_neither_given_nor_taken(local, role):
    """Break it: let ``may_give`` answer yes."""
    with local.graph("leder") as (root, act):
        assert refused(add_person, people_of(root), newcomer(roles=[role]), act)
        person = add_person(people_of(root), newcomer(), act)
        assert refused(change_person, person, {**person_values(person), "roles": ["employee", role]}, act)
    with local.graph("administrator") as (root, act):
        person = people_of(root)["ny"]
        change_person(person, {**person_values(person), "roles": ["employee", role]}, act)
    with local.graph("leder") as (root, act):
        person = people_of(root)["ny"]
        assert refused(change_person, person, {**person_values(person), "roles": ["employee"]}, act)
        assert refused(change_password, person, PASSWORD, act)


def test_everybody_gets_a_role_so_that_nobody_vanishes_from_ones_own_lists(local):
    with local.graph("leder") as (root, act):
        assert refused(add_person, people_of(root), newcomer(roles=[]), act)
        person = add_person(people_of(root), newcomer(), act)
        assert refused(change_person, person, {**person_values(person), "roles": []}, act)


@pytest.mark.parametrize("role", sorted(LOCAL_ROLES))
def test_roles_that_reach_no_further_than_ones_own_work_are_given(local, role):
    with local.graph("leder") as (root, act):
        assert add_person(people_of(root), newcomer(roles=[role]), act).roles == (role,)


def test_nobody_changes_oneself_also_with_roles_that_one_could_give(site):
    """Break it: leave the login out of ``covers_person``."""
    with site.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["teknik-miljoe"], {"administrators": ["sagsbehandler"]}, act)
    with site.graph("sagsbehandler") as (root, act):
        oneself = people_of(root)["sagsbehandler"]
        for facts in (
            {"roles": ["caseworker", "mail_room"]},
            {"unit_key": "vej-park"},
            {"title": "Ny titel"},
        ):
            assert refused(change_person, oneself, {**person_values(oneself), **facts}, act)
        assert not reach_of(root, "sagsbehandler").covers_person(oneself)


def test_who_administers_more_is_out_of_reach_of_who_administers_less(local):
    """Break it: leave ``administers`` out of ``covers_person``: with a new password one would be them."""
    with local.graph("administrator") as (root, act):
        set_unit_administrators(units_of(root)["byg"], {"administrators": ["sagsbehandler"]}, act)
        person = add_person(people_of(root), newcomer(), act)
        set_unit_administrators(units_of(root)["teknik-miljoe"], {"administrators": ["leder", "ny"]}, act)
    with local.graph("sagsbehandler") as (root, act):
        person = people_of(root)["ny"]
        assert refused(change_password, person, PASSWORD, act)
        assert refused(deactivate_person, person, act)


def test_administrators_are_chosen_by_the_central_ones_alone(local):
    with local.graph("leder") as (root, act):
        for key in ("teknik-miljoe", "byg", "staben"):
            assert refused(
                set_unit_administrators,
                units_of(root)[key],
                {"administrators": ["leder", "sagsbehandler"]},
                act,
            )


@pytest.mark.parametrize("login", ["borger1", "politiker", "findes-ikke"])
def test_only_those_who_work_here_administer(site, login):
    with site.graph("administrator") as (root, act), pytest.raises(UnknownMember):
        set_unit_administrators(units_of(root)["byg"], {"administrators": [login]}, act)


def test_people_and_units_agree_on_who_administers_what_and_it_ends_when_it_is_taken_away(local):
    with local.graph("administrator") as (root, act):
        unit, person = units_of(root)["teknik-miljoe"], people_of(root)["leder"]
        assert (unit.administrators, person.administers) == (("leder",), ("teknik-miljoe",))
        set_unit_administrators(unit, {"administrators": []}, act)
        assert (unit.administrators, person.administers) == ((), ())
    with local.graph("leder") as (root, act):
        assert refused(add_person, people_of(root), newcomer(), act)


@pytest.mark.parametrize("change", [("active", False), ("roles", ("politician",))])
def test_who_is_inactive_or_no_longer_works_here_administers_nothing(local, change):
    with local.graph() as (root, _act):
        setattr(people_of(root)["leder"], *change)
        assert not reach_of(root, "leder").covers("byg")


def test_groups_that_belong_to_the_unit_are_made_and_changed(local):
    with local.graph("leder") as (root, act):
        groups = root["organisation"]["grupper"]
        group = add_group(groups, {"title": "Vagt", "unit_key": "byg", "members": ["sagsbehandler"]}, act)
        change_group(group, {**group_values(group), "title": "Vagten", "unit_key": "vej-park"}, act)
        assert (group.title, group.unit_key, group.members) == ("Vagten", "vej-park", ("sagsbehandler",))


def test_groups_of_others_and_of_nobody_are_out_of_reach(local):
    """Break it: ask only for the new unit of the group."""
    with local.graph("administrator") as (root, act):
        groups = root["organisation"]["grupper"]
        add_group(groups, {"title": "Central", "members": ["leder"]}, act)
        add_group(groups, {"title": "Sund", "unit_key": "visitation", "members": []}, act)
    with local.graph("leder") as (root, act):
        groups = root["organisation"]["grupper"]
        for key in ("central", "sund"):
            values = group_values(groups[key])
            assert refused(change_group, groups[key], values, act)
            assert refused(change_group, groups[key], {**values, "unit_key": "byg"}, act)
        for unit in (None, "visitation"):
            assert refused(add_group, groups, {"title": "Ny", "unit_key": unit}, act)


def test_nobody_brings_oneself_or_colleagues_of_others_into_a_group_and_those_who_are_in_it_stay(local):
    """Break it: let ``covers_member`` answer yes: cases are kept to groups."""
    with local.graph("administrator") as (root, act):
        groups = root["organisation"]["grupper"]
        add_group(groups, {"title": "Vagt", "unit_key": "byg", "members": ["sagsbehandler2"]}, act)
    with local.graph("leder") as (root, act):
        group = root["organisation"]["grupper"]["vagt"]
        for login in ("leder", "medarbejder"):
            values = {**group_values(group), "members": ["sagsbehandler2", login]}
            assert refused(change_group, group, values, act)
        change_group(group, {**group_values(group), "members": ["sagsbehandler2", "sagsbehandler"]}, act)
        assert group.members == ("sagsbehandler2", "sagsbehandler")


def test_a_unit_that_does_not_exist_is_refused_for_a_group(site):
    with site.graph("administrator") as (root, act), pytest.raises(UnknownUnit):
        add_group(root["organisation"]["grupper"], {"title": "Ny", "unit_key": "findes-ikke"}, act)


def test_a_unit_moved_elsewhere_is_administered_from_there(local):
    from bdk_esdh.organisation.actions import change_unit, unit_values

    with local.graph("administrator") as (root, act):
        unit = units_of(root)["byg"]
        change_unit(unit, {**unit_values(unit), "parent_key": "staben"}, act)
    with local.graph("leder") as (root, act):
        assert refused(add_person, people_of(root), newcomer(), act)


def test_a_move_opens_and_closes_cases_with_nothing_indexed_anew(site):
    """Tokens name units, not people: who is moved holds others in the next request."""
    from tests.support.builders import a_case

    with site.graph("administrator") as (root, act):
        a_case(root, act, title="Fortrolig sag i byg", sensitivity="confidential", responsible_unit="byg")
    client = site.client("sagsbehandler2")
    client.get("/intranet/sager/2026-00001", status=404)
    with site.graph("administrator") as (root, act):
        person = people_of(root)["sagsbehandler2"]
        change_person(person, {**person_values(person), "unit_key": "byg"}, act)
    client.get("/intranet/sager/2026-00001", status=200)
    assert "2026-00001" in client.get("/intranet/sager").text
    with site.graph("administrator") as (root, act):
        person = people_of(root)["sagsbehandler2"]
        change_person(person, {**person_values(person), "unit_key": "visitation"}, act)
    client.get("/intranet/sager/2026-00001", status=404)
    assert "2026-00001" not in client.get("/intranet/sager").text


def test_what_is_done_is_in_the_journal(local):
    local.client("sagsbehandler")
    with local.graph("leder") as (root, act):
        end_sessions(people_of(root)["sagsbehandler"], act)
    with local.graph() as (root, _act):
        waiting = [unpack(packed) for packed, *_place in journal_of(root).waiting()]
    told = {(entry.verb, entry.by, entry.subject_label): entry for entry in waiting}
    chosen = told["unit.administrators_changed", "administrator", "organisation/enheder/teknik-miljoe"]
    assert [(each.field, each.before, each.after) for each in chosen.changes] == [
        ("Administratorer", "", "Lis Låntnavn")
    ]
    assert ("person.sessions_ended", "leder", "organisation/personer/sagsbehandler") in told
