"""Production refuses the demonstration's password, and finds out in no time."""

import time

from bdk_esdh.organisation import demo_passwords
from bdk_esdh.organisation.actions import add_person, change_password, people_of, set_password
from bdk_esdh.organisation.demo_passwords import logins_with_demo_password
from bdk_esdh.organisation.passwords import hash_password

PASSWORD = "en lang adgangskode"


def _forget(root):
    for person in people_of(root).values():
        person.has_demo_password = None


def test_everyone_with_the_password_is_found_and_nobody_else(site):
    """Break it: believe what is not noted."""
    with site.graph("administrator") as (root, act):
        _forget(root)
        set_password(people_of(root)["leder"], PASSWORD)
        people_of(root)["medarbejder"].active = False
        found = logins_with_demo_password(root)
        assert "leder" not in found
        assert "medarbejder" not in found
        assert {"administrator", "sagsbehandler", "borger1"} <= set(found)
        values = {"new_password": PASSWORD, "repeated": PASSWORD}
        change_password(people_of(root)["sagsbehandler"], values, act)
        assert "sagsbehandler" not in logins_with_demo_password(root)


def test_a_hash_is_tried_once_and_never_again(site, monkeypatch):
    tried = []

    def trying(stored, password):
        tried.append(stored)
        return False

    monkeypatch.setattr(demo_passwords, "password_fits", trying)
    with site.graph() as (root, _act):
        _forget(root)
        people_of(root)["leder"].password_hash = hash_password(PASSWORD)
        logins_with_demo_password(root)
        assert len(tried) == 2  # one hash for all the others of the test
        logins_with_demo_password(root)
        assert len(tried) == 2


def test_hundreds_of_known_passwords_take_no_time(site):
    with site.graph("administrator") as (root, act):
        stored = hash_password(PASSWORD)
        for number in range(300):
            person = add_person(people_of(root), {"login": f"p{number}", "title": "Prøve"}, act)
            person.password_hash, person.has_demo_password = f"{stored}{number}", False
        begun = time.thread_time()
        logins_with_demo_password(root)
        assert time.thread_time() - begun < 0.5


def test_a_person_made_with_a_password_says_which(site):
    with site.graph("administrator") as (root, act):
        for login, password, known in (("a1", "demo", True), ("b1", PASSWORD, False)):
            values = {"login": login, "title": "Prøve", "password": password}
            assert add_person(people_of(root), values, act).has_demo_password is known
