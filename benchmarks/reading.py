"""Reading measured against other readers: CPU per page and peak memory, side by side on the same pages.

    python benchmarks/reading.py [--pages 5] [--rounds 3] [--growth 200 1000 5000] [FOLDER ...]

Without folders: ``corpus/pdf`` and the folder of real documents (``STYRDOK_REAL``), where they are there. Each engine
runs in a process of its own; rounds are interleaved and the least CPU time counts, so that other work on the machine
weighs the same on all. ``styrdok ingest`` is the whole job in its processes, from nothing to a linked registry, the
start of the program included. With ``--headings`` the headings are held against the gold files beside the documents.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEST = {"x_tolerance_ratio": 0.15, "use_text_flow": True}


def styrdok_read(data: bytes, pages: int) -> int:
    from styrdok.reading import ReaderLimits, read

    return len(read(data, ReaderLimits(pages=pages)).pages)


def _plumber(data: bytes, pages: int, job: Callable[..., object]) -> int:
    import pdfplumber

    with pdfplumber.open(BytesIO(data), pages=list(range(1, pages + 1))) as pdf:
        for page in pdf.pages:
            job(page)
            page.close()
        return len(pdf.pages)


def plumber_text(data: bytes, pages: int) -> int:
    return _plumber(data, pages, lambda page: page.extract_text())


def plumber_best(data: bytes, pages: int) -> int:
    return _plumber(data, pages, lambda page: page.dedupe_chars().extract_text(**BEST))


def plumber_words(data: bytes, pages: int) -> int:
    return _plumber(data, pages, lambda page: page.extract_words(extra_attrs=["fontname", "size"]))


def plumber_tables(data: bytes, pages: int) -> int:
    return _plumber(data, pages, lambda page: page.extract_tables())


def pdfminer(data: bytes, pages: int) -> int:
    from pdfminer.high_level import extract_text

    extract_text(BytesIO(data), maxpages=pages)
    return min(pages, _count(data))


def pypdf(data: bytes, pages: int) -> int:
    from pypdf import PdfReader

    found = PdfReader(BytesIO(data)).pages[:pages]
    for page in found:
        page.extract_text()
    return len(found)


def bare_pdfium(data: bytes, pages: int) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    count = min(pages, len(document))
    for index in range(count):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()
    return count


def _count(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count


WHOLE = "styrdok ingest"
ENGINES = {
    "styrdok read": styrdok_read,
    "bare pypdfium2": bare_pdfium,
    "pypdf": pypdf,
    "pdfminer.six": pdfminer,
    "pdfplumber extract_text": plumber_text,
    "pdfplumber extract_words": plumber_words,
    "pdfplumber extract_tables": plumber_tables,
    "pdfplumber best accuracy": plumber_best,
}


def _used(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _ingested(files: list[Path], pages: int, pipe: object) -> None:
    """Pages, CPU seconds of this process and those that it starts, and the peak of the largest."""
    from styrdok.engines.ingest import ingest
    from styrdok.settings import ReadLimits, Settings

    with tempfile.TemporaryDirectory() as folder:
        found = ingest(files, Path(folder) / "r.db", jobs=1, settings=Settings(limits=ReadLimits(pages=pages)))
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(one).ru_maxrss for one in whose) / 1024
    read = [file for file in found.files if file.status != "quarantined"]
    done = sum(min(pages, file.pages) for file in read)
    pipe.send((done, sum(map(_used, whose)), peak, len(files) - len(read)))  # type: ignore[attr-defined]


def _measured(name: str, files: list[Path], pages: int, pipe: object) -> None:
    if name == WHOLE:
        return _ingested(files, pages, pipe)
    engine = ENGINES[name]
    data = [path.read_bytes() for path in files]
    engine(data[0], 1)
    start = time.process_time()
    done = failed = 0
    for one in data:
        try:
            done += engine(one, pages)
        except Exception:
            failed += 1
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pipe.send((done, spent, peak, failed))  # type: ignore[attr-defined]


def _in_process(name: str, files: list[Path], pages: int) -> tuple[int, float, float, int] | None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(name, files, pages, theirs))
    process.start()
    theirs.close()
    try:
        return ours.recv()
    except EOFError:
        return None
    finally:
        process.join()


def compare(files: list[Path], pages: int, rounds: int, names: list[str]) -> None:
    best: dict[str, tuple[int, float, float, int]] = {}
    for _ in range(rounds):
        for name in names:
            result = _in_process(name, files, pages)
            if result is not None and (name not in best or result[1] < best[name][1]):
                best[name] = result
    base = best.get("pdfplumber extract_text")
    print(f"{'engine':28s} {'pages':>6s} {'CPU s':>8s} {'ms/page':>8s} {'× extract_text':>14s} {'peak MB':>8s} failed")
    for name, (done, spent, peak, failed) in best.items():
        ratio = f"{(base[1] / base[0]) / (spent / done):.1f}" if base and done else "-"
        print(f"{name:28s} {done:6d} {spent:8.2f} {1000 * spent / max(1, done):8.2f} {ratio:>14s} {peak:8.0f} {failed}")


def growth(counts: list[int]) -> None:
    """CPU and memory of one file of ever more pages."""
    from reportlab.pdfgen.canvas import Canvas

    sentence = "Kommunstyrelsen följer varje år upp hur programmet genomförs i nämnder och bolag. "
    folder = Path(os.environ.get("TMPDIR", "/tmp"))
    for count in counts:
        path = folder / f"styrdok-growth-{count}.pdf"
        canvas = Canvas(str(path))
        for number in range(count):
            for row in range(40):
                canvas.drawString(60, 780 - 17 * row, f"{number}.{row} {sentence}")
            canvas.showPage()
        canvas.save()
        result = _in_process("styrdok read", [path], count)
        path.unlink()
        if result:
            done, spent, peak, _ = result
            print(f"{done:6d} pages {spent:7.2f} CPU s {1000 * spent / done:6.2f} ms/page  peak {peak:5.0f} MB")


def headings(files: list[Path]) -> None:
    """Precision and recall of headings against gold files; titles and contents headings are neither."""
    from styrdok.reading import read
    from styrdok.reading.contents import is_contents_heading, plain
    from styrdok.vocabulary import BlockKind

    total = [0, 0, 0]
    for path in files:
        gold = path.with_suffix(".gold.json")
        data = json.loads(gold.read_text("utf-8")) if gold.exists() else {}
        if "headings" not in data:
            continue
        pages = set(data.get("labelled_pages") or range(1, 10_000))
        titles = {plain(title) for title in (data.get("title") or "", *data.get("title_also", []))}
        left = [(entry["page"], bare(entry["text"]), bool(entry.get("doubtful"))) for entry in data["headings"]]
        hits = extra = 0
        reading = read(path.read_bytes())
        for block in reading.blocks:
            if block.kind is not BlockKind.HEADING or block.page not in pages:
                continue
            text = reading.text[block.start : block.end]
            same = [entry for entry in left if entry[:2] == (block.page, bare(text))]
            if same:
                left.remove(same[0])
                hits += not same[0][2]
            elif plain(text) not in titles and not is_contents_heading(text):
                extra += 1
        missed = sum(not doubtful for _, _, doubtful in left)
        print(f"{path.stem[:50]:50s} found {hits:3d} wrong {extra:3d} missed {missed:3d}")
        total = [total[0] + hits, total[1] + extra, total[2] + missed]
    hits, extra, missed = total
    if hits:
        precision, recall = hits / (hits + extra), hits / (hits + missed)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def bare(text: str) -> str:
    from styrdok.reading.contents import plain

    return plain(text).lstrip("0123456789") or plain(text)


def folders() -> Iterator[Path]:
    real = Path(os.environ.get("STYRDOK_REAL", ROOT.parent / "shared" / "real"))
    yield from (folder for folder in (ROOT / "corpus" / "pdf", real) if folder.is_dir())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--pages", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", nargs="*", default=[WHOLE, *ENGINES])
    parser.add_argument("--growth", nargs="*", type=int)
    parser.add_argument("--headings", action="store_true")
    asked = parser.parse_args()
    if asked.growth:
        growth(asked.growth)
        return
    for folder in asked.folders or list(folders()):
        files = sorted(folder.glob("*.pdf"))
        if files:
            print(f"\n{folder.name}: {len(files)} files, at most {asked.pages} pages each")
            headings(files) if asked.headings else compare(files, asked.pages, asked.rounds, asked.engines)


if __name__ == "__main__":
    sys.exit(main())
