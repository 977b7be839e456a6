"""Text reuse against peers: recall at precision 0.99 on planted copies, CPU seconds, memory, growth, spans.

    python benchmarks/reuse.py 20000 100000
    python benchmarks/reuse.py --methods styrdok,rensa 20000
    python benchmarks/reuse.py --spans 20000
    python benchmarks/reuse.py --new 100000

Needs ``pip install rensa datasketch scikit-learn``. Each method runs in a process of its own with one thread; CPU
seconds are those of the method without the making of the text and the scoring.
"""

import argparse
import difflib
import multiprocessing
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from reuse_peers import METHODS, Scored
from reuse_planted import CLASSES, Planted, planted
from reuse_score import exponent, plagdet, recall_at

PRECISION = 0.99
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS")


def _measured(name: str, texts: Sequence[str], owners: Sequence[int], answers: "multiprocessing.Queue[object]") -> None:
    METHODS[name](["ett litet prov på text som laddar moduler", "en annan text"], [0, 1])
    before = _peak()
    begun = time.process_time()
    scored = METHODS[name](texts, owners)
    seconds = time.process_time() - begun
    answers.put((seconds, _peak() - before, scored))


def _peak() -> float:
    """The largest memory this program has had, in megabytes (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def measure(name: str, data: Planted) -> tuple[float, float, Scored]:
    """CPU seconds, megabytes and scored pairs of one method in a fresh process."""
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[object] = context.Queue()
    worker = context.Process(target=_measured, args=(name, data.texts, data.owners, answers))
    worker.start()
    seconds, megabytes, scored = answers.get()  # type: ignore[misc]
    worker.join()
    return seconds, megabytes, scored


def compare(sizes: Sequence[int], methods: Sequence[str]) -> None:
    spent: dict[str, list[float]] = {name: [] for name in methods}
    for size in sizes:
        data = planted(size)
        print(f"\n{size} passages\n{'method':11} CPU s    MB  R@P.99  " + "  ".join(f"{c[:9]:>9}" for c in CLASSES))
        for name in methods:
            seconds, megabytes, scored = measure(name, data)
            recall, by_class, _ = recall_at(data, scored, PRECISION)
            spent[name].append(seconds)
            row = "  ".join(f"{by_class[c]:9.3f}" for c in CLASSES)
            print(f"{name:11} {seconds:5.2f} {megabytes:5.0f}  {recall:6.4f}  {row}", flush=True)
    for name in methods:
        if len(sizes) > 1:
            print(f"growth exponent {name}: {[round(e, 2) for e in exponent(sizes, spent[name])]}")


def spans(size: int) -> None:
    """Spans of given pairs against the planted truth, beside difflib on words with the same joining of gaps."""
    from styrdok.overlaps.reuse.search import collect
    from styrdok.overlaps.reuse.spans import align, coded

    data = planted(size)
    chosen = data.copies[: 600 * 10]
    tokens = collect(data.texts, data.owners).tokens
    import numpy as np

    words = coded(tokens, np.arange(tokens.passages))
    truth = [(set(range(*c.source_span)), set(range(*c.copy_span))) for c in chosen]
    ours = [[_sets(s) for s in align(words[c.source], words[c.copy])] for c in chosen]
    theirs = [_difflib(data.texts[c.source].split(), data.texts[c.copy].split()) for c in chosen]
    a, b = plagdet(truth, ours), plagdet(truth, theirs)
    print(f"plagdet: styrdok {a:.3f}, difflib {b:.3f}, ratio {a / b:.2f}")
    for kind in CLASSES:
        part = [k for k, c in enumerate(chosen) if c.kind == kind]
        pair = (plagdet([truth[k] for k in part], [found[k] for k in part]) for found in (ours, theirs))
        print(f"  {kind:13} " + "  ".join(f"{value:.3f}" for value in pair))


def _sets(span: object) -> tuple[set[int], set[int]]:
    return set(range(span.a_start, span.a_end)), set(range(span.b_start, span.b_end))  # type: ignore[attr-defined]


def _difflib(a: list[str], b: list[str]) -> list[tuple[set[int], set[int]]]:
    joined: list[list[int]] = []
    for x, y, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if n and joined and x - joined[-1][1] <= 6 and y - joined[-1][3] <= 6:
            joined[-1][1], joined[-1][3], joined[-1][4] = x + n, y + n, joined[-1][4] + n
        elif n:
            joined.append([x, x + n, y, y + n, n])
    return [(set(range(s[0], s[1])), set(range(s[2], s[3]))) for s in joined if s[4] >= 5]


def new(size: int) -> None:
    """The cost of one new document of 50 passages against a ready collection."""
    from styrdok.overlaps.reuse.search import collect, compare_block, compare_new

    data = planted(size)
    held = list(range(size - 50, size))
    old = collect(data.texts[: size - 50], data.owners[: size - 50])
    texts = [data.texts[k] for k in held]
    times = []
    for _ in range(7):
        begun = time.process_time()
        found = compare_new(old, texts, -1)
        times.append(time.process_time() - begun)
    whole = collect(data.texts, data.owners[: size - 50] + [-1] * 50)
    print(f"new document: {1000 * statistics.median(times):.1f} ms CPU, {len(found)} matches")
    print("equal to a full run:", found == compare_block(whole, since=size - 50))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[20000])
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--spans", action="store_true")
    parser.add_argument("--new", action="store_true")
    chosen = parser.parse_args()
    if chosen.spans:
        spans(chosen.sizes[0])
    elif chosen.new:
        new(chosen.sizes[0])
    else:
        compare(chosen.sizes, chosen.methods.split(","))


if __name__ == "__main__":
    main()
