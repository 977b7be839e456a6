"""The registry as a graph: documents, cases, laws, goals and ghosts, with typed edges that carry their evidence."""

from collections.abc import Iterable, Sequence

import networkx as nx

from styrdok.findings import Overlap, Record, Snapshot
from styrdok.language import Language
from styrdok.models import Reference
from styrdok.vocabulary import MentionKind, ResolutionStatus

_NODE_OF_KIND = {
    MentionKind.DIARY_NUMBER: "case",
    MentionKind.PROPOSITION: "proposition",
    MentionKind.DECISION: "decision",
    MentionKind.LAW: "law",
    MentionKind.EU_ACT: "law",
    MentionKind.GOAL: "goal",
    MentionKind.SYSTEM: "system",
}
OVERLAP = "overlaps_with"


def build_graph(
    snapshot: Snapshot, overlaps: Sequence[Overlap] = (), language: Language | None = None
) -> "nx.MultiDiGraph[str]":
    """A directed multigraph of the registry.

    A node is a document id or ``kind:label`` for what is not in the registry; its ``node`` attribute is ``document``,
    ``case``, ``law``, ``goal``, ``system``, ``decision``, ``proposition`` or ``ghost`` (a steering document that is
    referred to but not there). A document also has ``kind``, ``type``, ``status``, ``adopted_on``, ``file`` and the
    ``theme`` that weighs most. An edge has the key ``relation/modality`` and the attributes ``relation``, ``modality``,
    ``weight`` (number of mentions) and ``evidence`` (the first place as ``p. N: words``). Overlaps are edges of
    relation ``overlaps_with`` whose weight is the score and whose evidence is the first reason, in ``language`` or
    else Swedish. Nodes and edges are added in sorted order.
    """
    tell = (language or Language()).tell
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in snapshot.records:
        graph.add_node(record.document.id, **_document_attributes(record))
    for (source, target, key), group in sorted(_grouped(snapshot.references).items()):
        first = group[0]
        if target not in graph:
            graph.add_node(target, node=_node_kind(first), title=first.mention.label, label=first.mention.label)
        graph.add_edge(source, target, key=key, **_edge_attributes(group))
    for overlap in sorted(overlaps, key=lambda o: (o.a, o.b)):
        graph.add_edge(
            overlap.a,
            overlap.b,
            key=OVERLAP,
            relation=OVERLAP,
            modality="fact",
            weight=round(overlap.score, 4),
            evidence=tell(overlap.signals[0].sentence) if overlap.signals else "",
        )
    return graph


def _document_attributes(record: Record) -> dict[str, str]:
    description, file = record.document.description, record.document.file
    title = record.document.display_title
    themes = sorted(record.extraction.themes, key=lambda theme: (-theme.weight, theme.theme))
    return {
        "node": "document",
        "title": title,
        "label": title,
        "kind": description.kind.value,
        "type": description.type.value,
        "status": description.status.value,
        "theme": themes[0].theme if themes else "",
        "adopted_on": description.adopted_on.isoformat() if description.adopted_on else "",
        "file": file,
    }


def _grouped(references: Iterable[Reference]) -> dict[tuple[str, str, str], list[Reference]]:
    """References by (source, target node, edge key); a document's references to itself are left out."""
    groups: dict[tuple[str, str, str], list[Reference]] = {}
    for reference in references:
        target = _target(reference)
        if target != reference.source:
            key = f"{reference.mention.relation}/{reference.mention.modality}"
            groups.setdefault((reference.source, target, key), []).append(reference)
    return groups


def _target(reference: Reference) -> str:
    resolution = reference.resolution
    if resolution.status is ResolutionStatus.SELF:
        return reference.source
    if resolution.target is not None:
        return resolution.target
    return f"{_node_kind(reference)}:{reference.mention.label}"


def _node_kind(reference: Reference) -> str:
    return _NODE_OF_KIND.get(reference.mention.kind, "ghost")


def _edge_attributes(group: list[Reference]) -> dict[str, str | int]:
    mention = group[0].mention
    return {
        "relation": mention.relation.value,
        "modality": mention.modality.value,
        "weight": len(group),
        "evidence": f"p. {mention.anchor.page}: {mention.anchor.text}",
    }


def neighbourhood(graph: "nx.MultiDiGraph[str]", centre: str, depth: int = 1) -> "nx.MultiDiGraph[str]":
    """The part of the graph within ``depth`` steps of a node, in either direction."""
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), centre, cutoff=depth)
    return graph.subgraph(sorted(near)).copy()
