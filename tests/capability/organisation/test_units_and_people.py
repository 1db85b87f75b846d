"""What may be done to units and people, and who is told of whom."""

import pytest
import transaction

from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.organisation.actions import (
    activate_person,
    add_person,
    add_unit,
    change_password,
    change_person,
    change_unit,
    deactivate_person,
    people_of,
    person_values,
    units_of,
)
from bdk_esdh.organisation.choices import staff, units
from bdk_esdh.organisation.content import Person, Unit
from bdk_esdh.organisation.directory import politician_pairs
from bdk_esdh.organisation.errors import LoginTaken, LoopInUnits, OwnAccess, UnknownUnit
from bdk_esdh.organisation.passwords import password_fits
from bdk_esdh.search.lists import find_ids, listing
from bdk_esdh.security.identity import Identity

PASSWORD = "en lang adgangskode"


class Asked:
    """As much of a request as a list of choices looks at."""

    def __init__(self, root, registry):
        self.root = root
        self.registry = registry


def identity(root, login):
    person = people_of(root)[login]
    return Identity(login, person.title, frozenset(person.roles), person.unit_key)


def new_password(password=PASSWORD, repeated=None, **more):
    return {"new_password": password, "repeated": password if repeated is None else repeated, **more}


def test_a_unit_gets_its_key_from_its_name_and_a_second_one_a_number(site):
    with site.graph("administrator") as (root, act):
        keys = [add_unit(units_of(root), {"title": "Økonomi & Løn"}, act).__name__ for _ in range(2)]
        assert keys == ["oekonomi-loen", "oekonomi-loen-2"]


def test_a_unit_never_takes_the_address_of_the_form_for_a_new_one(site):
    with site.graph("administrator") as (root, act):
        assert add_unit(units_of(root), {"title": "Ny enhed"}, act).__name__ == "enhed"


def test_a_unit_cannot_come_to_lie_below_itself_or_below_what_does_not_exist(site):
    with site.graph("administrator") as (root, act):
        top = units_of(root)["teknik-miljoe"]
        for parent_key in ("teknik-miljoe", "byg"):
            with pytest.raises(LoopInUnits):
                change_unit(top, {"title": "Teknik", "parent_key": parent_key}, act)
        with pytest.raises(UnknownUnit):
            change_unit(top, {"title": "Teknik", "parent_key": "findes-ikke"}, act)
        with pytest.raises(UnknownUnit):
            add_unit(units_of(root), {"title": "Ny", "parent_key": "findes-ikke"}, act)
        assert top.title == "Teknik & Miljø"


def test_a_login_is_given_once_and_never_changed(site):
    with site.graph("administrator") as (root, act):
        people = people_of(root)
        with pytest.raises(LoginTaken):
            add_person(people, {"login": "leder", "title": "En anden"}, act)
        with pytest.raises(LoginTaken):
            change_person(people["leder"], {**person_values(people["leder"]), "login": "chef"}, act)
        with pytest.raises(UnknownUnit):
            add_person(people, {"login": "ny", "title": "Ny", "unit_key": "findes-ikke"}, act)
        assert "ny" not in people


def test_an_administrator_does_not_shut_oneself_out(site):
    with site.graph("administrator") as (root, act):
        oneself = people_of(root)["administrator"]
        with pytest.raises(OwnAccess):
            deactivate_person(oneself, act)
        with pytest.raises(OwnAccess):
            change_person(oneself, {**person_values(oneself), "roles": ["employee"]}, act)
        assert oneself.active
        assert oneself.roles == ("administrator",)


def test_a_new_password_fits_and_the_old_one_no_longer(site):
    with site.graph("administrator") as (root, act):
        person = people_of(root)["medarbejder"]
        change_password(person, new_password(), act)
        assert password_fits(person.password_hash, PASSWORD)
        assert not password_fits(person.password_hash, "demo")
        assert person.password_changed_at == act.at


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        (new_password("kort"), ["new_password"]),
        (new_password("x" * 201), ["new_password"]),
        (new_password(repeated="en anden adgangskode"), ["repeated"]),
        (new_password("kort", repeated="anderledes"), ["new_password", "repeated"]),
        (new_password("Medarbejder"), ["new_password"]),
    ],
)
def test_a_bad_new_password_is_refused_with_all_that_is_wrong(site, values, fields):
    with site.graph("administrator") as (root, act):
        person = people_of(root)["medarbejder"]
        before = person.password_hash
        with pytest.raises(SeveralErrors) as refused:
            change_password(person, values, act)
        assert [error.field for error in refused.value.errors] == fields
        assert person.password_hash == before


def test_ones_own_password_is_changed_with_the_present_one_only(site):
    with site.graph("medarbejder") as (root, act):
        person = people_of(root)["medarbejder"]
        with pytest.raises(SeveralErrors) as refused:
            change_password(person, new_password(current_password="forkert"), act)
        assert [error.field for error in refused.value.errors] == ["current_password"]
        change_password(person, new_password(current_password="demo"), act)
        assert password_fits(person.password_hash, PASSWORD)


def test_an_inactive_person_is_not_offered_as_a_caseworker_until_active_again(site):
    with site.graph("administrator") as (root, act):
        person, asked = people_of(root)["leder"], Asked(root, act.registry)
        assert "leder" in dict(staff(asked))
        deactivate_person(person, act)
        assert "leder" not in dict(staff(asked))
        activate_person(person, act)
        assert "leder" in dict(staff(asked))


def test_forms_offer_staff_and_neither_politicians_nor_citizens(site):
    with site.graph("administrator") as (root, act):
        offered = dict(staff(Asked(root, act.registry)))
        assert offered["sagsbehandler"] == "Karla Skabelon"
        assert {"politiker", "borger1", "borger2"} & set(offered) == set()
        assert politician_pairs(root, act.registry) == (("politiker", "Rigmor Opdigt"),)
        values = {"login": "baade-og", "title": "Bodil Begge", "roles": ["employee", "politician"]}
        add_person(people_of(root), values, act)
        assert dict(politician_pairs(root, act.registry)) == {
            "baade-og": "Bodil Begge",
            "politiker": "Rigmor Opdigt",
        }


def test_the_lists_of_forms_follow_each_change_and_forget_those_that_failed(site):
    with site.graph("administrator") as (root, act):
        asked = Asked(root, act.registry)
        add_unit(units_of(root), {"title": "Kommer ikke"}, act)
        add_person(people_of(root), {"login": "ny", "title": "Kommer Ikke", "roles": ["employee"]}, act)
        assert "kommer-ikke" in dict(units(asked))
        assert "ny" in dict(staff(asked))
        transaction.abort()
        assert "kommer-ikke" not in dict(units(asked))
        assert "ny" not in dict(staff(asked))
        change_unit(units_of(root)["byg"], {"title": "Byg og Bolig", "parent_key": "teknik-miljoe"}, act)
        assert dict(units(asked))["byg"] == "Byg og Bolig, Teknik & Miljø"
        change_person(
            people_of(root)["leder"], {**person_values(people_of(root)["leder"]), "title": "Åse Ny"}, act
        )
        assert staff(asked)[-1] == ("leder", "Åse Ny")


def test_a_form_after_the_first_loads_neither_people_nor_units(site, monkeypatch):
    with site.graph("administrator") as (root, act):
        for number in range(50):
            add_person(
                people_of(root), {"login": f"ny{number}", "title": f"Ny {number}", "roles": ["employee"]}, act
            )
    loads = []
    for cls in (Person, Unit):

        def counted(self, state, original=cls.__setstate__):
            loads.append(self)
            original(self, state)

        monkeypatch.setattr(cls, "__setstate__", counted, raising=False)
    for round_number in range(2):
        site.db.cacheMinimize()
        with site.graph() as (root, act):
            loads.clear()  # of the one who acts
            assert len(staff(Asked(root, act.registry))) > 50
            assert len(units(Asked(root, act.registry))) > 5
        assert (len(loads) > 50) is (round_number == 0)
    assert loads == []


def test_citizens_stand_on_no_list_of_a_colleague_and_in_no_count(site):
    with site.graph() as (root, _act):
        for login in ("medarbejder", "sagsbehandler", "leder", "politiker"):
            batch = listing(root, identity(root, login).principals, {"kind": "Person"}, sort="title_order")
            assert not {"borger1", "borger2"} & {person.__name__ for person in batch}
        colleagues = [login for login, person in people_of(root).items() if person.is_colleague]
        principals = identity(root, "medarbejder").principals
        assert len(find_ids(root, principals, {"kind": "Person"})) == len(colleagues)


def test_everyone_may_read_oneself_and_a_citizen_nobody_else(site):
    with site.graph() as (root, _act):
        found = listing(root, identity(root, "borger1").principals, {"kind": "Person"}, sort="title_order")
        assert [person.__name__ for person in found] == ["borger1"]


def test_somebody_who_stops_working_here_leaves_the_lists_at_once(site):
    with site.graph("administrator") as (root, act):
        person = people_of(root)["medarbejder"]
        change_person(person, {**person_values(person), "roles": ["citizen"]}, act)
        principals = identity(root, "sagsbehandler").principals
        assert person not in list(listing(root, principals, {"kind": "Person"}, sort="title_order"))
        assert "medarbejder" not in dict(staff(Asked(root, act.registry)))
