"""Keeps the translations: ``python tools/translations.py`` collects every Swedish text that is said to people into the
catalogues below ``styrdok/language/locale`` and compiles them; ``--check`` only says what is out of date.

A text is collected from ``say("…")`` in templates and code, ``Sentence.of("…")``, ``to_say("…")``, the heading of a
``Column``, ``headings("…")``, and the tables of words. New texts come in without a translation: write it in the
``.po``, run again. What the commands tell of themselves (``--help``) is written in English; the catalogues ``help.po``
have it in other languages, with the words that Typer adds.
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

import styrdok
from styrdok import sentence
from styrdok.cli.main import app
from styrdok.language import themes, words
from styrdok.overlaps.audiences import AUDIENCE
from styrdok.overlaps.figures import UNIT
from styrdok.overlaps.tables import table

PACKAGE = Path(styrdok.__file__).parent
LOCALE = PACKAGE / "language" / "locale"
_SAYING = {"say": 0, "to_say": 0, "Column": 1}
"""Calls that say a text, and which of their arguments it is."""

_OF_TYPER = (
    *("Arguments", "Commands", "Options", "Show this message and exit."),
    *("[default: {}]", "[env var: {}]", "[required]"),
)
"""The words that Typer itself puts into a help."""

_NO_DATE = datetime(2020, 1, 1, tzinfo=UTC)
Key = tuple[str, str]
"""Context (often none) and Swedish text."""


def collected() -> list[Key]:
    """Every text that is said to people, in alphabetical order."""
    found = {("", text) for path in sorted(PACKAGE.rglob("*.py")) for text in _of_code(path)}
    found |= {(sentence.HEADING, text) for path in sorted(PACKAGE.rglob("*.py")) for text in _headings_of(path)}
    found |= {("", text) for path in sorted(PACKAGE.rglob("*.html")) for text in _of_template(path)}
    found |= {("", text) for text in (*words.FIELD.values(), sentence.LIST, sentence.DECIMAL)}
    found |= {(code.__name__, word) for code, names in words.WORDS.items() for word in names.values()}
    found |= {(themes.CONTEXT, name) for name in themes.theme_names().values()}
    found |= {(AUDIENCE, group) for group in table("audience.toml")["groups"]}
    found |= {(UNIT, unit) for unit in (*table("figures.toml")["units"], "årtal")}
    return sorted(found)


def helps() -> list[Key]:
    """Every text of the commands' help, in alphabetical order."""
    return sorted({("", text) for text in (*_OF_TYPER, *_helps_of(typer.main.get_command(app)))})


def _helps_of(command: Any) -> Iterator[str]:
    yield from (text for text in (command.help, *(getattr(p, "help", None) for p in command.params)) if text)
    for inner in getattr(command, "commands", {}).values():
        yield from _helps_of(inner)


def _of_code(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield from _of_call(node, path)


def _headings_of(path: Path) -> Iterator[str]:
    """The headings of columns: every text of ``headings("…", "…")`` and ``heading("…")``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _named(node) in ("headings", "heading"):
            said = node.args if _named(node) == "headings" else node.args[:1]
            yield from (text for one in said for text in _texts(one))


def _named(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _of_call(call: ast.Call, path: Path) -> Iterator[str]:
    named = _named(call)
    if ast.unparse(call.func) == "Sentence.of":
        texts = list(_texts(call.args[0]))
        if not texts:
            raise SystemExit(f"{path}:{call.lineno}: the text of Sentence.of must stand in the call.")
        yield from texts
    elif named in _SAYING and len(call.args) > _SAYING[named]:
        yield from _texts(call.args[_SAYING[named]])


def _texts(node: ast.expr) -> Iterator[str]:
    """A literal text, or both of ``"one" if count == 1 else "several"``."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _of_template(path: Path) -> Iterator[str]:
    for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "say" and isinstance(call.args[0], nodes.Const):
            yield call.args[0].value


def catalogue_of(path: Path) -> Catalog:
    """The translations in a ``.po`` file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def translations(catalogue: Catalog) -> dict[Key, str]:
    """The translation of each text."""
    return {(message.context or "", str(message.id)): str(message.string) for message in catalogue if message.id}


def updated(catalogue: Catalog, keys: list[Key]) -> Catalog:
    """The catalogue with exactly these texts; what is new has an empty translation."""
    known = translations(catalogue)
    made = Catalog(catalogue.locale, project="styrdok", charset="utf-8", fuzzy=False, header_comment=_HEADER)
    made.creation_date = made.revision_date = _NO_DATE
    for context, text in keys:
        made.add(text, known.get((context, text), ""), context=context or None)
    return made


_UNTOLD = tuple(f'"{name}' for name in ("Project", "Report", "POT", "PO-Rev", "Last", "Language-Team", "Generated"))
_HEADER = "# What styrdok says to people, by the text in its code; kept by tools/translations.py."


def faults(path: Path, keys: list[Key]) -> list[str]:
    """What is wrong with a catalogue: texts missing, left over, untranslated, with other places, or not compiled."""
    known = translations(catalogue_of(path))
    found = [f"missing: {key}" for key in keys if key not in known]
    found += [f"left over: {key}" for key in known if key not in set(keys)]
    found += [f"not translated: {key}" for key, value in known.items() if not value]
    found += [f"other places: {key}" for key, value in known.items() if value and _places(key[1]) != _places(value)]
    with path.with_suffix(".mo").open("rb") as file:
        compiled = translations(read_mo(file))
    return found if compiled == {key: value for key, value in known.items() if value} else [*found, "not compiled"]


def _places(text: str) -> list[tuple[str, str | None]]:
    return sorted((name, spec) for _, name, spec, _ in string.Formatter().parse(text) if name)


def _write(path: Path, keys: list[Key]) -> None:
    made = updated(catalogue_of(path), keys)
    out = io.BytesIO()
    write_po(out, made, width=0, ignore_obsolete=True)
    lines = [line for line in out.getvalue().decode().splitlines() if not line.startswith(_UNTOLD)]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, made)


def catalogues(domain: str = "styrdok") -> list[Path]:
    """The ``.po`` file of every language."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{domain}.po"))


def main(check: bool) -> int:
    """Write or check every catalogue; 1 when something is left to do."""
    found = []
    for domain, keys in {"styrdok": collected(), "help": helps()}.items():
        for path in catalogues(domain):
            if not check:
                _write(path, keys)
            found += [f"{path.parents[1].name}/{domain}: {fault}" for fault in faults(path, keys)]
    print("\n".join(found or ["All texts are translated."]))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
