"""What differs between two invented registries."""

from dataclasses import replace
from datetime import date

from styrdok.consolidation.changes import changes
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.vocabulary import Action, Change, Status, Verdict
from tests import made


def document(name, file, **described):
    return replace(made.record(name, **described).document, file=file)


HARBOUR = document("d1", "hamn.pdf", title="Hamnpolicy")
QUAY = document("d2", "kaj.pdf", title="Kajprogram", valid_to=date(2026, 12, 31))
JUDGED = sealed(
    Act(
        ActKind.JUDGEMENT,
        "2026-04-01T10:00:00.000000+00:00",
        "kim",
        (Subject("d2"),),
        action=Action.KEEP,
        verdict=Verdict.ACCEPT,
    )
)


def told(before, after, acts=()):
    return [(one.change, one.document.display_title) for one in changes(before, after, acts)]


def test_nothing_differs_between_equal_registries():
    assert changes([HARBOUR, QUAY], [QUAY, HARBOUR], [JUDGED]) == ()


def test_what_came_and_what_went_is_told():
    assert told([HARBOUR], [QUAY]) == [(Change.NEW, "Kajprogram"), (Change.GONE, "Hamnpolicy")]


def test_another_content_at_the_same_place_is_the_same_document_and_touches_its_verdicts():
    newer = document("d3", "kaj.pdf", title="Kajprogram 2027", valid_to=date(2030, 12, 31))
    (one,) = changes([HARBOUR, QUAY], [HARBOUR, newer], [JUDGED])
    assert (one.change, one.touched) == (Change.CONTENT, (JUDGED,))
    assert one.fields["title"] == ("Kajprogram", "Kajprogram 2027")
    assert one.fields["valid_to"] == (date(2026, 12, 31), date(2030, 12, 31))


def test_a_file_that_was_moved_is_the_same_document():
    assert told([QUAY], [replace(QUAY, file="arkiv/kaj.pdf")]) == []


def test_two_files_that_changed_places_are_neither_new_nor_gone():
    swapped = [replace(HARBOUR, file="kaj.pdf"), replace(QUAY, file="hamn.pdf")]
    assert told([HARBOUR, QUAY], swapped) == []


def test_a_document_that_ran_out_is_described_otherwise():
    ended = document("d2", "kaj.pdf", title="Kajprogram", valid_to=date(2026, 12, 31), status=Status.EXPIRED)
    (one,) = changes([QUAY], [ended], [])
    assert (one.change, list(one.fields)) == (Change.DESCRIPTION, ["status"])
