"""The graph, its exports and its drawing on a small made-up registry."""

import io
import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import networkx as nx
import pytest

from styrdok.errors import UsageProblem
from styrdok.findings import Overlap, Record, Snapshot
from styrdok.graph import page
from styrdok.graph.build import build_graph, neighbourhood
from styrdok.graph.districts import CASES, MISSING, City, District, plan
from styrdok.graph.explorer import city_data
from styrdok.graph.exports import as_gexf, as_graphml, as_node_link, written_as
from styrdok.graph.page import as_drawing, as_page
from styrdok.language import Language
from styrdok.models import Theme
from styrdok.vocabulary import Linked, MentionKind, Relation
from tests.made import anchor, record, reference


def with_themes(snapshot, **themes):
    """The snapshot with one theme for each document named."""
    records = []
    for one in snapshot.records:
        theme = Theme(themes[one.document.id], 0.9, ())
        records.append(Record(one.document, replace(one.extraction, themes=(theme,))))
    return Snapshot(tuple(records), snapshot.references)


@pytest.fixture
def snapshot():
    references = (
        reference("d1", "Parkplan", "d2", 0, anchor=anchor("Parkplan", 2)),
        reference("d1", "parkplanen", "d2", 1, anchor=anchor("parkplanen", 2)),
        reference("d1", "Parkplan", "d2", 2, relation=Relation.REPLACES, anchor=anchor("Parkplan", 2)),
        reference("d1", "SFS 2010:900", None, 3, kind=MentionKind.LAW, anchor=anchor("SFS 2010:900", 2)),
        reference("d2", "<Gammal & plan>", None, 0, anchor=anchor("<Gammal & plan>", 2)),
        reference("d2", "d2 själv", "d2", 1, anchor=anchor("d2 själv", 2)),
    )
    return Snapshot(
        (record("d1", title="Grönplan"), record("d2", title="Parkplan <b>&"), record("d3", title="Ö-plan")), references
    )


@pytest.fixture
def graph(snapshot):
    return build_graph(snapshot, [Overlap("d1", "d2", 0.7, (), (), False, Linked.ONE_WAY)])


def test_nodes_and_typed_edges(graph):
    assert graph.nodes["law:SFS 2010:900"]["node"] == "law"
    assert graph.nodes["ghost:<Gammal & plan>"]["node"] == "ghost"
    assert graph.edges["d1", "d2", "refers_to/fact"]["weight"] == 2
    assert graph.edges["d1", "d2", "refers_to/fact"]["evidence"] == "p. 2: Parkplan"
    assert graph.edges["d1", "d2", "replaces/fact"]["relation"] == "replaces"
    assert graph.edges["d1", "d2", "overlaps_with"]["weight"] == 0.7
    assert not graph.has_edge("d2", "d2")


def test_exports_are_read_back(graph):
    back = nx.read_graphml(io.BytesIO(as_graphml(graph)), force_multigraph=True)
    assert set(back) == set(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    data = json.loads(as_node_link(graph))
    assert nx.node_link_graph(data, edges="links").number_of_edges() == graph.number_of_edges()
    root = ElementTree.fromstring(as_gexf(graph))
    assert sum(element.tag.endswith("}edge") for element in root.iter()) == graph.number_of_edges()


def test_exports_are_the_same_each_time(snapshot):
    first, second = (build_graph(snapshot) for _ in range(2))
    assert as_gexf(first) == as_gexf(second)
    assert as_graphml(first) == as_graphml(second)


def test_neighbourhood_goes_both_ways(graph):
    assert set(neighbourhood(graph, "d2")) == {"d1", "d2", "ghost:<Gammal & plan>"}
    assert "d3" not in neighbourhood(graph, "d1", depth=3)


def test_a_plan_has_every_document_once_in_the_district_of_its_theme(snapshot):
    graph = build_graph(with_themes(snapshot, d1="culture", d2="culture", d3="personnel"))
    city = plan(graph)
    assert [(d.name, d.nodes) for d in city.districts] == [("culture", ("d1", "d2")), ("personnel", ("d3",))]
    assert city.left_out == 1
    assert len(set(city.places.values())) == 3
    for district in city.districts:
        for node in district.nodes:
            assert district.top < city.places[node][1] < district.top + district.height


def test_districts_do_not_cover_each_other(snapshot):
    graph = nx.MultiDiGraph()
    for number in range(300):
        theme = f"theme{number % 23}"
        graph.add_node(
            f"d{number:03}", node="document", label=f"Plan {number}", kind="steering", theme=theme, status=""
        )
    city = plan(graph)
    boxes = [(d.left, d.top, d.height) for d in city.districts]
    for number, (left, top, height) in enumerate(boxes):
        for other_left, other_top, other_height in boxes[:number]:
            assert left != other_left or top >= other_top + other_height or other_top >= top + height
    assert 0.4 < city.width / city.height < 4


def test_papers_of_a_case_and_missing_documents_have_districts_of_their_own(snapshot):
    graph = build_graph(snapshot)
    graph.nodes["d3"]["kind"] = "reply"
    graph.add_edge("d3", "ghost:<Gammal & plan>", key="x", relation="refers_to", modality="fact", weight=1, evidence="")
    names = {d.name: d.nodes for d in plan(graph).districts}
    assert names[CASES] == ("d3",)
    assert names[MISSING] == ("ghost:<Gammal & plan>",)


def test_the_strongest_tie_of_two_documents_is_drawn_and_weak_overlaps_are_not(graph):
    (road,) = plan(graph).roads
    assert (road.tie.relation, road.tie.weight) == ("overlaps_with", 0.7)
    (road,) = plan(graph, least=0.9).roads
    assert road.tie.relation == "replaces"


@pytest.mark.parametrize("centre", [None, "d2"])
def test_drawings_are_well_formed_and_escape(graph, centre):
    for text in (as_drawing(graph, Language(), centre), as_page(graph, Language(), centre)):
        assert "<b>" not in text
    root = ElementTree.fromstring(as_drawing(graph, Language(), centre))
    assert "Parkplan <b>&" in "".join(root.itertext())


def test_drawings_are_the_same_each_time_and_say_their_words_in_the_language(graph):
    assert as_drawing(graph, Language()) == as_drawing(graph, Language())
    assert "Without theme" in as_drawing(graph, Language("en"))
    assert "Utan tema" in as_drawing(graph, Language())


def test_a_picture_is_a_png(graph):
    assert written_as(graph, ".png", Language()).startswith(b"\x89PNG")
    assert written_as(graph, ".png", Language(), "d1").startswith(b"\x89PNG")


def test_an_unknown_format_is_told(graph):
    with pytest.raises(UsageProblem, match="bmp"):
        written_as(graph, ".bmp", Language())


def test_data_for_the_browser_cannot_end_its_element(graph):
    graph.nodes["d1"]["label"] = "</script><script>alert(1)"
    text = city_data(graph, plan(graph), {"d2": "/d/d2"}, Language())
    assert "<" not in text
    data = json.loads(text)
    assert {node["id"]: node["link"] for node in data["nodes"]} == {"d1": None, "d2": "/d/d2", "d3": None}
    assert data["roads"] == [{"a": "d1", "b": "d2", "look": "overlap"}]


def test_a_large_graph_is_a_page_with_everything_inside(graph, monkeypatch):
    monkeypatch.setattr(page, "MOST_DRAWN", 1)
    text = as_page(graph, Language())
    assert 'id="city-data"' in text
    assert "<script src" not in text
    assert "<link" not in text
    assert text.count("</script>") == 4
    assert "Sigma" in text


def test_the_table_of_the_page_begins_with_the_strongest_overlap_and_counts_references_only(graph):
    table = as_page(graph, Language()).partition("<tbody>")[2]
    rows = [re.findall(r"<td>(.*?)</td>", row, re.S) for row in table.split("<tr>")[1:]]
    overlaps = [row for row in rows if row[1].startswith("överlapp")]
    scores = [float(row[1].removeprefix("överlapp ").replace(",", ".")) for row in overlaps]
    assert overlaps
    assert rows[: len(overlaps)] == overlaps
    assert scores == sorted(scores, reverse=True)
    assert {row[3] for row in overlaps} == {""}
    assert all(int(row[3]) >= 1 for row in rows[len(overlaps) :])


def test_in_a_large_registry_no_district_lies_on_another_and_the_drawing_is_as_wide_as_a_screen():
    graph = nx.MultiDiGraph()
    districts = []
    for number, count in enumerate((200, 90, 60, 60, 40, 20, 9, 3, 1)):
        nodes = tuple(f"d{number}.{row}" for row in range(count))
        graph.add_nodes_from(nodes, node="document", label="x", kind="steering", status="in_force")
        districts.append(District(f"t{number}" if number else MISSING, nodes, 0.0, 0.0))
    data = json.loads(city_data(graph, City(1, 1, tuple(districts), {}, (), 0), {}, Language()))
    places = [(node["x"], node["y"]) for node in data["nodes"]]
    assert len(set(places)) == len(places) == graph.number_of_nodes()
    assert all(0 <= x <= data["width"] and 0 <= y <= data["height"] for x, y in places)
    assert 1 < data["width"] / data["height"] < 6
    heads = [(district["x"], district["y"]) for district in data["districts"]]
    for x, y in heads:
        assert not [place for place in places if abs(place[1] - y) < 10 and -1 < place[0] - x < 390]
        assert not [head for head in heads if head != (x, y) and abs(head[1] - y) < 20 and abs(head[0] - x) < 390]
    assert data["districts"][-1]["name"] == MISSING
