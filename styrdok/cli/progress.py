"""Progress on standard error: a bar with count and remaining time on a terminal, else nothing."""

import sys
from typing import Any

from styrdok.language import Language
from styrdok.progress import Progress, Silent


class Bar:
    """A progress bar; only where standard error is a terminal."""

    def __init__(self, language: Language) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        columns: list[Any] = [
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}"),
        ]
        self._bar = RichProgress(*columns, console=Console(file=sys.stderr), transient=True)
        self._task = self._bar.add_task("", total=None)
        self._language = language

    def begin(self, total: int, what: str) -> None:
        """Show the bar."""
        self._bar.update(self._task, total=total, description=self._language.say(what))
        self._bar.start()

    def step(self, name: str) -> None:
        """One step further."""
        self._bar.update(self._task, advance=1, description=name)

    def end(self) -> None:
        """Take the bar away."""
        self._bar.stop()


def shown_progress(language: Language) -> Progress:
    """A bar for people, silence for programs."""
    return Bar(language) if sys.stderr.isatty() else Silent()
