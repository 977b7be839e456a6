"""What the graph of references answers and a picture cannot: who is leaned on, what joins themes, what is cut off."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import networkx as nx

from styrdok.findings import Place, Snapshot
from styrdok.language import Sentence, to_say
from styrdok.language.themes import theme_word
from styrdok.models import Reference
from styrdok.vocabulary import Modality, Question, ResolutionStatus

ASKED: Mapping[Question, str] = {
    Question.CENTRAL: to_say("Vilka dokument åberopas av flest andra?"),
    Question.BRIDGES: to_say("Vilka hänvisningar är den enda förbindelsen mellan två grupper?"),
    Question.CYCLES: to_say("Vilka dokument hänvisar till varandra i ring?"),
    Question.ORPHANS: to_say("Vilka dokument hör inte ihop med något annat?"),
    Question.COMMUNITIES: to_say("Vilka dokument hör genom sina hänvisningar till en grupp om ett annat tema?"),
    Question.UNREACHABLE: to_say("Vad tappar förbindelsen med resten om ett dokument försvinner?"),
}
"""The questions as people ask them."""
_MOST = 15
_LEAST_COMMUNITY = 4
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """One row of an answer: the documents, what is so about them, and the references that show it."""

    documents: tuple[str, ...]
    value: float
    sentence: Sentence
    places: tuple[Place, ...]


def ask(snapshot: Snapshot, question: Question) -> tuple[Reply, ...]:
    """The answer over the steering documents in use; the strongest first."""
    return tuple(_ANSWERS[question](snapshot, _between(snapshot)))


Ties = Mapping[tuple[str, str], list[Reference]]


def _between(snapshot: Snapshot) -> Ties:
    """The references between steering documents in use, by source and target."""
    names = {record.document.id for record in snapshot.steering}
    found: dict[tuple[str, str], list[Reference]] = {}
    for source in sorted(names):
        for reference in snapshot.outgoing[source]:
            target = reference.resolution.target
            sure = reference.resolution.status is ResolutionStatus.RESOLVED
            if sure and target in names and target != source and reference.mention.modality is not Modality.NEGATED:
                found.setdefault((source, target), []).append(reference)
    return found


def _places(references: list[Reference]) -> tuple[Place, ...]:
    return tuple(Place(one.source, one.mention.anchor) for one in references)


def _central(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """The documents that most others lean on, also through others (PageRank of the references)."""
    graph = nx.DiGraph(sorted(ties))
    rank = _rank(graph)
    for name in sorted(graph, key=lambda one: (-graph.in_degree(one), -rank[one], one))[:_MOST]:
        leaning = sorted(graph.predecessors(name))
        if not leaning:
            return
        said = Sentence.of(
            "Ett dokument hänvisar hit." if len(leaning) == 1 else "{count} dokument hänvisar hit.",
            count=len(leaning),
        )
        first = [ties[source, name][0] for source in leaning]
        yield Reply((name,), float(len(leaning)), said, _places(first))


def _rank(graph: "nx.DiGraph[str]", damping: float = 0.85, rounds: int = 50) -> dict[str, float]:
    """PageRank by plain iteration: networkx needs SciPy for it. Brin and Page 1998."""
    count = max(1, len(graph))
    rank = dict.fromkeys(graph, 1 / count)
    for _ in range(rounds):
        idle = sum(rank[name] for name in graph if not graph.out_degree(name))
        fresh = dict.fromkeys(graph, (1 - damping + damping * idle) / count)
        for name in graph:
            for target in graph.successors(name):
                fresh[target] += damping * rank[name] / graph.out_degree(name)
        rank = fresh
    return rank


def _bridges(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """The references without which two groups of documents would know nothing of each other."""
    graph = nx.Graph(sorted(ties))
    for a, b in sorted(tuple(sorted(edge)) for edge in nx.bridges(graph)):
        rest = graph.copy()
        rest.remove_edge(a, b)
        sides = sorted(len(nx.node_connected_component(rest, name)) for name in (a, b))
        if sides[0] < 2:
            continue
        said = Sentence.of("Enda förbindelsen mellan {few} och {many} dokument.", few=sides[0], many=sides[1])
        references = [*ties.get((a, b), []), *ties.get((b, a), [])]
        yield Reply((a, b), float(sides[0]), said, _places(references))


def _cycles(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """Documents that refer to each other in a ring of three or more: a change in one runs through all."""
    graph = nx.DiGraph(sorted(ties))
    rings = sorted(sorted(one) for one in nx.strongly_connected_components(graph) if len(one) > 2)
    for ring in rings:
        inside = [ties[source, target][0] for source, target in sorted(ties) if source in ring and target in ring]
        said = Sentence.of("{count} dokument hänvisar till varandra i ring.", count=len(ring))
        yield Reply(tuple(ring), float(len(ring)), said, _places(inside))


def _orphans(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """Documents that neither name another nor are named."""
    tied = {name for tie in ties for name in tie}
    for record in snapshot.steering:
        if record.document.id not in tied:
            said = Sentence.of("Hänvisar inte till något annat styrdokument, och inget hänvisar hit.")
            yield Reply((record.document.id,), 0.0, said, ())


def _communities(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """Documents that speak of nothing of the theme that most of those they are tied up with speak of.

    Clauset, Newman and Moore 2004: groups with more references inside than chance would give.
    """
    graph = nx.Graph(sorted(ties))
    if not graph.number_of_edges():
        return
    for group in nx.community.greedy_modularity_communities(graph):
        main = Counter(theme for name in group if (theme := _main_theme(snapshot, name)))
        theme, count = main.most_common(1)[0] if main else ("", 0)
        if len(group) < _LEAST_COMMUNITY or 2 * count <= len(group):
            continue
        for name in sorted(group):
            if theme not in _themes(snapshot, name):
                tied = [one for tie, ones in sorted(ties.items()) if name in tie and set(tie) <= group for one in ones]
                said = Sentence.of(
                    "Hör genom sina hänvisningar ihop med {count} dokument om {theme}, men handlar inte om det.",
                    count=count,
                    theme=theme_word(theme),
                )
                yield Reply((name,), float(count), said, _places(tied))


def _themes(snapshot: Snapshot, name: str) -> dict[str, float]:
    return {each.theme: each.weight for each in snapshot.by_id[name].extraction.themes}


def _main_theme(snapshot: Snapshot, name: str) -> str:
    """The theme that weighs most, empty for none."""
    return min(_themes(snapshot, name).items(), key=lambda one: (-one[1], one[0]), default=("", 0.0))[0]


def _unreachable(snapshot: Snapshot, ties: Ties) -> Iterator[Reply]:
    """The documents that hold others to the rest: without them those refer to, and are named by, nothing they did."""
    graph = nx.Graph(sorted(ties))
    found = []
    for name in sorted(nx.articulation_points(graph)):
        whole = nx.node_connected_component(graph, name)
        parts = sorted(nx.connected_components(graph.subgraph(whole - {name})), key=lambda one: (len(one), sorted(one)))
        lost = sorted(set().union(*parts[:-1]))
        held = [ones[0] for tie, ones in sorted(ties.items()) if name in tie and not set(tie).isdisjoint(lost)]
        said = Sentence.of(
            "Utan det tappar {titles} förbindelsen med resten.",
            titles=tuple(f"”{snapshot.title(one)}”" for one in lost[:_MOST_NAMED]) + _more(lost),
        )
        found.append(Reply((name, *lost), float(len(lost)), said, _places(held)))
    yield from sorted(found, key=lambda one: (-one.value, one.documents))


def _more(lost: list[str]) -> tuple[Sentence, ...]:
    left = len(lost) - _MOST_NAMED
    return (Sentence.of("{count} dokument till", count=left),) if left > 0 else ()


_ANSWERS: Mapping[Question, Callable[[Snapshot, Ties], Iterator[Reply]]] = {
    Question.CENTRAL: _central,
    Question.BRIDGES: _bridges,
    Question.CYCLES: _cycles,
    Question.ORPHANS: _orphans,
    Question.COMMUNITIES: _communities,
    Question.UNREACHABLE: _unreachable,
}
