"""Clues of viewpoints and what they add up to, on sentences written for the tests."""

from dataclasses import replace

import pytest

from styrdok.extraction.statements.opinion import Place, clues, is_stem, weigh
from styrdok.extraction.statements.opinion_lexicon import ALWAYS, fields, opinion_lexicon
from styrdok.extraction.statements.phrases import distinct
from styrdok.vocabulary import Kind, ViewpointKind

REPLY = Place(Kind.REPLY, "Synpunkter", mentions=True)


def opinion(text, place=REPLY):
    return weigh(clues(text, place), opinion_lexicon())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Vad som avses med båtplats borde förklaras i hamnplanen, där ordet har flera betydelser.",
            ViewpointKind.DEFINITION,
        ),
        ("Hamnplanen säger tio bryggor medan strandpolicyn nöjer sig med fyra.", ViewpointKind.CONFLICT),
        ("Hamnplanen medför kostnader som inte är finansierade och kräver mer personal.", ViewpointKind.RESOURCES),
        ("Ingenstans i hamnplanen sägs något om vinterförvaring.", ViewpointKind.LACK),
        ("Hamnplanen och strandpolicyn borde ha arbetats igenom gemensamt.", ViewpointKind.COORDINATION),
    ],
)
def test_general_words_tell_a_viewpoint_and_its_kind(text, kind):
    found = opinion(text)
    assert found.weight > 0
    assert found.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Kommunstyrelsen har sänt hamnplanen på remiss.",
        "Ärendet har beretts i samråd med hamnrådet den 3 maj.",
        "Hamnplanen innehåller inga målkonflikter.",
        "kajens längd.",
        "Maj Sjögren, hamnkapten",
        "Med vänlig hälsning",
    ],
)
def test_what_is_told_is_no_viewpoint(text):
    assert opinion(text).weight <= 0


def test_the_weightiest_clue_comes_first():
    found = opinion("Hamnplanen bör förtydligas.")
    weights = [abs(opinion_lexicon().viewpoint[clue]) for clue in found.clues]
    assert weights == sorted(weights, reverse=True)


def test_what_is_asked_for_is_no_praise_and_without_a_word_of_any_kind_of_no_special_one():
    asked = Place(Kind.REPORT, "Rekommendationer", audit=True, in_list=True, asked=True)
    assert weigh(clues("måla kajen", asked) | {"asked for"}, opinion_lexicon()).kind is ViewpointKind.OTHER
    assert weigh(clues("göra en bra karta", asked) | {"asked for"}, opinion_lexicon()).kind is not ViewpointKind.PRAISE


def test_a_second_wording_of_a_field_is_a_clue_of_its_own():
    assert {"money", "money+"} <= clues("Kostnaden ryms inte i budgeten.", REPLY)
    assert "money+" not in clues("Kostnaden nämns inte.", REPLY)
    assert distinct(("(kaj|brygga)",), "kaj och kaj", at_most=2) == 1


def test_every_weight_of_a_word_belongs_to_a_field_that_exists():
    lexicon = opinion_lexicon()
    weighed = lexicon.viewpoint.keys() | {clue for weights in lexicon.kinds.values() for clue in weights}
    names = {field.name for field in fields()}
    seconds = {clue for clue in weighed if clue.endswith("+") and not is_stem(clue)}
    assert {clue[:-1] for clue in seconds} <= names
    assert ALWAYS in weighed
    assert names <= lexicon.viewpoint.keys() | {clue for weights in lexicon.kinds.values() for clue in weights}


def test_what_the_reader_is_told_to_do_counts_at_the_beginning_alone():
    assert "told_to" in clues("Räkna hellre båtar.", REPLY)
    assert "told_to" not in clues("Vi kan räkna båtar.", REPLY)


def test_stems_are_how_words_begin_and_how_long_ones_end():
    stems = {clue for clue in clues("Kajavgiften höjs.", REPLY) if is_stem(clue)}
    assert stems == {"stem kajavg", "end giften", "stem höjs"}


def test_stems_tell_the_kind_and_never_that_it_is_a_viewpoint():
    lexicon = opinion_lexicon()
    assert not any(is_stem(clue) for clue in lexicon.viewpoint)
    assert any(is_stem(clue) for weights in lexicon.kinds.values() for clue in weights)


def test_a_stem_that_weighs_enough_moves_the_kind():
    lexicon, found = opinion_lexicon(), clues("Kostnaden för hamnplanen bör minskas.", REPLY)
    heavy = {**lexicon.kinds[ViewpointKind.PRIORITY], "stem hamnpl": 9.0}
    moved = replace(lexicon, kinds={**lexicon.kinds, ViewpointKind.PRIORITY: heavy})
    assert [weigh(found, one).kind for one in (lexicon, moved)] == [ViewpointKind.RESOURCES, ViewpointKind.PRIORITY]
