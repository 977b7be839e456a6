"""Files that a browser sends: taken in piece by piece, safely named, each whole or not at all."""

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from styrdok.errors import UsageProblem, WriteFailed
from styrdok.files import read_bytes
from styrdok.ids import content_hash
from styrdok.reading.readers import suffixes
from styrdok.sentence import Sentence
from styrdok.web.forms import check_token

_MOST_WORDS = 64 * 1024
_LONGEST = 120
_SPARE = 32 << 20
"""So many bytes of a disk are left free for the registry itself."""

_PART = ".styrdok-"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069\ufffd]+')
_TOO_MANY_WORDS = Sentence.of("Formuläret är för stort.")
_BROKEN = Sentence.of("Överföringen bröts innan allt hade kommit fram.")
_AGAIN = Sentence.of("Välj filerna igen.")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be, how much and how many may come at once, and how their names may end."""

    file_bytes: int = 200 << 20
    total_bytes: int = 2 << 30
    files: int = 2_000
    endings: tuple[str, ...] = field(default_factory=suffixes)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not kept, and why."""

    name: str
    why: Sentence


@dataclass
class Received:
    """What came: the fields, the files that are new, those whose content lay there already, those refused."""

    fields: dict[str, str] = field(default_factory=dict)
    kept: list[Path] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def safe_name(given: str) -> str:
    """The name that a file is kept under: its last part, without signs that some system cannot have in a name."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = _FORBIDDEN.sub("_", last).strip(" .")
    path = PurePosixPath(name or "fil")
    stem, suffix = path.stem, path.suffix[:16]
    while len((stem + suffix).encode()) > _LONGEST:
        stem = stem[:-1]
    name = f"{stem.rstrip(' .')}{suffix}"
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def clear_remains(folder: Path) -> None:
    """Take away what an earlier run left half-received."""
    for path in folder.glob(f"{_PART}*"):
        path.unlink(missing_ok=True)


@dataclass
class _Part:
    """One part of a form while it comes."""

    name: str
    file: str | None
    words: bytearray = field(default_factory=bytearray)
    size: int = 0
    out: BinaryIO | None = None
    place: Path | None = None
    why: Sentence | None = None


class Receiver:
    """Takes in a form with files (RFC 7578) into a folder, or one file into the place of ``target``.

    No file is taken before the field ``token`` has been seen to be ``token``. Files that came whole are kept when a
    later one fails, and each that is not is told with the reason. Raises :class:`~styrdok.errors.UsageProblem` for what
    is no such form.
    """

    def __init__(
        self, content_type: str, token: str, folder: Path, target: Path | None = None, limits: Limits = Limits()
    ) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise UsageProblem(Sentence.of("Formuläret innehåller inga filer."), _AGAIN)
        self.received = Received()
        self._token, self._folder, self._target, self._limits = token, folder, target, limits
        self._part: _Part | None = None
        self._header: tuple[bytearray, bytearray] = (bytearray(), bytearray())
        self._head: dict[bytes, bytes] = {}
        self._total = self._count = 0
        self._ended = False
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._head_line,
                "on_headers_finished": self._headed,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._over,
            },
        )

    def feed(self, data: bytes) -> None:
        """Take the next piece of the form."""
        try:
            self._parser.write(data)
        except MultipartParseError as problem:
            raise UsageProblem(_BROKEN, _AGAIN) from problem

    def finish(self) -> Received:
        """What came, when all has come."""
        if not self._ended:
            raise UsageProblem(_BROKEN, _AGAIN)
        check_token(self.received.fields, self._token)
        return self.received

    def drop(self) -> None:
        """Take away what is half-received."""
        if self._part is not None:
            self._discard(self._part)

    def _begin(self) -> None:
        self._head = {}

    def _head_line(self) -> None:
        name, value = self._header
        self._header = (bytearray(), bytearray())
        if name.lower() == b"content-disposition":
            self._head = parse_options_header(bytes(value))[1]

    def _headed(self) -> None:
        file = self._head.get(b"filename")
        name = self._head.get(b"name", b"").decode("utf-8", "replace")
        self._part = part = _Part(name, None if file is None else file.decode("utf-8", "replace"))
        if not part.file:
            return
        check_token(self.received.fields, self._token)
        self._count += 1
        part.why = self._unwanted(part.file)
        if part.why is None:
            self._open(part)

    def _unwanted(self, name: str) -> Sentence | None:
        endings = self._limits.endings
        if not safe_name(name).lower().endswith(endings):
            return Sentence.of("Filer av det slaget läses inte; de som läses är {known}.", known=", ".join(endings))
        if self._count > self._limits.files:
            return Sentence.of("Fler än {count} filer på en gång.", count=self._limits.files)
        return None

    def _open(self, part: _Part) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, place = tempfile.mkstemp(dir=self._folder, prefix=_PART)
            part.out, part.place = os.fdopen(handle, "wb"), Path(place)
        except OSError as problem:
            part.why = _unwritable(problem)

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part is None:
            return
        part.size += end - start
        self._total += end - start
        if part.file is None:
            part.words += data[start:end]
            if len(part.words) > _MOST_WORDS:
                raise UsageProblem(_TOO_MANY_WORDS, _AGAIN)
        elif part.why is None and part.out is not None:
            part.why = self._too_large(part)
            if part.why is None:
                self._write(part, data[start:end])
        if part.why is not None:
            self._discard(part)

    def _too_large(self, part: _Part) -> Sentence | None:
        if part.size > self._limits.file_bytes:
            return Sentence.of("Större än {size} MB.", size=self._limits.file_bytes >> 20)
        if self._total > self._limits.total_bytes:
            return Sentence.of("Mer än {size} MB på en gång.", size=self._limits.total_bytes >> 20)
        return None

    def _write(self, part: _Part, data: bytes) -> None:
        assert part.out is not None
        try:
            if shutil.disk_usage(self._folder).free < _SPARE + len(data):
                part.why = Sentence.of("Disken är full.")
                return
            part.out.write(data)
        except OSError as problem:
            part.why = _unwritable(problem)

    def _end(self) -> None:
        part, self._part = self._part, None
        if part is None:
            return
        if part.file is None:
            self.received.fields[part.name] = part.words.decode("utf-8", "replace").strip()
        elif part.file:
            self._settle(part, safe_name(part.file))

    def _settle(self, part: _Part, name: str) -> None:
        """Give a file that has come whole its name, unless the same lies there already."""
        if part.why is None and part.size == 0:
            part.why = Sentence.of("Filen är tom.")
        if part.why is None and part.out is not None and part.place is not None:
            try:
                part.out.close()
                self._keep(part.place, name)
                return
            except (OSError, WriteFailed) as problem:
                part.why = _unwritable(problem)
        self._discard(part)
        self.received.refused.append(Refused(name, part.why or _BROKEN))

    def _keep(self, place: Path, name: str) -> None:
        if self._target is not None:
            place.replace(self._target)
            self.received.kept.append(self._target)
            return
        free = next(one for one in _names(self._folder, name) if not one.exists() or _same(one, place))
        if free.exists():
            place.unlink()
            self.received.known.append(free.name)
        else:
            place.replace(free)
            self.received.kept.append(free)

    def _discard(self, part: _Part) -> None:
        if part.out is not None:
            part.out.close()
            part.out = None
        if part.place is not None:
            part.place.unlink(missing_ok=True)
            part.place = None

    def _over(self) -> None:
        self._ended = True


def _names(folder: Path, name: str) -> Iterable[Path]:
    """The name, and then that name with a number."""
    path = PurePosixPath(name)
    yield folder / name
    yield from (folder / f"{path.stem} ({number}){path.suffix}" for number in range(2, 10_000))


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and content_hash(read_bytes(one)) == content_hash(
        read_bytes(other)
    )


def _unwritable(problem: Exception) -> Sentence:
    why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return Sentence.of("Kunde inte sparas: {why}.", why=why)
