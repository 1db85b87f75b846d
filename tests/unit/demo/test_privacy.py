"""Nothing in the demo that the public may see names a private person or holds a CPR number."""

import re

import pytest

from bdk_esdh.demo.stories.committees import COMMITTEES
from bdk_esdh.demo.stories.meetings import MEETINGS
from bdk_esdh.demo.stories.municipality import CASES, DOCUMENTS
from bdk_esdh.demo.stories.news import INTRANET_NEWS, PUBLIC_NEWS
from bdk_esdh.demo.stories.organisation import EMPLOYEES, UNITS
from bdk_esdh.demo.stories.pages import PAGES
from bdk_esdh.demo.stories.people import CITIZENS, ORGANISATIONS

# Wider than real numbers: the invented ones have 60 added to the day.
CPR = re.compile(r"\b(0[1-9]|[1-8]\d|9[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}\b")
NAMES = [person.name for person in CITIZENS] + ["Alma Attrap"]
PHONE = re.compile(r"\b\d{2} \d{2} \d{2} \d{2}\b")


def text_of(document):
    bodies = [document.body, *(version.body for version in document.earlier_versions)]
    return "\n".join(text for body in bodies for text in body)


def names_in(text):
    return [name for name in NAMES if name in text]


def public_texts():
    for news in PUBLIC_NEWS:
        yield from (news.title, news.lead, *news.body)
    for page in PAGES:
        yield from (page.title, page.lead, *page.body)
    for meeting in MEETINGS:
        for item in meeting.items:
            yield from (item.neutral_title,)
            if not item.closed_session:
                yield from (item.title, item.summary, item.presentation, item.recommendation)


def everything():
    yield from public_texts()
    for news in INTRANET_NEWS:
        yield from (news.title, news.lead, *news.body)
    for document in DOCUMENTS:
        yield text_of(document)


@pytest.mark.parametrize("story", [*CASES, *DOCUMENTS], ids=[story.key for story in [*CASES, *DOCUMENTS]])
def test_titles_are_short_and_name_nobody(story):
    for title in (story.title, story.confidential_title):
        assert len(title) <= 255
        assert not CPR.search(title)
        assert not names_in(title)
        assert "{" not in title


@pytest.mark.parametrize("case", CASES, ids=[case.key for case in CASES])
def test_descriptions_name_nobody(case):
    assert not CPR.search(case.description)
    assert not names_in(case.description)


def test_a_cpr_number_stands_only_in_documents_that_are_kept_close():
    holding = [document for document in DOCUMENTS if CPR.search(text_of(document))]
    assert holding
    assert all(document.sensitivity != "not_confidential" for document in holding)


@pytest.mark.parametrize("citizen", CITIZENS, ids=[citizen.key for citizen in CITIZENS])
def test_every_cpr_number_is_impossible(citizen):
    assert CPR.fullmatch(citizen.cpr)
    assert int(citizen.cpr[:2]) > 60


def test_only_invented_citizens_lend_their_numbers_to_bodies():
    known = {citizen.cpr for citizen in CITIZENS}
    used = {match[0] for document in DOCUMENTS for match in CPR.finditer(text_of(document))}
    assert used <= known


@pytest.mark.parametrize(
    "document", [d for d in DOCUMENTS if d.released], ids=[d.key for d in DOCUMENTS if d.released]
)
def test_a_released_file_names_no_private_person(document):
    assert document.sensitivity == "not_confidential"
    assert not document.exemption_basis
    assert document.state == "final"
    assert document.file_kind != "scan-pdf"
    people = [document.sender, *document.recipients]
    assert all(person.kind == "organisation" for person in people if person)
    assert not names_in(text_of(document))


def test_the_postlist_calls_private_persons_by_character():
    for document in DOCUMENTS:
        people = [person for person in (document.sender, *document.recipients) if person]
        assert all(person.public_name and not names_in(person.public_name) for person in people)
        if document.on_postlist:
            case = next(case for case in CASES if case.key == document.case)
            assert case.sensitivity == document.sensitivity == "not_confidential"
            assert document.direction != "internal"
            assert not document.exemption_basis


def test_public_pages_news_and_agendas_name_no_citizen():
    for text in public_texts():
        assert not names_in(text)
        assert not CPR.search(text)


def test_no_telephone_number_can_be_called():
    numbers = [unit.phone for unit in UNITS] + [person.phone for person in EMPLOYEES]
    numbers += [match[0] for text in everything() for match in PHONE.finditer(text)]
    assert numbers
    assert all(number.startswith("0") for number in numbers)


def test_every_address_of_mail_is_at_a_domain_that_cannot_exist():
    addresses = [story.email for story in (*UNITS, *EMPLOYEES, *CITIZENS, *ORGANISATIONS)]
    assert all(address.endswith(".example") for address in addresses)
    assert len({committee.secretary for committee in COMMITTEES}) == 1
