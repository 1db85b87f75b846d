"""Giving a file to the public, and taking it back."""

import io
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.builders import a_case, a_document, a_pdf
from tests.support.spoiled_files import a_locked_pdf, a_scan

from bdk_esdh.audit.entering import journal_of
from bdk_esdh.audit.lookup import Question, find
from bdk_esdh.cases.actions import case_values, change_case, move_case
from bdk_esdh.documents.actions import add_version, move_document
from bdk_esdh.documents.errors import NotReleasable, ReasonMissing
from bdk_esdh.documents.public_file import make_public_file
from bdk_esdh.documents.release import (
    ask_for_release,
    cancel_release,
    release_document,
    release_obstacles,
    withdraw_release,
)
from bdk_esdh.files.errors import ProtectedPdf
from bdk_esdh.kernel.errors import SeveralErrors
from bdk_esdh.kernel.forms import untranslated
from bdk_esdh.kernel.write_lock import write_lock
from bdk_esdh.organisation.actions import deactivate_person, people_of


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
            "Filen har ingen PDF-udgave endnu. Se på dokumentets side hvorfor",
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


# ------------------------------------------------------------------ asked for, and done by the worker


def _asked(site, **facts):
    """A final document whose release Karla has asked for; its worker has not come yet."""
    with site.graph() as (root, act):
        ask_for_release(a_final_document(root, act, **facts), act)


def _document(root):
    return root["sager"]["2026-00001"]["1"]


def _verbs(root):
    return sorted(line.entry.verb for line in find(journal_of(root), Question(), size=500).lines)


def test_the_worker_gives_out_what_was_asked_for_in_the_name_of_who_asked(site):
    _asked(site)
    site.clock.advance(timedelta(minutes=3))
    assert site.run_jobs() > 0
    with site.graph() as (root, _act):
        document = _document(root)
        release = document.released
        assert (release.version, release.released_by_name) == (1, "Karla Skabelon")
        assert release.released_at == site.clock.now()
        assert (document.asked_release, document.refused_release) == (None, None)
        with release.file.blob.open("r") as blob:
            assert blob.read().startswith(b"%PDF")


def test_no_transaction_is_open_while_the_file_is_made(site, monkeypatch):
    """Break it: make the file inside ``work.writing``."""
    _asked(site)
    others = []

    def made(wanted, folder):
        writer = threading.Thread(target=_write_meanwhile, args=(site,))
        writer.start()
        writer.join(timeout=10)
        others.append(writer.is_alive())
        return make_public_file(wanted, folder)

    monkeypatch.setattr("bdk_esdh.documents.jobs.make_public_file", made)
    site.run_jobs()
    assert others == [False], "somebody who wanted to write had to wait"


def _write_meanwhile(site):
    with write_lock(), site.graph() as (root, act):
        a_case(root, act, title="Skrevet imens")


def test_what_was_found_in_the_file_is_kept_as_the_answer(site):
    _asked(site, data=a_pdf("Ansøger: 610190-0000"))
    site.run_jobs()
    with site.graph() as (root, _act):
        document = _document(root)
        assert document.released is None
        assert document.asked_release is None
        assert document.refused_release.reasons == ((None, "Side 1 ser ud til at have et CPR-nummer"),)
        assert "610190" not in repr(find(journal_of(root), Question(), size=500))


def test_a_confirmation_that_is_needed_is_named_and_helps_the_next_time(site):
    _asked(site, data=a_scan())
    site.run_jobs()
    with site.graph() as (root, act):
        ((field, _sentence),) = _document(root).refused_release.reasons
        ask_for_release(_document(root), act, **{field: True})
    site.run_jobs()
    with site.graph() as (root, _act):
        assert _document(root).released.confirmed_by == "Karla Skabelon"


def test_a_locked_pdf_is_answered_and_not_tried_again(site):
    _asked(site, data=a_locked_pdf())
    site.run_jobs()
    with site.graph() as (root, _act):
        ((_field, sentence),) = _document(root).refused_release.reasons
        assert "adgangskode" in sentence
        assert (len(root["baggrundsarbejde"].waiting), len(root["baggrundsarbejde"].parked)) == (0, 0)


def _confidential_case(root, act):
    case = root["sager"]["2026-00001"]
    change_case(case, {**case_values(case), "sensitivity": "confidential"}, act)


def _right_gone(root, _act):
    people_of(root)["sagsbehandler"].roles = ("employee",)


def _person_gone(root, act):
    deactivate_person(people_of(root)["sagsbehandler"], replace(act, by="administrator"))


def _newer_version(root, act):
    document = _document(root)
    document.review_state = "draft"
    add_version(document, io.BytesIO(a_pdf("Noget andet")), "brev.pdf", act)
    document.review_state = "final"


def _other_title(root, _act):
    _document(root).title = "Et andet navn"


@pytest.mark.parametrize("seen_before_the_file_is_made", [True, False])
@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        (_confidential_case, "Dokumentet eller sagen er fortrolig"),
        (_right_gone, "Karla Skabelon må ikke længere frigive dokumentet"),
        (_person_gone, "Karla Skabelon må ikke længere frigive dokumentet"),
        (_newer_version, "Dokumentet er ændret, siden frigivelsen blev bestilt. Se det efter igen"),
        (_other_title, "Dokumentet er ændret, siden frigivelsen blev bestilt. Se det efter igen"),
    ],
)
def test_what_came_in_the_way_meanwhile_is_asked_again_at_the_last_moment(
    site, monkeypatch, meanwhile, told, seen_before_the_file_is_made
):
    """Break it: settle a release without asking ``obstacles_meanwhile``."""
    _asked(site)

    def change():
        with site.graph("administrator") as (root, act):
            meanwhile(root, act)

    if seen_before_the_file_is_made:
        change()
    else:

        def made(wanted, folder):
            result = make_public_file(wanted, folder)
            change()
            return result

        monkeypatch.setattr("bdk_esdh.documents.jobs.make_public_file", made)
    site.run_jobs()
    with site.graph() as (root, _act):
        document = _document(root)
        assert (document.release, document.asked_release) == (None, None)
        assert told in [sentence for _field, sentence in document.refused_release.reasons]


def test_what_was_taken_back_is_not_done_even_when_its_file_is_already_made(site, monkeypatch):
    _asked(site)

    def made(wanted, folder):
        result = make_public_file(wanted, folder)
        with site.graph() as (root, act):
            cancel_release(_document(root), act)
        return result

    monkeypatch.setattr("bdk_esdh.documents.jobs.make_public_file", made)
    site.run_jobs()
    with site.graph() as (root, act):
        document = _document(root)
        assert (document.release, document.asked_release, document.refused_release) == (None, None, None)
        with pytest.raises(NotReleasable):
            cancel_release(document, act)


def test_taking_back_and_asking_again_is_done_once(site):
    _asked(site)
    with site.graph() as (root, act):
        cancel_release(_document(root), act)
        ask_for_release(_document(root), act)
    site.run_jobs()
    with site.graph() as (root, _act):
        assert _verbs(root).count("document.released") == 1


def test_withdrawing_takes_back_what_was_asked_for_anew(site):
    _asked(site)
    site.run_jobs()
    with site.graph() as (root, act):
        withdraw_release(_document(root), "Forkert bilag", act)
        ask_for_release(_document(root), act)
        withdraw_release(_document(root), "Stadig forkert", act)
    site.run_jobs()
    with site.graph() as (root, _act):
        assert _document(root).released is None
        assert _document(root).release.withdrawn_reason == "Forkert bilag"


def test_it_is_asked_for_once_at_a_time(site):
    with site.graph() as (root, act):
        document = a_final_document(root, act)
        ask_for_release(document, act)
        with pytest.raises(SeveralErrors, match="ved at blive frigivet"):
            ask_for_release(document, act)


def test_a_document_that_is_gone_needs_no_release(site):
    _asked(site)
    with site.graph() as (root, act):
        case = root["sager"]["2026-00001"]
        case.remove("1", registry=act.registry)
    site.run_jobs()
    with site.graph() as (root, _act):
        assert (len(root["baggrundsarbejde"].waiting), len(root["baggrundsarbejde"].parked)) == (0, 0)


def test_each_step_is_in_the_journal(site):
    _asked(site)
    with site.graph() as (root, act):
        cancel_release(_document(root), act)
        ask_for_release(_document(root), act)
    site.run_jobs()
    with site.graph() as (root, act):
        withdraw_release(_document(root), "Forkert bilag", act)
        verbs = [verb for verb in _verbs(root) if "release" in verb or verb == "document.withdrawn"]
        assert verbs == [
            "document.release_asked",
            "document.release_asked",
            "document.release_cancelled",
            "document.released",
            "document.withdrawn",
        ]
