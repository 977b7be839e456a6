"""The registry as the pages see it: read and analysed once for each state it is in."""

import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from styrdok.engines.kept import NOTHING_IN_HAND, InHand, analysed
from styrdok.files import stamps
from styrdok.findings import Proposal
from styrdok.judgements.acts import Act
from styrdok.judgements.reviews import Review
from styrdok.language import Language
from styrdok.registry.files import FileRecord
from styrdok.registry.journal import UNREAD, Log
from styrdok.registry.store import Registry
from styrdok.system import set_aside
from styrdok.web.found import Findings, Pair
from styrdok.web.once import let_go
from styrdok.web.spoken import Spoken
from styrdok.web.turns import Made, Turns

_LOG = logging.getLogger(__name__)
_DAYS_KEPT = 3
_WALKING = 20
"""Every so often that findings are made, what nobody can reach any more is looked for among what lives long."""

_Stamp = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class State:
    """Findings together with the files and with what people did."""

    findings: Findings
    files: tuple[FileRecord, ...]
    spoken: Spoken
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def acts(self) -> tuple[Act, ...]:
        """All acts, by time."""
        return self.spoken.acts

    @property
    def reviews(self) -> tuple[Review, ...]:
        """The judgements that count, by time."""
        return self.spoken.reviews

    @property
    def reviews_by_pair(self) -> Mapping[Pair, tuple[Review, ...]]:
        """The judgements of pairs that count, by pair, oldest first."""
        return self.spoken.reviews_by_pair

    def verdict_on(self, proposal: Proposal) -> Act | None:
        """The newest judgement of a proposal that counts."""
        return self.spoken.verdicts.get((tuple(sorted(proposal.documents)), proposal.action))


@dataclass
class Workspace:
    """Gives the state of a registry as on a date; reads it again when the file has changed, analyses again when
    documents have.

    The dates asked for last are kept ready. While it is :meth:`held`, what was known last is shown as it was.
    """

    path: Path
    language: Language = field(default_factory=Language)
    _lock: Lock = field(default_factory=Lock)
    _turn: Lock = field(default_factory=Lock)
    _stamp: _Stamp = ()
    _findings: dict[date, tuple[object, Findings]] = field(default_factory=dict)
    _states: dict[date, State] = field(default_factory=dict)
    _fresh: set[date] = field(default_factory=set)
    _log: Log = UNREAD
    _listed: tuple[object, tuple[FileRecord, ...]] = (None, ())
    _in_hand: InHand = NOTHING_IN_HAND
    _held: bool = False
    _made: int = 0
    _at_once: bool = False

    @cached_property
    def _turns(self) -> Turns:
        return Turns(self.changing)

    def first(self) -> State:
        """The registry as it is today, with the look-ups that most pages ask for. Raises as :meth:`state`."""
        self._at_once = True
        try:
            return self.state()
        finally:
            self._at_once = False

    def state(self, day: date | None = None) -> State:
        """The registry as it is now, seen as on ``day`` or today.

        Raises a :class:`~styrdok.errors.RegistryUnusable`.
        """
        with self._lock:
            stamp, on = self._now(), day or date.today()
            if stamp != self._stamp and not (self._held and self._stamp):
                self._fresh.clear()
                self._stamp = stamp
            if on not in self._fresh:
                self._states[on] = self._read(on)
                self._fresh.add(on)
            return self._states[on]

    def change(self, change: Callable[[Registry], Made]) -> Made:
        """Have something added to what people said, together with what others say just then; raises what it raises."""
        return self._turns.make(change)

    @contextmanager
    def changing(self) -> Iterator[Registry]:
        """The registry, to change it: one after another, as those who wait for the file itself are let in by chance."""
        with self._turn:
            try:
                with Registry.open(self.path) as registry:
                    yield registry
            finally:
                self.forget()

    def forget(self) -> None:
        """Read again at the next request, whatever the clock of the file says."""
        with self._lock:
            self._stamp = ()

    def hold(self) -> None:
        """Analyse nothing anew until :meth:`release`: files are being read in, one change after another."""
        with self._lock:
            self._held = True

    def release(self) -> None:
        """See what has been read in."""
        with self._lock:
            self._held, self._stamp = False, ()

    def _tell_mended(self) -> None:
        said = self.language.say("OBS Det som sparats av analysen bredvid registret var skadat och har gjorts om.")
        _LOG.warning(said)

    def _now(self) -> _Stamp:
        """The stamps of the file and of what has been added to it; whoever reads leaves an empty file for that."""
        written = stamps(self.path, self.path.with_name(self.path.name + "-wal"))
        return tuple((when, size) for when, size in written if size)

    def _read(self, on: date) -> State:
        with Registry.open(self.path, read_only=True) as registry:
            key = registry.sealed() or _unsealed(registry)
            known, findings = self._findings.pop(on, (None, None))
            before = self._states.get(on)
            if findings is None or (key != known and not self._held):
                known = key
                self._made += 1
                with kept_from_the_collector(self._made % _WALKING == 1):
                    found = analysed(registry, on, self._tell_mended, self._in_hand)
                    findings = Findings(found.snapshot, found.analysis, on, self.language)
                    findings = findings.opened() if self._at_once else findings.made_ready()
                    self._in_hand = found.in_hand
                for gone in (before, before and before.findings):
                    if gone:
                        let_go(gone)
            self._findings[on] = known, findings
            for oldest in list(self._findings)[:-_DAYS_KEPT]:
                del self._findings[oldest]
                self._states.pop(oldest, None)
                self._fresh.discard(oldest)
            if key != self._listed[0]:
                self._listed = key, registry.files()
            with registry.steady():
                self._log = registry.log(self._log)
                spoken = _spoken(registry, findings, self._log.acts, self._states.get(on))
            return State(findings, self._listed[1], spoken)


def _spoken(registry: Registry, findings: Findings, acts: tuple[Act, ...], before: State | None) -> Spoken:
    """What people did; with what they did ``before``, most often only the newest acts are looked at."""
    if before is not None and before.findings is findings:
        spoken = before.spoken.and_then(acts, findings.records)
        if spoken is not None:
            return spoken
    return Spoken.of(acts, registry.reviews([record.document for record in findings.snapshot.records]))


def _unsealed(registry: Registry) -> object:
    """What tells whether the documents and files of a registry that is not linked are the same as before."""
    return registry.documents(), registry.files(), tuple(sorted(registry.known_versions().items()))


@contextmanager
def kept_from_the_collector(walking: bool = False) -> Iterator[None]:
    """What is made inside lives as long as the server does; without this every full collection walks through it.

    Such a walk took more than a second with 500 documents, in the middle of somebody's page. ``walking`` does it now.
    """
    gc.disable()
    try:
        yield
    finally:
        set_aside(looked_through=walking)
        gc.enable()
