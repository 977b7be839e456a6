"""``serve`` and ``dossier``: the registry as a local web page, and one pair as a page to mail."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.judging import reviewer
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, Per, RegistryPath, Who, on
from styrdok.cli.sharing import Sharing
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.sentence import Sentence

if TYPE_CHECKING:
    import socket

    from starlette.applications import Starlette

    from styrdok.web.guard import Entry

_HOST = "127.0.0.1"
_PATIENCE = 2
_BETWEEN = 75
"""For how many seconds a browser may come back on the same connection: longer than somebody looks at a pair, as one
that is closed just when the next form is sent loses it.
"""
PORT = 8710
"""The usual port."""


def _nothing(address: str) -> None:
    """Open nothing."""


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("open")(open_desk)
    app.command("serve")(serve)
    app.command("dossier")(dossier)


def open_desk(
    registry: Annotated[
        Path | None,
        typer.Option(
            envvar="STYRDOK_REGISTRY",
            help="The registry file; default: styrdok.db here, or else in the folder styrdok of your own folder.",
        ),
    ] = None,
    lang: Lang = DEFAULT_LANG,
    who: Who = None,
    closable: Annotated[
        bool, typer.Option("--closable", help="Let the page have a button that ends the program.")
    ] = False,
) -> None:
    """Open the web page, also where there is no registry yet; what styrdok does in a terminal without a command."""
    from styrdok.registry.store import Registry

    place = registry or (DEFAULT_REGISTRY if DEFAULT_REGISTRY.exists() else _own_registry())
    with Registry.open(place, create=True):
        pass
    serve_registry(place, lang, port=None, who=who, opened=browse, closable=closable)


def _own_registry() -> Path:
    """The registry of who has named none, in a folder of its own that is easy to find again."""
    folder = Path.home() / "styrdok"
    folder.mkdir(exist_ok=True)
    return folder / DEFAULT_REGISTRY


def browse(address: str) -> None:
    """Open an address in the browser, where one can be opened."""
    import webbrowser

    from styrdok.system import has_windows

    if has_windows():
        webbrowser.open(address)


def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = PORT,
    browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser as well.")] = False,
    share: Annotated[
        bool, typer.Option("--share", help="Let an office in, with the accounts of styrdok accounts.")
    ] = False,
    host: Annotated[
        str | None,
        typer.Option(help="With --share: the address to listen at; default: all, or behind a proxy this machine."),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(help="With --share: a host name by which browsers reach the page; may be repeated."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="With --share: the certificate for TLS, with its chain (PEM).")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="With --share: the key of the certificate (PEM).")] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            help="With --share: a reverse proxy that is trusted, as 10.0.0.5 or 10.0.0.0/24; may be repeated."
        ),
    ] = None,
    user_header: Annotated[
        str, typer.Option(help="With --proxy: the header in which the proxy names who has signed in there.")
    ] = "",
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    who: Who = None,
) -> None:
    """The registry as a web page, for this machine only or with --share for an office; stop with Ctrl-C."""
    sharing = Sharing(host, tuple(name or ()), certificate, key, tuple(proxy or ()), user_header)
    if share:
        serve_office(registry, lang, port, sharing)
        return
    sharing.check_unused()
    serve_registry(registry, lang, port=port, who=who, opened=browse if browser else _nothing)


def serve_registry(
    registry: Path,
    lang: Language,
    *,
    port: int | None,
    who: str | None = None,
    opened: Callable[[str], object] = _nothing,
    closable: bool = False,
) -> None:
    """Show a registry as a web page until Ctrl-C; ``opened`` is told the address when the page is ready.

    Without a ``port`` the usual one is taken, or any that is free. One that is ``closable`` has a button to end it.
    """
    from styrdok.web.app import prepare
    from styrdok.web.guard import KEY, Entry

    entry = Entry()
    app = _app(registry, lang, reviewer(who), entry)
    with _listening(port) as listener:
        prepare(app)
        address = f"http://{_HOST}:{listener.getsockname()[1]}/?{KEY}={entry.start}"
        tell(lang.say("Öppna {address} i webbläsaren. Avsluta med Ctrl-C.", address=address))
        opened(address)
        _run(app, listener, closable)


def serve_office(registry: Path, lang: Language, port: int, sharing: Sharing) -> None:
    """Show a registry to an office until Ctrl-C; those who have accounts sign in."""
    from styrdok.registry.store import Registry
    from styrdok.web.app import create_app, prepare

    with Registry.open(registry):  # brings an older file up to date
        pass
    host, office = sharing.listen_at, sharing.office(registry)
    with office.accounts, _listening(port, host) as listener:
        app = create_app(registry, lang.code, office=office)
        prepare(app)
        scheme = "https" if sharing.certificate else "http"
        address = f"{scheme}://{sharing.shown_name}:{listener.getsockname()[1]}/"
        tell(lang.say("Kontoret når styrdok på {address}. Avsluta med Ctrl-C.", address=address))
        _run(app, listener, tls=sharing.tls)


def _app(registry: Path, lang: Language, who: str, entry: "Entry") -> "Starlette":
    from styrdok.registry.store import Registry
    from styrdok.web.app import create_app

    with Registry.open(registry, read_only=True):
        return create_app(registry, lang.code, who, entry)


def _listening(port: int | None, host: str = _HOST) -> "socket.socket":
    """A socket at a port; without one at the usual port, or any that is free."""
    import socket

    if port is None:
        try:
            return _listening(PORT, host)
        except UsageProblem:
            return _listening(0, host)

    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as problem:
        listener.close()
        reason = problem.strerror or str(problem)
        raise UsageProblem(
            Sentence.of("Port {port} kan inte användas: {reason}.", port=port, reason=reason),
            Sentence.of("Ange en annan med --port."),
        ) from problem
    return listener


def _run(
    app: "Starlette", listener: "socket.socket", closable: bool = False, tls: "Mapping[str, str] | None" = None
) -> None:
    import uvicorn

    from styrdok.web.patience import PatientProtocol

    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="warning",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
        timeout_keep_alive=_BETWEEN,
        proxy_headers=False,
        **(tls or {}),  # type: ignore[arg-type]
    )
    server = uvicorn.Server(config)
    if closable:
        app.state.close = lambda: setattr(server, "should_exit", True)
    try:
        server.run(sockets=[listener])
    finally:
        app.state.desk.intake.errands.stop()


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
