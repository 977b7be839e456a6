"""Filters, facets, pages of listings, addresses."""

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.models import Anchor
from styrdok.web.links import anchor_url, local_path, pair_url
from styrdok.web.listing import (
    ALL,
    ByName,
    Facet,
    all_of,
    bits_of,
    leaf,
    meant_by,
    narrowed,
    picked,
    places_by,
    sets_of,
    sorted_out,
)

ITEMS = [("ö", 1), ("a", 2), ("å", 1), ("a", 1)]


def facets_of(items):
    return [
        Facet("namn", "Namn", sets_of(items, lambda item: (item[0],))),
        Facet("tal", "Tal", sets_of(items, lambda item: (str(item[1]),))),
    ]


FACETS = facets_of(ITEMS)


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
    facet = Facet("tal", "Tal", FACETS[1].sets, default="1")
    assert narrowed(ITEMS, [facet], {}) == [("ö", 1), ("å", 1), ("a", 1)]
    assert narrowed(ITEMS, [facet], {"tal": "2"}) == [("a", 2)]
    assert narrowed(ITEMS, [facet], {"tal": ALL}) == ITEMS
    assert facet.everything == ALL
    assert FACETS[0].everything == ""


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("aåö"), st.integers(0, 3))), st.sampled_from(["", "a", "å"]))
def test_the_rows_are_those_that_are_narrowed_and_every_choice_leaves_what_it_says(items, name):
    query = {"namn": name}
    facets = facets_of(items)
    rows, ((_, names), (_, numbers)) = sorted_out(items, facets, query)
    assert rows == narrowed(items, facets, query) == [item for item in items if name in ("", item[0])]
    for option in numbers:
        assert len(narrowed(items, facets, {**query, "tal": option.value})) == option.count
    for option in names:
        assert len(narrowed(items, facets, {"namn": option.value})) == option.count


@settings(deadline=None)
@given(st.sets(st.integers(0, 70)))
def test_bits_stand_for_items(places):
    items = list(range(71))
    assert picked(items, bits_of(places, 71)) == sorted(places)
    assert picked(items, all_of(71) ^ bits_of(places, 71)) == [item for item in items if item not in places]


NAMES = {"d1": "Policy för trä", "d2": "Policy för trä 2024", "d3": "Riktlinje för sten", "d4": "Sten"}


def test_a_document_is_meant_by_its_id_its_name_or_words_of_it():
    assert meant_by("d1", NAMES) == ["d1"]
    assert meant_by("policy  för TRÄ", NAMES) == ["d1"]
    assert meant_by("trä policy", NAMES) == ["d1", "d2"]
    assert meant_by("sten", NAMES) == ["d4"]
    assert meant_by("ste", NAMES) == ["d3", "d4"]
    assert meant_by("glas", NAMES) == []


def test_a_list_is_narrowed_to_what_is_about_a_document():
    pairs = [("d1", "d2"), ("d1", "d3"), ("d3", "missing")]
    by_name = ByName("dokument", "Dokument", places_by(pairs), len(pairs), NAMES)
    assert narrowed(pairs, [by_name], {"dokument": "d1"}) == pairs[:2]
    assert narrowed(pairs, [by_name], {"dokument": "2024"}) == pairs[:1]
    assert narrowed(pairs, [by_name], {"dokument": "missing"}) == pairs[2:]
    assert narrowed(pairs, [by_name], {"dokument": "glas"}) == []
    assert narrowed(pairs, [by_name], {"dokument": " "}) == pairs
    assert by_name.written({"dokument": "d3"}) == "Riktlinje för sten"
    assert by_name.suggested() == ["missing", "Policy för trä", "Policy för trä 2024", "Riktlinje för sten"]


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
