"""What is made once of something is kept with it, for whoever asks, and goes with it."""

import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from styrdok.findings import Snapshot
from styrdok.once import once
from tests.made import record, snapshot


@once
def ids(found: Snapshot) -> list[str]:
    time.sleep(0.05)
    return [one.document.id for one in found.records]


@once
def after(found: Snapshot, name: str, *, most: int = 9) -> list[str]:
    return [one.document.id for one in found.records if one.document.id > name][:most]


def test_what_many_ask_for_at_once_is_made_once() -> None:
    found = snapshot(record("d1"), record("d2"))
    with ThreadPoolExecutor(8) as visitors:
        made = list(visitors.map(ids, [found] * 8))
    assert made[0] == ["d1", "d2"]
    assert len({id(each) for each in made}) == 1


def test_what_is_asked_differently_is_made_for_itself() -> None:
    found = snapshot(record("d1"), record("d2"), record("d3"))
    assert after(found, "d1") == ["d2", "d3"]
    assert after(found, "d2") == ["d3"]
    assert after(found, "d1", most=1) == ["d2"]
    assert after(found, "d1") is after(found, "d1")


def test_a_changed_snapshot_begins_anew_and_one_that_was_asked_can_be_sent() -> None:
    found = snapshot(record("d1"), record("d2"))
    assert ids(found) == ["d1", "d2"]
    assert ids(replace(found, records=found.records[:1])) == ["d1"]
    assert pickle.loads(pickle.dumps(found)) == found
