"""Reads steering documents and shows how they overlap, refer to and contradict each other.

>>> import styrdok
>>> styrdok.ingest([Path("corpus/pdf")], Path("corpus.db"))
>>> with styrdok.open("corpus.db") as city:
...     for pair in city.overlaps[:10]:
...         print(pair.sentence("sv"))

Each name is imported when it is first used, so that ``import styrdok`` costs nothing.
"""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from styrdok.city import City
    from styrdok.city import open_city as open  # noqa: A004
    from styrdok.engines.analyse import Analysis, analyse
    from styrdok.engines.ingest import ingest
    from styrdok.errors import StyrdokError
    from styrdok.extraction.extract import extract
    from styrdok.findings import Snapshot
    from styrdok.language import Language
    from styrdok.overlaps.compare import compare
    from styrdok.reading import read
    from styrdok.registry.store import Registry
    from styrdok.reports.export import export
    from styrdok.settings import Settings

__all__ = [
    "Analysis",
    "City",
    "Language",
    "Registry",
    "Settings",
    "Snapshot",
    "StyrdokError",
    "__version__",
    "analyse",
    "compare",
    "export",
    "extract",
    "ingest",
    "open",
    "read",
]

_HOMES = {
    "Analysis": "styrdok.engines.analyse",
    "City": "styrdok.city",
    "Language": "styrdok.language",
    "Registry": "styrdok.registry.store",
    "Settings": "styrdok.settings",
    "Snapshot": "styrdok.findings",
    "StyrdokError": "styrdok.errors",
    "analyse": "styrdok.engines.analyse",
    "compare": "styrdok.overlaps.compare",
    "export": "styrdok.reports.export",
    "extract": "styrdok.extraction.extract",
    "ingest": "styrdok.engines.ingest",
    "open": "styrdok.city",
    "read": "styrdok.reading",
}
_NAMED_THERE = {"open": "open_city"}
"""What a name is called in its home, where it would hide a built-in function."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        try:
            return version("styrdok")
        except PackageNotFoundError:
            return "0+unknown"
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), _NAMED_THERE.get(name, name))
    raise AttributeError(f"module 'styrdok' has no attribute '{name}'")
