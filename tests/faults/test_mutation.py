"""Some rounds of the mutation run of ``benchmarks/mutation.py``, which makes 20,000 of them."""

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from .hostile import CASES, sound

_PLACE = Path(__file__).parents[2] / "benchmarks" / "mutation.py"


@pytest.fixture(scope="module")
def mutation() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutation", _PLACE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutation"] = module
    spec.loader.exec_module(module)
    return module


def _seeds() -> list[bytes]:
    small = [data for case in CASES if 0 < len(data := case.make()) < 4000]
    return [*small, *[sound("Program\nAntagen av kommunfullmäktige den 4 maj 2020 § 12.")] * 9]


@pytest.mark.parametrize("rounds", [80, pytest.param(20_000, marks=pytest.mark.long)])
def test_damaged_files_break_nothing(mutation: ModuleType, tmp_path: Path, rounds: int) -> None:
    tally = mutation.run(_seeds(), rounds, seed=7, folder=tmp_path)
    assert tally.faults == []
    assert sum(tally.codes.values()) == rounds
    assert tally.codes["ok"] > 0
    assert tally.kept == rounds // 10


def test_the_same_seed_gives_the_same_files(mutation: ModuleType) -> None:
    data = sound()
    first, second = ([mutation.mutated(data, random.Random(seed), [data]) for seed in range(40)] for _ in range(2))
    assert first == second
    assert len({content for _, content in first}) > 35
