import pickle
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrdok.overlaps.reuse.search import collect, compare_block, compare_new
from styrdok.overlaps.reuse.settings import BIT, ReuseSettings
from styrdok.overlaps.reuse.spans import WordSpan, align, coded
from styrdok.overlaps.reuse.stems import tokenise
from styrdok.overlaps.reuse.stretches import stretches, whole

from .reuse_twin import twin, words

SENTENCE = "nämnden ska varje år följa upp målen för trafik och miljö i stadens områden tillsammans Åre 2024"
VOCABULARY = SENTENCE.split()
LOOSE = ReuseSettings(floor_bits=20, floor_share=0.0, min_bits=0, min_tokens=0, min_score=0, background=50)

sentence = st.lists(st.sampled_from(VOCABULARY), min_size=0, max_size=14).map(" ".join)
collection = st.lists(st.tuples(sentence, st.integers(0, 3)), min_size=1, max_size=9)
any_text = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


def _found(texts: list[str], owners: list[int]) -> dict[tuple[int, int], tuple[int, float]]:
    matches = compare_block(collect(texts, owners), 0, LOOSE)
    return {(m.first, m.second): (round(m.bits * BIT), m.share) for m in matches}


@given(collection)
def test_array_search_equals_its_twin(rows):
    texts, owners = [text for text, _ in rows], [owner for _, owner in rows]
    coded_words = coded(tokenise(texts), np.arange(len(texts)))
    expected = twin(texts, owners, LOOSE)
    shown = {pair: value for pair, value in expected.items() if align(coded_words[pair[0]], coded_words[pair[1]])}
    assert _found(texts, owners) == shown


@given(collection, st.lists(sentence, min_size=1, max_size=4))
def test_a_new_document_gives_what_a_full_run_gives(rows, new):
    texts, owners = [text for text, _ in rows], [owner for _, owner in rows]
    added = compare_new(collect(texts, owners), new, 9, LOOSE)
    whole = collect(texts + new, owners + [9] * len(new))
    assert added == compare_block(whole, len(texts), LOOSE)


@given(collection, st.integers(0, 9))
def test_blocks_put_together_are_the_whole(rows, cut):
    texts, owners = [text for text, _ in rows], [owner for _, owner in rows]
    whole = compare_block(collect(texts, owners), 0, LOOSE)
    late = compare_block(collect(texts, owners), cut, LOOSE)
    assert late == tuple(match for match in whole if match.second >= cut)


@given(collection)
def test_matches_and_collections_can_be_sent_to_another_process(rows):
    texts, owners = [text for text, _ in rows], [owner for _, owner in rows]
    ready = pickle.loads(pickle.dumps(collect(texts, owners)))
    matches = compare_block(ready, 0, LOOSE)
    assert pickle.loads(pickle.dumps(matches)) == matches == compare_block(collect(texts, owners), 0, LOOSE)


@given(st.lists(any_text, min_size=1, max_size=4))
def test_words_stand_where_they_are_said_to_stand(texts):
    tokens = tokenise(texts)
    for number, text in enumerate(texts):
        span = slice(tokens.first[number], tokens.first[number + 1])
        plain = text.encode("latin-1", "replace").decode("latin-1")
        found = [
            "".join(words(plain[start:end]))
            for start, end in zip(tokens.starts[span].tolist(), tokens.ends[span].tolist(), strict=True)
        ]
        assert found == words(text)


@given(st.text("abcd", max_size=30), st.text("abcd", max_size=30))
def test_spans_lie_inside_and_agree(a, b):
    for span in align(a, b):
        assert 0 <= span.a_start < span.a_end <= len(a)
        assert 0 <= span.b_start < span.b_end <= len(b)
        assert 0 < span.matched <= min(span.a_end - span.a_start, span.b_end - span.b_start)


@given(st.text("abcdefgh", min_size=1, max_size=40))
def test_a_text_aligns_with_itself(text):
    (span,) = align(text, text)
    assert (span.a_end, span.b_end, span.matched, span.similarity) == (len(text), len(text), len(text), 1.0)


finds = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400), st.integers(1, 60), st.integers(1, 60)).map(
        lambda one: WordSpan(one[0], one[0] + one[2], one[1], one[1] + one[3], min(one[2:]))
    ),
    max_size=12,
)


@given(finds, st.randoms())
def test_each_find_is_in_one_stretch_whatever_their_order(found, order):
    made = stretches(found)
    assert sorted(map(_bounds, (one for parts in made for one in parts))) == sorted(map(_bounds, found))
    shuffled = list(found)
    order.shuffle(shuffled)
    assert stretches(shuffled) == made


@given(finds)
def test_long_finds_of_a_stretch_stand_in_the_same_order(found):
    limits = ReuseSettings(moved=0)
    for parts in stretches(found, limits):
        assert all(one.a_end <= next_.a_start and one.b_end <= next_.b_start for one, next_ in pairwise(parts))
        both = whole(parts)
        assert (both.a_start, both.b_end) == (parts[0].a_start, parts[-1].b_end)


def _bounds(span):
    return span.a_start, span.a_end, span.b_start, span.b_end
