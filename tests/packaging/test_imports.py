"""Every module can be imported first: none depends on another having been imported before it.

Libraries are imported once, before the processes part, since only the modules of the house are in question.
"""

import subprocess
import sys
from pathlib import Path

import styrdok

_PACKAGE = Path(styrdok.__file__).parent

_EACH_ALONE = """
import os, sys
import ahocorasick_rs, docx, jinja2, lxml.html, msgspec, networkx, numpy, openpyxl, pdfplumber, pypdfium2, rapidfuzz
import rich.table, rich.text, sqlite3, starlette.applications, typer, uvicorn, xlsxwriter
failed = []
for name in sys.stdin.read().split():
    child = os.fork()
    if child == 0:
        try:
            __import__(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        failed.append(name)
sys.exit(len(failed) > 0)
"""


def _modules() -> list[str]:
    paths = sorted(path.relative_to(_PACKAGE.parent) for path in _PACKAGE.rglob("*.py"))
    names = [".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if not name.endswith("__main__")]


def test_every_module_imports_alone() -> None:
    names = _modules()
    assert len(names) > 200
    run = subprocess.run([sys.executable, "-c", _EACH_ALONE], input="\n".join(names), capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def _loaded_with(*modules: str) -> set[str]:
    asked = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", asked], input="", capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_reading_a_registry_loads_nothing_that_reads_files() -> None:
    loaded = _loaded_with("styrdok.engines.kept", "styrdok.overlaps.signals")
    assert "styrdok.registry.store" in loaded
    assert not {"pypdfium2", "styrdok.reading", "styrdok.registry.link"} & loaded


def test_handing_out_files_loads_nothing_that_reads_them() -> None:
    loaded = _loaded_with("styrdok.engines.ingest")
    assert "styrdok.engines.lane" in loaded
    assert not {"pypdfium2", "styrdok.reading.reader", "styrdok.extraction.extract", "numpy"} & loaded
