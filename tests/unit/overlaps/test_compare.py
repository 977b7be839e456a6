import pytest

from styrdok.overlaps import Fate, compare, revision_history
from styrdok.vocabulary import Linked
from tests.made import CYCLING, LEADING, LEADING_EDITED, PARKS, commitment, definition, record, reference


def test_two_documents_side_by_side():
    duty = "ansvarar för skötseln av stadens lekplatser"
    a = record(
        "d1",
        PARKS,
        LEADING,
        themes=[("personnel", 0.7)],
        definitions=(definition("park", "grönt"),),
        commitments=(commitment("Tekniska nämnden", f"Tekniska nämnden {duty}."),),
    )
    b = record(
        "d2",
        LEADING_EDITED,
        themes=[("personnel", 0.4)],
        definitions=(definition("park", "blått och vått"),),
        commitments=(commitment("Fritidsnämnden", f"Fritidsnämnden {duty}."),),
    )
    found = compare(b, a, [reference("d1", "d2", "d2")])
    assert (found.a, found.b, found.linked) == ("d2", "d1", Linked.ONE_WAY)
    assert found.passages[0].a.text in LEADING_EDITED
    assert found.passages[0].b.text in LEADING
    assert found.themes == (("personnel", 0.4, 0.7),)
    assert found.differing == ("park",)
    assert found.commitments[0][0].actor == "Fritidsnämnden"
    assert len(found.b_to_a) == 1
    assert found.a_to_b == ()


def test_a_document_is_not_compared_with_itself():
    with pytest.raises(ValueError, match="d1"):
        compare(record("d1"), record("d1"))


def fates(old, new):
    return [(change.fate, (change.new or change.old).text) for change in revision_history(old, new)]


def test_history_of_two_editions():
    old = record("d1", LEADING, PARKS, "Det här gäller.", CYCLING)
    added = "Skolgårdarna öppnas för alla på helgerna."
    found = fates(old, record("d2", CYCLING, LEADING_EDITED, "Det här gäller.", added))
    assert found == [
        (Fate.MOVED, CYCLING),
        (Fate.CHANGED, LEADING_EDITED),
        (Fate.REMOVED, PARKS),
        (Fate.KEPT, "Det här gäller."),
        (Fate.ADDED, added),
    ]


def test_an_unchanged_edition_is_kept_as_a_whole():
    found = fates(record("d1", LEADING, PARKS), record("d2", LEADING, PARKS))
    assert {fate for fate, _ in found} == {Fate.KEPT}


def test_another_inflection_is_a_change_and_another_break_is_not():
    assert fates(record("d1", "Parken sköts väl."), record("d2", "Parkens skötsel."))[0][0] is not Fate.KEPT
    assert fates(record("d1", "Parken, den sköts."), record("d2", "PARKEN den sköts"))[0][0] is Fate.KEPT
    assert fates(record("d1", f"{PARKS} {CYCLING}"), record("d2", PARKS, CYCLING))[0][0] is Fate.KEPT


def test_empty_editions():
    assert revision_history(record("d1"), record("d2")) == ()
    assert fates(record("d1"), record("d2", PARKS)) == [(Fate.ADDED, PARKS)]
    assert fates(record("d1", PARKS), record("d2")) == [(Fate.REMOVED, PARKS)]
