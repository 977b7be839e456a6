"""The city's glossary: meanings by document, which differ, and who uses a term without saying what it means."""

from styrdok.consolidation.glossary import glossary_of
from styrdok.marks import TermMark
from tests import made


def defining(name, term, text, *passages, **known):
    return made.record(name, text, *passages, definitions=(made.definition(term, text),), **known)


BRIDGE = "Med brygga avses en fast anläggning för förtöjning."
RAFT = "Med brygga menas en flytande plattform där badande vilar."


def test_two_meanings_of_one_term_stand_under_it_and_differ():
    (term,) = glossary_of(made.snapshot(defining("d2", "Brygga", RAFT), defining("d1", "brygga", BRIDGE)))
    assert term.term == "brygga"
    assert [one.document for one in term.meanings] == ["d1", "d2"]
    assert term.marks == (TermMark.DIFFERS,)


def test_the_same_meaning_in_two_documents_does_not_differ():
    (term,) = glossary_of(made.snapshot(defining("d1", "brygga", BRIDGE), defining("d2", "brygga", BRIDGE)))
    assert term.marks == ()


def test_who_uses_a_term_in_any_form_without_defining_it_is_told_with_the_place():
    berth = made.record("d4", "Kajplatserna hyrs ut. En kajplats får inte lånas ut.")
    (place,) = glossary_of(made.snapshot(defining("d1", "kajplats", "Med kajplats avses en plats vid kaj."), berth))
    assert [(one.document, one.page) for one in place.uses] == [("d4", 1)]


def test_short_words_and_editions_of_the_defining_document_are_no_uses():
    old = made.record("d2", "Ett kaj är ett kaj.", line="l")
    assert (
        glossary_of(made.snapshot(defining("d1", "kaj", "Med kaj avses en kant."), made.record("d3", "Vid kaj.")))[
            0
        ].uses
        == ()
    )
    (term,) = glossary_of(made.snapshot(defining("d1", "kajkant", "Med kajkant avses en kant.", line="l"), old))
    assert term.uses == ()


def test_terms_of_several_words_and_with_hyphens_are_found_and_the_first_place_counts():
    defined = [("e-tjänst", "Med e-tjänst avses en tjänst på nätet."), ("öppen yta", "Med öppen yta avses ett fält.")]
    one = made.record("d1", *(text for _, text in defined), definitions=tuple(made.definition(*d) for d in defined))
    other = made.record(
        "d2", "Alla e-tjänster ska hittas.", "E-tjänsten och en öppen ytas skötsel.", "Tjänster är öppna."
    )
    uses = {term.term: [use.words for use in term.uses] for term in glossary_of(made.snapshot(one, other))}
    assert uses == {"e-tjänst": ["Alla e-tjänster ska hittas."], "öppen yta": ["E-tjänsten och en öppen ytas skötsel."]}


def test_what_a_sort_of_document_is_called_is_not_used_undefined():
    rules = defining("d1", "Policy", "Med policy avses ett förhållningssätt.")
    (term,) = glossary_of(made.snapshot(rules, made.record("d2", "Denna policy gäller alla.")))
    assert (term.term, term.uses) == ("policy", ())
