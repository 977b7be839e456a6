"""The language of a document, by its function words."""

import re
from collections import Counter
from functools import lru_cache

from styrdok.tables import read_toml

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 60_000
_FEWEST = 3


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = read_toml("styrdok.extraction.lexicon", "languages.toml")
    return {code: frozenset(words) for code, words in table["function_words"].items()}


def language_of(text: str) -> tuple[str, float] | None:
    """The ISO 639-1 code and how sure it is (0–1); ``None`` when there is too little running text."""
    counts: Counter[str] = Counter()
    words = Counter(_WORD.findall(text[:_SAMPLE].lower()))
    for code, known in _words().items():
        counts[code] = sum(words[word] for word in known & words.keys())
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if ranked[0][1] < _FEWEST:
        return None
    share = ranked[0][1] / (ranked[0][1] + ranked[1][1])
    return (ranked[0][0], round(share, 3)) if share > 0.5 else None
