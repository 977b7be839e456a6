"""What the references between the documents of an invented registry answer."""

from styrdok.graph.questions import ask
from styrdok.vocabulary import Kind, Modality, Question
from tests import made

NAMES = ("d1", "d2", "d3", "d4", "d5", "d6")


def city(*ties, negated=(), themes=None):
    records = [made.record(name, title=f"Plan {name}", themes=(themes or {}).get(name, ())) for name in NAMES]
    memo = made.record("d9", title="Tjänsteskrivelse", kind=Kind.MEMO)
    counts = dict.fromkeys((*NAMES, "d9"), 0)
    references = []
    for source, target in (*ties, *negated):
        modality = Modality.NEGATED if (source, target) in negated else Modality.FACT
        references.append(made.reference(source, target, target, counts[source], modality=modality))
        counts[source] += 1
    return made.snapshot(*records, memo, references=tuple(references))


def documents(replies):
    return [reply.documents for reply in replies]


def test_the_documents_that_most_lean_on_come_first_and_papers_of_a_case_do_not_count():
    found = ask(city(("d1", "d3"), ("d2", "d3"), ("d3", "d4"), ("d9", "d4"), ("d9", "d5")), Question.CENTRAL)
    assert documents(found) == [("d3",), ("d4",)]
    assert [reply.value for reply in found] == [2.0, 1.0]
    assert [place.document for place in found[0].places] == ["d1", "d2"]


def test_a_bridge_is_the_only_tie_between_two_groups():
    ring = (("d1", "d2"), ("d2", "d3"), ("d3", "d1"), ("d4", "d5"), ("d5", "d6"), ("d6", "d4"))
    assert documents(ask(city(*ring, ("d1", "d4")), Question.BRIDGES)) == [("d1", "d4")]
    assert documents(ask(city(*ring, ("d1", "d4"), ("d2", "d5")), Question.BRIDGES)) == []


def test_a_document_at_the_edge_hangs_on_no_bridge():
    assert documents(ask(city(("d1", "d2"), ("d2", "d3")), Question.BRIDGES)) == []


def test_a_ring_needs_three_documents():
    assert documents(
        ask(city(("d1", "d2"), ("d2", "d3"), ("d3", "d1"), ("d4", "d5"), ("d5", "d4")), Question.CYCLES)
    ) == [("d1", "d2", "d3")]


def test_orphans_are_tied_to_nothing_and_a_denied_reference_is_no_tie():
    found = ask(city(("d1", "d2"), ("d3", "d4"), negated=[("d5", "d6")]), Question.ORPHANS)
    assert documents(found) == [("d5",), ("d6",)]


def test_a_document_tied_up_with_a_group_about_something_else_is_told_with_the_references():
    ties = (("d1", "d2"), ("d2", "d3"), ("d3", "d1"), ("d4", "d1"), ("d4", "d2"), ("d5", "d6"))
    themes = {"d1": [("sea", 1.0)], "d2": [("sea", 1.0)], "d3": [("sea", 0.4), ("air", 0.6)], "d4": [("art", 1.0)]}
    (reply,) = ask(city(*ties, themes={**themes, "d3": [("sea", 0.6), ("air", 0.4)]}), Question.COMMUNITIES)
    assert (reply.documents, reply.value, len(reply.places)) == (("d4",), 3.0, 2)
    assert documents(ask(city(*ties, themes={**themes, "d1": [("art", 1.0)]}), Question.COMMUNITIES)) == []


def test_what_a_document_alone_holds_to_the_rest_is_told_with_what_would_lose_it():
    ring = (("d1", "d2"), ("d2", "d3"), ("d3", "d6"), ("d6", "d1"))
    found = ask(city(*ring, ("d4", "d3"), ("d5", "d4")), Question.UNREACHABLE)
    assert documents(found) == [("d3", "d4", "d5"), ("d4", "d5")]
    assert [len(reply.places) for reply in found] == [1, 1]
    assert documents(ask(city(*ring), Question.UNREACHABLE)) == []


def test_an_empty_registry_answers_nothing():
    assert [ask(made.snapshot(), question) for question in Question] == [()] * len(Question)
