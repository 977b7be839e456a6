"""Fixtures that several test folders share."""

import os
from pathlib import Path

import pytest

from styrdok.engines.ingest import ingest

os.environ.setdefault("STYRDOK_OCR", "no")
"""What tests read must not depend on whether a machine can recognise scanned pages; those that test it say so."""

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus" / "pdf"


@pytest.fixture(scope="session")
def corpus_registry(tmp_path_factory):
    """A registry of the whole corpus, read once for all tests; not to be written to."""
    path = tmp_path_factory.mktemp("corpus") / "styrdok.db"
    summary = ingest([CORPUS], path, jobs=2)
    assert summary.exit_code == 0
    return path


@pytest.fixture(scope="session")
def real_folder():
    """The folder of real documents with gold files; tests that ask for it are skipped where there is none."""
    folder = Path(os.environ.get("STYRDOK_REAL", ROOT.parent / "shared" / "real"))
    if not folder.is_dir():
        pytest.skip("no folder of real documents (set STYRDOK_REAL)")
    return folder
