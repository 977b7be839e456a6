"""Reads every PDF below some folders, each through a worker with limits, and holds the words against pdftotext.

    python benchmarks/public.py FOLDER ...

Public PDFs lie in the source packages of libraries that read or write PDF (``pikepdf``, ``pypdf``, ``ocrmypdf``,
``matplotlib``, ``pymupdf``, ``pypdfium2``, ``pdf2docx`` … on PyPI): unpack those and name the folder. Told are hangs,
files that are refused although PDFium finds text in them, the share of pdftotext's words that were read too (each as
often as it stands there; a word parted at the end of a line counts as whole), the same where a word may also be joined
to its neighbours or parted otherwise, and the worst files: words, words missed, and how many of those are only parted
otherwise.
"""

import argparse
import json
import re
import subprocess
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from styrdok.engines.lane import Lane
from styrdok.registry.intake import ReadResult
from styrdok.settings import Settings

HANG = 600.0
_WORD = re.compile(r"\w{2,}")
_PARTED = re.compile(r"(\w)[-\u00ad\u2010]\s*\n\s*(\w)")
_COUNT = (
    "import sys, pypdfium2 as p; d = p.PdfDocument(sys.argv[1]); "
    "print(sum(d[i].get_textpage().count_chars() for i in range(min(len(d), 50))))"
)


@dataclass(frozen=True)
class Outcome:
    """What reading one file gave."""

    path: Path
    seconds: float
    refused: str
    wanted: int = 0
    found: int = 0
    otherwise: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0


def words(text: str) -> Counter[str]:
    """The words of a text, with how often each stands there."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return Counter(_WORD.findall(_PARTED.sub(r"\1\2", plain)))


def pdftotext(path: Path) -> str:
    """What Poppler's program reads; nothing when it fails or hangs."""
    try:
        run = subprocess.run(["pdftotext", "-q", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return ""
    return run.stdout.decode("utf-8", "replace")


def letters(path: Path) -> int:
    """How many letters PDFium finds, asked in a process of its own."""
    run = subprocess.run([sys.executable, "-c", _COUNT, path], capture_output=True, text=True, timeout=120)
    return int(run.stdout or 0) if run.returncode == 0 else 0


def outcomes(paths: list[Path]) -> Iterator[Outcome]:
    """Read the files one after the other."""
    with Lane(Settings()) as lane:
        for path in paths:
            began = time.monotonic()
            result = lane.read(path)
            took = time.monotonic() - began
            if not isinstance(result, ReadResult) or result.failure or result.reading is None:
                failure = result.failure if isinstance(result, ReadResult) else None
                yield Outcome(path, took, failure.code if failure else "unopened")
                continue
            wanted = words(pdftotext(path))
            found = wanted & words(result.reading.text)
            yield Outcome(path, took, "", wanted.total(), found.total(), otherwise(wanted - found, result.reading.text))


def otherwise(missed: Counter[str], text: str) -> int:
    """How many of the words stand in the text, but joined to their neighbours or parted otherwise."""
    squeezed = re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).casefold())
    return sum(count for word, count in missed.items() if word in squeezed)


def found_below(folders: list[Path]) -> list[Path]:
    """The PDFs, each content once."""
    every = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() == ".pdf")
    return list({sha256(path.read_bytes()).digest(): path for path in every if path.is_file()}.values())


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    paths = found_below(parser.parse_args().folders)
    done = list(outcomes(paths))
    read = [one for one in done if not one.refused]
    refused = [(str(one.path), one.refused) for one in done if one.refused]
    unjust = [(path, code) for path, code in refused if code not in ("encrypted",) and letters(Path(path)) > 0]
    wanted, found = sum(one.wanted for one in read), sum(one.found for one in read)
    worst = sorted((one for one in read if one.wanted >= 20), key=lambda one: one.found - one.wanted)[:25]
    figures = {
        "files": len(done),
        "read": len(read),
        "refused": dict(Counter(code for _, code in refused)),
        "refused_with_text": unjust,
        "hangs": sum(one.seconds > HANG for one in done),
        "slowest_seconds": round(max(one.seconds for one in done), 1),
        "files_with_words": sum(one.wanted > 0 for one in read),
        "words": wanted,
        "recall": round(found / wanted, 5) if wanted else None,
        "recall_of_letters": round((found + sum(one.otherwise for one in read)) / wanted, 5) if wanted else None,
        "worst": [(str(one.path), one.wanted, one.wanted - one.found, one.otherwise) for one in worst],
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    return 1 if figures["hangs"] or unjust else 0


if __name__ == "__main__":
    sys.exit(main())
