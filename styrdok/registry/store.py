"""The registry: one SQLite file, opened, read and added to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from styrdok.errors import NotFound
from styrdok.findings import Place, Record, Snapshot
from styrdok.judgements.acts import Act, ActKind, Opinion, Quote
from styrdok.judgements.corrected import corrected
from styrdok.judgements.exchange import check
from styrdok.judgements.reviews import Review, reviews
from styrdok.judgements.steps import check_step
from styrdok.judgements.written import Change
from styrdok.models import Block, Box, Document, Extraction, Page, Reading, Reference
from styrdok.registry import database, doctor, files, intake, journal, layout, names, rows, seals, state
from styrdok.registry.files import FileRecord, Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.opened import Opened
from styrdok.registry.search import SearchHit, search
from styrdok.registry.suggest import Suggestion, suggestions
from styrdok.registry.version import linker_version
from styrdok.sentence import Sentence
from styrdok.system import without_collecting
from styrdok.vocabulary import PageStatus, StepField


class Registry(Opened):
    """An open registry. Use it as a context manager; not to be shared between threads.

    Every method may raise a :class:`~styrdok.errors.RegistryUnusable`.
    """

    # ------------------------------------------------------------ what was read

    # ``on`` is the day for which the status of documents is told; today when it is not given.

    def documents(self, on: date | None = None) -> tuple[Document, ...]:
        """All documents, sorted by id."""
        with self._reading() as db:
            return rows.load_documents(db, on=on or date.today())

    def document(self, name: str, on: date | None = None) -> Document:
        """The document that goes by ``name``: id, beginning of it, file, title, or a part of the title.

        Raises :class:`~styrdok.errors.NotFound` or :class:`~styrdok.errors.AmbiguousName`.
        """
        return names.find(self.documents(on), name)

    def record(self, document: str, on: date | None = None) -> Record:
        """A document, by id, with everything that was read out of it. Raises :class:`~styrdok.errors.NotFound`."""
        with self._reading() as db:
            found = rows.load_documents(db, document, on or date.today())
            if not found:
                raise names.no_such(document)
            return Record(found[0], rows.load_extractions(db, document).get(document, rows.EMPTY))

    def seals(self) -> dict[str, bytes | None]:
        """A short name for what each document says, equal for equal words only; ``None`` where there is none."""
        with self._reading() as db:
            return seals.seals_with_recalled(db)

    def extraction(self, document: str) -> Extraction:
        """What was read out of a document, by id."""
        with self._reading() as db:
            return rows.load_extractions(db, document).get(document, rows.EMPTY)

    def snapshot(self, on: date | None = None, said: Mapping[str, Extraction] | None = None) -> Snapshot:
        """The whole registry as plain values, sorted; ``said`` is what was read out of the documents, where known."""
        with self._reading() as db, without_collecting():
            extractions = rows.load_extractions(db) if said is None else said
            records = tuple(
                Record(document, extractions.get(document.id, rows.EMPTY))
                for document in rows.load_documents(db, on=on or date.today())
            )
            return Snapshot(records, rows.load_references(db, extractions))

    def references(self, document: str | None = None) -> tuple[Reference, ...]:
        """The references of one document or of all, sorted by (source, index)."""
        with self._reading() as db:
            return rows.load_references(db, rows.load_extractions(db, document), document)

    def files(self) -> tuple[FileRecord, ...]:
        """Every file that was seen, by name."""
        with self._reading() as db:
            return files.load(db, self._home)

    def source(self, document: str) -> Path | None:
        """Where the PDF of a document lies, or ``None`` when it is no longer there."""
        with self._reading() as db:
            (found,) = rows.load_documents(db, document) or (None,)
            places = [file.path for file in files.load(db, self._home) if found and file.sha256 == found.sha256]
        return next((place for place in places if place.exists()), None)

    def reading(self, document: str) -> Reading:
        """The reading of a document, by id. Raises :class:`~styrdok.errors.NotFound`."""
        with self._reading() as db:
            found = rows.load_reading(db, document)
        if found is None:
            raise names.no_such(document)
        return found

    def text(self, document: str) -> str:
        """The canonical text of a document, by id. Raises :class:`~styrdok.errors.NotFound`."""
        with self._reading() as db:
            row = db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise names.no_such(document)
        return str(row["text"])

    def pages(self, document: str) -> tuple[Page, ...]:
        """The pages of a document, by id."""
        with self._reading() as db:
            return rows.load_pages(db, document)

    def page_statuses(self) -> dict[PageStatus, int]:
        """How many pages there are of each status, in all documents."""
        with self._reading() as db:
            found = db.execute("SELECT status, count(*) AS pages FROM pages GROUP BY status ORDER BY status")
            return {PageStatus(row["status"]): row["pages"] for row in found}

    def blocks(self, document: str, page: int) -> tuple[Block, ...]:
        """The blocks of one page (from 1) of a document, by id."""
        with self._reading() as db:
            return rows.load_blocks(db, document, page)

    def boxes(self, document: str, page: int, start: int, end: int) -> tuple[Box, ...]:
        """Where the range ``start:end`` of a page's text stands on it; offsets count from the start of the page."""
        first = next((item.start for item in self.pages(document) if item.number == page), None)
        if first is None:
            raise NotFound(Sentence.of("{document} har ingen sida {page}.", document=document, page=page))
        return layout.boxes(self.blocks(document, page), first + start, first + end)

    def search(self, query: str, *, document: str | None = None, limit: int = 50) -> tuple[SearchHit, ...]:
        """What answers ``query``, best first. Raises :class:`~styrdok.errors.UsageProblem`."""
        with self._reading() as db:
            return search(db, query, document=document, limit=limit)

    def suggestions(self, query: str) -> tuple[Suggestion, ...]:
        """What to try when a search finds nothing. Raises :class:`~styrdok.errors.UsageProblem`."""
        with self._reading() as db:
            return suggestions(db, query)

    # ------------------------------------------------------------ taking in

    def known_versions(self) -> dict[str, str]:
        """The version of the program that read it, for each content that was met."""
        with self._reading() as db:
            return intake.known_versions(db)

    def add_document(self, seen: Seen, result: ReadResult) -> None:
        """Take in what reading a file gave, readable or not, in one transaction."""
        with self._writing(decoding=False) as db:
            intake.add(db, self._home, seen, result)

    def add_known(self, files: Iterable[tuple[Seen, str]]) -> None:
        """Note files that have a content that is known, by its SHA-256, in one transaction."""
        with self._writing() as db:
            for seen, sha256 in files:
                intake.add_known(db, self._home, seen, sha256)

    def add_unreadable(self, seen: Seen, reason: str) -> None:
        """Note that a file could not even be opened."""
        with self._writing() as db:
            intake.add_unreadable(db, self._home, seen, reason)

    def remove(self, document: str) -> None:
        """Forget a document, by id; what people judged about it stays."""
        with self._linking() as db:
            intake.remove(db, document)

    def forget_file(self, path: Path) -> None:
        """Forget a file, and its document unless another file holds the same; what people judged about it stays."""
        with self._linking() as db:
            db.execute("PRAGMA defer_foreign_keys = ON")
            files.forget(db, self._home, path)

    def is_linked(self) -> bool:
        """Whether descriptions and resolutions are up to date with all documents and with this program."""
        with self._reading() as db:
            return state.is_linked(db, linker_version())

    def sealed(self) -> str | None:
        """A name for the documents and files as they are, whatever people did; ``None`` until they are linked."""
        with self._reading() as db:
            return seals.links_seal(db) if state.is_linked(db, linker_version()) else None

    def relink(self) -> None:
        """Work out descriptions, editions and resolutions anew, without opening a PDF."""
        with self._linking():
            pass

    # ------------------------------------------------------------ what people did

    def acts(self) -> tuple[Act, ...]:
        """All acts by time: the log."""
        return self.log().acts

    def log(self, known: journal.Log = journal.UNREAD) -> journal.Log:
        """The acts by time; when they were read as far as ``known``, only those that came since are read."""
        with self._reading() as db:
            return journal.load_on(db, known)

    def reviews(self, documents: Sequence[Document] | None = None) -> tuple[Review, ...]:
        """The judgements that count, each with whether it still rests on what the documents (all, if known) say."""
        with self._reading() as db:
            known = rows.load_documents(db) if documents is None else documents
            return reviews(journal.load(db), known, lambda name: rows.load_quotes(db, name))

    def judge(self, documents: Sequence[str], opinion: Opinion, who: str, evidence: Iterable[Place] = ()) -> Act:
        """Add a judgement of a pair, or of a proposal about some documents, named by id.

        ``evidence`` is what lay before the reviewer. Raises :class:`~styrdok.errors.NotFound`.
        """
        return self.judge_all([(documents, evidence)], opinion, who)[0]

    def judge_all(
        self, judged: Iterable[tuple[Sequence[str], Iterable[Place]]], opinion: Opinion, who: str
    ) -> tuple[Act, ...]:
        """Add one judgement for each group of documents with its evidence: all of them or none.

        Raises :class:`~styrdok.errors.NotFound`.
        """
        with self._writing() as db:
            drafts = [journal.judgement(db, documents, opinion, who, places) for documents, places in judged]
            return tuple(journal.add_draft(db, draft) for draft in drafts)

    def correct(self, document: str, field: str, value: str | None, who: str, comment: str = "") -> Act:
        """Add a correction of a metadata field; empty or ``None`` means that the value is unknown.

        Raises :class:`~styrdok.errors.NotFound` or :class:`~styrdok.errors.UsageProblem`.
        """
        return self.correct_all([(document, Change(field, value))], who, comment)[0]

    def correct_all(self, wanted: Iterable[tuple[str, Change]], who: str, comment: str = "") -> tuple[Act, ...]:
        """Add corrections of documents, all or none; raises as :meth:`correct` does."""
        added = []
        with self._linking() as db:
            for document, change in wanted:
                subjects, value = journal.subjects(db, [document]), change.value or None
                corrected(rows.load_documents(db, document)[0].description, change.field, value)
                draft = Act(ActKind.CORRECTION, "", who, subjects, field=change.field, value=value, comment=comment)
                added.append(journal.add_draft(db, draft))
        return tuple(added)

    def take_steps(
        self, documents: Sequence[str], values: Mapping[StepField, str | None], who: str, comment: str = ""
    ) -> tuple[Act, ...]:
        """Add steps of the work on some documents, by id: all of them or, when one does not fit, none.

        Empty or ``None`` takes a value away. Raises :class:`~styrdok.errors.NotFound` or
        :class:`~styrdok.errors.UsageProblem`.
        """
        for field, value in values.items():
            check_step(field, value or None)
        with self._writing() as db:
            drafts = [
                Act(ActKind.STEP, "", who, subjects, field=field, value=value or None, comment=comment)
                for subjects in [journal.subjects(db, [name]) for name in documents]
                for field, value in values.items()
            ]
            return tuple(journal.add_draft(db, draft) for draft in drafts)

    def comment(self, document: str, said: str, who: str, quote: Quote | None = None) -> Act:
        """Add a comment on a document, by id, or on words of it.

        Raises :class:`~styrdok.errors.NotFound` or :class:`~styrdok.errors.UsageProblem`.
        """
        evidence = (quote,) if quote is not None else ()
        with self._writing() as db:
            draft = Act(ActKind.COMMENT, "", who, journal.subjects(db, [document]), comment=said, evidence=evidence)
            return journal.add_draft(db, draft)

    def add_drafts(self, drafts: Iterable[Act]) -> tuple[Act, ...]:
        """Add acts as they are now to be, all or none; their subjects are named by id.

        Raises :class:`~styrdok.errors.NotFound`.
        """
        with self._writing() as db:
            known = [replace(draft, subjects=journal.subjects(db, draft.documents)) for draft in drafts]
            return tuple(journal.add_draft(db, draft) for draft in known)

    def undo(self, act: str, who: str, comment: str = "") -> Act:
        """Take back an act, by id, with a new one. Raises :class:`~styrdok.errors.NotFound`."""
        return self.undo_all([act], who, comment)[0]

    def undo_all(self, acts: Sequence[str], who: str, comment: str = "") -> tuple[Act, ...]:
        """Take back several acts, by id, with a new one each, or none where one of them is not there.

        Raises :class:`~styrdok.errors.NotFound`.
        """
        taken = journal.named(self.acts(), acts)
        with self._changing(taken) as db:
            drafts = [Act(ActKind.UNDO, "", who, act.subjects, undoes=act.id, comment=comment) for act in taken]
            return tuple(journal.add_draft(db, draft) for draft in drafts)

    def add_acts(self, acts: Iterable[Act]) -> int:
        """Put in acts from elsewhere; how many were new. Raises :class:`~styrdok.errors.UsageProblem`."""
        brought = tuple(acts)
        for act in brought:
            check(act)
        with self._changing(brought) as db:
            return journal.add(db, brought)

    def take_back(self, acts: Iterable[Act]) -> int:
        """Put in acts that were rescued from a registry, as they are; how many were new."""
        with self._linking() as db:
            return journal.add(db, acts)

    # ------------------------------------------------------------ care

    def backup(self, target: Path) -> None:
        """A copy of the registry, also while others work. Raises :class:`~styrdok.errors.WriteFailed`."""
        with database.told(self.path):
            doctor.backup(self._db, target)

    def examine(self) -> tuple[doctor.Finding, ...]:
        """What is wrong with the registry or left undone; empty when all is well."""
        with self._reading() as db:
            return doctor.examine(db, self._home)
