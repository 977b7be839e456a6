"""The way from a PDF to a row of the overlaps table is the one that CONTRIBUTING.md shows."""

import re
import sys
from datetime import date
from pathlib import Path

import styrdok
from styrdok.engines.analyse import analyse
from styrdok.engines.read_one import read_one
from styrdok.overlaps.signals import signals
from styrdok.registry.store import Registry, Seen
from styrdok.settings import Settings
from tests.unit.engines.conftest import make_pdf

ROOT = Path(styrdok.__file__).parents[1]
STEP = re.compile(r"^\d\. `(styrdok/[\w/]+\.py)`, `(\w+)`", re.M)
TEXT = (
    "Nämnden ska se till att cykelvägarna hålls öppna och sandade under hela vintern,\n"
    "och bolagen ska anlägga parker, lekplatser och bänkar nära bostäder i hela staden."
)


def steps():
    return STEP.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))


def test_the_map_leads_through_seven_files():
    assert len({file for file, _ in steps()}) == 7


def test_a_file_goes_the_way_of_the_map(tmp_path):
    entered = []
    signals.cache_clear()

    def note(frame, event, _):
        if event == "call":
            entered.append((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        with Registry.open(tmp_path / "r.db", create=True) as registry:
            for name in ("Cykelplan", "Parkplan"):
                result = read_one(make_pdf(f"{name} för Kajstad\n{TEXT}"), Settings())
                registry.add_document(Seen(tmp_path / f"{name}.pdf", f"{name}.pdf"), result)
            registry.relink()
            snapshot = registry.snapshot(date(2026, 1, 1))
        found = analyse(snapshot, date(2026, 1, 1))
    finally:
        sys.setprofile(None)
    assert len(found.overlaps) == 1
    first = [entered.index((str(ROOT / file), function)) for file, function in steps()]
    assert first == sorted(first)
