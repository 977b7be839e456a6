"""Words, order and structure against documents whose words are known, for each producer that is installed."""

import importlib.util

import pytest

from styrdok.reading import read

from .document import known
from .measure import score
from .producers import PRODUCERS


def measured(name: str, *, full: bool, columns: int, seed: int, words: int):
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    document = known(seed, full=full, words=words)
    return score(document, read(PRODUCERS[name](document, columns)))


def test_a_short_document_is_read_word_for_word() -> None:
    result = measured("reportlab", full=True, columns=1, seed=3, words=600)
    assert result.word_error == 0.0
    assert result.heading_precision == result.heading_recall == 1.0
    assert result.notes == result.items == result.cells == 1.0
    assert result.furniture_left == 0


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("name", sorted(PRODUCERS))
def test_every_producer(name: str, full: bool, columns: int) -> None:
    result = measured(name, full=full, columns=columns, seed=3 if full else 5, words=2500)
    assert result.word_error <= (0.001 if columns == 1 else 0.005)
    assert result.heading_precision >= 0.98
    assert result.heading_recall >= 0.98
    assert result.notes >= 0.9
    assert result.items >= (0.97 if name != "reportlab" or columns == 1 else 0.9)
    assert result.cells >= (0.95 if columns == 1 else 0.93)
    assert result.furniture_left == 0
