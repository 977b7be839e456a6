"""The graph, its exports and its drawing on a small made-up registry."""

import io
import json
from xml.etree import ElementTree

import networkx as nx
import pytest

from styrdok.findings import Overlap, Record, Snapshot
from styrdok.graph.build import build_graph, neighbourhood
from styrdok.graph.drawing import as_svg
from styrdok.graph.exports import as_gexf, as_graphml, as_node_link
from styrdok.graph.layout import layout
from styrdok.models import Anchor, Description, Document, Extraction, Mention, Reference, Resolution
from styrdok.vocabulary import Kind, Linked, MentionKind, Modality, Relation, ResolutionStatus


def record(identity, title):
    description = Description(kind=Kind.STEERING, title=title)
    document = Document(identity, identity * 2, f"{identity}.pdf", 3, identity, description)
    return Record(document, Extraction((), (), (), ()))


def reference(source, index, label, target=None, kind=MentionKind.TITLE, relation=Relation.REFERS_TO):
    anchor = Anchor(2, 0, len(label), label)
    mention = Mention(kind, 0, len(label), label, label, anchor, "rule", relation=relation, modality=Modality.FACT)
    status = ResolutionStatus.RESOLVED if target else ResolutionStatus.MISSING
    return Reference(source, index, mention, Resolution(status, target))


@pytest.fixture
def snapshot():
    references = (
        reference("d1", 0, "Parkplan", "d2"),
        reference("d1", 1, "parkplanen", "d2"),
        reference("d1", 2, "Parkplan", "d2", relation=Relation.REPLACES),
        reference("d1", 3, "SFS 2010:900", kind=MentionKind.LAW),
        reference("d2", 0, "<Gammal & plan>"),
        reference("d2", 1, "d2 själv", "d2"),
    )
    return Snapshot((record("d1", "Grönplan"), record("d2", "Parkplan <b>&"), record("d3", "Ö-plan")), references)


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
    assert as_svg(first, "a") == as_svg(second, "a")


def test_neighbourhood_goes_both_ways(graph):
    assert set(neighbourhood(graph, "d2")) == {"d1", "d2", "ghost:<Gammal & plan>"}
    assert "d3" not in neighbourhood(graph, "d1", depth=3)


def test_layout_spreads_the_nodes(graph):
    places = layout(graph)
    assert len(set(places.values())) == len(graph)
    assert all(0 <= value <= 1000 for place in places.values() for value in place)
    assert layout(nx.MultiDiGraph()) == {}


def test_svg_is_well_formed_and_escapes(graph):
    svg = as_svg(graph, 'Nära "Grönplan" <&>', {"d1": "javascript:alert('x')\"><b>"})
    root = ElementTree.fromstring(svg)
    texts = "".join(root.itertext())
    assert "Parkplan <b>&" in texts
    assert "<b>" not in svg
