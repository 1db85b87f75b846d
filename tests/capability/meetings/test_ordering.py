"""A move is kept together with what others moved meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdk_esdh.meetings.ordering import moved, order_of, order_text

NUMBERS = st.lists(st.integers(1, 10**9), min_size=1, max_size=12, unique=True)


@pytest.mark.parametrize(
    ("now", "shown", "item", "place", "wanted"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4], 4, 0, [4, 1, 2, 3]),
        ([1, 2, 3, 4], [1, 2, 3, 4], 1, 99, [2, 3, 4, 1]),
        ([1, 2, 3, 4], [1, 2, 3, 4], 2, -5, [2, 1, 3, 4]),
        # another moved 1 to the end meanwhile; 4 was put after 2, and stands after 2
        ([2, 3, 4, 1], [1, 2, 3, 4], 4, 2, [2, 4, 3, 1]),
        # what it was put after has been taken off: the one before that
        ([1, 3, 4], [1, 2, 3, 4], 4, 2, [1, 4, 3]),
        # something was added
        ([1, 2, 9, 3], [1, 2, 3], 1, 1, [2, 1, 9, 3]),
    ],
)
def test_an_item_comes_to_stand_after_what_it_was_put_after(now, shown, item, place, wanted):
    assert moved(now, shown, item, place) == wanted


@given(now=NUMBERS, shown=NUMBERS, place=st.integers(-3, 20), pick=st.integers(0, 11))
def test_no_item_is_lost_and_the_others_keep_their_order(now, shown, place, pick):
    item = now[pick % len(now)]
    order = moved(now, shown, item, place)
    assert sorted(order) == sorted(now)
    assert [each for each in order if each != item] == [each for each in now if each != item]


@pytest.mark.parametrize("bad", ["", "x", "1..2", "1.x", "²", "9" * 30, "-", "1-2", "1." * 2_000])
def test_what_no_page_wrote_is_no_order(bad):
    assert order_of(bad) == ()


def test_an_order_is_read_as_it_was_written():
    assert order_of(order_text((5, -12, 7))) == (5, -12, 7)
