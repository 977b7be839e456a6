"""Code words, themes and sentences in Swedish and in other languages."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.errors import UsageProblem
from styrdok.language import Language, Sentence, either, headings, in_turn, languages
from styrdok.language.words import WORDS
from styrdok.vocabulary import Action, DocumentType, Kind, Modality, Relation, Verdict

SWEDISH, ENGLISH = Language(), Language("en")


def test_words_are_swedish_first():
    assert SWEDISH.word(Kind.STEERING) == "styrdokument"
    assert ENGLISH.word(Relation.BASED_ON) == "based on"
    assert SWEDISH.verdict(Verdict.ACCEPT) == "✓ godtas"
    assert {SWEDISH.word(code) for kind in (Relation, Modality, Verdict) for code in kind}
    assert SWEDISH.say("s. {page}", page=3) == "s. 3"
    assert ENGLISH.say("s. {page}", page=3) == "p. 3"
    assert ENGLISH.say("") == ""


def test_words_that_are_spelt_alike_are_told_apart():
    assert (SWEDISH.word(Kind.OTHER), SWEDISH.word(DocumentType.OTHER)) == ("övrigt", "övrigt")
    assert ENGLISH.word(Action.KEEP) == "keep"
    assert SWEDISH.theme("public_health") == "folkhälsa"
    assert ENGLISH.theme("public_health") == "public health"
    assert SWEDISH.theme("Egen") == ENGLISH.theme("Egen") == "egen"


@pytest.mark.parametrize("language", [Language(code) for code in languages()], ids=lambda language: language.code)
def test_every_code_word_has_a_name(language):
    assert all(language.word(code) for codes in WORDS for code in codes)
    assert all(set(codes) == set(names) for codes, names in WORDS.items())


def test_an_unknown_language_is_told():
    with pytest.raises(UsageProblem, match="tlh"):
        Language("tlh")
    assert languages()[0] == "sv"


def test_a_sentence_is_swedish_by_itself_and_any_language_when_told():
    whole = Sentence.of("Gemensamma teman: {themes}.", themes=("a", "b", Sentence.of("”{words}”", words="c")))
    assert str(whole) == "Gemensamma teman: a, b och ”c”."
    assert ENGLISH.tell(whole) == "Themes in common: a, b and “c”."
    counted = Sentence.of(
        "{share:.0f} procent av det kortare dokumentet står även i det andra, på {count} ställen.", share=12.6, count=2
    )
    assert str(counted) == "13 procent av det kortare dokumentet står även i det andra, på 2 ställen."
    assert ENGLISH.tell(counted) == "13 percent of the shorter document stands in the other too, in 2 places."


def test_dates_choices_and_sentences_in_turn():
    ended = Sentence.of("”{title}” slutade gälla {day} och har ingen efterföljare.", title="X", day=date(2024, 1, 31))
    required = Sentence.of("Dokumentet krävs enligt {law}.", law="lagen")
    both = in_turn((ended, required))
    assert str(both) == "”X” slutade gälla 2024-01-31 och har ingen efterföljare. Dokumentet krävs enligt lagen."
    assert ENGLISH.tell(both).endswith("has no successor. The document is required by lagen.")
    assert str(in_turn(())) == str(either(())) == ""
    assert str(either([Sentence("a"), Sentence("b"), Sentence("c")])) == "a eller b eller c"
    assert ENGLISH.tell_all([required, required]) == " ".join(["The document is required by lagen."] * 2)


def test_headings_of_columns_have_words_of_their_own():
    assert headings("Dokument", "Poäng") == ("Dokument", "Poäng")
    assert [SWEDISH.heading("Dokument"), ENGLISH.heading("Dokument")] == ["Dokument", "Document"]
    assert ENGLISH.say("Dokument") == "Documents"


def test_a_sentence_is_said_otherwise_wherever_it_stands():
    inner = Sentence.of("Gemensamma teman: {themes}.", themes="a")
    other = {"Gemensamma teman: {themes}.": "Gemensamma teman:"}
    assert SWEDISH.tell_instead(in_turn((inner, Sentence("b"))), other) == "Gemensamma teman: b"
    assert ENGLISH.tell_instead(inner, other) == "Themes in common:"
    assert ENGLISH.tell_instead(inner, {}) == "Themes in common: a."


def test_words_of_documents_are_marked_in_other_languages_only():
    assert (SWEDISH.marks_swedish, ENGLISH.marks_swedish) == ("", ' lang="sv"')


@given(st.text(), st.text())
def test_words_of_documents_are_never_taken_for_places_or_translated(label, words):
    one = Sentence.of("Hänvisar till ”{label}”, som inte finns i registret.", label=label)
    assert str(one) == f"Hänvisar till ”{label}”, som inte finns i registret."
    assert ENGLISH.tell(one) == f"Refers to “{label}”, which is not in the registry."
    assert str(Sentence.of("”{words}”", words=words)) == f"”{words}”"


def test_a_sentence_can_be_kept_and_compared():
    one = in_turn([Sentence.of("{one} eller {other}", one="a", other=2)])
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, in_turn([Sentence.of("{one} eller {other}", one="a", other=2)])}) == 1
    with pytest.raises(AttributeError):
        one.template = ""


def test_numbers_have_the_decimal_sign_of_the_language():
    one = Sentence.of("Poäng {score:.2f}. Hänvisar till varandra: {linked}.", score=0.5, linked="x")
    assert SWEDISH.tell(one) == "Poäng 0,50. Hänvisar till varandra: x."
    assert "0.50" in ENGLISH.tell(one)
    assert [SWEDISH.number(1234.5, 1), ENGLISH.number(0.256)] == ["1234,5", "0.26"]
