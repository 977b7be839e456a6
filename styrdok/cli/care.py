"""``status``, ``doctor``, ``backup``: the registry's health."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok import confined, confinement
from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.cli.progress import shown_progress
from styrdok.cli.settings import configuration
from styrdok.errors import ExitCode
from styrdok.language import Language, to_say
from styrdok.vocabulary import FileStatus

if TYPE_CHECKING:
    from styrdok.registry.doctor import Finding

_FILES = (
    Column("file", "fil", ratio=2),
    Column("status", "status", said=word_of(FileStatus)),
    Column("pages", "sidor", right=True),
    Column("pages_unread", "olästa", right=True),
    Column("reason", "skäl", ratio=3, of="meaning"),
)
_PROGRAMS = (Column("name", "program"), Column("version", "version"), Column("gives", "ger", ratio=3))
_PAGES = {
    "text": to_say("med text"),
    "ocr": to_say("med tolkad text (OCR)"),
    "empty": to_say("tomma"),
    "image": to_say("bara bild"),
    "unreadable": to_say("med oläsliga tecken"),
    "failed": to_say("som inte gick att öppna"),
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("status")(status)
    app.command("doctor")(doctor)
    app.command("backup")(backup)


def status(
    everything: Annotated[bool, typer.Option("--all", help="Also files that were read whole.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """What was read and, above all, what was not: every file that is quarantined, partial or a duplicate."""
    from styrdok.registry.store import Registry
    from styrdok.reports.values import file_json

    with Registry.open(registry, read_only=True) as opened:
        files, pages = opened.files(), opened.page_statuses()
    rows = [
        {
            **file_json(file),
            "meaning": " ".join(part for part in (file.reason, file.hint) if part),
        }
        for file in files
        if everything or file.status.value != "ok"
    ]
    write_listing(rows, _FILES, form, lang)
    counts = Counter(file.status.value for file in files)
    unread = sum(file.pages_unread for file in files)
    summed = ", ".join(
        f"{counts[name]} {lang.word(FileStatus(name))}"
        for name in ("ok", "partial", "quarantined", "duplicate")
        if counts[name]
    )
    tell(
        lang.say(
            "{count} filer ({summed}); {pages} sidor, varav {unread} inte kunde läsas.",
            count=len(files),
            summed=summed,
            pages=sum(file.pages for file in files),
            unread=unread,
        )
    )
    if pages:
        told = ", ".join(f"{pages[kind]} {lang.say(_PAGES[kind])}" for kind in pages)
        tell(lang.say("Sidor: {kinds}.", kinds=told))


def doctor(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="With --mend: where files lie that the registry no longer names.")
    ] = None,
    mend: Annotated[
        bool, typer.Option("--mend", help="Make a damaged registry anew, acts rescued first; the old file is kept.")
    ] = False,
    system: Annotated[
        bool, typer.Option("--system", help="Instead, what optional programs this machine has and what they give.")
    ] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Look the registry over and say what to do, or do it."""
    if system:
        _tell_of_programs(form, lang)
        return
    findings = _examined(registry, mend)
    for finding in findings:
        tell(f"{lang.say('FEL' if finding.fault else 'OBS')} {lang.tell(finding.message)} {lang.tell(finding.hint)}")
    _tell_of_confinement(lang)
    faulty = any(finding.fault for finding in findings)
    if faulty and mend:
        _mend(registry, folders or (), lang)
    elif faulty:
        raise typer.Exit(ExitCode.REGISTRY_UNUSABLE)
    elif not findings:
        tell(lang.say("Registret är helt."))


def _examined(registry: Path, mend: bool) -> "tuple[Finding, ...]":
    """What is wrong; that the file cannot even be opened is nothing to stop at when it is to be mended."""
    from styrdok.errors import RegistryDamaged
    from styrdok.registry.doctor import Finding
    from styrdok.registry.store import Registry

    try:
        with Registry.open(registry, read_only=True) as opened:
            return opened.examine()
    except RegistryDamaged as error:
        if not mend:
            raise
        return (Finding("damaged", True, error.sentence, error.advice),)


def _mend(registry: Path, folders: Sequence[Path], lang: Language) -> None:
    from styrdok.cli.ingesting import with_ocr
    from styrdok.engines.mend import mend

    done = mend(registry, folders, settings=configuration().stages, progress=shown_progress(lang))
    if done.kept is None:
        tell(lang.say("Avbruten. Inget är ändrat; kör kommandot igen."))
        raise typer.Exit(ExitCode.INTERRUPTED)
    with_ocr(done.read, registry, None, lang)
    for place in done.gone:
        tell(lang.say("{file} finns inte längre och är inte med i det nya registret.", file=str(place)))
    tell(
        lang.say(
            "Registret är gjort på nytt: {files} filer, {acts} bedömningar och rättelser. Det gamla ligger i {kept}.",
            files=len(done.read.files),
            acts=len(done.acts),
            kept=str(done.kept),
        )
    )
    if done.gone:
        raise typer.Exit(ExitCode.PARTLY_DONE)


def _tell_of_programs(form: Format, lang: Language) -> None:
    from styrdok.engines.programs import programs
    from styrdok.errors import MissingDependency
    from styrdok.reading.ocr import recogniser

    rows = [
        {"name": one.name, "version": one.version or lang.say("saknas"), "gives": lang.tell(one.gives)}
        for one in programs()
    ]
    write_listing(rows, _PROGRAMS, form, lang)
    with suppress(MissingDependency):
        if confined.can_be() and not recogniser().is_confined:
            unheld = lang.say("ocrmypdf startar inte avskärmat här, och körs därför utan avskärmning.")
            tell(f"{lang.say('OBS')} {unheld}")


def _tell_of_confinement(lang: Language) -> None:
    """What the kernel does not withhold from the process that reads a file; nothing where it withholds all."""
    offered = confinement.offer()
    if not offered.landlock:
        missing = lang.say("Landlock saknas här: den process som läser en fil kan läsa andra filer som du får läsa.")
        tell(f"{lang.say('OBS')} {missing}")
    if not offered.seccomp:
        missing = lang.say("seccomp saknas här: den process som läser en fil hindras inte från nät och andra program.")
        tell(f"{lang.say('OBS')} {missing}")


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="Where the copy goes; default: beside the registry, named by the day.")
    ] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """A copy of the registry, also while others work."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        place = file or registry.with_name(f"{registry.stem}-{date.today()}{registry.suffix}")
        opened.backup(place)
    tell(lang.say("Kopian ligger i {file}.", file=str(place)))
