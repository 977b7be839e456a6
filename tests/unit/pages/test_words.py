"""Common and different words of two passages."""

from hypothesis import given
from hypothesis import strategies as st

from styrdok.pages.words import common_words


def test_common_words_are_marked_in_both():
    a, b = common_words("Chefen leder arbetet varje dag.", "Chefen följer upp arbetet, varje\ndag.")
    assert [piece.text for piece in a if piece.common] == ["Chefen", "arbetet varje dag"]
    assert [piece.text for piece in b if piece.common] == ["Chefen", "arbetet, varje\ndag"]
    assert " leder " in [piece.text for piece in a if not piece.common]


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_join_to_the_text_and_common_words_are_the_same(a, b):
    left, right = common_words(a, b)
    assert "".join(piece.text for piece in left) == a
    assert "".join(piece.text for piece in right) == b
    kept = [[w for p in side if p.common for w in _words(p.text)] for side in (left, right)]
    assert kept[0] == kept[1]


def _words(text):
    from styrdok.swedish.tokens import tokens

    return [token.text.casefold() for token in tokens(text)]
