"""Which files to take in, and what each is called."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from styrdok.errors import UnreadableInput
from styrdok.reading.readers import suffixes
from styrdok.registry.files import Seen
from styrdok.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """The files to take in, each once, by name; and a sentence for each folder that could not be looked through."""

    files: tuple[Seen, ...]
    refused: tuple[Sentence, ...] = ()


def discover(paths: Iterable[Path]) -> Found:
    """The files at and below ``paths`` that a reader knows by the ending of their name.

    A file is called by its path below the folder that was given, with ``/`` between, or by its own name when it was
    given itself; of several such names the longest holds. Hidden files and linked folders are passed over.

    Raises :class:`~styrdok.errors.UnreadableInput` when a path is not there or there is no such file at all.
    """
    names: dict[Path, str] = {}
    refused: list[Sentence] = []
    paths = list(paths)
    for path in paths:
        for found, name in _below(path, refused):
            place = Path(os.path.abspath(found))  # noqa: PTH100 - links are kept as they were named
            names[place] = max(names.get(place, ""), name, key=lambda text: (len(text), text))
    if not names:
        places = ", ".join(str(path) for path in paths)
        raise UnreadableInput(
            refused[0] if refused else Sentence.of("Det finns ingen fil att läsa i {places}.", places=places),
            Sentence.of("Ange en mapp med filer av de slag som kan läsas: {known}.", known=", ".join(suffixes())),
        )
    files = sorted((Seen(path, name) for path, name in names.items()), key=lambda seen: (seen.name, seen.path))
    return Found(tuple(files), tuple(refused))


def _below(path: Path, refused: list[Sentence]) -> Iterator[tuple[Path, str]]:
    if path.is_dir():
        yield from _walk(path, refused)
    elif path.exists():
        yield path, path.name
    else:
        raise UnreadableInput(
            Sentence.of("Det finns ingen fil eller mapp {path}.", path=str(path)), Sentence.of("Kontrollera sökvägen.")
        )


def _walk(folder: Path, refused: list[Sentence]) -> Iterator[tuple[Path, str]]:
    def refuse(error: OSError) -> None:
        told = Sentence.of(
            "Mappen {folder} kan inte läsas: {reason}. Kontrollera rättigheterna till den.",
            folder=str(error.filename),
            reason=error.strerror or str(error),
        )
        if told not in refused:
            refused.append(told)

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(suffixes()) and not name.startswith("."):
                found = Path(place, name)
                yield found, name_below(folder, found)


def name_below(folder: PurePath, found: PurePath) -> str:
    """What a file is called that was found below a folder, the same on every system."""
    return found.relative_to(folder).as_posix()
