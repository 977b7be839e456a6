"""Opening the registry for a command that only reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from styrdok.cli.errors import tell
from styrdok.cli.options import Per, on
from styrdok.language import Language

if TYPE_CHECKING:
    from styrdok.consolidation.project import Work
    from styrdok.engines.kept import Analysed
    from styrdok.registry.store import Registry


def tell_if_behind(opened: "Registry", lang: Language) -> None:
    """Say so when an interrupted run, or another version, left references and editions out of date."""
    if not opened.is_linked() and opened.documents():
        tell(
            lang.say(
                "OBS Hänvisningar och utgåvor är inte uppdaterade: läsningen avbröts, eller styrdok har bytt "
                "version. Kör styrdok ingest igen."
            )
        )


@contextmanager
def reading(path: Path, lang: Language) -> Iterator["Registry"]:
    """The registry, opened to read; says so when an interrupted run left its references and editions out of date."""
    from styrdok.registry.store import Registry

    with Registry.open(path, read_only=True) as opened:
        tell_if_behind(opened, lang)
        yield opened


def analysed(registry: Path, per: Per, lang: Language) -> "Analysed":
    """The registry as on a date and what follows from it."""
    with reading(registry, lang) as opened:
        return analysis_of(opened, per, lang)


def analysis_of(opened: "Registry", per: Per, lang: Language) -> "Analysed":
    """The same of a registry that is open; says so, now or later, when what was kept of it was damaged."""
    from styrdok.engines.kept import analysed

    def mended() -> None:
        tell(lang.say("OBS Det som sparats av analysen bredvid registret var skadat och har gjorts om."))

    return analysed(opened, on(per), mended)


def works(opened: "Registry", found: "Analysed", day: date) -> "tuple[Work, ...]":
    """The work on every steering document."""
    from styrdok.consolidation.project import Grounds, work_of

    grounds = Grounds(found.overlaps, found.needs, found.proposals, opened.acts(), opened.reviews())
    return work_of(found.snapshot, grounds, day)
