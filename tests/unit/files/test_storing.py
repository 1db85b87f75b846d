import gc
import hashlib
import io
import os
import sys
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
import transaction
from odfdo import Document
from transaction import TransactionManager

from bdk_esdh.files.content import StoredFile
from bdk_esdh.files.errors import DisguisedFile, EmptyFile, FileTooBig
from bdk_esdh.files.storing import store_file

MEGABYTE = 1_000_000
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)


def message_of(caught):
    return caught.value.message.interpolate()


def docx_bytes(text="Afgørelse"):
    document, target = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def odt_bytes():
    target = io.BytesIO()
    Document("text").save(target)
    return target.getvalue()


def locked_pdf(content):
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="hemmelig", owner="hemmelig"))
    return target.getvalue()


def test_a_file_is_kept_with_its_name_size_type_and_digest(connection, pdf_with):
    content = pdf_with("Svar på ansøgning")
    stored = store_file(io.BytesIO(content), "C:\\post\\Svar.pdf", connection=connection)
    connection.root()["file"] = stored
    transaction.commit()
    connection.cacheMinimize()
    again = connection.root()["file"]
    assert type(again) is StoredFile
    assert (again.filename, again.media_type, again.size) == ("Svar.pdf", "application/pdf", len(content))
    assert again.sha256 == hashlib.sha256(content).hexdigest()
    assert again.note is None
    with again.blob.open("r") as kept:
        assert kept.read() == content


def test_an_empty_file_is_refused_with_a_message():
    with pytest.raises(EmptyFile) as caught:
        store_file(io.BytesIO(b""), "brev.pdf", field="upload")
    assert message_of(caught) == "Filen er tom (0 byte). Vælg den igen, eller kontrollér den på din computer"
    assert caught.value.field == "upload"


def test_an_empty_stream_that_cannot_tell_its_size_is_refused_too(stream_of):
    with pytest.raises(EmptyFile):
        store_file(stream_of(b""), "brev.txt")


def test_a_file_over_the_limit_is_refused_with_both_sizes(tmp_path):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(112 * MEGABYTE)
    with big.open("rb") as file, pytest.raises(FileTooBig) as caught:
        store_file(file, "plan.txt", limit=50 * MEGABYTE)
    assert message_of(caught) == "Filen fylder 112 MB. Grænsen er 50 MB. Del den, eller send et link til os"


def test_a_file_one_byte_over_the_limit_is_refused_with_sizes_that_differ():
    with pytest.raises(FileTooBig) as caught:
        store_file(io.BytesIO(b"x" * (MEGABYTE + 1)), "plan.txt", limit=MEGABYTE)
    assert "1000001 byte" in message_of(caught)
    store_file(io.BytesIO(b"x" * MEGABYTE), "plan.txt", limit=MEGABYTE)
    transaction.abort()


def test_a_stream_over_the_limit_is_refused_while_it_is_read(stream_of):
    with pytest.raises(FileTooBig) as caught:
        store_file(stream_of(b"x" * 5 * MEGABYTE), "plan.txt", limit=MEGABYTE)
    assert "mere end 1 MB" in message_of(caught)


@pytest.mark.parametrize(
    "program",
    [
        b"MZ\x90\x00" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"\xcf\xfa\xed\xfe" + bytes(200),
        b"#!/bin/sh\nrm -rf /\n",
        b"\xef\xbb\xbf#! /usr/bin/python3\n",
        b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(200),
        b"MZ\x90\x00" + bytes(100) + b"%PDF-1.4",
    ],
)
@pytest.mark.parametrize("ending", ["pdf", "docx", "txt", "ukendt"])
def test_a_program_is_refused_whatever_it_calls_itself(program, ending):
    with pytest.raises(DisguisedFile) as caught:
        store_file(io.BytesIO(program), f"regning.{ending}")
    assert message_of(caught) == f"Filen hedder .{ending}, men er et program. Den er ikke gemt"


@pytest.mark.parametrize("name", ["setup.exe", "brev.pdf.EXE", "regning\u202efdp.js", "a.lnk", "x.ps1"])
def test_a_name_that_a_desktop_would_run_is_refused_whatever_the_content(name, pdf_with):
    with pytest.raises(DisguisedFile) as caught:
        store_file(io.BytesIO(pdf_with("uskyldig")), name)
    assert message_of(caught) == "Filen er et program. Den er ikke gemt"


def test_a_letter_that_begins_with_the_letters_of_a_program_is_kept():
    assert store_file(io.BytesIO(b"MZ er initialerne"), "brev.txt").media_type == "text/plain"
    transaction.abort()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("brev.pdf", b"Dette er ren tekst"),
        ("brev.pdf", bytes(1100) + b"%PDF-1.4"),
        ("brev.docx", b"Dette er ren tekst"),
        ("brev.docx", b"%PDF-1.4\n"),
        ("brev.odt", COMPOUND),
        ("foto.png", b"\xff\xd8\xff\xe0" + bytes(100)),
        ("foto.jpg", b"\x89PNG\r\n\x1a\n"),
        ("post.msg", b"From: a@b"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(name, content):
    with pytest.raises(DisguisedFile) as caught:
        store_file(io.BytesIO(content), name)
    assert "Den er ikke gemt" in message_of(caught)
    assert f".{name[-3:]}" in message_of(caught) or ".docx" in message_of(caught)


def test_a_zip_of_another_kind_is_no_word_document():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("virus.js", "alert(1)")
    target.seek(0)
    with pytest.raises(DisguisedFile):
        store_file(target, "brev.docx")


def test_word_and_opendocument_files_are_kept_without_a_note():
    for name, content in (("brev.docx", docx_bytes()), ("brev.odt", odt_bytes())):
        assert store_file(io.BytesIO(content), name).note is None
    transaction.abort()


def test_damaged_files_are_kept_with_a_note(pdf_with):
    word, pdf = docx_bytes(), pdf_with("Halv")
    assert store_file(io.BytesIO(word[: len(word) // 2]), "brev.docx").note == "corrupt"
    assert store_file(io.BytesIO(pdf[: len(pdf) // 2]), "brev.pdf").note == "corrupt"
    assert store_file(io.BytesIO(b"%PDF-1.7"), "brev.pdf").note == "corrupt"
    transaction.abort()


def test_files_with_a_password_are_kept_with_a_note(pdf_with):
    assert store_file(io.BytesIO(locked_pdf(pdf_with("Låst"))), "brev.pdf").note == "password"
    assert store_file(io.BytesIO(COMPOUND), "brev.docx").note == "password"
    transaction.abort()


def test_the_word_that_tells_of_a_password_is_seen_across_two_pieces():
    content = b"%PDF-1.4\n" + b"x" * (65536 - 9 - 4) + b"/Encrypt 5 0 R startxref"
    assert store_file(io.BytesIO(content), "brev.pdf").note == "password"
    transaction.abort()


def test_a_file_of_an_unknown_kind_is_kept_under_a_type_that_nothing_runs():
    assert (
        store_file(io.BytesIO(b"\x01\x02\x03\x04"), "maaling.dat9").media_type == "application/octet-stream"
    )
    transaction.abort()


def test_memory_stays_flat_while_a_big_file_is_stored(tmp_path):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(40 * MEGABYTE)
    with big.open("rb") as file:
        tracemalloc.start()
        store_file(file, "big.txt")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    transaction.abort()
    assert peak < 2 * MEGABYTE


def test_a_refused_file_leaves_nothing_behind(connection, tmp_path):
    with pytest.raises(DisguisedFile):
        store_file(io.BytesIO(b"tekst"), "brev.pdf", connection=connection)
    transaction.commit()
    left = [path for path in (tmp_path / "store" / "blobs").rglob("*") if path.is_file()]
    assert [path.name for path in left] == [".layout"]


def _files_below(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != ".layout")


def test_a_file_that_is_never_committed_is_gone_with_its_transaction(connection, tmp_path):
    """Break it: hand the file over without the cleaning up."""
    connection.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    assert _files_below(tmp_path / "store" / "blobs") != []
    transaction.abort()
    gc.collect()
    assert _files_below(tmp_path / "store" / "blobs") == []


def test_a_file_whose_record_nobody_keeps_is_gone_with_it(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stored = store_file(io.BytesIO(b"tekst"), "brev.txt")
    with stored.blob.open() as file:
        assert file.read() == b"tekst"
    assert _files_below(tmp_path) != []
    del stored, file
    transaction.abort()
    gc.collect()
    assert _files_below(tmp_path) == []


def test_a_file_that_is_committed_leaves_nothing_beside_its_blob(connection, tmp_path):
    connection.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    transaction.commit()
    (name,) = _files_below(tmp_path / "store" / "blobs")
    assert name.endswith(".blob")
    with connection.root()["file"].blob.open() as file:
        assert file.read() == b"tekst"


@pytest.fixture
def synced(monkeypatch):
    """Return the paths that were forced to disk, in order; the real fsync still runs."""
    paths, real = [], os.fsync

    def recording(descriptor):
        paths.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    # The class shadows its module of the same name, which took its own reference when it was imported.
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", recording)
    return paths


@pytest.mark.parametrize("given_connection", [True, False])
def test_the_blob_is_on_disk_before_the_commit_and_its_folders_before_anyone_is_told(
    connection, tmp_path, synced, given_connection
):
    blobs = tmp_path / "store" / "blobs"
    stored = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection if given_connection else None)
    assert len(synced) == 1
    assert "received-" in synced[0]
    connection.root()["file"] = stored
    transaction.commit()
    of_the_store = str(tmp_path / "store" / "Data.fs")
    after = synced[synced.index(of_the_store) + 1 :]
    blob_file = Path(after[0])
    assert blob_file.suffix == ".blob"
    assert blob_file.read_bytes() == b"tekst"
    assert after[1:] == [str(folder) for folder in blob_file.parents if folder.is_relative_to(blobs)]
    assert len(after) == 10


def test_nothing_is_forced_to_disk_after_a_commit_that_did_not_happen(connection, synced):
    connection.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    transaction.abort()
    assert len(synced) == 1


def test_the_hook_is_found_under_an_explicit_transaction_manager_too(connection, synced):
    manager = TransactionManager(explicit=True)
    database = connection.db()
    manager.begin()
    own = database.open(transaction_manager=manager)
    own.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=own)
    manager.commit()
    own.close()
    assert any(path.endswith(".blob") for path in synced)


def test_a_file_stored_after_a_savepoint_is_forced_to_disk_too(connection, synced):
    connection.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    transaction.savepoint()
    transaction.commit()
    assert any(path.endswith(".blob") for path in synced)
    with connection.root()["file"].blob.open("r") as kept:
        assert kept.read() == b"tekst"


def test_only_blobs_and_our_own_class_are_pickled(connection):
    connection.root()["file"] = store_file(io.BytesIO(b"tekst"), "brev.txt", connection=connection)
    transaction.commit()
    storage = connection.db().storage
    classes = set()
    for record in storage.iterator():
        for item in record:
            classes.add(item.data[: item.data.index(b"q")] if b"q" in item.data else item.data)
    joined = b"".join(classes)
    assert b"StoredFile" in joined
    assert b"Blob" in joined
    assert b"pathlib" not in joined
