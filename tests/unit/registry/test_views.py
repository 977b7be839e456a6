"""The views that the documentation gives to other readers of the registry."""

import re
import shutil
import sqlite3
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "docs" / "developers" / "views.sql"


def test_every_view_reads_and_the_registry_stays_one(corpus_registry, tmp_path):
    from styrdok.registry.store import Registry

    copy = shutil.copy(corpus_registry, tmp_path / "copy.db")
    script = SCRIPT.read_text(encoding="utf-8")
    names = re.findall(r"CREATE VIEW IF NOT EXISTS (\w+)", script)
    with sqlite3.connect(copy) as db:
        db.executescript(script)
        counts = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    assert counts.pop("what_people_did") == 0
    assert min(counts.values()) > 0
    with Registry.open(Path(copy), read_only=True) as registry:
        assert len(registry.documents()) == counts["inventory"]
