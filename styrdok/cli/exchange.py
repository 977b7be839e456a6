"""``export`` and ``evaluate``: the registry for other programs, and held against gold."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import analysis_of, reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath
from styrdok.cli.output import Column, Format, write_json, write_listing, write_stream
from styrdok.files import read_bytes, write_parts, write_whole
from styrdok.language import Language
from styrdok.plain import laid_out

if TYPE_CHECKING:
    from styrdok.evaluation.evaluate import Evaluation
    from styrdok.reports.export import Material

_FIGURES = (
    Column("name", "mått", ratio=1),
    Column("precision", "precision", right=True),
    Column("recall", "recall", right=True),
    Column("f1", "F1", right=True),
    Column("right", "rätt", right=True),
    Column("found", "funna", right=True),
    Column("true", "sanna", right=True),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export")(export)
    app.command("evaluate")(evaluate)


def _material(registry: Path, per: Per, lang: Language, *, names: bool = True) -> "Material":
    from styrdok.reports.export import Material

    with reading(registry, lang) as opened:
        found, files, acts = analysis_of(opened, per, lang), opened.files(), opened.acts()
    return Material(found.snapshot, files, found.analysis, acts, names)


def export(
    out: Annotated[Path, typer.Argument(help="The file to write, or - for standard output.")] = Path("-"),
    to: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
    passages: Annotated[bool, typer.Option("--passages", help="With the text of every passage.")] = False,
    no_names: Annotated[
        bool, typer.Option("--no-names", help="Leave out the names of persons who speak and who judged.")
    ] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """The whole registry as one JSON document (styrdok-export/1)."""
    from styrdok.reports.export import export_text

    text = export_text(_material(registry, per, lang, names=not no_names), passages=passages)
    target = to or out
    if str(target) == "-":
        write_stream(text)
    else:
        write_parts(target, text, lasting=True)
        tell(lang.say("Exporten ligger i {file}.", file=str(target)))


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder with gold files (docs/gold.md).")],
    against: Annotated[
        Path | None, typer.Option("--against", help="An earlier evaluation: list gains and losses.")
    ] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Keep this evaluation for later comparison.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Name every miss and every wrong find.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Precision, recall and F1 of the registry against gold files."""
    from styrdok.evaluation.changes import as_json, gains_and_losses
    from styrdok.evaluation.evaluate import evaluate as hold
    from styrdok.evaluation.gold import load_gold
    from styrdok.reports.export import export as make

    of = _material(registry, per, lang)
    result = hold(make(of.snapshot, of.files, of.analysis, of.acts), load_gold(gold))
    if save:
        write_whole(save, laid_out(as_json(result)) + b"\n")
    if form is Format.JSON:
        write_json(as_json(result))
    else:
        rows = [{column.key: getattr(score, column.key) for column in _FIGURES} for score in result.scores]
        rows += [{"name": name, "f1": value} for name, value in result.measures]
        write_listing(rows, _FIGURES, form, lang)
    _tell_more(result, misses)
    if against:
        gains, losses = gains_and_losses(json.loads(read_bytes(against)), as_json(result))
        for sign, lines in (("+", gains), ("-", losses)):
            for line in lines:
                tell(f"{sign} {line}")
        tell(f"{len(gains)} gains, {len(losses)} losses.")


def _tell_more(result: "Evaluation", misses: bool) -> None:
    if misses:
        for score in result.scores:
            for sign, lines in (("missing", score.misses), ("wrong", score.extras)):
                for line in lines:
                    tell(f"{score.name}: {sign}: {line}")
    for file in result.absent:
        tell(f"{file}: there is gold but no such document in the registry.")
