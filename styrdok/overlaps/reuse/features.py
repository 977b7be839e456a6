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
_BLOCK = 4096
"""Passages taken at a time: what is made of them stays in the processor's own memory."""
_CHUNK = 1 << 18


def mixed(codes: Codes) -> Codes:
    """Codes spread evenly over 64 bits."""
    codes = codes ^ (codes >> np.uint64(31))
    codes *= _MIX_A
    codes ^= codes >> np.uint64(29)
    codes *= _MIX_B
    return codes


def keys_of(tokens: Tokens, offset: int = 0) -> Codes:
    """The sorted, distinct keys of some passages, which are numbered from ``offset``."""
    lengths = np.diff(tokens.first)
    keys = np.empty(int(sum(np.maximum(lengths - reach, 0).sum() for reach in (1, 2))), np.uint64)
    filled = 0
    for begin in range(0, tokens.passages, _BLOCK):
        for part in _keys_between(tokens, begin, min(begin + _BLOCK, tokens.passages), offset):
            keys[filled : filled + len(part)] = part
            filled += len(part)
    keys.sort()
    return distinct(keys)


def _keys_between(tokens: Tokens, begin: int, end: int, offset: int) -> tuple[Codes, Codes]:
    """The unsorted keys of the passages ``begin:end``: their pairs and their triples."""
    bounds = tokens.first[begin : end + 1]
    owner = np.repeat(np.arange(offset + begin, offset + end, dtype=np.uint64), np.diff(bounds))
    stems = mixed(tokens.stems[bounds[0] : bounds[-1]] * _GOLDEN)
    pairs = mixed((stems[:-1] + stems[1:]) * _GOLDEN)
    triples = mixed((stems[:-2] + stems[1:-1] + stems[2:]) * _MIX_B + _TRIPLE)
    return _packed(pairs, owner, 1), _packed(triples, owner, 2)


def _packed(hashes: Codes, owner: Codes, reach: int) -> Codes:
    same = owner[:-reach] == owner[reach:]
    hashes &= ~PASSAGE_MASK
    hashes |= owner[:-reach]
    packed: Codes = hashes[same]
    return packed


def distinct(ordered: Codes) -> Codes:
    """A sorted array without repetitions, which is overwritten to save memory."""
    kept = 0
    for begin in range(0, len(ordered), _CHUNK):
        part = ordered[begin : begin + _CHUNK]
        keep = np.empty(len(part), bool)
        keep[0] = not kept or part[0] != ordered[kept - 1]
        np.not_equal(part[1:], part[:-1], out=keep[1:])
        chosen = part[keep]
        ordered[kept : kept + len(chosen)] = chosen
        kept += len(chosen)
    return ordered[:kept]
