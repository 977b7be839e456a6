"""Decisions in a registry: undoing leaves no trace in what is shown, and two people's can be put together at will."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.engines.analyse import analyse
from styrdok.engines.ingest import ingest, rebuild
from styrdok.judgements.acts import Act, Opinion
from styrdok.judgements.exchange import from_text, to_text
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.reports.export import export
from styrdok.vocabulary import Action, Verdict
from tests.faults.hostile import sound
from tests.faults.test_crash_registry import IDS, RESULTS

TODAY = date(2026, 1, 1)
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["judge", "correct", "undo"]),
        st.integers(0, 2),
        st.sampled_from(list(Verdict)),
        st.sampled_from([None, Action.MERGE, Action.REPEAL]),
        st.sampled_from(["", "Cykelprogram", "=1+1", "å\u2028ä"]),
    ),
    max_size=6,
)
Deed = tuple[str, int, Verdict, Action | None, str]


def _filled(path: Path) -> Path:
    with Registry.open(path, create=True) as registry:
        for name, result in RESULTS.items():
            registry.add_document(Seen(path.parent / name, name), result)
        registry.relink()
    return path


def _do(registry: Registry, deed: Deed, who: str) -> Act | None:
    kind, number, verdict, action, words = deed
    acts = registry.acts()
    if kind == "undo":
        return registry.undo(acts[number % len(acts)].id, who, words) if acts else None
    if kind == "correct":
        return registry.correct(IDS[number], "title", words or None, who)
    pair = [IDS[number], IDS[(number + 1) % 3]]
    return registry.judge(pair, Opinion(verdict, action, words, action), who)


def shown(registry: Registry) -> str:
    """All that a reader is shown: the export with its proposals, and the judgements that count."""
    snapshot, acts = registry.snapshot(TODAY), registry.acts()
    whole = export(snapshot, registry.files(), analyse(snapshot, TODAY), acts, passages=True)
    counting = [(review.act.id, str(review.freshness)) for review in registry.reviews()]
    return json.dumps([whole, counting], ensure_ascii=False)


@settings(max_examples=15, deadline=None)
@given(DEEDS, DEEDS.filter(bool))
def test_a_deed_and_its_undoing_leave_what_is_shown(history: Sequence[Deed], new: Sequence[Deed]) -> None:
    with TemporaryDirectory() as place, Registry.open(_filled(Path(place, "r.db"))) as registry:
        for deed in history:
            _do(registry, deed, "kim")
        before = shown(registry)
        done = [act for deed in new if (act := _do(registry, deed, "lo"))]
        for act in reversed(done):
            registry.undo(act.id, "lo")
        assert shown(registry) == before
        assert len(registry.acts()) >= 2 * len(done)


@settings(max_examples=10, deadline=None)
@given(DEEDS, DEEDS, DEEDS)
def test_the_acts_of_several_people_go_together_in_any_order(
    a: Sequence[Deed], b: Sequence[Deed], c: Sequence[Deed]
) -> None:
    with TemporaryDirectory() as place:
        texts = []
        for number, deeds in enumerate((a, b, c)):
            with Registry.open(_filled(Path(place, f"{number}.db"))) as registry:
                for deed in deeds:
                    _do(registry, deed, f"person {number}")
                texts.append(to_text(registry.acts()))
        states = set()
        for number, order in enumerate(([0, 1, 2], [2, 0, 1], [1, 1, 2, 0, 2])):
            with Registry.open(_filled(Path(place, f"merged{number}.db"))) as registry:
                for index in order:
                    registry.add_acts(from_text(texts[index]))
                states.add((to_text(registry.acts()), shown(registry)))
        assert len(states) == 1
        lines = {line for text in texts for line in text.split("\n") if line}
        assert {line for line in next(iter(states))[0].split("\n") if line} == lines


@pytest.mark.parametrize("jobs", [1, 2])
def test_rebuilding_gives_the_same_bytes(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "docs").mkdir()
    for number in range(5):
        words = f"Plan {number}\nNämnd {number} ska följa upp Plan {(number + 1) % 5} varje år."
        (tmp_path / "docs" / f"{number}.pdf").write_bytes(sound(words))
    (tmp_path / "docs" / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing")
    ingest([tmp_path / "docs"], tmp_path / "r.db", jobs=2)
    with Registry.open(tmp_path / "r.db") as registry:
        names = [document.id for document in registry.documents()]
        registry.judge(names[:2], Opinion(Verdict.ACCEPT), "kim")
        registry.correct(names[0], "title", "Plan noll", "kim")
        before, acts = shown(registry), to_text(registry.acts())
    assert len(rebuild(tmp_path / "r.db", jobs=jobs).read) == 6
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert shown(registry) == before
        assert to_text(registry.acts()) == acts
    ingest([tmp_path / "docs"], tmp_path / "new.db", jobs=jobs)
    with Registry.open(tmp_path / "new.db") as registry:
        registry.add_acts(from_text(acts))
        assert shown(registry) == before
