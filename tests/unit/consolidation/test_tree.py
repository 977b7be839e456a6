"""The trees of an invented registry: each document below what it rests on."""

from itertools import pairwise

from styrdok.consolidation.mandate import mandate_of
from styrdok.consolidation.tree import Top, shown_in, trees_of
from styrdok.vocabulary import DocumentType, MentionKind, Relation
from tests import made

TYPES = {
    "d1": DocumentType.VISION,
    "d2": DocumentType.PROGRAM,
    "d3": DocumentType.PLAN,
    "d4": DocumentType.ROUTINE,
    "d5": DocumentType.POLICY,
}


def city(*ties, themes=None):
    counts = dict.fromkeys(TYPES, 0)
    references = []
    for source, target in ties:
        kind = MentionKind.LAW if target.startswith("SFS") else MentionKind.TITLE
        target_id = None if target.startswith("SFS") else target
        references.append(
            made.reference(
                source, target, target_id, counts[source], kind=kind, relation=Relation.BASED_ON, sentence="Bygger på."
            )
        )
        counts[source] += 1
    records = [
        made.record(name, title=f"Titel {name}", type=kind, themes=(themes or {}).get(name, ()))
        for name, kind in TYPES.items()
    ]
    return made.snapshot(*records, references=tuple(references))


def drawn(snapshot, **asked):
    trees = trees_of(snapshot, mandate_of(snapshot), **asked)
    return {top: [("-" * twig.depth) + twig.name for twig in twigs] for top, twigs in trees.items() if twigs}


def test_documents_stand_below_what_they_rest_on_and_those_tied_to_nothing_by_themselves():
    snapshot = city(("d2", "d1"), ("d3", "d2"), ("d4", "d3"))
    assert drawn(snapshot) == {Top.DOCUMENT: ["d1", "-d2", "--d3", "---d4"], Top.ALONE: ["d5"]}


def test_what_rests_on_several_stands_with_all_below_it_under_the_nearest_and_points_there_from_the_others():
    snapshot = city(("d2", "d1"), ("d3", "d2"), ("d3", "d1"), ("d4", "d3"), ("d3", "SFS 2017:725"))
    assert drawn(snapshot)[Top.DOCUMENT] == ["d1", "-d2", "--d3", "---d4", "-d3"]
    assert drawn(snapshot)[Top.ACT] == ["Kommunallag (2017:725)", "-d3"]
    twigs = trees_of(snapshot, mandate_of(snapshot))[Top.DOCUMENT]
    assert [twig.shown_under for twig in twigs] == ["", "", "", "", "d2"]


def test_a_ring_is_shown_once_and_says_where_it_comes_back():
    snapshot = city(("d2", "d3"), ("d3", "d2"), ("d4", "d3"))
    assert drawn(snapshot)[Top.DOCUMENT] == ["d2", "-d3", "--d2", "--d4"]
    twigs = trees_of(snapshot, mandate_of(snapshot))[Top.DOCUMENT]
    assert twigs[2].shown_under == twigs[2].name == "d2"
    assert {one.code for twig in twigs[:2] for one in twig.odd} >= {"loop"}


def test_the_tree_of_a_document_is_what_is_above_and_below_it():
    snapshot = city(("d2", "d1"), ("d3", "d2"), ("d5", "d1"), ("d4", "d5"))
    assert drawn(snapshot, document="d2") == {Top.DOCUMENT: ["d1", "-d2", "--d3"]}
    assert drawn(snapshot, document="d3") == {Top.DOCUMENT: ["d1", "-d2", "--d3"]}


def test_the_tree_of_a_theme_is_its_documents_and_what_is_above_them():
    snapshot = city(("d2", "d1"), ("d3", "d2"), ("d4", "d3"), themes={"d3": [("sea", 1.0)]})
    assert drawn(snapshot, themes={"sea"}) == {Top.DOCUMENT: ["d1", "-d2", "--d3"]}


def test_only_the_steps_and_oddities_of_the_trees_are_told_with_them():
    snapshot = city(("d2", "d1"), ("d4", "d5"))
    whole = mandate_of(snapshot)
    part = shown_in(trees_of(snapshot, whole, "d2"), whole)
    assert [(link.below, link.above) for link in part.links] == [("d2", "d1")]
    assert part.oddities == ()
    assert [one.code for one in whole.oddities] == ["orphan"]


def test_a_chain_of_a_thousand_documents_is_no_trouble():
    names = [f"d{number}" for number in range(1000)]
    records = [made.record(name, title=name, type=DocumentType.PLAN) for name in names]
    references = tuple(
        made.reference(low, high, high, relation=Relation.BASED_ON, sentence="Bygger på.")
        for high, low in pairwise(names)
    )
    snapshot = made.snapshot(*records, references=references)
    twigs = trees_of(snapshot, mandate_of(snapshot))[Top.DOCUMENT]
    assert [twig.depth for twig in twigs] == list(range(1000))
