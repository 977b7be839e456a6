"""How long-running work tells how far it has come; silent by default."""

from typing import Protocol


class Progress(Protocol):
    """Receives the news of a long-running job."""

    def begin(self, total: int, what: str) -> None:
        """``total`` steps of ``what`` (several of them, in Swedish) are about to start."""

    def step(self, name: str) -> None:
        """One step, the one called ``name``, is done."""

    def end(self) -> None:
        """The job is over, finished or not."""


class Silent:
    """A progress that says nothing."""

    def begin(self, total: int, what: str) -> None:
        """Say nothing."""

    def step(self, name: str) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""
