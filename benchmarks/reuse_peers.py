"""Ways to find reused passages, ours and others': each takes texts and returns scored pairs.

The peers get what suits them: exact Jaccard of three-word shingles as the score of every MinHash candidate, cosine of
the ten nearest neighbours for TF-IDF. Each is tried on words as they stand and on the stems that styrdok cuts them to.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from styrdok.overlaps.reuse.stems import PREFIX

_WORD = re.compile(r"[^\W_]+")

Scored = list[tuple[int, int, float]]


def styrdok(texts: Sequence[str], owners: Sequence[int]) -> Scored:
    from styrdok.overlaps.reuse.search import collect, compare_block
    from styrdok.overlaps.reuse.settings import ReuseSettings

    settings = ReuseSettings(min_bits=0, min_tokens=5, min_score=0.1)
    return [(m.first, m.second, m.score) for m in compare_block(collect(texts, owners), 0, settings)]


def _shingles(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[k : k + 3]) for k in range(max(1, len(words) - 2))}


def _jaccard(pairs: Iterator[tuple[int, int]], sets: Sequence[set[str]]) -> Scored:
    return [(a, b, len(sets[a] & sets[b]) / len(sets[a] | sets[b])) for a, b in pairs]


def rensa(texts: Sequence[str], owners: Sequence[int]) -> Scored:
    """Rust MinHash, 64 bands of 2."""
    from rensa import RMinHash, RMinHashLSH

    sets = [_shingles(text) for text in texts]
    lsh = RMinHashLSH(threshold=0.2, num_perm=128, num_bands=64)
    hashes = []
    for number, shingles in enumerate(sets):
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(sorted(shingles))
        lsh.insert(number, sketch)
        hashes.append(sketch)
    pairs = {(min(a, b), max(a, b)) for a, sketch in enumerate(hashes) for b in lsh.query(sketch) if a != b}
    return _jaccard(iter(sorted(pairs)), sets)


def datasketch(texts: Sequence[str], owners: Sequence[int]) -> Scored:
    """MinHash LSH at its threshold 0.2."""
    from datasketch import MinHash, MinHashLSH

    sets = [_shingles(text) for text in texts]
    lsh = MinHashLSH(threshold=0.2, num_perm=128)
    pairs: set[tuple[int, int]] = set()
    for number, shingles in enumerate(sets):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles])
        pairs.update((other, number) for other in lsh.query(sketch))
        lsh.insert(number, sketch)
    return _jaccard(iter(sorted(pairs)), sets)


def tfidf(texts: Sequence[str], owners: Sequence[int]) -> Scored:
    """scikit-learn TF-IDF over words and word pairs, ten nearest neighbours."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts).tocsr()
    turned = matrix.T.tocsr()
    best: dict[tuple[int, int], float] = {}
    for begin in range(0, matrix.shape[0], 500):
        block = (matrix[begin : begin + 500] @ turned).tocsr()
        for row in range(block.shape[0]):
            span = slice(block.indptr[row], block.indptr[row + 1])
            columns, values = block.indices[span], block.data[span]
            for k in np.argsort(-values, kind="stable")[:11].tolist():
                a, b = begin + row, int(columns[k])
                if a != b:
                    best[min(a, b), max(a, b)] = float(values[k])
    return [(a, b, score) for (a, b), score in sorted(best.items())]


Method = Callable[[Sequence[str], Sequence[int]], Scored]


def stemmed(method: Method) -> Method:
    """A method that is given the same six-letter stems as styrdok makes for itself, instead of words."""

    def found(texts: Sequence[str], owners: Sequence[int]) -> Scored:
        return method([" ".join(word[:PREFIX] for word in _WORD.findall(text.lower())) for text in texts], owners)

    return found


PEERS: dict[str, Method] = {"rensa": rensa, "datasketch": datasketch, "tfidf": tfidf}
METHODS: dict[str, Method] = {
    "styrdok": styrdok,
    **PEERS,
    **{f"{name}-stems": stemmed(method) for name, method in PEERS.items()},
}
