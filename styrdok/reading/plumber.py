"""What pdfplumber is for: tables without side rules, and files that PDFium will not open.

It is imported only when one of the two comes up: it takes some 40 to 100 times as long per page as PDFium.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from typing import Any

from styrdok.edges import pack_points
from styrdok.models import Box
from styrdok.reading.grid import Grid, GridCell
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.lines import whole_lines
from styrdok.reading.piece import OUTSIDE, TURNED, UPRIGHT, Piece
from styrdok.reading.quality import quality_of
from styrdok.reading.repair import repaired
from styrdok.reading.rules import Edge, Rules
from styrdok.reading.sheet import Sheet

_LEAST_RULES = 3
_LEAST_WIDTH = 150.0
_SAME = 4.0
_MOST_PAGES = 40
_WORDS = {"x_tolerance_ratio": 0.15, "use_text_flow": True, "keep_blank_chars": True}
_SETTINGS = {
    "vertical_strategy": "text",
    "horizontal_strategy": "lines",
    "text_x_tolerance_ratio": 0.15,
    "min_words_vertical": 2,
    "intersection_y_tolerance": 16,
}


def open_tables(data: bytes, sheets: Sequence[Sheet]) -> dict[int, list[Grid]]:
    """Grids of tables that have rules between their rows but none between their columns, by page number.

    None where the library fails.
    """
    wanted = {sheet.number: box for sheet in sheets if (box := _open_box(sheet)) is not None}
    pages = sorted(wanted)[:_MOST_PAGES]
    if not pages:
        return {}
    import pdfplumber

    found: dict[int, list[Grid]] = {}
    with _spared(), pdfplumber.open(BytesIO(data), pages=pages) as pdf:
        for page in pdf.pages:
            with _spared():
                found[page.page_number] = [grid for grid in _grids(page, wanted[page.page_number]) if grid.columns > 1]
            page.close()
    return {number: grids for number, grids in found.items() if grids}


@contextmanager
def _spared() -> Iterator[None]:
    """Whatever the library raises at a page is no reason to lose its words, which PDFium has read."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:
        return


def _open_box(sheet: Sheet) -> Box | None:
    """The box of rules of one width, one under the other, with several runs side by side between them."""
    if sheet.grids:
        return None
    groups: dict[tuple[int, int], list[Edge]] = {}
    for edge in sheet.rules.across:
        if edge[2] - edge[1] >= _LEAST_WIDTH:
            groups.setdefault((round(edge[1] / _SAME), round(edge[2] / _SAME)), []).append(edge)
    for edges in groups.values():
        top, bottom = edges[0][0], edges[-1][0]
        crossed = any(top - 2 < d[1] < bottom and edges[0][1] - 2 < d[0] < edges[0][2] + 2 for d in sheet.rules.down)
        if len(edges) >= _LEAST_RULES and not crossed and _rows_of_cells(sheet, edges) >= _LEAST_RULES - 1:
            return Box(edges[0][1] - 1, top - 1, edges[0][2] + 1, bottom + 1)
    return None


def _rows_of_cells(sheet: Sheet, edges: Sequence[Edge]) -> int:
    """How many strips between the rules hold runs side by side."""
    count = 0
    for upper, lower in pairwise(edges):
        starts = sorted(
            piece.x0
            for piece in sheet.pieces
            if upper[0] < piece.middle < lower[0] and piece.x0 > upper[1] - 3 and piece.x1 < upper[2] + 3
        )
        count += bool(starts) and starts[-1] - starts[0] > 40
    return count


def _grids(page: Any, box: Box) -> Iterator[Grid]:
    cropped = page.crop((box.x0, box.top, box.x1, box.bottom), strict=False)
    for table in cropped.find_tables(_SETTINGS):
        boxes = [Box(*cell) for row in table.rows for cell in row.cells if cell is not None]
        tops = sorted({round(cell.top) for cell in boxes})
        lefts = sorted({round(cell.x0) for cell in boxes})
        cells = tuple(GridCell(tops.index(round(b.top)), lefts.index(round(b.x0)), b) for b in boxes)
        yield Grid(Box(*table.bbox), cells, len(tops), len(lefts))


def sheets_without_pdfium(data: bytes, limits: ReaderLimits) -> list[Sheet]:
    """The pages of a file that PDFium refuses, read by pdfplumber with an empty password.

    Raises what pdfminer raises when it cannot open the file either.
    """
    import pdfplumber

    sheets = []
    with pdfplumber.open(BytesIO(data), password="") as pdf:
        for number, page in enumerate(pdf.pages[: limits.pages], start=1):
            words = page.extract_words(extra_attrs=["fontname", "size", "upright"], return_chars=True, **_WORDS)
            pieces = tuple(whole_lines([_piece(word, number, page) for word in words if word["text"].strip()]))
            quality = quality_of(pieces, 0.0, len(page.images))
            width, height = float(page.width), float(page.height)
            sheets.append(Sheet(number, width, height, None, pieces, (), Rules(), (), quality))
            page.close()
    return sheets


def _piece(word: dict[str, Any], number: int, page: Any) -> Piece:
    chars = word["chars"]
    raw = "".join(char["text"] for char in chars)
    left = [float(char["x0"]) for char in chars for _ in char["text"]]
    right = [float(char["x1"]) for char in chars for _ in char["text"]]
    text, edges = repaired(raw, left, right)
    inside = 0 <= word["x0"] <= page.width and 0 <= word["top"] <= page.height
    font = str(word["fontname"]).split("+", 1)[-1]
    return Piece(
        page=number,
        text=text,
        edges=pack_points(edges),
        x0=edges[0],
        top=float(word["top"]),
        x1=edges[-1],
        bottom=float(word["bottom"]),
        size=round(float(word["size"]), 1),
        bold="bold" in font.lower(),
        font=font,
        broken=len(text) > 2 and text.endswith("-") and text[-2].isalpha(),
        place=(UPRIGHT if word["upright"] else TURNED) if inside else OUTSIDE,
    )
