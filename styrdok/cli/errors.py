"""How errors reach people: one message on standard error and the exit code of their kind."""

import os
import sys
from collections.abc import Callable

from styrdok.errors import INSTALL, MissingDependency, StyrdokError

_BUG = 1
FINDINGS_PRESENT = 8
"""The exit code of ``check`` and ``--fail-on``."""


def tell(message: str) -> None:
    """Say something to the person, on standard error."""
    print(message, file=sys.stderr)


def guarded(command: Callable[[], object]) -> int:
    """Run a command; whatever it raises becomes a message and an exit code."""
    try:
        command()
    except StyrdokError as problem:
        tell(f"styrdok: {problem.message}" + (f"\n{problem.hint}" if problem.hint else ""))
        return problem.exit_code
    except ModuleNotFoundError as problem:
        if os.environ.get("STYRDOK_DEBUG"):
            raise
        tell(f"styrdok: {problem.name} is not installed.\nTo install styrdok anew, {INSTALL}.")
        return MissingDependency.exit_code
    except Exception as problem:
        if os.environ.get("STYRDOK_DEBUG"):
            raise
        tell(f"styrdok: unexpected error ({type(problem).__name__}: {problem}). This is a bug in styrdok.")
        tell("Set STYRDOK_DEBUG=1 to see where it happened, and report it with the file that led to it.")
        return _BUG
    return 0
