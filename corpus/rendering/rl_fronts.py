"""What stands before the body in the reportlab producer, one function for each template."""

from collections.abc import Callable

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, HRFlowable, PageBreak, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from rendering.inline import parse_inline
from rendering.rl_body import Styles, markup
from rendering.rl_style import GREY, SEA
from rendering.source import GRID_COLUMNS, Source

LINE = HexColor("#9aa5ab")


def front(source: Source, styles: Styles, width: float) -> list[Flowable]:
    """Return the flowables of the front page and, where asked for, the page of contents."""
    story = FRONTS[source.template](source, styles, width)
    if source.meta.get("contents"):
        story += [PageBreak(), *_contents(styles)]
    return story


def text(value: str, source: Source) -> str:
    """Return reportlab's markup for one value of the front matter."""
    return markup(parse_inline(value, source.name), [])


def _contents(styles: Styles) -> list[Flowable]:
    contents = TableOfContents(dotsMinLevel=0, rightColumnWidth=24)
    contents.levelStyles = [styles["toc1"], styles["toc2"], styles["toc2"]]
    return [Paragraph("Innehåll", styles["title"]), contents, PageBreak()]


def _heading(source: Source, styles: Styles, style: str = "title") -> list[Flowable]:
    story: list[Flowable] = [Paragraph(text(source.title, source), styles[style])]
    if subtitle := source.meta.get("subtitle"):
        story.append(Paragraph(text(subtitle, source), styles["subtitle"]))
    return story


def strip_fields(source: Source) -> list[tuple[str, str]]:
    """Return the fields under a strip: all but the one that became the sentence of adoption."""
    return source.fields if "adoption" in source.meta else source.fields[1:]


def _block(source: Source, styles: Styles, width: float) -> list[Flowable]:
    del width
    lines = [Paragraph(f"<b>{label}:</b> {text(value, source)}", styles["item"]) for label, value in source.fields]
    rule = HRFlowable(width="100%", thickness=1, color=SEA, spaceBefore=8, spaceAfter=10)
    return [Spacer(1, 50), *_heading(source, styles), *lines, rule]


def _grid(source: Source, styles: Styles, width: float) -> list[Flowable]:
    fields = source.fields
    rows: list[list[Flowable]] = []
    for start in range(0, len(fields), GRID_COLUMNS):
        group = fields[start : start + GRID_COLUMNS]
        group += [("", "")] * (GRID_COLUMNS - len(group))
        rows.append([Paragraph(label, styles["label"]) for label, _ in group])
        rows.append([Paragraph(text(value, source), styles["cell"]) for _, value in group])
    table = Table(rows, colWidths=[width / GRID_COLUMNS] * GRID_COLUMNS, hAlign="LEFT")
    pairs = range(0, len(rows), 2)
    table.setStyle(
        TableStyle(
            [("BOX", (column, row), (column, row + 1), 0.6, LINE) for row in pairs for column in range(GRID_COLUMNS)]
            + [("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
            + [("VALIGN", (0, 0), (-1, -1), "TOP")]
        )
    )
    return [Spacer(1, 40), table, Spacer(1, 22), *_heading(source, styles)]


def _cover(source: Source, styles: Styles, width: float) -> list[Flowable]:
    del width
    story: list[Flowable] = [Spacer(1, 210), *_heading(source, styles, "cover"), Spacer(1, 160)]
    story.append(Paragraph(text(source.adoption, source), styles["body"]))
    story += [PageBreak(), Spacer(1, 560), HRFlowable(width="100%", thickness=0.5, color=GREY, spaceAfter=4)]
    story.append(Paragraph(text(source.imprint, source), styles["small"]))
    return story if source.meta.get("contents") else [*story, PageBreak()]


def _strip(source: Source, styles: Styles, width: float) -> list[Flowable]:
    names = source.meta["strip"]
    current = source.meta.get("current")
    cells = [
        Paragraph(f"<b>{name}</b>" if name == current or name[0] == "»" else name, styles["small"]) for name in names
    ]
    table = Table([cells], colWidths=[width / len(names)] * len(names))
    table.setStyle(TableStyle([("LINEABOVE", (0, 0), (-1, 0), 1, SEA), ("LINEBELOW", (0, 0), (-1, 0), 1, SEA)]))
    adoption = Paragraph(text(source.adoption, source), styles["body"])
    fields = [Paragraph(f"{label} {text(value, source)}", styles["small"]) for label, value in strip_fields(source)]
    return [Spacer(1, 40), *_heading(source, styles), adoption, table, Spacer(1, 6), *fields, Spacer(1, 8)]


def _letter(source: Source, styles: Styles, width: float) -> list[Flowable]:
    story: list[Flowable] = [Spacer(1, 14)]
    if form := source.meta.get("form"):
        story.append(Paragraph(f"<b>{form}</b>", styles["body"]))
    if source.fields:
        story += [_letterhead(source, styles, width), Spacer(1, 10)]
    story += [Paragraph(text(line, source), styles["item"]) for line in source.meta.get("to", [])]
    return [*story, Spacer(1, 10), *_heading(source, styles, "matter")]


def _letterhead(source: Source, styles: Styles, width: float) -> Table:
    lines = [
        [Paragraph(f"<b>{label}</b>", styles["small"]), Paragraph(text(value, source), styles["small"])]
        for label, value in source.fields
    ]
    head = Table(lines, colWidths=[80, width / 2 - 80], hAlign="RIGHT")
    head.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0)]))
    return head


def _minutes(source: Source, styles: Styles, width: float) -> list[Flowable]:
    del width
    fields = [Paragraph(f"{label} {text(value, source)}".strip(), styles["item"]) for label, value in source.fields]
    return [Spacer(1, 20), *_heading(source, styles, "matter"), *fields, Spacer(1, 6)]


def _columns(source: Source, styles: Styles, width: float) -> list[Flowable]:
    return _block(source, styles, width)


FRONTS: dict[str, Callable[[Source, Styles, float], list[Flowable]]] = {
    "block": _block,
    "grid": _grid,
    "cover": _cover,
    "strip": _strip,
    "letter": _letter,
    "minutes": _minutes,
    "columns": _columns,
}
