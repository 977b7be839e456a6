"""``serve`` and ``dossier``: the registry as a local web page, and one pair as a page to mail."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.judging import reviewer
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, Per, RegistryPath, Who, on
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.sentence import Sentence

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from styrdok.web.guard import Entry

_HOST = "127.0.0.1"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("serve")(serve)
    app.command("dossier")(dossier)


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8710,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    who: Who = None,
) -> None:
    """The registry as a web page for this machine only; stop with Ctrl-C."""
    serve_registry(registry, lang, port=port, who=who)


def serve_registry(
    registry: Path,
    lang: Language,
    *,
    port: int,
    who: str | None = None,
    opened: Callable[[str], object] = lambda address: None,
) -> None:
    """Show a registry as a web page until Ctrl-C; ``opened`` is told the address when the page is ready."""
    from styrdok.web.guard import KEY, Entry

    entry = Entry()
    app = _app(registry, lang.code, reviewer(who), entry)
    with _listening(port) as listener:
        tell(lang.say("Läser registret …"))
        app.state.desk.state()
        address = f"http://{_HOST}:{listener.getsockname()[1]}/?{KEY}={entry.start}"
        tell(lang.say("Öppna {address} i webbläsaren. Avsluta med Ctrl-C.", address=address))
        opened(address)
        _run(app, listener)


def _app(registry: Path, lang: str, who: str, entry: "Entry") -> "Starlette":
    from styrdok.registry.store import Registry
    from styrdok.web.app import create_app

    with Registry.open(registry, read_only=True):
        return create_app(registry, lang, who, entry)


def _listening(port: int) -> "socket.socket":
    import socket

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_HOST, port))
        listener.listen()
    except OSError as problem:
        listener.close()
        reason = problem.strerror or str(problem)
        raise UsageProblem(
            Sentence.of("Port {port} kan inte användas: {reason}.", port=port, reason=reason),
            Sentence.of("Ange en annan med --port."),
        ) from problem
    return listener


def _run(app: "Starlette", listener: "socket.socket") -> None:
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False))
    server.run(sockets=[listener])


def dossier(
    a: Annotated[str, typer.Argument(help="A document.")],
    b: Annotated[str, typer.Argument(help="The other document of the pair.")],
    out: Annotated[Path, typer.Option("--out", help="FILE.html.")],
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """One pair as a single HTML file of at most 1 MB: why, the words, the pages, the judgements."""
    from styrdok.engines.kept import analysed
    from styrdok.files import write_whole
    from styrdok.registry.store import Registry
    from styrdok.reports.dossier import dossier as make

    with Registry.open(registry, read_only=True) as opened:
        pair = (opened.document(a).id, opened.document(b).id)
        found, reviews = analysed(opened, on(per)), opened.reviews()
    data = make(registry, pair, found.snapshot, found.analysis, reviews, lang)
    write_whole(out, data)
    tell(lang.say("Underlaget ligger i {file} ({size} kB).", file=str(out), size=len(data) // 1000))
