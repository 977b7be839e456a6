"""A tiny package of a city's own, installed by nothing but a folder on the path."""

import os
import subprocess
import sys
import textwrap

import pytest


@pytest.fixture
def harbour(tmp_path):
    """Installs the package: a signal, a folder of words; gives a function that runs code beside it."""
    package = tmp_path / "styrdok_harbour"
    (package / "words").mkdir(parents=True)
    (package / "words" / "__init__.py").touch()
    (package / "words" / "systems.tsv").write_text("label\tnames\tcase\nKajsystemet\tKajsystemet\t\n", "utf-8")
    (package / "__init__.py").write_text(
        textwrap.dedent(
            '''
            """Quays: a signal of a city's own."""
            from styrdok.overlaps.signals import Reason, SignalRule
            from styrdok.sentence import Sentence

            def quays(context, a, b):
                """Whether both documents speak of quays."""
                both = all("kaj" in context.title(name).lower() for name in (a, b))
                return Reason(1.0, Sentence.of("Båda handlar om kajer.")) if both else None

            QUAYS = SignalRule(quays, Sentence.of("kajer"), Sentence.of("Båda titlarna talar om kajer."), 0.4)
            '''
        ),
        "utf-8",
    )
    info = tmp_path / "styrdok_harbour-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: styrdok-harbour\nVersion: 1.0\n", "utf-8")
    (info / "entry_points.txt").write_text(
        "[styrdok.signals]\nquays = styrdok_harbour:QUAYS\n\n[styrdok.lexicon]\nharbour = styrdok_harbour.words\n",
        "utf-8",
    )

    def run(code):
        path = os.pathsep.join([str(tmp_path), *sys.path])
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
        )

    return run
