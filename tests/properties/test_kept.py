"""Whatever is done to a registry, what is shown from what is kept is what a full run would show."""

import json
import os
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from styrdok.engines.analyse import analyse
from styrdok.engines.kept import NOTHING_IN_HAND, analysed
from styrdok.engines.read_one import read_one
from styrdok.judgements.acts import Opinion
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.reports.export import export
from styrdok.settings import Settings
from styrdok.vocabulary import Verdict
from tests.faults.hostile import sound

DAY = date(2026, 1, 1)
COPIED = "Varje förvaltning ska se till att bryggor och badplatser hålls öppna för alla invånare under hela sommaren."
TEXTS = (
    f"Badplan för Ekhamns kommun\nAntagen av kommunfullmäktige 2019-05-02 § 7\nGäller till 2026-06-30\n{COPIED}",
    f"Badplan för Ekhamns kommun\nAntagen av kommunfullmäktige 2023-05-02 § 9\n{COPIED}\nErsätter Badplan från 2019.",
    f"Bryggprogram för Ekhamns kommun\n{COPIED}\nProgrammet kompletterar Badplan för Ekhamns kommun.",
    "Policy för båtar i Ekhamns kommun\nMed brygga avses en plats där båtar läggs till.\nSe Bryggprogram.",
    "Riktlinjer för båtplatser i Ekhamns kommun\nMed brygga avses allt som flyter.\nSe Policy för båtar.",
    f"Svar på remiss av Bryggprogram\nNämnden anser att programmet bör samordnas med Badplan.\n{COPIED}",
)
FIELDS = (
    ("title", "Badplan"), ("title", "Bryggprogram"), ("title", ""), ("status", "repealed"), ("kind", "memo"),
    ("valid_to", "2025-12-31"), ("organisation", "Lövstads kommun"), ("adopted_on", "2026-02-01"),
)  # fmt: skip
KINDS = ("add", "add", "add", "remove", "replace", "correct", "correct", "undo", "judge", "day", "day")
DEEDS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 400)), min_size=1, max_size=8)
Deed = tuple[str, int]
MOST_OF_A_SORT = 3
LONG = int(os.environ.get("STYRDOK_EXAMPLES", "2000"))


@cache
def _result(number: int) -> ReadResult:
    return read_one(sound(TEXTS[number]), Settings())


def _do(registry: Registry, deed: Deed, folder: str) -> None:
    kind, number = deed
    documents, acts = registry.documents(), registry.acts()
    if kind in ("add", "replace"):
        name = f"{(number + (kind == 'replace')) % len(TEXTS)}.pdf"
        registry.add_document(Seen(Path(folder, name), name), _result(number % len(TEXTS)))
        registry.relink()
    elif kind == "undo" and acts:
        registry.undo(acts[number % len(acts)].id, "kim")
    elif kind == "judge" and len(documents) > 1:
        one, other = documents[number % len(documents)], documents[(number + 1) % len(documents)]
        registry.judge([one.id, other.id], Opinion(list(Verdict)[number % 4]), "kim")
    elif kind == "correct" and documents:
        field, value = FIELDS[number // 6 % len(FIELDS)]
        registry.correct(documents[number % len(documents)].id, field, value or None, "kim")
    elif kind == "remove" and documents:
        registry.remove(documents[number % len(documents)].id)


def _shown(registry: Registry, snapshot: Any, analysis: Any) -> str:
    return json.dumps(export(snapshot, registry.files(), analysis, registry.acts(), passages=True), ensure_ascii=False)


def _check(deeds: Sequence[Deed]) -> None:
    """Every second number goes on from what the analysis before had in hand, as the page does."""
    day, before = DAY, NOTHING_IN_HAND
    with TemporaryDirectory() as folder, Registry.open(Path(folder, "r.db"), create=True) as registry:
        for number in range(3):
            _do(registry, ("add", number), folder)
        for deed in deeds:
            day = DAY + timedelta(days=deed[1]) if deed[0] == "day" else day
            _do(registry, deed, folder)
            in_hand = before if deed[1] % 2 else NOTHING_IN_HAND
            found, snapshot = analysed(registry, day, in_hand=in_hand), registry.snapshot(day)
            before = found.in_hand
            full = analyse(snapshot, day)
            assert found.snapshot == snapshot
            assert found.analysis == full
            assert _shown(registry, found.snapshot, found.analysis) == _shown(registry, snapshot, full)
        kept = Counter(path.suffix for path in Path(folder, "r.db.analysis").iterdir())
        assert max(kept.values()) <= MOST_OF_A_SORT


@settings(max_examples=8, deadline=None)
@example([("correct", 42), ("day", 31)])  # adopted on that day, so that what is kept of both states stays
@given(DEEDS)
def test_what_is_kept_is_what_a_full_run_gives(deeds: Sequence[Deed]) -> None:
    _check(deeds)


@pytest.mark.long
@settings(max_examples=LONG, deadline=None)
@given(DEEDS)
def test_what_is_kept_is_what_a_full_run_gives_at_length(deeds: Sequence[Deed]) -> None:
    _check(deeds)
