"""Features of wording: pairs and triples of neighbouring stems, in any order, hashed.

A key packs the feature's hash (upper 40 bits) and the passage it stands in (lower 24); the sorted array of all keys
is the whole index.
"""

import numpy as np

from styrdok.overlaps.reuse.stems import Codes, Tokens

PASSAGE_BITS = np.uint64(24)
PASSAGE_MASK = np.uint64((1 << 24) - 1)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)
_TRIPLE = np.uint64(0x51ED27)


def mixed(codes: Codes) -> Codes:
    """Codes spread evenly over 64 bits."""
    codes = codes ^ (codes >> np.uint64(31))
    codes *= _MIX_A
    codes ^= codes >> np.uint64(29)
    codes *= _MIX_B
    return codes


def keys_of(tokens: Tokens, offset: int = 0) -> Codes:
    """The sorted, distinct keys of some passages, which are numbered from ``offset``."""
    numbers = np.arange(offset, offset + tokens.passages, dtype=np.uint64)
    owner = np.repeat(numbers, np.diff(tokens.first))
    stems = mixed(tokens.stems * _GOLDEN)
    pairs = _packed(mixed((stems[:-1] + stems[1:]) * _GOLDEN), owner, 1)
    triples = _packed(mixed((stems[:-2] + stems[1:-1] + stems[2:]) * _MIX_B + _TRIPLE), owner, 2)
    del stems, owner
    keys = np.concatenate([pairs, triples])
    del pairs, triples
    keys.sort()
    return distinct(keys)


def _packed(hashes: Codes, owner: Codes, reach: int) -> Codes:
    same = owner[:-reach] == owner[reach:]
    hashes &= ~PASSAGE_MASK
    hashes |= owner[:-reach]
    packed: Codes = hashes[same]
    return packed


def distinct(ordered: Codes) -> Codes:
    """A sorted array without repetitions."""
    if not len(ordered):
        return ordered
    keep = np.empty(len(ordered), bool)
    keep[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=keep[1:])
    return ordered[keep]
