"""Search in titles, headings and defined terms, and what to try when nothing is found."""

from dataclasses import replace

import pytest

from styrdok.errors import UsageProblem
from styrdok.models import Definition
from styrdok.registry.files import Seen
from styrdok.registry.named import Found
from styrdok.registry.store import Registry

from .conftest import make_result

SECTION = "3 Ledning › 3.2 Ett nära och synligt ledarskap"


@pytest.fixture
def found(path):
    """Looks in a registry of one document with a heading on its first page and the text beneath on its second."""
    made = make_result(
        "Hamnprogram 2030",
        "3 Ledning",
        "3.2 Ett nära och  synligt ledarskap",
        "Bryggchefen går på bryggan varje dag.",
        "Med gästplats avses en plats för båtar på besök.",
    )
    passages = tuple(replace(passage, section=SECTION) for passage in made.extraction.passages[2:])
    terms = (Definition("gästplats", "en plats för båtar på besök", made.extraction.passages[3].anchor),)
    extraction = replace(made.extraction, passages=passages, definitions=terms)
    with Registry.open(path, create=True) as registry:
        registry.add_document(Seen(path, "hamn.pdf"), replace(made, extraction=extraction, forms=made.forms[2:]))
        registry.relink()
        yield registry


def test_a_heading_is_found_where_it_stands_with_the_headings_above_it(found):
    (hit,) = found.search("ledarskapet synlig")
    assert hit.found is Found.HEADING
    assert (hit.page, hit.passage.section) == (1, "3 Ledning")
    assert hit.passage.anchor.text == "3.2 Ett nära och  synligt ledarskap"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["synligt", "ledarskap"]


def test_each_heading_is_found_once_and_an_outer_one_by_itself(found):
    assert [hit.snippet for hit in found.search("ledning")] == ["3 Ledning"]


def test_a_heading_answers_phrases_beginnings_and_what_must_not_be_there(found):
    assert [hit.found for hit in found.search('"nära och synligt"')] == [Found.HEADING]
    assert found.search('"synligt och nära"') == ()
    assert [hit.found for hit in found.search("synl*")] == [Found.HEADING]
    assert found.search("ledarskap -synligt") == ()


def test_titles_come_first_and_terms_before_running_text(found):
    assert [hit.found for hit in found.search("hamn")] == [Found.TITLE]
    hits = found.search("gästplatser")
    assert [hit.found for hit in hits] == [Found.TERM, Found.TEXT]
    assert hits[0].score > hits[1].score
    assert hits[0].passage.anchor.text.startswith("Med gästplats")


def test_words_that_are_nowhere_get_words_that_are_spelt_like_them(found):
    one, other, third = found.suggestions("bryggann båtar xyzzyxyzzy")
    assert (one.word, one.passages) == ("bryggann", 0)
    assert "bryggan" in one.alike
    assert (other.passages, other.alike) == (1, ())
    assert (third.passages, third.alike) == (0, ())
    with pytest.raises(UsageProblem):
        found.suggestions("-brygga")
