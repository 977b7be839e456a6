import re

from hypothesis import example, given
from hypothesis import strategies as st

from styrdok.overlaps.terms import Terms, spoken, words_in

LETTERS_AND_OTHERS = "abÅÄÖåäö-–’”12²½_ .\xad\u00aaßéşıİﬁΩ\n\x00µÿ"


@given(st.text() | st.text(LETTERS_AND_OTHERS))
@example("Barn- och ungdomsplan – ”e-tjänster”, 2:a upplagan--ny -x y-")
@example("Vår ﬁna plan för Łódź")
def test_words_are_runs_of_letters_joined_by_hyphens(text):
    assert words_in(text) == re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())


def test_a_term_is_told_as_it_is_most_often_written():
    found = spoken(["Badplatsen prövas.", "Badplatser och badplatser"])
    assert found["badplats"][:2] == (3, "badplatser")


def test_what_two_documents_share_is_not_shown_as_a_genitive():
    texts = {"d1": "Badplatsens kiosk", "d2": "Badplatsens brygga", "d3": "Torget"}
    terms = Terms([(name, spoken([text])) for name, text in texts.items()])
    assert terms.written("d1", "d2", 5) == ("badplatsen",)
