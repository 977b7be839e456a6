"""Ranges of days as people write them, and sorting with what is unknown last."""

from datetime import date

import pytest

from styrdok.web.ranges import Period, day_of, in_order

ITEMS = [("a", date(2026, 6, 30)), ("b", None), ("c", date(2026, 7, 1)), ("d", date(2019, 1, 1))]
PERIOD = Period("galler", "Gäller till", lambda item: item[1])


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("juni 2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 16 juni 2014 ", date(2014, 6, 16), date(2014, 6, 16)),
        ("2014-06-16", date(2014, 6, 16), date(2014, 6, 16)),
        ("våren 2026", None, None),
        ("2026-02-31", None, None),
        ("", None, None),
    ],
)
def test_a_day_is_read_as_people_write_it(written, first, last):
    assert day_of(written) == first
    assert day_of(written, last=True) == last


def test_a_range_holds_both_its_ends_and_nothing_without_a_day():
    kept = PERIOD.within(ITEMS, {"galler_fran": "2026", "galler_till": "juni 2026"})
    assert [name for name, _ in kept] == ["a"]
    assert [name for name, _ in PERIOD.within(ITEMS, {"galler_till": "2026"})] == ["a", "c", "d"]
    assert PERIOD.within(ITEMS, {}) == ITEMS


def test_what_is_no_date_narrows_nothing_and_is_told():
    query = {"galler_fran": "snart", "galler_till": "2026"}
    assert PERIOD.misread(query) == (True, False)
    assert PERIOD.misread({"galler_fran": " "}) == (False, False)
    assert len(PERIOD.within(ITEMS, {"galler_fran": "snart"})) == 4


def test_unknown_values_come_last_in_either_direction():
    assert [name for name, _ in in_order(ITEMS, lambda item: item[1])] == ["d", "a", "c", "b"]
    assert [name for name, _ in in_order(ITEMS, lambda item: item[1], falling=True)] == ["c", "a", "d", "b"]
