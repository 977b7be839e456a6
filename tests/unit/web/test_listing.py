"""Filters, facets, pages of listings, addresses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.models import Anchor
from styrdok.web.links import anchor_url, local_path, pair_url
from styrdok.web.listing import ALL, Facet, leaf, narrowed, sorted_out

ITEMS = [("ö", 1), ("a", 2), ("å", 1), ("a", 1)]
FACETS = [Facet("namn", "Namn", lambda i: (i[0],)), Facet("tal", "Tal", lambda i: (str(i[1]),))]


def test_facets_count_with_the_others_applied_and_sort_in_swedish():
    rows, ((_, names), (_, numbers)) = sorted_out(ITEMS, FACETS, {"tal": "1"})
    assert [(option.value, option.count) for option in names] == [("a", 1), ("å", 1), ("ö", 1)]
    assert [(option.value, option.count) for option in numbers] == [("1", 3), ("2", 1)]
    assert rows == [("ö", 1), ("å", 1), ("a", 1)]
    assert narrowed(ITEMS, FACETS, {"tal": "1", "namn": "a"}) == [("a", 1)]


def test_a_value_that_nothing_has_leaves_nothing_but_can_be_seen():
    assert narrowed(ITEMS, FACETS, {"namn": "x"}) == []
    rows, ((_, names), _) = sorted_out(ITEMS, FACETS, {"namn": "x"})
    assert rows == []
    assert ("x", 0) in [(option.value, option.count) for option in names]


def test_a_default_counts_until_another_value_or_everything_is_asked_for():
    facet = Facet("tal", "Tal", lambda i: (str(i[1]),), default="1")
    assert narrowed(ITEMS, [facet], {}) == [("ö", 1), ("å", 1), ("a", 1)]
    assert narrowed(ITEMS, [facet], {"tal": "2"}) == [("a", 2)]
    assert narrowed(ITEMS, [facet], {"tal": ALL}) == ITEMS
    assert facet.everything == ALL
    assert FACETS[0].everything == ""


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("aåö"), st.integers(0, 3))), st.sampled_from(["", "a", "å"]))
def test_the_rows_are_those_that_are_narrowed_and_every_choice_leaves_what_it_says(items, name):
    query = {"namn": name}
    rows, ((_, names), (_, numbers)) = sorted_out(items, FACETS, query)
    assert rows == narrowed(items, FACETS, query)
    for option in numbers:
        assert len(narrowed(items, FACETS, {**query, "tal": option.value})) == option.count
    for option in names:
        assert len(narrowed(items, FACETS, {"namn": option.value})) == option.count


@settings(deadline=None)
@given(st.integers(0, 300), st.text(max_size=12) | st.none())
def test_any_page_asked_for_gives_one_that_is_there(count, asked):
    found = leaf(range(count), asked)
    assert 1 <= found.number <= found.last
    assert found.total == count


@settings(deadline=None)
@given(st.text(max_size=40))
def test_only_addresses_of_our_own_are_gone_back_to(address):
    found = local_path(address)
    assert found == "/" or (found == address and found[0] == "/" and found[1:2] not in ("/", "\\"))


def test_addresses():
    assert pair_url("b", "a", {"x": "å", "y": ""}) == "/par/a/b?x=%C3%A5"
    assert anchor_url("d/1", Anchor(2, 3, 4, "x")) == "/d/d%2F1/s/2?fran=3&till=4#belagg"
    for bad in ("//evil", "https://evil", "/\\evil", "javascript:1", "/a\nb", ""):
        assert local_path(bad) == "/"


def test_a_long_listing_links_to_the_first_the_last_and_the_nearest_pages():
    middle = leaf(range(500), "10", 25)
    assert middle.near == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert (middle.first, len(middle.items)) == (226, 25)
    assert leaf(range(60), "1", 25).near == [1, 2, 3]
