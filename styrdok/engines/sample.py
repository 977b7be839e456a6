"""The documents of an invented city, to try with."""

from importlib.resources import files
from pathlib import Path

from styrdok.errors import NotFound
from styrdok.sentence import Sentence


def sample_documents() -> Path:
    """The folder with the documents of the invented city: in the installed package, or beside it in a clone.

    Raises :class:`~styrdok.errors.NotFound` where neither is there.
    """
    package = Path(str(files("styrdok")))
    for place in (package / "demo", package.parent / "corpus" / "pdf"):
        if place.is_dir():
            return place
    raise NotFound(
        Sentence.of("Provdokumenten finns inte i den här installationen."),
        Sentence.of("Installera styrdok från ett paket eller en klon av källkoden."),
    )
