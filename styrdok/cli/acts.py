"""``acts export``, ``acts import``, ``acts merge``: what people decided as plain text, one act on a line."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, RegistryPath
from styrdok.cli.output import write_text
from styrdok.errors import UsageProblem
from styrdok.files import read_bytes, read_stream, write_whole
from styrdok.language import Language
from styrdok.sentence import Sentence

if TYPE_CHECKING:
    from styrdok.judgements.acts import Act

_STREAM = Path("-")
_LARGEST = 1 << 28

Target = Annotated[Path, typer.Argument(help="The file to write, or - for standard output.")]
Sources = Annotated[list[Path], typer.Argument(help="Files that were made by exporting acts, or - for standard input.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Judgements and corrections as plain text, to keep and to share.")
    group.command("export")(export_acts)
    group.command("import")(import_acts)
    group.command("merge")(merge_acts)
    app.add_typer(group, name="acts")


def export_acts(file: Target = _STREAM, registry: RegistryPath = DEFAULT_REGISTRY, lang: Lang = DEFAULT_LANG) -> None:
    """Write every judgement, correction and undoing as text: one act on a line, oldest first."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        _write(opened.acts(), file, lang)


def import_acts(files: Sources, registry: RegistryPath = DEFAULT_REGISTRY, lang: Lang = DEFAULT_LANG) -> None:
    """Put exported acts into the registry. Those already there are passed over, so it can be done any number of times.

    Nothing is put in when any line is not an act or was changed.
    """
    from styrdok.registry.store import Registry

    brought = _read(files)
    with Registry.open(registry) as opened:
        new = opened.add_acts(brought)
    tell(lang.say("{new} nya av {count} åtgärder.", new=new, count=len(brought)))


def merge_acts(
    files: Sources,
    out: Annotated[Path, typer.Option("--out", help="The file to write, or -.")] = _STREAM,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Put the acts of several exports together in one; the order of the files does not matter."""
    _write(_read(files), out, lang)


def _read(files: list[Path]) -> tuple["Act", ...]:
    from styrdok.judgements.acts import in_order
    from styrdok.judgements.exchange import from_text

    return in_order(act for file in files for act in from_text(_text(file)))


def _text(file: Path) -> str:
    data = read_stream(sys.stdin.buffer, str(file), _LARGEST) if file == _STREAM else read_bytes(file, _LARGEST)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise UsageProblem(
            Sentence.of("{file} är inte text i UTF-8.", file=str(file)),
            Sentence.of("Ange en fil som gjorts med styrdok acts export."),
        ) from problem


def _write(acts: tuple["Act", ...], file: Path, lang: Language) -> None:
    from styrdok.judgements.exchange import to_text

    if file == _STREAM:
        write_text(to_text(acts))
        return
    write_whole(file, to_text(acts).encode())
    tell(
        lang.say(
            "1 åtgärd ligger i {file}." if len(acts) == 1 else "{count} åtgärder ligger i {file}.",
            count=len(acts),
            file=str(file),
        )
    )
