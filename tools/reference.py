"""Writes ``docs/reference`` from the commands and the export schema: ``python tools/reference.py``.

``man docs/reference/styrdok.1`` shows the manual page; an installed styrdok has it under ``share/man``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from manpage import argument, manual

from styrdok.cli.main import app

HOME = Path(__file__).parents[1] / "docs" / "reference"
SCHEMA = Path(__file__).parents[1] / "styrdok" / "reports" / "export.schema.json"
_CODES = (
    (0, "done"),
    (1, "unexpected error (a bug)"),
    (2, "usage"),
    (3, "input that cannot be read at all; nothing was ingested"),
    (4, "not found, or an ambiguous name"),
    (5, "the registry or an output file cannot be used"),
    (6, "an optional dependency is missing; the message holds the install line"),
    (7, "partly done: some files were quarantined, the rest is saved"),
    (8, "findings present (`check`, `--fail-on`)"),
    (130, "interrupted; what was done is kept, and a rerun goes on"),
)


def pages() -> dict[str, str]:
    """The text of every reference page, by file name."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    texts = {"cli.md": _commands(), "export.md": _export(schema), "styrdok.1": manual(_CODES)}
    return {file: "\n".join(lines) + "\n" for file, lines in texts.items()}


def _commands() -> Iterator[str]:
    yield "# Commands\n\nMade by `tools/reference.py` from the commands themselves; do not edit.\n"
    yield "Data goes to standard output, everything else to standard error. `NO_COLOR` is honoured.\n"
    yield "| exit code | meaning |\n|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in _CODES)
    yield from _command(typer.main.get_command(app), "styrdok")


def _command(command: Any, name: str) -> Iterator[str]:
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from _command(inner, f"{name} {word}")
        return
    words = " ".join(argument(p) for p in command.params if p.param_type_name == "argument")
    yield f"\n## {name}\n\n{_plain(command.help)}\n\n```\n{name} [OPTIONS] {words}".rstrip() + "\n```\n"
    yield "| | meaning |\n|---|---|"
    for parameter in command.params:
        shown = "`" + "`, `".join((*parameter.opts, *parameter.secondary_opts)) + "`"
        if parameter.param_type_name == "argument":
            shown = f"`{argument(parameter)}`"
        yield f"| {shown} | {_plain(parameter.help)}{_choices(parameter)} |"


def _choices(parameter: Any) -> str:
    choices = getattr(getattr(parameter, "type", None), "choices", ())
    return " One of: " + ", ".join(f"`{getattr(c, 'value', c)}`" for c in choices) + "." if choices else ""


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def _export(schema: dict[str, Any]) -> Iterator[str]:
    yield "# The export\n\nMade by `tools/reference.py` from `styrdok/reports/export.schema.json`; do not edit.\n"
    yield 'One JSON document, `"format": "styrdok-export/1"`. Dates are ISO 8601; unknown is null.\n'
    yield from _fields(schema, "Top level")
    for name, part in schema["$defs"].items():
        yield from _fields(part, name)


def _fields(part: dict[str, Any], name: str) -> Iterator[str]:
    yield f"\n## {name}\n\n{_plain(part.get('description'))}".rstrip() + "\n\n| key | value | meaning |\n|---|---|---|"
    required = part.get("required", [])
    for key, value in part.get("properties", {}).items():
        optional = "" if key in required else " (optional)"
        yield f"| `{key}`{optional} | {_kind(value)} | {_plain(value.get('description'))} |"


def _kind(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name})"
    if "enum" in value:
        return ", ".join("null" if word is None else f"`{word}`" for word in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    for word in ("anyOf", "oneOf"):
        if word in value:
            return " or ".join(_kind(inner) for inner in value[word])
    kinds = value.get("type", "any")
    shown = " or ".join(kinds) if isinstance(kinds, list) else kinds
    return f"list of {_kind(value['items'])}" if shown == "array" and "items" in value else shown


if __name__ == "__main__":
    HOME.mkdir(parents=True, exist_ok=True)
    for file, text in pages().items():
        (HOME / file).write_text(text, encoding="utf-8")
