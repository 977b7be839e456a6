"""``demo``: an invented city's documents, read and opened in the browser, with nothing of one's own."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, Lang
from styrdok.cli.progress import shown_progress
from styrdok.cli.serving import browse, serve_registry
from styrdok.cli.settings import configuration
from styrdok.files import make_folder


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    folder: Annotated[Path | None, typer.Option(help="Where the registry goes; default: a temporary folder.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 0,
    page: Annotated[
        bool, typer.Option("--page/--no-page", help="Open the web page, or only make the registry and say where it is.")
    ] = True,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Read the documents of an invented city and open them in the browser; stop with Ctrl-C."""
    from styrdok.engines.ingest import ingest
    from styrdok.engines.sample import sample_documents

    place = folder or Path(tempfile.mkdtemp(prefix="styrdok-demo-"))
    make_folder(place)
    registry = place / "demo.db"
    summary = ingest([sample_documents()], registry, settings=configuration().stages, progress=shown_progress(lang))
    if summary.exit_code:
        raise typer.Exit(summary.exit_code)
    tell(lang.say("Provregistret ligger i {file}: {count} dokument.", file=str(registry), count=len(summary.files)))
    if page:
        serve_registry(registry, lang, port=port, opened=browse)
    else:
        tell(lang.say("Nästa steg: styrdok overlaps --registry {file}", file=str(registry)))
