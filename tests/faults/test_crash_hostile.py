"""Files made to crash, hang or swell their reader: each is named with its reason, and the others go in."""

import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from styrdok.engines.ingest import ingest
from styrdok.engines.lane import Lane
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings
from styrdok.vocabulary import FileStatus

MEMORY = 640 << 20
TIGHT = Settings(ReadLimits(seconds=5.0, memory_bytes=MEMORY))
_MEASURE = """
import resource, sys
from pathlib import Path
from styrdok.engines.lane import Lane
from styrdok.settings import ReadLimits, Settings
with Lane(Settings(ReadLimits(seconds=5.0, memory_bytes=int(sys.argv[2])))) as lane:
    result = lane.read(Path(sys.argv[1]))
print(result.failure.code if result.failure else "ok", "read" if result.reading else "unread")
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def sound(words: str) -> bytes:
    """A small PDF with nothing wrong."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for number, line in enumerate(words.splitlines()):
        canvas.drawString(72, 760 - 16 * number, line)
    canvas.save()
    return stream.getvalue()


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def _stream(content: bytes, keys: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n" % (len(packed), keys) + packed + b"\nendstream"


def _page(content: bytes, resources: bytes = b"", catalog: bytes = b"") -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        _PAGE % resources,
        content,
        _FONT,
    ]


def bomb() -> bytes:
    """A thousand million spaces in a megabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join([packer.compress(b" " * (1 << 20)) for _ in range(1000)] + [packer.flush()])
    return _file(_page(b"<</Length %d/Filter/FlateDecode>>\nstream\n" % len(packed) + packed + b"\nendstream"))


def flood() -> bytes:
    """Three million words on one page."""
    return _file(_page(_stream(b"BT /F1 12 Tf 72 700 Td " + b"(x) Tj " * 3_000_000 + b"ET")))


def laughs() -> bytes:
    """Forms that draw forms that draw forms, ten of each in each."""
    objects = _page(_stream(b"/X0 Do"), b"/XObject<</X0 6 0 R>>")
    for depth in range(12):
        last = depth == 11
        below = b"" if last else b"/XObject<</X%d %d 0 R>>" % (depth + 1, depth + 7)
        body = b"BT /F1 12 Tf (ha) Tj ET" if last else b"/X%d Do " % (depth + 1) * 10
        keys = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s/Font<</F1 5 0 R>>>>" % below
        objects.append(_stream(body, keys))
    return _file(objects)


def nested() -> bytes:
    """Arrays in arrays, two hundred thousand deep."""
    return _file(_page(_stream(b"BT ET"), catalog=b"/X " + b"[" * 200_000 + b"]" * 200_000))


def cyclic() -> bytes:
    """A page tree that holds itself."""
    return _file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"])


def countless() -> bytes:
    """Two thousand million pages, of which one is there."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return _file([b"<</Type/Catalog/Pages 2 0 R>>", pages, _PAGE % b"", _stream(b""), _FONT])


def outlines() -> bytes:
    """Bookmarks in a ring."""
    content = _stream(b"BT /F1 12 Tf 72 700 Td (Hej) Tj ET")
    ring = b"<</Title(a)/Next 7 0 R/Parent 6 0 R/First 7 0 R>>"
    return _file([*_page(content, catalog=b"/Outlines 6 0 R"), b"<</First 7 0 R/Last 7 0 R>>", ring])


def giant() -> bytes:
    """Letters larger than the universe."""
    return _file(_page(_stream(b"BT /F1 12 Tf 1e38 0 0 1e38 1e38 1e38 Tm (Hej du) Tj ET")))


HOSTILE: tuple[Callable[[], bytes], ...] = (bomb, flood, laughs, nested, cyclic, countless, outlines, giant)


def _bad_files() -> dict[str, bytes]:
    """Files that are no PDF, cut off, or empty."""
    good = sound("Cykelplan\nNämnden ska följa upp planen.")
    files = {f"cut{tenth}.pdf": good[: len(good) * tenth // 10] for tenth in range(10)}
    files["page.pdf"] = b"<html><body>404</body></html>"
    files["zeros.pdf"] = b"\0" * 5000
    files["head.pdf"] = b"%PDF-1.7\n"
    files["none.pdf"] = _file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    return files


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_bounded(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(make())
    told = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path), str(MEMORY)], capture_output=True, text=True, check=True
    )
    code, read, used = told.stdout.split()
    assert (read == "read") == (code == "ok")
    assert code in {"ok", "limit", "crashed", "damaged", "no_pages"}
    assert int(used) * 1024 < MEMORY


def _mixed(folder: Path, good: int, rounds: int) -> int:
    """A folder of good files and bad ones; how many are bad."""
    folder.mkdir()
    for number in range(good):
        (folder / f"good{number:03}.pdf").write_bytes(sound(f"Plan {number}\nNämnd {number} ska följa upp planen."))
    bad = _bad_files() | {f"{make.__name__}.pdf": make() for make in HOSTILE}
    for number in range(rounds):
        for name, content in bad.items():
            (folder / f"x{number}{name}").write_bytes(content + b"%%%d" % number if content else b"")
    return rounds * len(bad)


@pytest.mark.parametrize(("good", "rounds"), [(6, 1), pytest.param(200, 3, marks=pytest.mark.long)])
def test_the_good_go_in_and_the_bad_are_named(tmp_path: Path, good: int, rounds: int) -> None:
    bad = _mixed(tmp_path / "docs", good, rounds)
    summary = ingest([tmp_path / "docs"], tmp_path / "r.db", jobs=2, settings=TIGHT)
    assert summary.exit_code == 7
    assert len(summary.files) == good + bad
    whole = {file.name for file in summary.named(FileStatus.OK)}
    assert {f"good{number:03}.pdf" for number in range(good)} <= whole
    assert all(file.reason and file.hint for file in summary.named(FileStatus.QUARANTINED))
    with Registry.open(tmp_path / "r.db") as registry:
        assert not [finding for finding in registry.examine() if finding.fault]
        registry.relink()
    listed = subprocess.run(["ps", "-e", "-o", "args="], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) not in listed


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with some of its bytes changed, left out or put twice."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        way = chance.random()
        if way < 0.6:
            changed[at] ^= 1 << chance.randrange(8)
        elif way < 0.8:
            del changed[at : at + chance.randint(1, 60)]
        else:
            changed[at:at] = changed[at : at + chance.randint(1, 60)]
        if not changed:
            return b"%"
    return bytes(changed)


@pytest.mark.parametrize("rounds", [60, pytest.param(20_000, marks=pytest.mark.long)])
def test_mutated_files_hang_nothing_and_break_nothing(tmp_path: Path, rounds: int) -> None:
    chance = random.Random(rounds)
    seeds = [
        sound("Program för trygghet\nAntagen av kommunfullmäktige den 4 maj 2020 § 12."),
        outlines(),
        laughs()[:900],
    ]
    path = tmp_path / "mutated.pdf"
    codes: dict[str, int] = {}
    with Lane(Settings(ReadLimits(seconds=3.0, memory_bytes=MEMORY))) as lane:
        for _ in range(rounds):
            path.write_bytes(_mutated(chance.choice(seeds), chance))
            result = lane.read(path)
            assert isinstance(result, ReadResult)
            code = result.failure.code if result.failure else "ok"
            codes[code] = codes.get(code, 0) + 1
    sys.stderr.write(f"{rounds} rounds: {codes}\n")
    assert codes.get("error", 0) == 0
    assert codes["ok"] > 0
