"""What a package of a city's own adds: a reason for overlap and words, without a fork."""

_OVERLAP = """
from datetime import date
from styrdok.engines.analyse import analyse
from tests.made import CYCLING, record, snapshot
quays = [record("d1", CYCLING, title="Kajplan"), record("d2", CYCLING, title="Kajpolicy")]
(overlap,) = analyse(snapshot(*quays), date(2026, 1, 1)).overlaps
line = next(signal for signal in overlap.signals if signal.name == "quays")
print(line.value, line.weight, line.sentence)
"""

_LABEL = "from styrdok.overlaps.signals import label_of, meaning_of; print(label_of('quays'), '|', meaning_of('quays'))"

_WORDS = """
from styrdok.extraction.lexicon.tables import read_tsv
print(read_tsv("systems.tsv", ("label", "names", "case"))[-1]["label"])
"""


def test_a_signal_of_a_package_counts_in_the_score(harbour):
    done = harbour(_OVERLAP)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split(maxsplit=2) == ["1.0", "0.4", "Båda handlar om kajer.\n"]
    assert harbour(_LABEL).stdout == "kajer | Båda titlarna talar om kajer.\n"


def test_words_of_a_package_are_known(harbour):
    done = harbour(_WORDS)
    assert done.stdout == "Kajsystemet\n", done.stderr
