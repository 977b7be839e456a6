"""Which files to take in, and what each is called."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from styrdok.errors import UnreadableInput
from styrdok.registry.files import Seen
from styrdok.sentence import Sentence

_SUFFIX = ".pdf"


def discover(paths: Iterable[Path]) -> tuple[Seen, ...]:
    """The PDF files at and below ``paths``, each once, by name.

    A file is called by its path below the folder that was given, with ``/`` between, or by its own name when it was
    given itself; of several such names the longest holds. Hidden files and linked folders are passed over.

    Raises :class:`~styrdok.errors.UnreadableInput` when a path is not there or there is no PDF at all.
    """
    names: dict[Path, str] = {}
    paths = list(paths)
    for path in paths:
        for found, name in _below(path):
            place = Path(os.path.abspath(found))  # noqa: PTH100 - links are kept as they were named
            names[place] = max(names.get(place, ""), name, key=lambda text: (len(text), text))
    if not names:
        places = ", ".join(str(path) for path in paths)
        raise UnreadableInput(
            Sentence.of("Det finns ingen PDF-fil i {places}.", places=str(places)),
            Sentence.of("Ange en mapp med PDF-filer."),
        )
    return tuple(sorted((Seen(path, name) for path, name in names.items()), key=lambda seen: (seen.name, seen.path)))


def _below(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path, path.name
    elif path.is_dir():
        yield from _walk(path)
    else:
        raise UnreadableInput(
            Sentence.of("Det finns ingen fil eller mapp {path}.", path=str(path)), Sentence.of("Kontrollera sökvägen.")
        )


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    for place, folders, names in os.walk(folder, onerror=_refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower().endswith(_SUFFIX) and not name.startswith("."):
                found = Path(place, name)
                yield found, name_below(folder, found)


def name_below(folder: PurePath, found: PurePath) -> str:
    """What a file is called that was found below a folder, the same on every system."""
    return found.relative_to(folder).as_posix()


def _refused(error: OSError) -> None:
    raise UnreadableInput(
        Sentence.of(
            "Mappen {filename} kan inte läsas: {strerror}.", filename=str(error.filename), strerror=str(error.strerror)
        ),
        Sentence.of("Kontrollera rättigheterna till den."),
    )
