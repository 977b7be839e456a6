"""``ingest``: files into the registry."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.cli.progress import shown_progress
from styrdok.cli.settings import configuration
from styrdok.language import Language, to_say
from styrdok.vocabulary import FileStatus

if TYPE_CHECKING:
    from styrdok.engines.ingest import IngestSummary

Jobs = Annotated[int, typer.Option(min=0, help="Files read at a time; 0: one per processor.")]
Ocr = Annotated[
    bool | None,
    typer.Option(
        "--ocr/--no-ocr",
        envvar="STYRDOK_OCR",
        help="Recognise the pages without text; default: where OCRmyPDF with Tesseract swe, or styrdok[ocr], is there.",
    ),
]

_CLOSING = (
    Column("status", "utfall", said=word_of(FileStatus)),
    Column("files", "filer", right=True),
    Column("pages", "sidor", right=True),
    Column("pages_unread", "olästa sidor", right=True),
    Column("meaning", "innebörd"),
)
_MEANING = {
    "ok": to_say("läst i sin helhet"),
    "partial": to_say("delvis läst: sidor utan text"),
    "duplicate": to_say("samma innehåll som en annan fil"),
    "quarantined": to_say("kunde inte läsas"),
}
_STATUSES = ("ok", "partial", "duplicate", "quarantined")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("ingest")(ingest)
    app.command("rebuild")(rebuild)


def ingest(
    paths: Annotated[
        list[Path], typer.Argument(help="PDF, Word (.docx) and web (.html) files, and folders to look through.")
    ],
    jobs: Jobs = 0,
    engine: Annotated[
        str, typer.Option("--engine", help="Address of a Dask cluster that reads the files, such as tcp://server:8786.")
    ] = "",
    ocr: Ocr = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Read PDF, Word and web files into the registry; skip unchanged ones, set broken ones apart with the reason."""
    from styrdok.engines.ingest import ingest as take_in

    _demand(ocr)
    read = take_in(paths, registry, jobs=engine or jobs, settings=configuration().stages, progress=shown_progress(lang))
    summary = with_ocr(read, registry, ocr, lang)
    _close(summary, form, lang)
    if not summary.exit_code:
        tell(_next_step(registry, lang))
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _next_step(registry: Path, lang: Language) -> str:
    """What to type next, so that it finds the registry that was just written."""
    if registry == DEFAULT_REGISTRY:
        return lang.say(
            "Registret: {file}. Nästa steg: styrdok overlaps, styrdok list, styrdok report --out rapport.html",
            file=str(registry),
        )
    named = f'"{registry}"' if " " in str(registry) else str(registry)
    return lang.say(
        "Registret: {file}. Nästa steg: styrdok overlaps --registry {named}", file=str(registry), named=named
    )


def rebuild(
    jobs: Jobs = 0,
    ocr: Ocr = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Read every file of the registry anew; judgements and corrections stay, and so does what came from lost files.

    Pages that had been recognised are so again, from what is kept of them.
    """
    from styrdok.engines.ingest import rebuild as make_anew

    _demand(ocr)
    read = make_anew(registry, jobs=jobs, settings=configuration().stages, progress=shown_progress(lang))
    summary = with_ocr(read, registry, ocr, lang)
    _close(summary, form, lang)
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)


def _demand(ocr: bool | None) -> None:
    """Fail before anything is read, when recognition is asked for and cannot be done."""
    from styrdok.reading.ocr import recogniser

    if ocr:
        recogniser()


def with_ocr(summary: "IngestSummary", registry: Path, ocr: bool | None, lang: Language) -> "IngestSummary":
    """The summary after recognition, where there are pages for it; else what is missing is told."""
    from styrdok.engines.recognise import recognise
    from styrdok.errors import MissingDependency
    from styrdok.reading.ocr import INSTALL_LINE, INSTALL_PACKAGE, recogniser

    waiting = summary.named(FileStatus.PARTIAL)
    if ocr is False or summary.interrupted or not waiting:
        return summary
    try:
        tool = recogniser()
    except MissingDependency:
        pages = sum(file.pages_unread for file in waiting)
        line = lang.say(
            "{pages} sidor i {files} filer är bilder och väntar på tolkning. Installera: {line} eller {package}",
            pages=pages,
            files=len(waiting),
            line=INSTALL_LINE,
            package=INSTALL_PACKAGE,
        )
        tell(line)
        return summary
    return recognise(summary, registry, tool, progress=shown_progress(lang))


def _close(summary: "IngestSummary", form: Format, lang: Language) -> None:
    rows = []
    for status in _STATUSES:
        files = [file for file in summary.files if file.status == status]
        if files:
            rows.append(
                {
                    "status": status,
                    "files": len(files),
                    "pages": sum(file.pages for file in files),
                    "pages_unread": sum(file.pages_unread for file in files),
                    "meaning": lang.say(_MEANING[status]),
                }
            )
    write_listing(rows, _CLOSING, form, lang)
    for file in summary.files:
        if file.status in ("partial", "quarantined"):
            tell(f"{lang.word(file.status)}: {file.path}: {file.reason} {file.hint}".rstrip())
    for refusal in summary.refused:
        tell(lang.tell(refusal))
    skipped = len(summary.files) - len(summary.read)
    read = len(summary.read)
    tell(lang.say("1 fil läst nu." if read == 1 else "{count} filer lästa nu.", count=read))
    if skipped:
        tell(lang.say("1 fil oförändrad." if skipped == 1 else "{count} filer oförändrade.", count=skipped))
    if summary.interrupted:
        tell(lang.say("Avbruten. Det som hann läsas är sparat; kör kommandot igen för att fortsätta."))
