"""Making a damaged registry anew: what people did is rescued first, the files are read again, the old file is kept."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from styrdok.engines.discover import discover
from styrdok.engines.ingest import IngestSummary, take_in
from styrdok.errors import RegistryDamaged, RegistryLocked
from styrdok.files import write_whole
from styrdok.judgements.acts import Act, in_order
from styrdok.judgements.exchange import to_text
from styrdok.progress import Progress
from styrdok.registry import rescue
from styrdok.registry.beside import Shelf
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence
from styrdok.settings import Settings

_JOURNAL, _SHARED = "-wal", "-shm"


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a damaged registry: the acts that were rescued, what was read, the files that are gone, and where
    the damaged registry lies now; ``None`` while it has not been replaced.
    """

    acts: tuple[Act, ...]
    read: IngestSummary
    gone: tuple[Path, ...]
    kept: Path | None


def mend(
    registry: Path,
    folders: Sequence[Path] = (),
    *,
    jobs: int = 0,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Mended:
    """Put a sound registry in place of a damaged one, made of its files, of those in ``folders``, and of its acts.

    May be broken off and begun again at any time: until the new registry is whole the old one stays where it is.
    Raises :class:`~styrdok.errors.RegistryUnusable` when there is nothing to read, or somebody else holds the file.
    """
    home = Path(os.path.abspath(registry)).parent  # noqa: PTH100 - as the registry itself does
    written, fresh = registry.with_name(registry.name + ".acts.jsonl"), registry.with_name(registry.name + ".new")
    with _held(registry):
        acts = _rescued(registry, written)
        seen = {item.path: item for item in (*rescue.files(registry, home), *_found(folders))}
        there = [item for item in seen.values() if item.path.exists()]
        if not there:
            raise _nothing_to_read(written, len(acts))
        _begin(fresh, registry)
        summary = take_in(there, fresh, jobs=jobs, settings=settings, progress=progress)
        if not summary.interrupted:
            with Registry.open(fresh) as opened:
                opened.take_back(acts)
    gone = tuple(item.path for item in seen.values() if not item.path.exists())
    if summary.interrupted:
        _remove(fresh)
        return Mended(acts, summary, gone, None)
    kept = _put_aside(registry)
    fresh.replace(registry)
    written.unlink(missing_ok=True)
    Shelf(registry).clear()
    return Mended(acts, summary, gone, kept)


def _rescued(registry: Path, written: Path) -> tuple[Act, ...]:
    """The acts, also written to a file of their own before anything else is done."""
    acts = in_order((*rescue.acts(registry), *rescue.written_acts(written)))
    if acts:
        write_whole(written, to_text(acts).encode("utf-8"))
    return acts


def _found(folders: Sequence[Path]) -> tuple[Seen, ...]:
    return discover(folders).files if folders else ()


@contextmanager
def _held(registry: Path) -> Iterator[None]:
    """Keep others from writing to the registry meanwhile, as far as it is sound enough for that."""
    with closing(sqlite3.connect(registry, isolation_level=None)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise RegistryLocked(
                    Sentence.of("Registret {path} hålls av ett annat program.", path=str(registry)),
                    Sentence.of("Vänta tills det är klart och kör kommandot igen."),
                ) from error
        except sqlite3.DatabaseError:
            pass
        yield


def _put_aside(registry: Path) -> Path:
    """Keep the damaged registry, with what belongs to it, under a name that nothing has."""
    kept = next(
        place
        for number in range(1, 10**6)
        if not (place := registry.with_name(f"{registry.name}.damaged-{number}")).exists()
    )
    journal = registry.with_name(registry.name + _JOURNAL)
    if journal.exists():
        shutil.copyfile(journal, kept.with_name(kept.name + _JOURNAL))
    try:
        kept.hardlink_to(registry)
    except OSError:
        shutil.copyfile(registry, kept)
    for ending in (_JOURNAL, _SHARED):
        registry.with_name(registry.name + ending).unlink(missing_ok=True)
    return kept


def _begin(fresh: Path, registry: Path) -> None:
    """An empty file that no more people can read than the registry."""
    _remove(fresh)
    os.close(os.open(fresh, os.O_CREAT | os.O_WRONLY, 0o600))
    shutil.copymode(registry, fresh)


def _remove(fresh: Path) -> None:
    for ending in ("", _JOURNAL, _SHARED):
        with suppress(FileNotFoundError):
            fresh.with_name(fresh.name + ending).unlink()


def _nothing_to_read(written: Path, acts: int) -> RegistryDamaged:
    return RegistryDamaged(
        Sentence.of("Det går inte längre att se i registret var filerna ligger."),
        Sentence.of(
            "{count} bedömningar och rättelser är räddade till {file}. Säg var filerna finns: "
            "styrdok doctor --mend MAPP.",
            count=acts,
            file=str(written),
        )
        if acts
        else Sentence.of("Säg var filerna finns: styrdok doctor --mend MAPP."),
    )
