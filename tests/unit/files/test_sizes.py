import pytest

from bdk_esdh.files.sizes import danish_size, danish_sizes_apart


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 byte"),
        (1023, "1023 byte"),
        (1024, "1 KB"),
        (1536, "1,5 KB"),
        (50 * 1024**2, "50 MB"),
        (112 * 1024**2, "112 MB"),
        (3 * 1024**5, "3072 TB"),
    ],
)
def test_a_size_is_written_as_a_dane_reads_it(size, written):
    assert danish_size(size) == written


def test_two_sizes_are_written_so_that_they_differ():
    assert danish_sizes_apart(112 * 1024**2, 50 * 1024**2) == ("112 MB", "50 MB")
    assert danish_sizes_apart(50 * 1024**2 + 200_000, 50 * 1024**2) == ("50,2 MB", "50 MB")
    assert danish_sizes_apart(1024**2 + 1, 1024**2) == ("1048577 byte", "1048576 byte")
