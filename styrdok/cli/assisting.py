"""``mcp``: what assistants may ask of the registry, and nothing that writes."""

import typer

from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, RegistryPath
from styrdok.errors import MissingDependency
from styrdok.sentence import Sentence

_INSTALL = Sentence.of("Installera det med: pip install 'styrdok[mcp]'")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mcp")(mcp)


def mcp(registry: RegistryPath = DEFAULT_REGISTRY, lang: Lang = DEFAULT_LANG) -> None:
    """Answer an assistant that asks over standard input and output (Model Context Protocol); only reads."""
    from styrdok.registry.store import Registry

    try:
        from styrdok.city.assistant import assistant
    except ImportError as error:
        raise MissingDependency(
            Sentence.of("Att svara assistenter kräver mcp, som inte är installerat."), _INSTALL
        ) from error
    with Registry.open(registry, read_only=True):
        pass
    assistant(registry, lang).run("stdio")
