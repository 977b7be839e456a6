"""The search in parts over several collections against the search over all passages at once."""

from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrdok.overlaps.reuse import partitions
from styrdok.overlaps.reuse.features import keys_of
from styrdok.overlaps.reuse.pairs import weights
from styrdok.overlaps.reuse.search import collect, compare_block, matches_of
from styrdok.overlaps.reuse.settings import ReuseSettings
from styrdok.overlaps.reuse.stems import Tokens, tokenise

WORDS = "nämnden ska varje år följa upp målen för trafik och miljö i stadens områden tillsammans Åre 2024"
VOCABULARY = WORDS.split()
LOOSE = ReuseSettings(floor_bits=20, floor_share=0.0, min_bits=0, min_tokens=0, min_score=0, background=50)

sentence = st.lists(st.sampled_from(VOCABULARY), min_size=0, max_size=14).map(" ".join)
collections = st.lists(st.lists(sentence, min_size=0, max_size=4), min_size=2, max_size=4)


def in_parts(collections, parts, cut):
    tokens = [tokenise(texts) for texts in collections]
    keys = [keys_of(one) for one in tokens]
    *offsets, passages = accumulate(map(len, collections), initial=0)
    cuts = [partitions.cuts(mine, parts) for mine in keys]
    met = [
        partitions.meet(
            [mine[at[part] : at[part + 1]] for mine, at in zip(keys, cuts, strict=True)],
            offsets,
            weights(passages, LOOSE),
            LOOSE,
        )
        for part in range(parts)
    ]
    informed = np.zeros(passages, np.int64)
    for one in met:
        informed[one.passages.keys.astype(np.int64)] += one.passages.sums
    found = []
    for stretch in ((0, min(cut, passages)), (min(cut, passages), passages)):
        pairs = partitions.candidates(partitions.between([one.pairs for one in met], *stretch), LOOSE)
        found += matches_of(Tokens.joined(tokens), pairs, informed, LOOSE)
    return tuple(found)


@given(collections, st.sampled_from([1, 2, 8, 64]), st.integers(0, 9))
def test_parts_put_together_are_the_whole(collections, parts, cut):
    texts = [text for one in collections for text in one]
    owners = [number for number, one in enumerate(collections) for _ in one]
    assert in_parts(collections, parts, cut) == compare_block(collect(texts, owners), 0, LOOSE)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9))))
def test_sums_by_key_are_those_of_a_dictionary(rows):
    expected = {}
    for key, value in rows:
        count, total = expected.get(key, (0, 0))
        expected[key] = count + 1, total + value
    keys, values = np.array([key for key, _ in rows], np.uint64), np.array([value for _, value in rows], np.int64)
    found = partitions.Sums.of(keys, values)
    told = zip(found.keys.tolist(), zip(found.counts.tolist(), found.sums.tolist(), strict=True), strict=True)
    assert list(told) == sorted(expected.items())
