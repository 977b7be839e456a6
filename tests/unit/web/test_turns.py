"""Changes by people who work at once."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from styrdok.errors import NotFound, RegistryNotWritable
from styrdok.judgements.acts import Act, Opinion
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence
from styrdok.vocabulary import Verdict
from styrdok.web.turns import Turns
from tests.unit.registry.conftest import make_result

PEOPLE = ["Anna", "Bo", "Cia", "Dan"]
Change = Callable[[Registry], object]


class Door:
    """Opens a registry. The first to come in stays until all others stand outside; after that it sticks some times."""

    def __init__(self, path: Path, sticks: int = 0) -> None:
        self.times, self.entered, self.others_wait = 0, Event(), Event()
        self._path, self._sticks = path, sticks

    @contextmanager
    def opened(self) -> Iterator[Registry]:
        self.times += 1
        self.entered.set()
        assert self.others_wait.wait(30)
        if 1 < self.times <= 1 + self._sticks:
            raise RegistryNotWritable(Sentence.of("Disken är full."))
        with Registry.open(self._path) as registry:
            yield registry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "r.db"
    with Registry.open(place, create=True) as registry:
        for title in ("Kvalitetsprogram", "Personalpolicy"):
            result = make_result(title, f"{title} gäller alla nämnder.")
            registry.add_document(Seen(tmp_path / f"{title}.pdf", f"{title}.pdf"), result)
        registry.relink()
    return place


def judging(path: Path, who: str, *, also: str = "") -> Change:
    """A judgement of the two documents, and after it one of a third."""
    with Registry.open(path, read_only=True) as registry:
        pair = [document.id for document in registry.documents()]

    def change(registry: Registry) -> Act:
        act = registry.judge(pair, Opinion(Verdict.ACCEPT), who)
        return registry.judge([*pair, also], Opinion(Verdict.ACCEPT), who) if also else act

    return change


def at_once(door: Door, changes: list[Change]) -> list[BaseException | None]:
    """What each change raised, when the first is being made while all others have come to wait."""
    turns = Turns(door.opened)
    with ThreadPoolExecutor(len(changes)) as people:
        told = [people.submit(turns.make, changes[0])]
        assert door.entered.wait(30)
        told += [people.submit(turns.make, change) for change in changes[1:]]
        while turns.waiting < len(changes) - 1:
            time.sleep(0.001)
        door.others_wait.set()
        return [one.exception() for one in told]


def acts(path: Path) -> list[Act]:
    with Registry.open(path, read_only=True) as registry:
        return list(registry.acts())


def test_those_who_wait_go_together_and_every_act_is_kept(path: Path) -> None:
    door = Door(path)
    assert at_once(door, [judging(path, who) for who in PEOPLE]) == [None] * 4
    assert door.times == 2
    assert sorted(act.who for act in acts(path)) == PEOPLE
    assert len({act.at for act in acts(path)}) == 4


def test_a_change_that_cannot_be_made_leaves_nothing_and_hinders_no_other(path: Path) -> None:
    changes = [judging(path, "Anna"), judging(path, "Bo", also="d000"), judging(path, "Cia")]
    door = Door(path)
    first, second, third = at_once(door, changes)
    assert (first, type(second), third, door.times) == (None, NotFound, None, 2)
    assert sorted(act.who for act in acts(path)) == ["Anna", "Cia"]


def test_where_they_cannot_go_together_each_goes_by_itself(path: Path) -> None:
    door = Door(path, sticks=2)
    told = at_once(door, [judging(path, who) for who in PEOPLE])
    assert [type(problem) for problem in told if problem] == [RegistryNotWritable]
    assert len(acts(path)) == 3
