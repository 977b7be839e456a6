"""Which program made what is kept: a hash of the sources that decide it.

A number that somebody has to raise by hand is forgotten sooner or later, and then old findings stay beside new ones
without anybody noticing. The hash costs some milliseconds and errs on the safe side: a changed comment makes the files
be read once more, a changed rule is never missed.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from styrdok import tables

_READING = ("reading", "swedish", "extraction", "models.py", "vocabulary.py", "tables.py")
_LINKING = (*_READING, "resolution", "judgements", "registry", "findings.py", "ids.py", "plain.py")
_ANALYSING = (*_LINKING, "overlaps", "engines/analyse.py", "language", "sentence.py", "sets.py")
_LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "ahocorasick-rs", "rapidfuzz")
_KINDS = (".py", ".toml", ".tsv", ".txt", ".xz")
_DIGITS = 16


@cache
def reader_version() -> str:
    """Names the program as far as it decides what is read out of one file."""
    return _version(_READING)


@cache
def linker_version() -> str:
    """Names the program as far as it decides what is worked out from all files together."""
    return _version(_LINKING)


@cache
def analysis_version() -> str:
    """Names the program as far as it decides what is found in a registry, added packages included."""
    added = "".join(f"{name} {digest}\n" for name, digest in sorted(_added()))
    return _version(_ANALYSING) + (hashlib.sha256(added.encode()).hexdigest()[:_DIGITS] if added else "")


def adds_signals() -> bool:
    """Whether other packages add reasons for overlap, of which nobody knows what they hang on."""
    return bool(entry_points(group="styrdok.signals"))


def _added() -> Iterator[tuple[str, str]]:
    """The reasons for overlap that other packages add, each with a hash of the source of its module."""
    for entry in entry_points(group="styrdok.signals"):
        spec = find_spec(entry.module)
        source = Path(spec.origin).read_bytes() if spec and spec.origin else b""
        yield entry.value, hashlib.sha256(source).hexdigest()


def _version(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for name, source in _sources(files("styrdok") / part, part):
            content = source.read_bytes()
            digest.update(f"{name} {len(content)}\n".encode())
            digest.update(content)
    for added in tables.sources():
        digest.update(f"{added.name}\n".encode())
        digest.update(added.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_installed(library)}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def _sources(item: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if item.is_dir():
        for inner in sorted(item.iterdir(), key=lambda inner: inner.name):
            yield from _sources(inner, f"{name}/{inner.name}")
    elif name.endswith(_KINDS):
        yield name, item


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"
