"""``python -m styrdok``."""

from styrdok.cli.main import run

run()
