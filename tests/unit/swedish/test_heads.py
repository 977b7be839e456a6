"""One table of head nouns: what each is to titles, to texts and to the pages that name a type."""

import pytest

from styrdok import tables
from styrdok.swedish import heads as owner
from styrdok.swedish.heads import definite_in_role, heads, in_role, is_stopped, needs_topic, noun_forms, titled_forms
from styrdok.vocabulary import DocumentType, Kind


def test_one_row_serves_titles_texts_and_types():
    noun = heads()["riktlinje"]
    assert noun.type is DocumentType.GUIDELINE
    assert noun.as_plural
    assert not noun.weak
    assert "riktlinjerna" in noun.forms
    form = noun_forms()["riktlinjernas"]
    assert form.noun is noun
    assert (form.definite, form.plural, form.genitive, form.base) == (True, True, True, "riktlinjer")
    assert titled_forms()["riktlinjer"] is noun
    assert "riktlinjers" not in titled_forms()


def test_a_noun_that_is_no_steering_document_names_another_kind():
    noun = titled_forms()["tjänsteskrivelse"]
    assert (noun.type, noun.kind) == (None, Kind.MEMO)
    assert noun.lemma not in heads()
    assert "tjänsteskrivelse" not in noun_forms()


def test_a_role_is_asked_for_by_name():
    assert "visionen" in definite_in_role("cue")
    assert {"policy", "taxa"} <= {noun.lemma for noun in in_role("labelled")}
    assert heads()["delegationsordning"].per_body
    assert heads()["tidplan"].never


def test_words_that_only_look_like_heads_are_told_apart():
    assert is_stopped("kabeltelevision")
    assert needs_topic("detaljplan")
    assert "läroplan" in owner.false_heads()
    assert not is_stopped("kulturplan")


@pytest.fixture
def more_nouns(tmp_path, monkeypatch):
    """Adds rows to the table as a city does."""
    caches = (owner.nouns, owner.heads, owner.noun_forms, owner.titled_forms)

    def add(row):
        (tmp_path / "nouns.tsv").write_text(row + "\n", encoding="utf-8")
        monkeypatch.setenv(tables.VARIABLE, str(tmp_path))
        for one in caches:
            one.cache_clear()

    yield add
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


def test_a_noun_of_a_city_is_known_everywhere(more_nouns):
    more_nouns("kompass\tkompass\tstrategy\tid\tkompass\tkompassen\tkompasser\tkompasserna\tcb\t-")
    assert heads()["kompass"].type is DocumentType.STRATEGY
    assert noun_forms()["kompassen"].definite
    assert "kompassen" in titled_forms()


def test_a_row_with_an_unknown_use_is_refused(more_nouns):
    more_nouns("kompass\tkompass\t-\t-\tkompass\tkompassen\tkompasser\tkompasserna\tq\t-")
    with pytest.raises(ValueError, match=r"nouns\.tsv: kompass"):
        owner.nouns()
