"""How much a single file may ask of the reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """Bounds that keep one hostile or gigantic file from stopping a run.

    ``pages``: pages that are read, further ones are reported as not read. ``characters``: characters of one page,
    ``objects``: drawn objects of one page that are looked at for table rules. ``reopen``: pages after which the
    document is opened afresh, which returns the memory that PDFium keeps per page.
    """

    pages: int = 20_000
    characters: int = 200_000
    objects: int = 6_000
    reopen: int = 200
