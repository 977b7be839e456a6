"""The public face: every name of ``styrdok.__all__`` is there, and importing it costs nothing."""

import subprocess
import sys

import pytest

import styrdok


def test_every_public_name_is_there():
    assert len(styrdok.__all__) >= 12
    assert all(getattr(styrdok, name) is not None for name in styrdok.__all__)
    assert sorted(styrdok.__all__) == styrdok.__all__


def test_other_names_are_not():
    with pytest.raises(AttributeError):
        _ = styrdok.nothing


def test_importing_the_package_imports_no_stage():
    code = "import sys, styrdok; print([name for name in sys.modules if name.startswith('styrdok.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
