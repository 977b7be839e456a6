"""Which writer makes which kind of report file."""

from collections.abc import Callable

from styrdok.errors import UsageProblem
from styrdok.reports.docx import as_docx
from styrdok.reports.html import as_html
from styrdok.reports.markdown import as_markdown
from styrdok.reports.model import Report
from styrdok.reports.pdf import as_pdf
from styrdok.reports.xlsx import as_xlsx
from styrdok.sentence import Sentence

_WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".docx": as_docx,
    ".html": lambda report: as_html(report).encode(),
    ".md": lambda report: as_markdown(report).encode(),
    ".pdf": as_pdf,
    ".xlsx": as_xlsx,
}


def writer_for(suffix: str) -> Callable[[Report], bytes]:
    """The writer for a file name's ending. Raises :class:`UsageProblem` for an unknown one."""
    if suffix not in _WRITERS:
        raise UsageProblem(
            Sentence.of("En rapport kan inte skrivas som {suffix}.", suffix=str(suffix or "(utan ändelse)")),
            Sentence.of("Använd {known}.", known=", ".join(sorted(_WRITERS))),
        )
    return _WRITERS[suffix]
