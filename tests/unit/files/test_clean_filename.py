import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bdk_esdh.files.filenames import FORBIDDEN_ON_WINDOWS, MAX_LENGTH, RESERVED, clean_filename, extension


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Ansøgning.pdf", "Ansøgning.pdf"),
        ("C:\\Users\\mogens\\Ansøgning.pdf", "Ansøgning.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..", "fil"),
        ("", "fil"),
        ("/", "fil"),
        ("\x00", "fil"),
        ("mappe/", "mappe"),
        ("brev\x00.pdf", "brev.pdf"),
        ("brev\r\nSet-Cookie: a.pdf", "brevSet-Cookie_ a.pdf"),
        ("regning\u202efdp.exe", "regningfdp.exe"),
        ("  brev   til   dig.pdf ", "brev til dig.pdf"),
        (".htaccess", "htaccess"),
        ("a\u030angstrøm.txt", "ångstrøm.txt"),
        ("con", "_con"),
        ("AUX.pdf", "_AUX.pdf"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("lpt9 .txt", "_lpt9 .txt"),
        ("console.txt", "console.txt"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("brev.pdf...", "brev.pdf"),
    ],
)
def test_a_name_from_outside_is_made_harmless(sent, kept):
    assert clean_filename(sent) == kept


def test_a_long_name_is_cut_and_keeps_its_extension():
    kept = clean_filename("x" * 300 + ".docx")
    assert len(kept) == MAX_LENGTH
    assert kept.endswith("x.docx")


def test_a_long_name_whose_end_is_no_extension_is_cut_all_the_same():
    assert len(clean_filename("a." + "x" * 300)) == MAX_LENGTH


def test_the_extension_is_read_in_lower_case():
    assert extension("Brev.PDF") == "pdf"
    assert extension("brev") == ""
    assert extension(".pdf") == ""


@given(name=st.text(max_size=400))
@example(name="con.\u0301")
@example(name="." * 200 + "a")
@example(name="x" * 119 + " .y")
@example(name="c\u200eon")
def test_every_name_comes_out_harmless_and_comes_out_the_same_a_second_time(name):
    kept = clean_filename(name)
    assert 1 <= len(kept) <= MAX_LENGTH
    assert clean_filename(kept) == kept
    assert not {"/", "\\", "\x00"} & set(kept)
    assert not FORBIDDEN_ON_WINDOWS.search(kept)
    assert not RESERVED.match(kept)
    assert kept == unicodedata.normalize("NFC", kept)
    assert kept.strip(". ") == kept
    assert all(unicodedata.category(sign)[0] != "C" for sign in kept)
    kept.encode("utf-8")


@given(stem=st.text(min_size=1, max_size=300), ending=st.from_regex(r"\A[a-z]{1,8}\Z"))
def test_the_extension_survives_unless_nothing_stands_before_it(stem, ending):
    kept = clean_filename(f"{stem}.{ending}")
    assert kept in (ending, f"_{ending}") or extension(kept) == ending
