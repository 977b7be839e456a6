"""Renders the corpus: ``sources/*.md`` into ``pdf/*.pdf`` with gold files beside them, and the Word files and web pages
that some of them have as ``twins/``.

``python corpus/render.py`` writes what has changed; ``--check`` writes nothing and fails when a file
differs from what the sources give; ``--lint`` lists words that look like references but carry no mark.
"""

import argparse
import sys
from pathlib import Path

from rendering.collection import build
from rendering.lint import unmarked
from rendering.source import load

CORPUS = Path(__file__).parent
FOLDERS = ("pdf", "twins")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with the files that are there, write nothing")
    parser.add_argument("--lint", metavar="NAME", nargs="*", help="list unmarked words in these sources (default: all)")
    options = parser.parse_args(arguments)
    if options.lint is not None:
        return _lint(options.lint)
    collection = build(CORPUS / "sources")
    for problem in collection.problems:
        print(problem, file=sys.stderr)
    done = _check(collection.outputs) if options.check else _write(collection.outputs)
    return done or bool(collection.problems)


def _lint(names: list[str]) -> int:
    for path in sorted((CORPUS / "sources").glob("*.md")):
        if not names or path.stem in names:
            for line in unmarked(load(path)):
                print(line)
    return 0


def _differing(outputs: dict[str, bytes]) -> list[str]:
    return [name for name, data in outputs.items() if not _same(CORPUS / name, data)]


def _same(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data


def _stale(outputs: dict[str, bytes]) -> list[str]:
    names = (f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((CORPUS / folder).glob("*")))
    return [name for name in names if name not in outputs]


def _check(outputs: dict[str, bytes]) -> int:
    wrong = _differing(outputs) + _stale(outputs)
    for name in wrong:
        print(f"{name}: differs from what the sources give", file=sys.stderr)
    return 1 if wrong else 0


def _write(outputs: dict[str, bytes]) -> int:
    for folder in FOLDERS:
        (CORPUS / folder).mkdir(exist_ok=True)
    for name in _differing(outputs):
        (CORPUS / name).write_bytes(outputs[name])
        print(name)
    for name in _stale(outputs):
        (CORPUS / name).unlink()
        print(f"{name} (removed)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
