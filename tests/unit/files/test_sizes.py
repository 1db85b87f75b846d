import pytest

from bdk_esdh.files.sizes import danish_size, danish_sizes_apart


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (1500, "1,5 kB"),
        (50 * 1000**2, "50 MB"),
        (112 * 1000**2, "112 MB"),
        (3 * 1000**5, "3000 TB"),
    ],
)
def test_a_size_is_written_as_a_dane_reads_it(size, written):
    assert danish_size(size) == written


def test_two_sizes_are_written_so_that_they_differ():
    assert danish_sizes_apart(112 * 1000**2, 50 * 1000**2) == ("112 MB", "50 MB")
    assert danish_sizes_apart(50 * 1000**2 + 200_000, 50 * 1000**2) == ("50,2 MB", "50 MB")
    assert danish_sizes_apart(1000**2 + 1, 1000**2) == ("1000001 byte", "1000000 byte")
