"""What the stages take from the settings; where these come from is told in :mod:`styrdok.configuration`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What one file may cost before it is given up; ``0`` means no limit."""

    seconds: float = 60.0
    seconds_per_page: float = 0.2
    memory_bytes: int = 1 << 30
    pages: int = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that the stages take."""

    limits: ReadLimits = ReadLimits()
