"""The map with one line for each document: nothing overlaps, every arc begins and ends at its lines."""

from itertools import pairwise

from styrdok.graph.arcs import LINE, arcs_of, path_of
from styrdok.graph.districts import City, District, Road
from styrdok.graph.surroundings import Tie


def tie(relation, weight=1.0):
    return Tie(relation, "fact", True, weight, "")


CITY = City(
    0,
    0,
    (District("culture", ("d1", "d2"), 0, 0), District("personnel", ("d3",), 0, 0)),
    {"d1": (0, 0), "d2": (0, 0), "d3": (0, 0)},
    (
        Road("d1", "d2", tie("overlaps_with", 0.8)),
        Road("d3", "d1", tie("replaces")),
        Road("d2", "d3", tie("refers_to")),
    ),
    0,
)


def test_every_document_has_a_line_of_its_own_below_its_heading():
    drawn = arcs_of(CITY)
    tops = list(drawn.lines.values())
    assert all(after - before >= LINE for before, after in pairwise(tops))
    assert tops[0] > LINE
    assert drawn.height >= tops[-1] + LINE / 2


def test_mere_references_are_drawn_only_when_asked_for_and_first():
    assert [arc.look for arc in arcs_of(CITY, references=False).arcs] == ["replaced", "overlap"]
    assert next(arc.look for arc in arcs_of(CITY).arcs) == "other"


def test_arcs_reach_farther_the_longer_they_are_and_never_across_the_names():
    drawn = arcs_of(CITY, references=False)
    short, long = sorted(drawn.arcs, key=lambda arc: arc.bottom - arc.top)
    assert short.reach < long.reach <= 100
    assert path_of(long, 10, 50).startswith(f"M10 {long.top:g}C")
    assert path_of(long, 10, 50).endswith(f" 10 {long.bottom:g}")


def test_a_plan_without_roads_has_no_arcs():
    assert arcs_of(City(0, 0, (), {}, (), 0)).arcs == ()
