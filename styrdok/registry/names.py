"""Finding the document that a person means."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from styrdok.errors import AmbiguousName, NotFound
from styrdok.models import Document
from styrdok.sentence import Sentence

_SHORTEST_PREFIX = 4
_SHOWN = 8


def find(documents: Sequence[Document], name: str) -> Document:
    """The document that goes by ``name``: its id or the beginning of it, its file, its title or a part of the title.

    Raises :class:`~styrdok.errors.NotFound`, or :class:`~styrdok.errors.AmbiguousName` with the candidates when the
    first of these ways that finds anything finds several.
    """
    wanted = name.strip()
    for way in _ways(wanted):
        found = [document for document in documents if way(document)]
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(
                Sentence.of(
                    "”{name}” kan vara något av {count} dokument:\n{listed}",
                    name=name,
                    count=len(found),
                    listed=_listed(found),
                ),
                Sentence.of("Ange det med dess id."),
            )
    raise NotFound(
        Sentence.of("Inget dokument heter ”{name}”.", name=name), Sentence.of("styrdok list visar dem som finns.")
    )


def _ways(wanted: str) -> Iterable[Callable[[Document], bool]]:
    lower = wanted.casefold()
    if not lower:
        return
    yield lambda document: document.id == lower
    if len(lower) >= _SHORTEST_PREFIX:
        yield lambda document: document.id.startswith(lower)
    yield lambda document: document.file.casefold() == lower
    yield lambda document: lower in _file_names(document)
    yield lambda document: _title(document) == lower
    yield lambda document: lower in _title(document)


def _file_names(document: Document) -> tuple[str, str]:
    path = PurePosixPath(document.file.casefold())
    return path.name, path.stem


def _title(document: Document) -> str:
    return (document.description.title or "").casefold()


def _listed(found: Sequence[Document]) -> str:
    lines = [f"  {item.id}  {item.description.title or '(no title)'}  ({item.file})" for item in found[:_SHOWN]]
    return "\n".join(lines + (["  …"] if len(found) > _SHOWN else []))


def no_such(document: str) -> NotFound:
    """The error for a document, by id, that is not there."""
    return NotFound(
        Sentence.of("Det finns inget dokument {document}.", document=document),
        Sentence.of("styrdok list visar dem som finns."),
    )
