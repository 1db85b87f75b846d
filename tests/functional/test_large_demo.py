"""The large demo through its command: it is whole, can be read and searched, and stands beside what was there."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.builders import a_case, a_document

from bdk_esdh.demo.large import filling
from bdk_esdh.demo.large.plain_pdf import text_pdf
from bdk_esdh.demo.large.releasing import release_written
from bdk_esdh.documents.actions import move_document
from bdk_esdh.documents.content import documents_in
from bdk_esdh.kernel.graph import catalog_of
from bdk_esdh.ops.cli import main
from bdk_esdh.ops.opening import opened
from bdk_esdh.security.readers import EVERYONE

PROJECT = Path(__file__).parents[2]
DEVELOPMENT, PRODUCTION = str(PROJECT / "development.ini"), str(PROJECT / "production.ini")


def _esdh(data, *arguments, config=DEVELOPMENT):
    command = ["--config", config, "--data", str(data), *arguments]
    return CliRunner().invoke(main, command, catch_exceptions=False)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    data = tmp_path_factory.mktemp("large") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "BATCH", 50)
        patch.setattr(filling, "MEETING_EVERY", 50)
        answer = _esdh(data, "demo", "--size", "200")
    assert answer.exit_code == 0, answer.output
    assert "200 documents in" in answer.output
    return data


def test_a_check_finds_nothing(large):
    for arguments in ((), ("--journal",)):
        answer = _esdh(large, "check", *arguments)
        assert (answer.exit_code, "Everything agrees" in answer.output) == (0, True), answer.output


def test_it_holds_what_a_municipality_has(large):
    with opened(DEVELOPMENT, str(large)) as app, app.graph() as root:
        catalog = catalog_of(root)
        documents = catalog["kind"].eq("Document")
        assert len(documents.execute()) == 200
        for state in ("received", "assigned", "draft", "final"):
            assert len((documents & catalog["review_state"].eq(state)).execute()) > 0
        cases = list(root["sager"].values())
        states = {case.review_state for case in cases}
        assert "closed" in states
        assert len(states) > 1
        assert len({case.sensitivity for case in cases}) > 1
        released = [each for case in cases for each in documents_in(case) if each.released is not None]
        assert released
        assert len(catalog["postlist"].inrange(None, None).execute()) > 20
        meetings = [each for committee in root["udvalg"].values() for each in committee.values()]
        assert len(meetings) > 1
        assert all(EVERYONE in meeting.reader_tokens() for meeting in meetings)
        # Every text is known: nobody has anything left to read.
        assert not root["baggrundsarbejde"].waiting


def test_more_can_be_put_beside_it(large):
    answer = _esdh(large, "demo", "--size", "20")
    assert answer.exit_code == 0, answer.output
    answer = _esdh(large, "check")
    assert answer.exit_code == 0, answer.output


def test_it_is_not_put_into_production_or_into_another_municipality(large, tmp_path):
    answer = _esdh(large, "demo", "--size", "20", config=PRODUCTION)
    assert (answer.exit_code, "production" in answer.output) == (1, True)
    with opened(DEVELOPMENT, str(tmp_path / "other")) as app:
        from tests.support.site import seed

        from bdk_esdh.ops.setting_up import set_up

        set_up(app)
        with app.graph() as root:
            seed(root, app.act())
    answer = _esdh(tmp_path / "other", "demo", "--size", "20")
    assert (answer.exit_code, "another municipality" in answer.output) == (1, True)


def test_a_text_that_looks_like_a_personal_number_is_never_given_out(site):
    with site.graph() as (root, act):
        document = a_document(a_case(root, act), act, data=text_pdf(("Notat",)))
        move_document(document, "finalise", act)
        release_written(document, ("Født 010190-1234",), act)
        assert document.release is None
        release_written(document, ("Et notat om et hegn",), act)
        assert document.released is not None
