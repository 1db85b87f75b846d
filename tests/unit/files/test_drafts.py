import io
import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bdk_esdh.files.drafts import UploadDrafts
from bdk_esdh.files.errors import DraftMissing, EmptyFile, FileTooBig

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def drafts(tmp_path):
    return UploadDrafts(tmp_path / "drafts", max_age=timedelta(hours=12))


def keep(drafts, content=b"indhold", filename="Ansøgning.pdf", owner="borger1", **more):
    return drafts.keep(io.BytesIO(content), filename, owner, **more)


def files_in(drafts):
    return sorted(path.suffix for path in drafts.folder.iterdir())


def test_an_upload_is_kept_and_comes_back_to_its_owner(drafts):
    draft = keep(drafts)
    assert (draft.filename, draft.size) == ("Ansøgning.pdf", 7)
    assert drafts.find(draft.token, "borger1") == draft
    with drafts.open(draft.token, "borger1") as file:
        assert file.read() == b"indhold"


def test_somebody_else_gets_the_same_answer_as_for_an_unknown_token(drafts):
    draft = keep(drafts)
    answers = []
    for token, owner in ((draft.token, "borger2"), ("x" * 43, "borger1"), ("x", "borger1")):
        for act in (drafts.open, drafts.discard, drafts.find):
            with pytest.raises(DraftMissing) as caught:
                act(token, owner)
            answers.append((caught.value.message, caught.value.field))
    assert len(set(answers)) == 1
    assert drafts.find(draft.token, "borger1")


def test_a_discarded_upload_is_gone_with_all_its_files(drafts):
    draft = keep(drafts)
    drafts.discard(draft.token, "borger1")
    assert files_in(drafts) == []
    with pytest.raises(DraftMissing):
        drafts.open(draft.token, "borger1")


def test_tokens_cannot_be_guessed_and_never_repeat(drafts):
    tokens = {keep(drafts).token for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 for token in tokens)


@given(
    token=st.text(max_size=60)
    | st.sampled_from(["../secret", "/etc/passwd", "..", "a/../../secret", "x" * 43 + "\n"])
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_token_leads_out_of_the_folder(drafts, token):
    (drafts.folder.parent / "secret.json").write_text('{"owner": "borger1", "filename": "x", "size": 1}')
    (drafts.folder.parent / "secret.bytes").write_bytes(b"hemmeligt")
    with pytest.raises(DraftMissing):
        drafts.open(token, "borger1")


def test_empty_and_too_big_uploads_are_refused_as_when_filing(drafts, stream_of):
    with pytest.raises(EmptyFile):
        keep(drafts, b"")
    with pytest.raises(FileTooBig) as caught:
        keep(drafts, b"x" * 3_000_000, limit=1_000_000, field="upload")
    assert caught.value.message.interpolate().startswith("Filen fylder 3 MB. Grænsen er 1 MB.")
    assert caught.value.field == "upload"
    with pytest.raises(FileTooBig):
        drafts.keep(stream_of(b"x" * 3_000_000), "x", "borger1", limit=1_000_000)
    assert files_in(drafts) == []


def test_old_uploads_are_swept_and_fresh_ones_stay(drafts):
    old, fresh = keep(drafts), keep(drafts)
    for path in drafts.folder.glob(f"{old.token}*"):
        os.utime(path, (NOW.timestamp() - 13 * 3600,) * 2)
    for path in drafts.folder.glob(f"{fresh.token}*"):
        os.utime(path, (NOW.timestamp() - 11 * 3600,) * 2)
    assert drafts.sweep(NOW) == 2
    assert drafts.find(fresh.token, "borger1")
    with pytest.raises(DraftMissing):
        drafts.find(old.token, "borger1")


def test_what_an_interrupted_upload_left_is_swept_too(drafts):
    (drafts.folder / "incoming-abc").write_bytes(b"halvt")
    os.utime(drafts.folder / "incoming-abc", (0, 0))
    assert drafts.sweep(NOW) == 1


def test_the_folder_and_its_files_are_readable_by_us_alone(drafts):
    keep(drafts)
    assert drafts.folder.stat().st_mode & 0o077 == 0


def test_the_name_is_cleaned(drafts):
    assert keep(drafts, filename="C:\\hjem\\..\\brev\u202efdp.txt").filename == "brevfdp.txt"
