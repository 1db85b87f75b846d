"""Giving a file to the public, and taking it back."""

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.spoiled_files import a_locked_pdf, a_scan

from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.errors import NotReleasable, ReasonMissing
from bdk_esdh.documents.release import release_document, release_obstacles, withdraw_release
from bdk_esdh.files.errors import ProtectedPdf
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.kernel.forms import untranslated


def a_final_document(root, act, case=None, **facts):
    document = a_document(case or a_case(root, act), act, **facts)
    move_document(document, "finalise", act)
    return document


def refusals(document, act, **confirmed):
    with pytest.raises(SeveralErrors) as refusal:
        release_document(document, act, **confirmed)
    assert document.release is None
    return [(error.field, untranslated(error.message)) for error in refusal.value.errors]


def test_the_public_gets_a_new_file_and_never_the_internal_one(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act)
        release = release_document(document, act)
        assert document.released is release
        assert release.file is not document.latest.file
        assert release.file.sha256 != document.latest.file.sha256
        assert release.file.filename == "2026-00001-1-ansoegning-om-carport.pdf"
        assert (release.version, release.released_by_name, release.confirmed_by) == (
            1,
            "Karla Skabelon",
            None,
        )


def test_everything_that_stands_in_the_way_is_told_at_once(site):
    with site.graph() as (root, act):
        case = a_case(root, act, exemption_basis="OFL § 30", confidential_title="Rigtig titel")
        document = a_document(case, act, sensitivity="confidential", data=b"x", filename="x.txt")
        told = [text for _field, text in refusals(document, act)]
        assert told == [
            "Dokumentet er ikke endeligt",
            "Dokumentet eller sagen er fortrolig",
            "Dokumentet eller sagen er undtaget fra aktindsigt",
            "PDF-udgaven er ikke lavet endnu. Prøv igen om et øjeblik",
        ]


@pytest.mark.parametrize(
    ("case_facts", "facts"),
    [
        ({"sensitivity": "confidential"}, {}),
        ({"exemption_basis": "OFL § 30", "confidential_title": "Rigtig"}, {}),
        ({}, {"sensitivity": "sensitive"}),
        ({}, {"sensitivity": "vip"}),
        ({}, {"exemption_basis": "OFL § 31"}),
    ],
)
def test_only_what_is_open_on_an_open_case_is_released(case_facts, facts, site):
    with site.graph() as (root, act):
        document = a_final_document(root, act, a_case(root, act, **case_facts), **facts)
        assert len(refusals(document, act)) == 1


def test_a_cpr_number_in_the_text_is_refused_with_its_page_and_cannot_be_confirmed_away(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act, data=a_pdf("Ansøger: 610190-0000"))
        told = refusals(document, act, scan_confirmed=True, numbers_confirmed=True)
        assert told == [(None, "Side 1 ser ud til at have et CPR-nummer")]


def test_a_doubtful_number_is_released_when_a_named_person_has_looked(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act, data=a_pdf("Kontonummer 0101901234"))
        (told,) = refusals(document, act)
        assert told[0] == "numbers_confirmed"
        assert "Side 1" in told[1]
        assert release_document(document, act, numbers_confirmed=True).confirmed_by == "Karla Skabelon"


def test_a_scan_is_released_only_when_a_named_person_has_read_it(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act, data=a_scan())
        (told,) = refusals(document, act, numbers_confirmed=True)
        assert told == (
            "scan_confirmed",
            "Side 1 er et billede, som vi ikke kan læse. Læs den, og bekræft med dit navn",
        )
        assert release_document(document, act, scan_confirmed=True).confirmed_by == "Karla Skabelon"


def test_a_pdf_with_a_password_cannot_be_released(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act, data=a_locked_pdf())
        with pytest.raises(ProtectedPdf):
            release_document(document, act)
        assert document.release is None


def test_a_released_file_is_not_released_twice(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act)
        release = release_document(document, act)
        with pytest.raises(SeveralErrors, match="allerede frigivet"):
            release_document(document, act)
        assert document.release is release


def test_a_withdrawn_file_is_gone_at_once_and_says_why(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act)
        release = release_document(document, act)
        with pytest.raises(ReasonMissing) as refusal:
            withdraw_release(document, "  ", act)
        assert (refusal.value.field, document.released) == ("reason", release)
        withdraw_release(document, " Forkert bilag ", act)
        assert document.released is None
        assert (release.withdrawn_reason, release.withdrawn_at) == ("Forkert bilag", act.at)
        with pytest.raises(NotReleasable):
            withdraw_release(document, "igen", act)
        assert release_obstacles(document) == []
        assert release_document(document, act) is not release


def test_a_released_file_is_held_back_when_its_case_becomes_confidential(site):
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_final_document(root, act, case)
        release_document(document, act)
        change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)
        assert document.released is None


def test_a_file_on_a_closed_case_can_still_be_withdrawn(site):
    """What must not be public has to go at once, whatever state its case is in."""
    with site.graph() as (root, act):
        case = a_case(root, act)
        document = a_final_document(root, act, case)
        release_document(document, act)
        move_case(case, "close", act)
        withdraw_release(document, "Et navn var synligt", act)
        assert document.released is None
