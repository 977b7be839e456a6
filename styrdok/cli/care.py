"""``status``, ``doctor``, ``backup``: the registry's health."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_REGISTRY, Form, Lang, RegistryPath
from styrdok.cli.output import Column, Format, write_listing

_FILES = (
    Column("file", "fil", "file", ratio=2),
    Column("status", "status", "status"),
    Column("pages", "sidor", "pages", right=True),
    Column("pages_unread", "olästa", "unread", right=True),
    Column("reason", "skäl", "reason", ratio=3),
)
_FAULT = 5
_PAGES = {
    "text": "med text",
    "ocr": "med tolkad text (OCR)",
    "empty": "tomma",
    "image": "bara bild",
    "unreadable": "med oläsliga tecken",
    "failed": "som inte gick att öppna",
}


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("status")(status)
    app.command("doctor")(doctor)
    app.command("backup")(backup)


def status(
    everything: Annotated[bool, typer.Option("--all", help="Also files that were read whole.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.TABLE,
    lang: Lang = "sv",
) -> None:
    """What was read and, above all, what was not: every file that is quarantined, partial or a duplicate."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        files, pages = opened.files(), opened.page_statuses()
    rows = [
        {
            "file": file.name,
            "status": file.status.value,
            "pages": file.pages,
            "pages_unread": file.pages_unread,
            "reason": " ".join(part for part in (file.reason, file.hint) if part),
        }
        for file in files
        if everything or file.status.value != "ok"
    ]
    write_listing(rows, _FILES, form, lang)
    counts = Counter(file.status.value for file in files)
    unread = sum(file.pages_unread for file in files)
    summed = ", ".join(
        f"{counts[name]} {name}" for name in ("ok", "partial", "quarantined", "duplicate") if counts[name]
    )
    tell(f"{len(files)} filer ({summed}); {sum(file.pages for file in files)} sidor, varav {unread} inte kunde läsas.")
    if pages:
        tell("Sidor: " + ", ".join(f"{pages[kind]} {_PAGES[kind]}" for kind in pages) + ".")


def doctor(registry: RegistryPath = DEFAULT_REGISTRY) -> None:
    """Look the registry over and say what to do."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        findings = opened.examine()
    for finding in findings:
        tell(f"{'FEL' if finding.fault else 'OBS'} {finding.message} {finding.hint}")
    if any(finding.fault for finding in findings):
        raise typer.Exit(_FAULT)
    if not findings:
        tell("Registret är helt.")


def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes.")], registry: RegistryPath = DEFAULT_REGISTRY
) -> None:
    """A copy of the registry, also while others work."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        opened.backup(file)
    tell(f"Kopian ligger i {file}.")
