"""Works out one topical row: why two passages count as speaking of the same matter.

    python tools/topical_row.py "words of the one passage" "words of the other"

Prints the words of each with number, rarity and share, what the shared ones add, and the two likenesses that make up
the figure of the row. Names of documents and acts, and standard text, are to be left out of the words, as styrdok does.
"""

import re
import sys
from collections import Counter

from styrdok.models import Anchor
from styrdok.overlaps.tables import weights
from styrdok.overlaps.topical.passages import Running
from styrdok.overlaps.topical.rows import likeness
from styrdok.overlaps.topical.speech import UNIT, Speaker, likeness_of_meaning, likeness_of_words
from styrdok.overlaps.topical.table import base_of, rarity_of
from styrdok.swedish.lemmas import stem


def main(first: str, second: str) -> None:
    """Print the table and the sums."""
    counted = [Counter(base for word in words_of(text) if (base := base_of(word))) for text in (first, second)]
    by_stem = [Counter[str]() for _ in counted]
    for count, stems in zip(counted, by_stem, strict=True):
        for base, number in count.items():
            stems[stem(base)] += number
    speaker, passages = Speaker(), [Running(Anchor(1, 0, 0, ""), words) for words in counted]
    shares = [speaker.said([passage]).shares_of(0) for passage in passages]
    print(f"{'word':24}{'rarity':>8}{'number A':>10}{'number B':>10}{'share A':>9}{'share B':>9}{'product':>9}")
    for word in sorted(by_stem[0] | by_stem[1], key=lambda word: (-rarity_of(word), word)):
        a, b = (one.get(word, 0.0) / UNIT for one in shares)
        numbers = f"{by_stem[0][word]:10}{by_stem[1][word]:10}"
        print(f"{word:24}{rarity_of(word) / 100:8.2f}{numbers}{a:9.3f}{b:9.3f}{a * b:9.3f}")
    one, two = (speaker.speak([passage]) for passage in passages)
    meaning, words = likeness_of_meaning(one, two)[0, 0], likeness_of_words(one, two)[0, 0]
    share = weights().topical_words
    print(f"\nwords {words:.4f} (the sum of the products), meaning {meaning:.4f}")
    print(f"({meaning:.4f} + {share} × {words:.4f}) / {1 + share} = {likeness(one, two)[0, 0]:.4f}")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())


if __name__ == "__main__":
    main(*sys.argv[1:3])
