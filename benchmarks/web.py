"""Server time of the web pages on a registry of many documents.

    python benchmarks/web.py [--documents 500]

Makes documents of three pages from shuffled sentences of the corpus, with titles, dates and references to each other,
reads them into a registry in a temporary folder, and measures the first and the median of five views of each page, and
the first view after a judgement. Needs ``pip install 'styrdok[dev]'``.
"""

import argparse
import io
import random
import statistics
import tempfile
import time
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from starlette.testclient import TestClient

from styrdok.engines.ingest import ingest
from styrdok.judgements.acts import Opinion
from styrdok.reading import passages, read
from styrdok.registry.store import Registry
from styrdok.swedish.sentences import sentences
from styrdok.vocabulary import Verdict
from styrdok.web.app import create_app

CORPUS = Path(__file__).parent.parent / "corpus" / "pdf"
TYPES = ("Policy för", "Program för", "Riktlinjer för", "Strategi för", "Handlingsplan för")
MATTERS = ("kajer", "broar", "torg", "skolor", "bibliotek", "parker", "hamnar", "simhallar", "arkiv", "vatten")
PLACES = ("Norrvik", "Söderby", "Öster", "Västanå", "Centrum", "Lillön", "Storgården", "Åbro", "Ängen", "Mosse")


def stock() -> list[str]:
    found = []
    for path in sorted(CORPUS.glob("*.pdf")):
        for passage in passages(read(path.read_bytes())):
            text = " ".join(passage.anchor.text.split())
            found += [text[a:b] for a, b in sentences(text) if 40 < b - a < 200]
    return sorted(set(found))


def title(number: int) -> str:
    matter, place = MATTERS[number // 5 % 10], PLACES[number // 50 % 10]
    return f"{TYPES[number % 5]} {matter} i {place}"


def document(number: int, sentences_: list[str], count: int) -> bytes:
    chance = random.Random(number)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for page in range(3):
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, 780, title(number) if page == 0 else f"{page} Inriktning")
        canvas.setFont("Helvetica", 10)
        lines = [
            f"Beslutad av kommunfullmäktige 20{10 + number % 14}-03-{1 + number % 28:02}. Dnr KS 2020/{number:04}."
        ]
        lines += [f"Dokumentet kompletterar {title(chance.randrange(count))}."]
        for text in chance.sample(sentences_, 22):
            lines += [text[:100], text[100:]] if len(text) > 100 else [text]
        for row, line in enumerate(filter(None, lines)):
            canvas.drawString(60, 750 - 14 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def timed(client: TestClient, path: str) -> float:
    begun = time.perf_counter()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    count = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = stock()
        for number in range(count):
            (folder / f"{number:04}.pdf").write_bytes(document(number, known, count))
        registry = folder / "styrdok.db"
        ingest([folder], registry, jobs=1)
        with TestClient(create_app(registry), base_url="http://127.0.0.1:8710") as client:
            measure(client, registry)


def measure(client: TestClient, registry: Path) -> None:
    begun = time.perf_counter()
    found = client.app.state.desk.state().findings  # type: ignore[attr-defined]
    analysis = found.analysis
    print(f"{len(found.records)} documents, {len(analysis.overlaps)} overlaps, {len(analysis.needs)} needs")
    print(f"analysis at start {time.perf_counter() - begun:.1f} s")
    top = analysis.overlaps[0]
    one, pair = found.by_title[0].id, f"/par/{top.a}/{top.b}"
    paths = ["/", "/dokument", f"/d/{one}", f"/d/{one}/s/1", f"/d/{one}/s/1.png", "/overlapp", pair, "/behov"]
    paths += ["/forslag", "/teman", f"/karta?dokument={one}", "/karta/hela", "/sok?q=skola", "/bedomningar", "/rapport"]
    for path in paths:
        first = timed(client, path)
        again = statistics.median(timed(client, path) for _ in range(5))
        print(f"{path:40} first {first:6.0f} ms   median {again:6.0f} ms")
    with Registry.open(registry) as opened:
        opened.judge([top.a, top.b], Opinion(Verdict.ACCEPT), "Anna")
    print(f"{'first view after a judgement':40} first {timed(client, pair):6.0f} ms")


if __name__ == "__main__":
    main()
