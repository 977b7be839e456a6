"""How many broken tiny files are told apart from sound ones each second.

python benchmarks/tiny.py [--files 10000]
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from styrdok.engines.ingest import ingest

_BEGINNINGS = (b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", b"no PDF at all\n")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "files")
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:05}.pdf").write_bytes(_BEGINNINGS[number % len(_BEGINNINGS)] + str(number).encode())
        began = time.monotonic()
        summary = ingest([folder], Path(place, "r.db"))
        took = time.monotonic() - began
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    figures = {
        "files": count,
        "seconds": round(took, 1),
        "files_per_second": round(count / took, 1),
        "processor_seconds": round(own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime, 1),
        "codes": dict(Counter(file.code for file in summary.files)),
    }
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
