"""``settings`` and ``--version``: what holds here and where it came from; the file's settings as defaults of flags."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from styrdok.cli.options import DEFAULT_LANG, Form, Lang
from styrdok.cli.output import Column, Format, write_listing
from styrdok.language import to_say

if TYPE_CHECKING:
    from styrdok.configuration import Configuration

_COLUMNS = (
    Column("name", "inställning"),
    Column("value", "värde", ratio=1),
    Column("origin", "kommer från", ratio=1),
    Column("variable", "miljövariabel"),
    Column("meaning", "innebörd", ratio=2),
)
_DEFAULT = to_say("förvalt")


@cache
def configuration() -> "Configuration":
    """The settings that hold for this run, flags left out."""
    from styrdok.configuration import load

    return load(os.environ, Path.cwd())


def defaults_for(command: Any) -> dict[str, Any]:
    """What the settings file says, as the defaults of a command's flags and of those of its subcommands."""
    found = configuration()
    chosen = {name: value for name, value in found.values.items() if found.origins[name].endswith(".toml")}
    return _defaults(command, chosen)


def _defaults(command: Any, chosen: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(command, TyperGroup):
        return {name: _defaults(inner, chosen) for name, inner in command.commands.items()}
    return {option.name: chosen[option.name] for option in command.params if option.name in chosen}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("settings")(settings)


def settings(form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Every setting with its value and where it came from: the environment, a settings file, or the default."""
    from styrdok.configuration import DEFAULT, SETTINGS

    found = configuration()
    people = form is Format.TABLE
    rows = [
        {
            "name": setting.name,
            "value": _shown(found.values[setting.name]),
            "origin": lang.say(_DEFAULT) if people and origin == DEFAULT else origin,
            "variable": setting.variable,
            "meaning": lang.tell(setting.meaning),
        }
        for setting in SETTINGS
        for origin in (found.origins[setting.name],)
    ]
    write_listing(rows, _COLUMNS, form, lang)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return os.pathsep.join(value)
    return "" if value is None else str(value)
