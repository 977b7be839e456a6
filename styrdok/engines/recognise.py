"""Recognising what ingest could not read: only files with pages without text, only those pages."""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from styrdok.engines.ingest import IngestSummary
from styrdok.engines.lane import Lane
from styrdok.engines.outcome import is_recognised, recognised_version
from styrdok.errors import UnreadableInput
from styrdok.files import write_whole
from styrdok.ids import content_hash, document_id
from styrdok.models import Page
from styrdok.progress import Progress, Silent
from styrdok.reading.ocr import Recogniser, ranges
from styrdok.registry.files import FileRecord, Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence, to_say
from styrdok.settings import Settings
from styrdok.vocabulary import FileStatus, PageStatus

_SENT = frozenset({PageStatus.IMAGE, PageStatus.UNREADABLE})


def unread_pages(pages: Iterable[Page]) -> tuple[int, ...]:
    """The numbers of the pages that recognition may help: pictures, and signs without meaning."""
    return tuple(page.number for page in pages if page.status in _SENT)


def recognised(registry: Path) -> frozenset[str]:
    """The contents, by SHA-256, that hold recognised text."""
    with Registry.open(registry, read_only=True) as store:
        return frozenset(sha256 for sha256, version in store.known_versions().items() if is_recognised(version))


def recognise(
    summary: IngestSummary,
    registry: Path,
    tool: Recogniser,
    *,
    only: frozenset[str] | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> IngestSummary:
    """Recognise the unread pages of the files of a run; the summary as it is afterwards.

    With ``only``, no other contents than these are sent. A file that was recognised once is not sent again: what it
    became lies in a folder beside the registry, for when it is read anew. One that fails keeps what was read of it, and
    the reason is told. Raises a :class:`~styrdok.errors.RegistryUnusable`.
    """
    shown, settings = progress or Silent(), settings or Settings()
    with Registry.open(registry) as store, Lane(settings) as lane:
        done = recognised_version()
        versions = store.known_versions()
        partial = [file for file in summary.named(FileStatus.PARTIAL) if versions.get(file.sha256 or "") != done]
        wanted = [file for file in partial if only is None or file.sha256 in only]
        shown.begin(len(wanted), to_say("filer"))
        told: dict[Path, str] = {}
        try:
            for file in wanted:
                told[file.path] = _one(store, lane, _Keeping(tool, kept_beside(registry)), file)
                shown.step(file.name)
        finally:
            shown.end()
            if not store.is_linked():
                store.relink()
        paths = {file.path for file in summary.files}
        files = tuple(_told(file, told.get(file.path, "")) for file in store.files() if file.path in paths)
    return replace(summary, files=files)


def kept_beside(registry: Path) -> Path:
    """The folder that holds what was recognised for a registry."""
    return registry.with_suffix(".ocr")


@dataclass(frozen=True, slots=True)
class _Keeping:
    """A program for recognition that does nothing twice."""

    tool: Recogniser
    folder: Path

    def recognise(self, file: FileRecord, pages: tuple[int, ...], target: Path) -> None:
        kept = self._kept(file, pages)
        if kept.is_file():
            shutil.copyfile(kept, target)
        else:
            self.tool.recognise(file.path, pages, target)

    def keep(self, file: FileRecord, pages: tuple[int, ...], target: Path) -> None:
        """Put by what was recognised and could be read."""
        self.folder.mkdir(exist_ok=True)
        write_whole(self._kept(file, pages), target.read_bytes())

    def _kept(self, file: FileRecord, pages: tuple[int, ...]) -> Path:
        return self.folder / f"{file.sha256}-{content_hash(ranges(pages).encode())[:12]}"


def _one(store: Registry, lane: Lane, tool: _Keeping, file: FileRecord) -> str:
    """Recognise one file and take it in; why it could not be done, or nothing."""
    document = document_id(file.sha256 or "")
    pages = unread_pages(store.pages(document))
    if not pages:
        return ""
    with tempfile.TemporaryDirectory(prefix="styrdok-ocr-") as place:
        target = Path(place, "recognised.pdf")
        try:
            tool.recognise(file, pages, target)
        except UnreadableInput as error:
            return str(error)
        result = lane.read(target)
        if not isinstance(result, ReadResult):
            return str(result)
        if result.reading is None or result.failure is not None:
            return result.failure.message if result.failure else str(Sentence.of("Inget gick att läsa."))
        if len(result.reading.pages) + result.reading.left_out != file.pages:
            return str(Sentence.of("Tolkningen ändrade antalet sidor."))
        tool.keep(file, pages, target)
    store.add_document(Seen(file.path, file.name), _as_original(result, file.sha256 or ""))
    return ""


def _as_original(result: ReadResult, sha256: str) -> ReadResult:
    """What was recognised, under the name of the file that it was recognised from."""
    reading = replace(result.reading, sha256=sha256) if result.reading else None
    return replace(result, sha256=sha256, version=recognised_version(), reading=reading)


def _told(file: FileRecord, reason: str) -> FileRecord:
    return replace(file, hint=reason) if reason else file
