"""Filters, facets, pages of listings, addresses."""

from hypothesis import given
from hypothesis import strategies as st

from styrdok.models import Anchor
from styrdok.web.links import anchor_url, local_path, pair_url
from styrdok.web.listing import Facet, leaf, narrowed, options

ITEMS = [("ö", 1), ("a", 2), ("å", 1), ("a", 1)]
FACETS = [Facet("namn", "Namn", lambda i: (i[0],)), Facet("tal", "Tal", lambda i: (str(i[1]),))]


def test_facets_count_with_the_others_applied_and_sort_in_swedish():
    (_, names), (_, numbers) = options(ITEMS, FACETS, {"tal": "1"})
    assert [(option.value, option.count) for option in names] == [("a", 1), ("å", 1), ("ö", 1)]
    assert [(option.value, option.count) for option in numbers] == [("1", 3), ("2", 1)]
    assert narrowed(ITEMS, FACETS, {"tal": "1", "namn": "a"}) == [("a", 1)]


def test_a_value_that_nothing_has_leaves_nothing_but_can_be_seen():
    assert narrowed(ITEMS, FACETS, {"namn": "x"}) == []
    assert ("x", 0) in [(option.value, option.count) for option in options(ITEMS, FACETS, {"namn": "x"})[0][1]]


@given(st.integers(0, 300), st.text(max_size=12) | st.none())
def test_any_page_asked_for_gives_one_that_is_there(count, asked):
    found = leaf(range(count), asked)
    assert 1 <= found.number <= found.last
    assert found.total == count


@given(st.text(max_size=40))
def test_only_addresses_of_our_own_are_gone_back_to(address):
    found = local_path(address)
    assert found == "/" or (found == address and found[0] == "/" and found[1:2] not in ("/", "\\"))


def test_addresses():
    assert pair_url("b", "a", {"x": "å", "y": ""}) == "/par/a/b?x=%C3%A5"
    assert anchor_url("d/1", Anchor(2, 3, 4, "x")) == "/d/d%2F1/s/2?fran=3&till=4#belagg"
    for bad in ("//evil", "https://evil", "/\\evil", "javascript:1", "/a\nb", ""):
        assert local_path(bad) == "/"
