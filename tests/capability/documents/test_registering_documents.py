"""Registering documents: numbers, refusals, versions, states."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.support.builders import a_case, a_document, a_pdf, an_upload
from tests.support.spoiled_files import A_PROGRAM

import bdk_esdh.documents
from bdk_esdh.cases.actions import case_values, change_case
from bdk_esdh.documents.actions import (
    add_version,
    assign_document,
    change_document,
    document_values,
    find_case,
    move_document,
    unassign_document,
)
from bdk_esdh.documents.errors import DocumentFinal, NotAssigned, SameFile, UnknownCase, UnknownColleague
from bdk_esdh.documents.workflow import DOCUMENT_WORKFLOW
from bdk_esdh.files.errors import DisguisedFile, EmptyFile, FileTooBig
from bdk_esdh.kernel.errors import Refused, SeveralErrors


def test_workflow_txt_says_the_same_as_the_workflow():
    text = Path(bdk_esdh.documents.__file__).with_name("workflow.txt").read_text()
    written = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    assert written == {each.code: each.sentence for each in DOCUMENT_WORKFLOW.transitions}


def test_documents_are_numbered_within_their_case(site):
    with site.graph() as (root, act):
        first, second = a_case(root, act), a_case(root, act)
        made = [a_document(case, act).document_number for case in (first, second, first)]
        assert made == ["2026-00001-1", "2026-00002-1", "2026-00001-2"]


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"data": b""}, EmptyFile),
        ({"data": A_PROGRAM, "filename": "brev.pdf"}, DisguisedFile),
        ({"data": b"hej", "filename": "program.exe"}, DisguisedFile),
        ({"correspondent": ""}, SeveralErrors),
        ({"letter_date": None}, SeveralErrors),
        ({"letter_date": date(2199, 1, 1)}, SeveralErrors),
        ({"direction": "outgoing"}, SeveralErrors),
    ],
)
def test_a_refused_document_spends_no_number_and_leaves_nothing(facts, error, site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        with pytest.raises(error):
            a_document(case, act, **facts)
        assert (case.last_serial, list(case)) == (0, [])
        assert a_document(case, act).document_number == "2026-00001-1"


def test_a_letter_may_be_dated_ahead_but_not_by_years(site):
    """Break it: take any day for the date of a letter."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        for days in (0, 30, 366):
            a_document(case, act, letter_date=act.at.date() + timedelta(days=days))
        with pytest.raises(SeveralErrors) as refusal:
            a_document(case, act, letter_date=act.at.date() + timedelta(days=367))
        assert [each.field for each in refusal.value.errors] == ["letter_date"]


def test_a_file_over_the_limit_is_refused_with_both_sizes(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        limit = act.registry.esdh_settings.upload_limit
        with pytest.raises(FileTooBig) as refusal:
            a_document(case, act, data=b"x" * (limit + 1_000_000), filename="stor.txt")
        assert refusal.value.message.interpolate().startswith("Filen fylder ")
        assert "Grænsen er" in refusal.value.message.interpolate()
        assert case.last_serial == 0


def test_two_who_file_on_one_case_at_once_get_two_numbers(site):
    """The second commit meets a conflict on the case, starts again and gets the next number."""
    import transaction
    from ZODB.POSException import ConflictError

    with site.graph() as (root, act):
        a_case(root, act)
    managers = [transaction.TransactionManager() for _each in range(2)]
    roots = [site.db.open(manager).root()["app_root"] for manager in managers]
    for each, manager in zip(roots, managers, strict=True):
        manager.begin()
        assert each["sager"]["2026-00001"].last_serial == 0
        each["sager"]["2026-00001"].last_serial += 1
    managers[0].commit()
    with pytest.raises(ConflictError):
        managers[1].commit()
    for each, manager in zip(roots, managers, strict=True):
        manager.abort()
        each._p_jar.close()


def test_the_same_file_is_no_new_version(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, data=a_pdf("en"))
        add_version(document, an_upload(a_pdf("to"), "to.pdf").stream, "to.pdf", act, note="rettet")
        with document.latest.file.blob.open("r") as blob:
            same = blob.read()
        with pytest.raises(SameFile) as refusal:
            add_version(document, an_upload(same, "andet-navn.pdf").stream, "andet-navn.pdf", act)
        assert refusal.value.message.interpolate() == "Ingen ændring: filen er den samme som version 2"
        assert [(each.number, each.note) for each in document.versions] == [(1, ""), (2, "rettet")]


@pytest.mark.parametrize("what", ["change", "version", "assign", "unassign"])
def test_a_final_document_is_locked(what, site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        move_document(document, "finalise", act)
        acts = {
            "change": lambda: change_document(document, document_values(document), act),
            "version": lambda: add_version(document, an_upload(b"ny", "x.txt").stream, "x.txt", act),
            "assign": lambda: assign_document(document, "sagsbehandler", act),
            "unassign": lambda: unassign_document(document, act),
        }
        with pytest.raises(DocumentFinal):
            acts[what]()
        assert (len(document.versions), document.assigned_to) == (1, None)


def test_a_final_document_goes_to_no_other_state(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        move_document(document, "finalise", act)
        for transition in DOCUMENT_WORKFLOW.transitions:
            with pytest.raises(Refused):
                move_document(document, transition.code, act)


def test_an_assignment_can_be_undone(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        with pytest.raises(NotAssigned):
            unassign_document(document, act)
        assign_document(document, "leder", act)
        assert (document.assigned_to, document.review_state) == ("leder", "assigned")
        unassign_document(document, act)
        assert (document.assigned_to, document.review_state) == (None, "received")


@pytest.mark.parametrize("login", ["findes-ikke", "borger1", "politiker", ""])
def test_a_document_is_given_to_colleagues_only(login, site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act)
        with pytest.raises(UnknownColleague):
            assign_document(document, login, act)
        assert document.assigned_to is None


def test_a_document_that_went_on_can_be_taken_back_to_drafting(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, document_type="report", direction="internal")
        for code in ("submit", "start_draft", "publish", "start_draft"):
            move_document(document, code, act)
        assert document.review_state == "draft"


def test_a_case_one_may_not_read_is_unknown_in_the_same_words(site):
    outsider = frozenset({"staff", "open", "user:sagsbehandler2", "unit:visitation"})
    with site.graph() as (root, act):
        a_case(root, act, sensitivity="confidential", title="Hemmelig titel")
        told = []
        for number in ("2026-00001", "2026-00009"):
            with pytest.raises(UnknownCase) as refusal:
                find_case(root, number, outsider)
            told.append((refusal.value.message.interpolate().replace(number, "N"), refusal.value.field))
        assert told[0] == told[1]


def test_a_case_is_found_by_its_number_with_the_title_after_it(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        staff = frozenset({"staff", "open"})
        assert find_case(root, " 2026-00001  Opførelse af carport ", staff) is case
        for nonsense in ("", "   ", "\0", "../sager", "2026"):
            with pytest.raises(UnknownCase):
                find_case(root, nonsense, staff)


def test_a_document_kept_to_few_on_an_open_case_is_read_by_who_works_there_and_who_registered_it(site):
    with site.graph("postmedarbejder") as (root, act):
        case = a_case(root, act)
        document = a_document(case, act, sensitivity="vip")
        assert document.reader_tokens() == {"user:sagsbehandler", "user:postmedarbejder"}
        change_case(case, {**case_values(case), "caseworker": "leder"}, act)
        assert document.reader_tokens() == {"user:leder", "user:postmedarbejder"}
