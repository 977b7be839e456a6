"""The graph as a file: drawn (SVG, PNG, a web page), or for other programs (GraphML, GEXF, node-link JSON)."""

import json
from io import BytesIO

import networkx as nx

from styrdok.errors import UsageProblem
from styrdok.graph.page import as_drawing, as_page
from styrdok.language import Language
from styrdok.raster import as_png
from styrdok.sentence import Sentence


def as_graphml(graph: "nx.MultiDiGraph[str]") -> bytes:
    """GraphML, as Gephi, yEd and Cytoscape read it."""
    out = BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def as_gexf(graph: "nx.MultiDiGraph[str]") -> bytes:
    """GEXF 1.2 without the date that networkx would put in, so that equal graphs give equal bytes."""
    text = "\n".join(nx.generate_gexf(_numbered(graph), encoding="utf-8", prettyprint=True))
    lines = [line for line in text.splitlines() if "<meta" not in line and "</meta>" not in line]
    kept = [line for line in lines if not line.strip().startswith("<creator>")]
    return ("\n".join(kept) + "\n").encode()


def _numbered(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """The graph with integer edge keys, which GEXF takes for the ids of parallel edges."""
    result: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    result.add_nodes_from(graph.nodes(data=True))
    for number, (source, target, data) in enumerate(graph.edges(data=True)):
        result.add_edge(source, target, key=number, id=str(number), **data)
    return result


def as_node_link(graph: "nx.MultiDiGraph[str]") -> bytes:
    """Node-link JSON, as d3 and ``networkx.node_link_graph`` read it."""
    data = nx.node_link_data(graph, edges="links")
    return (json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def written_as(graph: "nx.MultiDiGraph[str]", suffix: str, language: Language, centre: str | None = None) -> bytes:
    """The graph in the format that a file name ends in.

    ``.svg``, ``.png`` and ``.html`` are drawn, ``.graphml``, ``.gexf`` and ``.json`` are for other programs. What is
    drawn are the surroundings of ``centre``, or else the plan of the whole registry. Raises :class:`UsageProblem` for
    any other format.
    """
    writers = {
        ".svg": lambda: as_drawing(graph, language, centre).encode(),
        ".png": lambda: as_png(as_drawing(graph, language, centre)),
        ".html": lambda: as_page(graph, language, centre).encode(),
        ".graphml": lambda: as_graphml(graph),
        ".gexf": lambda: as_gexf(graph),
        ".json": lambda: as_node_link(graph),
    }
    if suffix not in writers:
        raise UsageProblem(
            Sentence.of("En graf kan inte skrivas som ”{suffix}”.", suffix=suffix),
            Sentence.of("Använd någon av {known}.", known=", ".join(sorted(writers))),
        )
    return writers[suffix]()
