"""What ``doctor`` says besides what it finds in the registry."""

import pytest
from typer.testing import CliRunner

from styrdok import confinement
from styrdok.cli.main import app


def _doctor(registry, *words):
    return CliRunner().invoke(app, ["doctor", "--registry", str(registry), *words])


def test_it_says_what_the_kernel_lacks(corpus_registry, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(confinement, "offer", lambda: confinement.Offer())
    said = _doctor(corpus_registry).stderr
    assert "Landlock saknas" in said
    assert "seccomp saknas" in said
    monkeypatch.setattr(confinement, "offer", lambda: confinement.Offer(landlock=1, seccomp=True))
    assert "saknas här" not in _doctor(corpus_registry).stderr
