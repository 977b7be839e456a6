"""Where settings come from: the flags of a command, else the environment, else a TOML file, else the default.

The file is ``styrdok.toml`` in the current folder, or the one that ``STYRDOK_SETTINGS`` names, or
``styrdok/settings.toml`` among the user's own settings. Flags are the command line's matter; this module answers for
the rest.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.settings import ReadLimits, Settings
from styrdok.tables import VARIABLE as LEXICON

FILE = "styrdok.toml"
FILE_VARIABLE = "STYRDOK_SETTINGS"
DEFAULT = "default"
_TRUE, _FALSE = ("1", "true", "yes", "on", "ja"), ("0", "false", "no", "off", "nej")

Value = str | int | float | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name in the file, the environment variable, the value where nobody sets it, what it means."""

    name: str
    variable: str
    default: Value
    kind: type
    meaning: Sentence
    path: bool = False


SETTINGS = (
    Setting("registry", "STYRDOK_REGISTRY", "styrdok.db", str, Sentence.of("Registrets fil."), path=True),
    Setting("lang", "STYRDOK_LANG", "sv", str, Sentence.of("Språket i det som visas: sv eller en.")),
    Setting("who", "STYRDOK_USER", None, str, Sentence.of("Vem som bedömer och rättar; annars inloggningsnamnet.")),
    Setting("ocr", "STYRDOK_OCR", None, bool, Sentence.of("Om sidor utan text tolkas; annars där det kan göras.")),
    Setting("jobs", "STYRDOK_JOBS", 0, int, Sentence.of("Filer som läses samtidigt; 0: en per processor.")),
    Setting(
        "lexicon",
        LEXICON,
        (),
        tuple,
        Sentence.of("Mappar med stadens egna ord: tabeller med samma namn som programmets, med rader till."),
        path=True,
    ),
    Setting("city", "STYRDOK_CITY", "", str, Sentence.of("Kommunen eller regionen, överst i en tjänsteskrivelse.")),
    Setting("sender", "STYRDOK_SENDER", "", str, Sentence.of("Avsändaren i en tjänsteskrivelse.")),
    Setting("case", "STYRDOK_CASE", "", str, Sentence.of("Ärendenumret i en tjänsteskrivelse.")),
    Setting("logotype", "STYRDOK_LOGOTYPE", None, str, Sentence.of("Bilden överst i en tjänsteskrivelse."), path=True),
    Setting("own", "STYRDOK_OWN_TEMPLATE", None, str, Sentence.of("Kommunens egen mall, en .docx."), path=True),
    Setting(
        "limits.seconds",
        "STYRDOK_LIMITS_SECONDS",
        ReadLimits().seconds,
        float,
        Sentence.of("Sekunder som en fil får ta, utöver tiden för sidorna; 0: ingen gräns."),
    ),
    Setting(
        "limits.seconds_per_page",
        "STYRDOK_LIMITS_SECONDS_PER_PAGE",
        ReadLimits().seconds_per_page,
        float,
        Sentence.of("Sekunder till för varje sida."),
    ),
    Setting(
        "limits.memory_bytes",
        "STYRDOK_LIMITS_MEMORY_BYTES",
        ReadLimits().memory_bytes,
        int,
        Sentence.of("Minne i byte som läsningen av en fil får ta; 0: ingen gräns."),
    ),
    Setting(
        "limits.pages",
        "STYRDOK_LIMITS_PAGES",
        ReadLimits().pages,
        int,
        Sentence.of("Sidor som läses i en fil; resten räknas som olästa; 0: ingen gräns."),
    ),
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Every setting with its value and where that came from: ``default``, a variable, or a file."""

    values: Mapping[str, Value]
    origins: Mapping[str, str]

    @property
    def stages(self) -> Settings:
        """The settings that the stages take."""
        limits = {name.removeprefix("limits."): value for name, value in self.values.items() if "limits." in name}
        return replace(Settings(), limits=ReadLimits(**limits))  # type: ignore[arg-type]

    @property
    def lexicon(self) -> tuple[str, ...]:
        """The folders of a city's own words."""
        folders = self.values["lexicon"]
        return folders if isinstance(folders, tuple) else ()


def load(environ: Mapping[str, str], folder: Path) -> Configuration:
    """The settings as they hold in a folder. Raises :class:`~styrdok.errors.UsageProblem` for what cannot be."""
    file = _file(environ, folder)
    written = _written(file) if file else {}
    values: dict[str, Value] = {}
    origins: dict[str, str] = {}
    for setting in SETTINGS:
        if environ.get(setting.variable):
            values[setting.name] = _from_environment(setting, environ[setting.variable])
            origins[setting.name] = setting.variable
        elif setting.name in written and file:
            values[setting.name] = _from_file(setting, written[setting.name], file)
            origins[setting.name] = str(file)
        else:
            values[setting.name], origins[setting.name] = setting.default, DEFAULT
    return Configuration(values, origins)


def _file(environ: Mapping[str, str], folder: Path) -> Path | None:
    """The settings file that holds; one that is named must exist."""
    named = environ.get(FILE_VARIABLE)
    if named:
        if not Path(named).is_file():
            raise UsageProblem(
                Sentence.of("Det finns ingen inställningsfil {named}.", named=named),
                Sentence.of("Rätta eller ta bort {variable}.", variable=FILE_VARIABLE),
            )
        return Path(named)
    home = environ.get("XDG_CONFIG_HOME") or environ.get("APPDATA") or str(Path(environ.get("HOME", "~")) / ".config")
    return next((place for place in (folder / FILE, Path(home) / "styrdok" / "settings.toml") if place.is_file()), None)


def _written(file: Path) -> dict[str, Any]:
    """What a file sets, with ``limits.seconds`` for ``seconds`` in the table ``limits``."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageProblem(
            Sentence.of("Inställningarna i {file} kan inte läsas: {problem}.", file=str(file), problem=str(problem)),
            Sentence.of("Rätta filen."),
        ) from problem
    flat = dict(_flat(table))
    known = [setting.name for setting in SETTINGS]
    for name in flat:
        if name not in known:
            raise UsageProblem(
                Sentence.of("Det finns ingen inställning ”{name}” ({file}).", name=name, file=str(file)),
                Sentence.of("Inställningar: {known}.", known=", ".join(known)),
            )
    return flat


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        found += _flat(value, f"{before}{name}.") if isinstance(value, dict) else [(before + name, value)]
    return found


def _from_file(setting: Setting, value: Any, file: Path) -> Value:
    """The value, paths taken from the file's own folder."""
    parts = value if isinstance(value, list) else [value]
    wanted: tuple[type, ...] = {tuple: (str,), float: (int, float)}.get(setting.kind, (setting.kind,))
    fits = all(isinstance(part, wanted) and (setting.kind is bool or not isinstance(part, bool)) for part in parts)
    if not fits or (isinstance(value, list) and setting.kind is not tuple):
        raise UsageProblem(
            Sentence.of(
                "”{value}” kan inte vara {name} ({file}).", value=str(value), name=setting.name, file=str(file)
            ),
            setting.meaning,
        )
    if setting.path:
        parts = [str(file.parent / Path(part).expanduser()) for part in parts]
    return tuple(parts) if setting.kind is tuple else setting.kind(parts[0])


def _from_environment(setting: Setting, text: str) -> Value:
    try:
        return _READERS[setting.kind](text)
    except ValueError as problem:
        raise UsageProblem(
            Sentence.of(
                "”{text}” kan inte vara {name} ({variable}).", text=text, name=setting.name, variable=setting.variable
            ),
            setting.meaning,
        ) from problem


def _truth(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise ValueError(text)


_READERS: Mapping[type, Callable[[str], Value]] = {
    str: str,
    int: int,
    float: float,
    bool: _truth,
    tuple: lambda text: tuple(part for part in text.split(os.pathsep) if part),
}
