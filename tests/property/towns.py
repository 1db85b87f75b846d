"""Municipalities made at random, and what is done in them at random, all by the real actions.

Everything follows from one number, the seed: a test that fails names it, and the same number makes
the same town and the same acts again.
"""

import random
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

from tests.support.builders import a_document

from bdk_esdh.break_glass.actions import end_emergency, open_in_emergency
from bdk_esdh.break_glass.content import openings_of, tokens_of_openings
from bdk_esdh.cases.actions import case_values, change_case, move_case, open_case
from bdk_esdh.documents.actions import assign_document, change_document, document_values, unassign_document
from bdk_esdh.documents.content import Document
from bdk_esdh.documents.workflow import DOCUMENT_WORKFLOW
from bdk_esdh.kernel.errors import DomainError
from bdk_esdh.kernel.graph import tell_changed
from bdk_esdh.kernel.records import Act
from bdk_esdh.meetings.actions import add_committee, plan_meeting
from bdk_esdh.meetings.items import add_item, change_item, item_values, remove_item
from bdk_esdh.meetings.publishing import publish_meeting, withdraw_meeting
from bdk_esdh.organisation.actions import add_person, add_unit, change_unit, people_of, units_of
from bdk_esdh.organisation.group_actions import add_group, set_group_members
from bdk_esdh.organisation.identities import identity_in
from bdk_esdh.pages.actions import add_page, publish, unpublish
from bdk_esdh.security.grants import Level
from bdk_esdh.security.readers import Sensitivity
from bdk_esdh.sharing.actions import (
    break_inheritance,
    restore_inheritance,
    set_access_list,
    share,
    unshare,
)

LEVELS = [level.value for level in Sensitivity]
PRINCIPALS = 6
DEPTH = 5
ROLES = (
    "caseworker",
    "employee",
    "administrator",
    "politician",
    "citizen",
    "manager",
    "editor",
    "committee_secretary",
)


class Town:
    """One town: its people, its things, and the dice.

    :param with_files: register documents with a real file each, as their pages need.
    """

    def __init__(self, root, registry, seed, *, with_files=False):
        self.root, self.registry, self.dice = root, registry, random.Random(seed)
        self.with_files = with_files
        self.seed, self.words = seed, 0
        self.logins = [f"g{number}" for number in range(PRINCIPALS)]
        self.log = []
        self._make()

    # -------------------------------------------------------------- making it

    def act(self, by="system"):
        person = people_of(self.root).get(by)
        return Act(by, person.title if person else "System", self.registry.clock.now(), self.registry)

    def word(self):
        """Return two words that stand nowhere else: to search for the one and look for the other."""
        self.words += 1
        return f"xq{self.seed}a{self.words:04} zv{self.seed}b{self.words:04}"

    def _make(self):
        dice, root, act = self.dice, self.root, self.act()
        self.units = [f"e{number}" for number in range(dice.randint(2, 7))]
        for number, key in enumerate(self.units):
            above = self.units[dice.randrange(number)] if number and dice.random() < 0.7 else None
            add_unit(units_of(root), {"key": key, "title": f"Enhed {key}", "parent_key": above}, act)
        for login in self.logins:
            roles = (dice.choice(ROLES),)
            unit = dice.choice([None, *self.units])
            values = {"login": login, "title": f"Person {login}", "roles": roles, "unit_key": unit}
            add_person(people_of(root), values, act)
        self.groups = []
        for _number in range(2):
            self._new_group()
        self.cases = [self._new_case() for _number in range(2)]
        self.documents = [self._new_document(dice.choice(self.cases)) for _number in range(3)]
        self.pages = [self._new_page(root)]
        while len(self.pages) < DEPTH:
            self.pages.append(self._new_page(self.pages[-1]))
        self._make_committee()

    def _staff(self):
        people = people_of(self.root)
        return [login for login in self.logins if people[login].is_staff]

    def _new_group(self):
        staff = self._staff()
        members = self.dice.sample(staff, self.dice.randint(0, len(staff)))
        groups = self.root["organisation"]["grupper"]
        self.groups.append(add_group(groups, {"title": "Klima", "members": members}, self.act()))

    def _new_case(self):
        dice = self.dice
        values = {
            "title": self.word(),
            "kle_subject": "02.34.02",
            "kle_facet": "P19",
            "responsible_unit": dice.choice(self.units),
            "caseworker": dice.choice([None, *self.logins]),
            "sensitivity": dice.choice(LEVELS),
        }
        if dice.random() < 0.3:
            values |= {"confidential_title": self.word(), "exemption_basis": "Offentlighedsloven § 30, nr. 1"}
        case = open_case(self.root["sager"], values, self.act(dice.choice(self.logins)))
        case.other_handlers = tuple(dice.sample(self.logins, dice.randint(0, 1)))
        tell_changed(case, self.registry)
        return case

    def _new_document(self, case):
        if self.with_files:
            facts = {"sensitivity": self.dice.choice(LEVELS), "on_postlist": self.dice.random() < 0.3}
            act = self.act(self.dice.choice(self.logins))
            return a_document(
                case,
                act,
                data=b"Brev",
                filename="brev.txt",
                title=self.word(),
                correspondent=self.word(),
                **facts,
            )
        case.last_serial += 1
        serial, by = case.last_serial, self.dice.choice(self.logins)
        act = self.act(by)
        document = Document(serial, f"{case.case_number}-{serial}", self.word(), at=act.at, by=by)
        document.sensitivity = self.dice.choice(LEVELS)
        document.direction, document.document_type = "incoming", "letter_incoming"
        document.correspondent, document.letter_date = self.word(), act.at.date()
        document.on_postlist = self.dice.random() < 0.3
        case.add(str(serial), document, registry=self.registry)
        return document

    def _new_page(self, parent):
        title, audience = self.word(), self.dice.choice(["public", "intranet"])
        # Of an address nobody is told the title, but it is made of it unless one is given.
        values = {"title": title, "body": "Tekst", "audience": audience, "name": f"side-{self.words}"}
        return add_page(parent, values, self.act(self.dice.choice(self.logins)))

    def _make_committee(self):
        act, people = self.act(), people_of(self.root)
        seats = [login for login in self.logins if "politician" in people[login].roles]
        members = [{"name": f"Medlem {login}", "login": login} for login in seats if self.dice.random() < 0.7]
        values = {"title": f"Udvalg {self.seed}", "code": "U", "members": members}
        self.committee = add_committee(self.root["udvalg"], values, act)
        when = self.registry.clock.now() + timedelta(days=20)
        self.meeting = plan_meeting(
            self.committee, {"date": when.date(), "time": when.time(), "place": "Salen"}, act
        )
        self.items = []
        for case in self.cases:
            self._try("item", self._add_item, case)

    def _add_item(self, case):
        closed = self.dice.random() < 0.5
        here = [each for each in self.documents if each.case is case]
        values = {
            "kind": "case", "title": self.word(), "case": case, "documents": here[: self.dice.randint(0, 2)],
            "closed_session": closed, "closed_reason": "personnel" if closed else "",
        }  # fmt: skip
        self.items.append(add_item(self.meeting, values, self.act()))

    # ------------------------------------------------------------- what there is

    def nodes(self):
        return [*self.cases, *self.documents, *self.pages, self.meeting, *self.items]

    def identity(self, login):
        """Return whoever has ``login`` as a request of theirs would, an open emergency counted in."""
        identity = identity_in(self.root, login)
        request = SimpleNamespace(root=self.root, clock=self.registry.clock)
        return replace(identity, extra=tokens_of_openings(request, identity))

    # --------------------------------------------------------------- what is done

    def do(self, count):
        """Do some of what people do; what the rules refuse is left undone."""
        for _number in range(count):
            act = self.dice.choice(ACTS)
            self._try(act.__name__, act, self)

    def _try(self, name, function, *args):
        try:
            function(*args)
            self.log.append(name)
        except DomainError as refusal:
            self.log.append(f"{name} ({type(refusal).__name__})")

    def token(self):
        choices = [f"user:{login}" for login in self.logins]
        choices += [f"unit:{key}" for key in self.units] + [f"group:{each.__name__}" for each in self.groups]
        return self.dice.choice(choices)

    def somebody(self):
        return self.act(self.dice.choice([*self.logins, "system"]))

    def thing(self):
        return self.dice.choice([*self.cases, *self.documents, *self.pages, *self.items, self.meeting])


def name_somebody(town):
    share(town.thing(), town.token(), town.dice.choice(list(Level)), town.somebody())


def name_somebody_high_up(town):
    share(
        town.dice.choice([town.root, town.root["sager"], town.committee]),
        town.token(),
        Level.MANAGE,
        town.somebody(),
    )


def take_away(town):
    node = town.thing()
    for _inherits, rows in filter(None, [node.sharing]):
        unshare(node, town.dice.choice(rows)[0] if rows else "user:g0", town.somebody())


def cut_off(town):
    break_inheritance(town.thing(), town.somebody())


def join_again(town):
    cut = [node for node in town.nodes() if node.sharing and not node.sharing[0]]
    restore_inheritance(town.dice.choice(cut or town.pages), town.somebody())


def put_on_the_list(town):
    case = town.dice.choice(town.cases)
    set_access_list(case, {*case.access_list, town.token()}, town.act())


def empty_the_list(town):
    set_access_list(town.dice.choice(town.cases), [], town.act())


def change_the_case(town):
    case = town.dice.choice(town.cases)
    changes = {
        "sensitivity": town.dice.choice(LEVELS),
        "responsible_unit": town.dice.choice(town.units),
        "caseworker": town.dice.choice([None, *town.logins]),
    }
    one = town.dice.choice(sorted(changes))
    change_case(case, {**case_values(case), one: changes[one]}, town.somebody())


def change_the_document(town):
    document = town.dice.choice(town.documents)
    values = {**document_values(document), "sensitivity": town.dice.choice(LEVELS)}
    change_document(document, values, town.somebody())


def give_work(town):
    assign_document(town.dice.choice(town.documents), town.dice.choice(town.logins), town.somebody())


def take_work(town):
    unassign_document(town.dice.choice(town.documents), town.somebody())


def finish(town):
    document = town.dice.choice(town.documents)
    DOCUMENT_WORKFLOW.check(document, "finalise")
    document.review_state = "final"
    tell_changed(document, town.registry)
    tell_changed(document.case, town.registry)


def close_or_open_a_case(town):
    case = town.dice.choice(town.cases)
    move_case(case, "reopen" if case.is_closed else "close", town.somebody(), reason="Nye oplysninger")


def put_on_the_agenda(town):
    town._add_item(town.dice.choice(town.cases))


def take_off_the_agenda(town):
    if town.items:
        item = town.dice.choice(town.items)
        remove_item(item, town.act())
        town.items.remove(item)


def open_or_close_an_item(town):
    if town.items:
        item = town.dice.choice(town.items)
        values = {**item_values(item), "case": item.case, "closed_session": not item.closed_session}
        change_item(item, values | {"closed_reason": "personnel"}, town.act())


def send_out_the_agenda(town):
    publish_meeting(town.meeting, town.act())


def take_back_the_agenda(town):
    withdraw_meeting(town.meeting, "Fejl", town.act())


def publish_a_page(town):
    publish(town.dice.choice(town.pages), town.somebody())


def take_back_a_page(town):
    unpublish(town.dice.choice(town.pages), "Fejl", town.somebody())


def move_a_unit(town):
    unit = units_of(town.root)[town.dice.choice(town.units)]
    above = town.dice.choice([None, *town.units])
    change_unit(unit, {"title": unit.title, "parent_key": above, "phone": "", "email": ""}, town.act())


def remove_a_group_and_make_another(town):
    gone = town.dice.choice(town.groups)
    town.groups.remove(gone)
    gone.__parent__.remove(gone.__name__, registry=town.registry)
    town._new_group()


def change_a_group(town):
    staff = town._staff()
    members = town.dice.sample(staff, town.dice.randint(0, len(staff)))
    set_group_members(town.dice.choice(town.groups), members, town.act())


def change_a_role(town):
    person = people_of(town.root)[town.dice.choice(town.logins)]
    person.roles = (town.dice.choice(ROLES),)
    tell_changed(person, town.registry)


def open_by_emergency(town):
    number = town.dice.choice(town.cases).case_number
    open_in_emergency(town.root, number, "Akut henvendelse i aftes", town.act(town.dice.choice(town.logins)))


def end_the_emergency(town):
    openings = openings_of(town.root)
    for login in town.logins:
        for name, _opening in list(openings.lasting(login, town.registry.clock.now()) if openings else ()):
            end_emergency(town.root, name, town.act(login))


ACTS = (
    name_somebody, name_somebody, name_somebody, name_somebody_high_up, take_away, cut_off, cut_off, join_again,
    put_on_the_list, empty_the_list, change_the_case, change_the_case, change_the_document, give_work, give_work,
    take_work, finish, close_or_open_a_case, put_on_the_agenda, take_off_the_agenda, open_or_close_an_item,
    send_out_the_agenda, take_back_the_agenda, publish_a_page, publish_a_page, take_back_a_page, move_a_unit,
    remove_a_group_and_make_another, change_a_group, change_a_role, open_by_emergency, end_the_emergency,
)  # fmt: skip
