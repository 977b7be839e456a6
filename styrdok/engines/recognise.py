"""Recognising what ingest could not read: only files with pages without text, only those pages."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from styrdok.engines.ingest import IngestSummary
from styrdok.engines.lane import Lane
from styrdok.engines.read_one import is_recognised, recognised_version
from styrdok.errors import UnreadableInput
from styrdok.ids import document_id
from styrdok.models import Page
from styrdok.progress import Progress, Silent
from styrdok.reading.ocr import Recogniser
from styrdok.registry.files import FileRecord, Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
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

    With ``only``, no other contents than these are sent. A file that was recognised once is not sent again. One that
    fails keeps what was read of it, and the reason is told. Raises a :class:`~styrdok.errors.RegistryUnusable`.
    """
    shown, settings = progress or Silent(), settings or Settings()
    with Registry.open(registry) as store, Lane(settings) as lane:
        done = recognised_version()
        versions = store.known_versions()
        partial = [file for file in summary.named(FileStatus.PARTIAL) if versions.get(file.sha256 or "") != done]
        wanted = [file for file in partial if only is None or file.sha256 in only]
        shown.begin(len(wanted), "files")
        told: dict[Path, str] = {}
        try:
            for file in wanted:
                told[file.path] = _one(store, lane, tool, file)
                shown.step(file.name)
        finally:
            shown.end()
            if not store.is_linked():
                store.relink()
        paths = {file.path for file in summary.files}
        files = tuple(_told(file, told.get(file.path, "")) for file in store.files() if file.path in paths)
    return replace(summary, files=files)


def _one(store: Registry, lane: Lane, tool: Recogniser, file: FileRecord) -> str:
    """Recognise one file and take it in; why it could not be done, or nothing."""
    document = document_id(file.sha256 or "")
    pages = unread_pages(store.pages(document))
    if not pages:
        return ""
    with tempfile.TemporaryDirectory(prefix="styrdok-ocr-") as place:
        target = Path(place, "recognised.pdf")
        try:
            tool.recognise(file.path, pages, target)
        except UnreadableInput as error:
            return str(error)
        result = lane.read(target)
    if isinstance(result, str):
        return result
    if result.reading is None or result.failure is not None or len(result.reading.pages) != file.pages:
        return result.failure.message if result.failure else "Recognition changed the number of pages."
    store.add_document(Seen(file.path, file.name), _as_original(result, file.sha256 or ""))
    return ""


def _as_original(result: ReadResult, sha256: str) -> ReadResult:
    """What was recognised, under the name of the file that it was recognised from."""
    reading = replace(result.reading, sha256=sha256) if result.reading else None
    return replace(result, sha256=sha256, version=recognised_version(), reading=reading)


def _told(file: FileRecord, reason: str) -> FileRecord:
    return replace(file, hint=reason) if reason else file
