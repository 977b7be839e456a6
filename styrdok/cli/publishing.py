"""``publish``: the steering documents as a static site for citizens."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, Per, RegistryPath, on
from styrdok.errors import UsageProblem
from styrdok.files import make_folder, read_bytes, write_whole
from styrdok.sentence import Sentence


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("publish")(publish)


def publish(
    folder: Annotated[Path, typer.Argument(help="The folder to write the site to: a new one, or that of last time.")],
    base: Annotated[str, typer.Option(help="Where the site will lie: https://…/.")] = "",
    publisher: Annotated[str | None, typer.Option(help="Who publishes it; default: the city of the documents.")] = None,
    licence: Annotated[str, typer.Option("--licence", help="The licence of the data, as an address.")] = "",
    contact: Annotated[str, typer.Option(help="The e-mail address of the office for questions on the data.")] = "",
    with_files: Annotated[bool, typer.Option("--with-files", help="Copy the documents themselves too.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Write a static site of the steering documents: what holds when, stable links, linked data; no judgements."""
    from styrdok.reports.publishing.collection import collected
    from styrdok.reports.publishing.linked import lacking
    from styrdok.reports.publishing.site import site

    where = _base(base)
    earlier = _earlier(folder)
    with reading(registry, lang) as opened:
        found = collected(opened.snapshot(on(per)), on(per), publisher)
        found = replace(found, base=where, licence=licence, contact=_mail(contact))
        sources = {one.document.id: opened.source(one.document.id) for one in found.documents} if with_files else {}
    copies = {
        name: (f"filer/{found.by_id[name].place.removeprefix('dokument/').removesuffix('.html')}{path.suffix}", path)
        for name, path in sources.items()
        if path is not None
    }
    made = site(found, lang, earlier, {name: place for name, (place, _) in copies.items()})
    made |= {place: read_bytes(path) for place, path in copies.values()}
    for place, data in made.items():
        make_folder((folder / place).parent)
        write_whole(folder / place, data)
    tell(
        lang.say(
            "{count} styrdokument i {folder}, {valid} gäller. Öppna {index}.",
            count=len(found.documents),
            folder=str(folder),
            valid=len(found.in_force),
            index=str(folder / "index.html"),
        )
    )
    if not where:
        tell(lang.say("Ange --base med webbplatsens adress innan den läggs ut, så att länkade data får hela adresser."))
    if options := lacking(found):
        tell(lang.say("Beskrivningen för dataportalen är inte hel utan {options}.", options=", ".join(options)))


def _base(written: str) -> str:
    if written and not written.startswith(("https://", "http://")):
        raise UsageProblem(
            Sentence.of("”{base}” är ingen webbadress.", base=written), Sentence.of("Skriv den som https://…/.")
        )
    return written if not written or written.endswith("/") else f"{written}/"


def _mail(written: str) -> str:
    if written and not re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", written):
        raise UsageProblem(
            Sentence.of("”{address}” är ingen e-postadress.", address=written),
            Sentence.of("Skriv den som registrator@kommun.se."),
        )
    return written


def _earlier(folder: Path) -> tuple[str, ...]:
    """The document pages of the site that lies in a folder. Raises for a folder that holds something else."""
    from styrdok.reports.publishing.site import LIST, pages_of

    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return ()
    try:
        return pages_of(read_bytes(folder / LIST)) if (folder / LIST).is_file() else _refuse(folder)
    except ValueError:
        return _refuse(folder)


def _refuse(folder: Path) -> tuple[str, ...]:
    raise UsageProblem(
        Sentence.of("I {folder} ligger annat än en sådan webbplats.", folder=str(folder)),
        Sentence.of("Ange en ny mapp, eller den som styrdok publish skrev förra gången."),
    )
