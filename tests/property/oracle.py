"""The sentences of who may read, read a second time: by person and without tokens.

Written from the rule's words, not from the code, so that the two can disagree.
"""

from bdk_esdh.cases.content import Case
from bdk_esdh.documents.content import Document
from bdk_esdh.organisation.actions import people_of, units_of
from bdk_esdh.pages.content import Page

STAFF_ROLES = {
    "administrator",
    "caseworker",
    "mail_room",
    "committee_secretary",
    "manager",
    "editor",
    "employee",
}


class Reader:
    """One person, as the sentences speak of one."""

    def __init__(self, town, login):
        self.login = login
        person = people_of(town.root)[login]
        self.role = person.roles[0]
        self.is_staff = self.role in STAFF_ROLES
        self.units = [str(each.__name__) for each in units_of(town.root).line_of(person.unit_key)]
        self.groups = [
            key for key, group in town.root["organisation"]["grupper"].items() if login in group.members
        ]
        self.emergencies = {
            each.case_number for each in _lasting(town, login) if self.role in ("manager", "administrator")
        }

    def is_in(self, token):
        """Tell whether the person is who a list or a share names."""
        kind, _colon, key = token.partition(":")
        if kind == "user":
            return key == self.login
        return self.is_staff and key in {"unit": self.units, "group": self.groups}[kind]


def _lasting(town, login):
    openings = getattr(town.root, "openings", None)
    return [each for _name, each in openings.lasting(login, town.registry.clock.now())] if openings else []


def should_read(town, node, login):
    """Tell whether ``login`` may read ``node``; ``None`` for things the sentences here say nothing of."""
    reader = Reader(town, login)
    if isinstance(node, Page):
        return _named_or_by_rule(node, reader, _reads_page)
    if not isinstance(node, Case | Document):
        return None
    case = node if isinstance(node, Case) else node.case
    if case.case_number in reader.emergencies:
        return True
    if case.access_list and not any(map(reader.is_in, case.access_list)):
        return False
    if _level(node) == "vip":
        return _reads_vip(case, node, reader)
    return _named_or_by_rule(node, reader, _reads_by_case)


def _level(node):
    order = ["not_confidential", "confidential", "sensitive", "vip"]
    case = node if isinstance(node, Case) else node.case
    return max(node.sensitivity, case.sensitivity, key=order.index)


def _works_on(case, reader):
    return reader.login == case.caseworker or reader.login in case.other_handlers


def _reads_vip(case, node, reader):
    if case.access_list:
        return True
    return _works_on(case, reader) or (node is not case and node.registered_by == reader.login)


def _named_or_by_rule(node, reader, rule):
    """Say yes to those named; else ask the rule, unless inheritance is broken."""
    line = [node]
    while line[-1].__parent__ is not None:
        line.append(line[-1].__parent__)
    broken = next((place for place, each in enumerate(line) if each.sharing and not each.sharing[0]), None)
    if broken is not None:
        within = line[: broken + 1]
    elif isinstance(node, Page):
        within = line
    else:
        case_place = 0 if isinstance(node, Case) else 1
        confidential_alone = case_place and _level(node) != "not_confidential"
        is_open_case = line[case_place].sensitivity == "not_confidential"
        within = line[:1] if confidential_alone and is_open_case else line[: case_place + 1]
    if any(reader.is_in(row[0]) for each in within if each.sharing for row in each.sharing[1]):
        return True
    return broken is None and rule(node, reader)


def _reads_page(page, reader):
    if reader.role == "editor" or reader.login == page.created_by:
        return True
    if page.review_state != "published":
        return False
    return page.audience == "public" or reader.is_staff


def _reads_by_case(node, reader):
    case = node if isinstance(node, Case) else node.case
    if reader.is_staff and _level(node) == "not_confidential":
        return True
    if _works_on(case, reader) or (reader.is_staff and case.responsible_unit in reader.units):
        return True
    return _has_work(node, reader) or _is_let_in_by_a_meeting(node, reader)


def _has_work(node, reader):
    documents = node.values() if isinstance(node, Case) else [node]
    return any(each.assigned_to == reader.login and each.review_state != "final" for each in documents)


def _is_let_in_by_a_meeting(node, reader):
    for committee in _root(node)["udvalg"].values():
        for meeting in committee.values():
            items = [item for item in meeting.values() if item.case_id is not None]
            if isinstance(node, Case):
                handled = any(item.case is node for item in items)
            else:
                handled = any(node in item.documents for item in items)
            is_member = any(member.login == reader.login for member in committee.members)
            sees_documents = is_member and meeting.is_public and not isinstance(node, Case)
            if handled and (reader.role == "committee_secretary" or sees_documents):
                return True
    return False


def _root(node):
    while node.__parent__ is not None:
        node = node.__parent__
    return node
