"""The reportlab producer: pages with running headers, footers and numbers."""

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from rendering.inline import parse_inline, plain
from rendering.rl_body import body
from rendering.rl_fronts import front
from rendering.rl_stamps import registry_stamp, signature_trace
from rendering.rl_style import DEFAULT_FAMILY, FAMILIES, GREY, SEA, register_fonts, styles
from rendering.source import Source

MARGIN = 72
GAP = 18


class _Document(BaseDocTemplate):
    """A document that draws its page furniture and tells the contents page about headings."""

    def __init__(self, out: BytesIO, source: Source, total: int) -> None:
        super().__init__(out, pagesize=A4, invariant=1, title=_printed(source), author=source.gold["organisation"])
        self.source = source
        self.total = total
        self.family = FAMILIES[source.meta.get("font", DEFAULT_FAMILY[source.template])]
        width, height = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
        frames = [Frame(MARGIN, MARGIN, width, height, leftPadding=0, rightPadding=0)]
        if source.template == "columns":
            half = (width - GAP) / 2
            frames = [
                Frame(MARGIN + n * (half + GAP), MARGIN, half, height, leftPadding=0, rightPadding=0) for n in (0, 1)
            ]
        self.width = frames[0].width
        self.addPageTemplates([PageTemplate("page", frames, onPage=self._furniture)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802
        """Report a heading to the contents page."""
        if entry := getattr(flowable, "contents_entry", None):
            self.notify("TOCEntry", (*entry, self.page))

    def _furniture(self, canvas: Canvas, document: Any) -> None:
        normal, bold, _ = self.family
        source, page = self.source, document.page
        canvas.saveState()
        if page == 1 or source.template in {"letter", "minutes"}:
            _emblem(canvas, source, bold)
        elif header := source.meta.get("header"):
            canvas.setFont(normal, 8.5)
            canvas.setFillColor(GREY)
            canvas.drawString(MARGIN, A4[1] - 45, _words(header, source))
        canvas.setFillColor(GREY)
        canvas.setFont(normal, 8.5)
        if not (page == 1 and source.template == "cover"):
            self._number(canvas, page)
        if footer := source.meta.get("footer"):
            for number, line in enumerate(footer.split("\n")):
                canvas.drawString(MARGIN, 46 - 11 * number, _words(line, source))
        canvas.restoreState()
        if trace := source.meta.get("signature_trace"):
            signature_trace(canvas, trace)
        if page == 1 and (stamp := source.meta.get("registry_stamp")):
            registry_stamp(canvas, [_words(line, source) for line in stamp])

    def _number(self, canvas: Canvas, page: int) -> None:
        pattern = self.source.meta.get("page_number", "{page} ({total})")
        right, top = A4[0] - MARGIN, A4[1] - 45
        at_foot = self.source.template in {"block", "cover"}
        canvas.drawRightString(right, 46 if at_foot else top, pattern.format(page=page, total=self.total))


def _emblem(canvas: Canvas, source: Source, bold: str) -> None:
    """Draw the sender's name beside a small wave."""
    canvas.setStrokeColor(SEA)
    canvas.setLineWidth(2)
    top = A4[1] - 48
    for row in (0, 6):
        for wave in range(2):
            x = MARGIN + wave * 12
            canvas.bezier(x, top + row, x + 4, top + row + 6, x + 8, top + row - 6, x + 12, top + row)
    canvas.setFillColor(SEA)
    canvas.setFont(bold, 11)
    canvas.drawString(MARGIN + 32, top, source.meta.get("sender", source.gold["organisation"]))


def _printed(source: Source) -> str:
    return _words(source.title, source)


def _words(value: str, source: Source) -> str:
    return plain(parse_inline(value, source.name))


def render(source: Source) -> bytes:
    """Return the PDF; built twice, since the page number names the last page."""
    register_fonts()
    return _build(source, _build(source, 0)[1])[0]


def _build(source: Source, total: int) -> tuple[bytes, int]:
    out = BytesIO()
    document = _Document(out, source, total)
    looks = styles(source.meta.get("font", DEFAULT_FAMILY[source.template]))
    document.multiBuild([*front(source, looks, document.width), *body(source, looks, document.width)])
    return out.getvalue(), document.page
