"""Builds the Swedish word data of ``styrdok/swedish/data`` from the wheel lingotweaker-data-sv 0.1.6.

    pip download lingotweaker-data-sv==0.1.6 --no-deps
    python tools/build_swedish_data.py lingotweaker_data_sv-0.1.6-py3-none-any.whl

The wheel and the files taken from it are pinned by SHA-256, and the result is the same to the byte on every run:

* ``saldo.fsa.xz`` – SALDO (CC BY 4.0) as a CFSA2 automaton of "form+suffix rule+tag", unchanged but compressed;
* ``compounds.txt.xz`` – from the hunspell list sv_SE (LGPL-3): the forms that may open or join a compound and the
  stems that may close one, two sorted lists, each word written as the length shared with the word before it and
  the rest.
"""

import hashlib
import lzma
import re
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = "lingotweaker_data_sv/data/sv/"
WHEEL = "a9d0c651871a50a018b18a0d9dfbbb681aa81ddce63e7658bf3d0f68efbf76c7"
SOURCES = {
    "dictionaries/swedish.dict": "0f17aa3b63f92ffea5454fef4cf7b189c398419f564295b1975c7dee4feead2e",
    "hunspell/sv_SE.aff": "0db8700f1308e9e6ed6fce2c051e74d37b65e484e33a53c384ee21999bcb67a0",
    "hunspell/sv_SE.dic": "384a2126eff333f5f6f9790ae892554546f53948d2988c600397cb5ad6ce66e8",
}
TARGET = Path(__file__).parent.parent / "styrdok" / "swedish" / "data"
OPENING = frozenset("XU")
CLOSING = "Y"
FORBIDDEN = frozenset("%!")
PLAIN = re.compile(r"[a-zåäöéèüàáôç]{2,}")

Rule = tuple[str, str, re.Pattern[str]]


def main(wheel: Path) -> None:
    """Read the wheel, check it, write the two data files."""
    check("wheel", wheel.read_bytes(), WHEEL)
    with zipfile.ZipFile(wheel) as archive:
        data = {name: archive.read(ROOT + name) for name in SOURCES}
    for name, digest in SOURCES.items():
        check(name, data[name], digest)
    opening, closing = compound_lists(data["hunspell/sv_SE.aff"].decode(), data["hunspell/sv_SE.dic"].decode())
    lists = front_coded(opening) + "\n\n" + front_coded(closing) + "\n"
    write("saldo.fsa.xz", data["dictionaries/swedish.dict"])
    write("compounds.txt.xz", lists.encode())
    print(f"{len(opening)} opening forms, {len(closing)} closing stems")


def check(name: str, data: bytes, digest: str) -> None:
    """Stop unless the bytes are the pinned ones."""
    if hashlib.sha256(data).hexdigest() != digest:
        raise SystemExit(f"{name}: not the pinned file")


def write(name: str, data: bytes) -> None:
    """Compress into the data folder and tell the digest."""
    packed = lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_SHA256, preset=9 | lzma.PRESET_EXTREME)
    (TARGET / name).write_bytes(packed)
    print(name, len(packed), hashlib.sha256(packed).hexdigest())


def compound_lists(affixes: str, words: str) -> tuple[list[str], list[str]]:
    """The forms that may open a compound and the stems that may close one."""
    rules = opening_rules(affixes)
    opening: set[str] = set()
    closing: set[str] = set()
    for line in words.splitlines()[1:]:
        stem, _, flags = line.strip().partition("/")
        if FORBIDDEN & set(flags) or not PLAIN.fullmatch(stem):
            continue
        if OPENING & set(flags):
            opening.add(stem)
        if CLOSING in flags:
            closing.add(stem)
        opening.update(form for flag in flags for form in apply(rules.get(flag, ()), stem))
    return sorted(opening), sorted(closing)


def opening_rules(affixes: str) -> dict[str, list[Rule]]:
    """The suffix rules that make a compound-opening form, by flag: strip, add, condition."""
    rules: dict[str, list[Rule]] = {}
    for line in affixes.splitlines():
        fields = line.split()
        if len(fields) < 5 or fields[0] != "SFX" or "/" not in fields[3]:
            continue
        added, _, flags = fields[3].partition("/")
        if OPENING & set(flags):
            strip = "" if fields[2] == "0" else fields[2]
            condition = re.compile(f"(?:{fields[4]})$")
            rules.setdefault(fields[1], []).append((strip, "" if added == "0" else added, condition))
    return rules


def apply(rules: Iterable[Rule], stem: str) -> Iterable[str]:
    """The forms that the rules make of a stem."""
    for strip, added, condition in rules:
        if stem.endswith(strip) and condition.search(stem):
            form = stem[: len(stem) - len(strip)] + added
            if PLAIN.fullmatch(form):
                yield form


def front_coded(words: list[str]) -> str:
    """One word a line: a letter for the length shared with the word before (A = 0), then the rest."""
    lines = []
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 57) and before[shared] == word[shared]:
            shared += 1
        lines.append(chr(65 + shared) + word[shared:])
        before = word
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
