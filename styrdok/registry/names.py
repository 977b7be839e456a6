"""Finding the document that a person means."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath

from styrdok.errors import AmbiguousName, NotFound
from styrdok.models import Document
from styrdok.sentence import Sentence
from styrdok.vocabulary import Kind

_SHORTEST_PREFIX = 4
_SHOWN = 8


def find(documents: Sequence[Document], name: str) -> Document:
    """The document that goes by ``name``: its id or the beginning of it, its file, its title or a part of either.

    Of several the only steering document is meant; ``name#2`` is the second of those that are listed otherwise. Raises
    :class:`~styrdok.errors.NotFound`, or :class:`~styrdok.errors.AmbiguousName` with the candidates when the first of
    these ways that finds anything finds several.
    """
    found = _called(documents, name)
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
            Sentence.of("Ange det med dess id, eller med numret efter namnet: ”{name}#1”.", name=name),
        )
    named, sign, number = name.rpartition("#")
    if sign and number.isdecimal() and 0 < int(number) <= len(listed := _called(documents, named)):
        return listed[int(number) - 1]
    raise NotFound(
        Sentence.of("Inget dokument heter ”{name}”.", name=name), Sentence.of("styrdok list visar dem som finns.")
    )


def _called(documents: Sequence[Document], name: str) -> Sequence[Document]:
    """The documents that are called so in the first way that any is: the only steering one of them, or all of them."""
    for way in _ways(name.strip()):
        found = [document for document in documents if way(document)]
        steering = [document for document in found if document.description.kind is Kind.STEERING]
        if found:
            return steering if len(steering) == 1 else sorted(found, key=_steering_first)
    return ()


def _steering_first(document: Document) -> tuple[bool, str, str]:
    return document.description.kind is not Kind.STEERING, _title(document), document.id


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
    yield lambda document: lower in _title(document) or _file_names(document)[0].startswith(lower)


def _file_names(document: Document) -> tuple[str, str]:
    path = PurePosixPath(document.file.casefold())
    return path.name, path.stem


def _title(document: Document) -> str:
    return (document.description.title or "").casefold()


def _listed(found: Sequence[Document]) -> str:
    lines = [f"  {n}  {item.id}  {item.display_title}  ({item.file})" for n, item in enumerate(found[:_SHOWN], 1)]
    return "\n".join(lines + (["  …"] if len(found) > _SHOWN else []))


def no_such(document: str) -> NotFound:
    """The error for a document, by id, that is not there."""
    return NotFound(
        Sentence.of("Det finns inget dokument {document}.", document=document),
        Sentence.of("styrdok list visar dem som finns."),
    )
