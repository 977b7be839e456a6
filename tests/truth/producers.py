"""The same known document set by several programs. Each function returns the bytes of a PDF."""

import html
import json
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from .document import Known

TYPST = """#let d = json("d.json")
#set document(title: d.title)
#set text(lang: "sv", font: ("Libertinus Serif", "DejaVu Serif"), size: 10.5pt, hyphenate: true)
#set par(justify: true)
#set page(paper: "a4", columns: d.columns, margin: 2.2cm,
  header: if d.full [#text(size: 8pt)[#d.header]],
  footer: if d.full [#text(size: 8pt)[#d.footer #h(1fr) Sida #context counter(page).display()
    (#context counter(page).final().at(0))]])
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 12pt)
#text(size: 22pt, weight: "bold", hyphenate: false)[#d.title]

#if d.full {
 table(columns: 2, ..d.meta.flatten().map(x => [#x]))
 outline(title: none)
}
#for p in d.parts {
  if p.kind == "heading" { heading(level: p.level)[#p.text] }
  else if p.kind == "p" { par[#p.text] }
  else if p.kind == "note" { par[#p.text#footnote[#p.note]] }
  else if p.kind == "li" { list(..p.items.map(x => [#x])) }
  else { table(columns: p.rows.at(0).len(), ..p.rows.flatten().map(x => [#x])) }
}
"""


def _plain(doc: Known, columns: int) -> dict[str, Any]:
    parts = [
        {"kind": p.kind, "text": p.text, "items": p.items, "rows": p.rows, "note": p.note, "level": p.level}
        for p in doc.parts
    ]
    return {
        "title": doc.title, "meta": doc.meta, "header": doc.header, "footer": doc.footer, "full": doc.full,
        "parts": parts, "columns": columns,
    }  # fmt: skip


def typst(doc: Known, columns: int) -> bytes:
    import typst as program

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "d.json").write_text(json.dumps(_plain(doc, columns), ensure_ascii=False), "utf-8")
        Path(folder, "d.typ").write_text(TYPST, "utf-8")
        return bytes(program.compile(Path(folder, "d.typ")))


def weasyprint(doc: Known, columns: int) -> bytes:
    import weasyprint as program

    e = html.escape
    margins = ""
    if doc.full:
        margins = (
            f'@top-left{{content:"{doc.header}";font-size:8pt}} @bottom-left{{content:"{doc.footer}";font-size:8pt}}'
            "@bottom-right{content:'Sida ' counter(page) ' (' counter(pages) ')';font-size:8pt}"
        )
    css = (
        "@page{size:A4;margin:2.2cm;" + margins + "}"
        "html{font-family:'DejaVu Sans';font-size:9.5pt;hyphens:auto;text-align:justify}"
        "h1{font-size:20pt;hyphens:manual;text-align:left} h2{font-size:14pt;hyphens:manual;text-align:left}"
        "h3{font-size:11pt;hyphens:manual;text-align:left} table{border-collapse:collapse;text-align:left}"
        "td{border:0.5pt solid black;padding:2pt}" + f".c{{columns:{columns};column-gap:0.7cm}}"
        ".fn{float:footnote;font-size:8pt}.toc a::after{content:leader('.') target-counter(attr(href),page)}"
        ".toc p{margin:2pt 0}"
    )

    def table(rows: Any) -> str:
        return "<table>" + "".join("<tr>" + "".join(f"<td>{e(c)}</td>" for c in r) + "</tr>" for r in rows) + "</table>"

    out = [f'<html lang="sv"><head><meta charset="utf-8"><style>{css}</style></head><body><h1>{e(doc.title)}</h1>']
    if doc.full:
        heads = [(k, p) for k, p in enumerate(doc.parts) if p.kind == "heading"]
        links = "".join(f'<p><a href="#s{k}">{e(p.text)}</a></p>' for k, p in heads)
        out.append(table(doc.meta) + f'<div class="toc">{links}</div>')
    out.append('<div class="c">' if columns > 1 else "<div>")
    for k, p in enumerate(doc.parts):
        if p.kind == "heading":
            out.append(f'<h{p.level + 1} id="s{k}">{e(p.text)}</h{p.level + 1}>')
        elif p.kind == "note":
            out.append(f'<p>{e(p.text)}<span class="fn">{e(p.note)}</span></p>')
        elif p.kind == "li":
            out.append("<ul>" + "".join(f"<li>{e(x)}</li>" for x in p.items) + "</ul>")
        elif p.kind == "table":
            out.append(table(p.rows))
        else:
            out.append(f"<p>{e(p.text)}</p>")
    return bytes(program.HTML(string="".join(out) + "</div></body></html>").write_pdf(pdf_tags=False))


def reportlab(doc: Known, columns: int) -> bytes:  # noqa: C901
    """ReportLab: standard fonts without hyphenation, notes below their paragraph."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        ListFlowable,
        ListItem,
        PageTemplate,
        Paragraph,
        Spacer,
        Table,
        TableStyle,
    )

    width, height = A4
    margin, gap = 2.2 * cm, 0.7 * cm
    wide = (width - 2 * margin - (columns - 1) * gap) / columns
    place = {"leftPadding": 0, "rightPadding": 0}
    frames = [Frame(margin + i * (wide + gap), margin, wide, height - 2 * margin, **place) for i in range(columns)]

    def furniture(canvas: Any, page: Any) -> None:
        if doc.full:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(margin, height - 1.3 * cm, doc.header)
            canvas.drawString(margin, 1.2 * cm, doc.footer)
            canvas.drawRightString(width - margin, 1.2 * cm, f"Sida {page.page}")

    def style(name: str, **more: Any) -> Any:
        return ParagraphStyle(name, **more)

    body = style("b", fontName="Times-Roman", fontSize=10.5, leading=13, spaceAfter=6, alignment=4)
    small = style("s", parent=body, fontSize=8, leading=10)
    heads = {
        0: style("t", fontName="Helvetica-Bold", fontSize=22, leading=27, spaceAfter=12),
        1: style("h1", fontName="Helvetica-Bold", fontSize=15, leading=18, spaceBefore=10, spaceAfter=5),
        2: style("h2", fontName="Helvetica-Bold", fontSize=11.5, leading=14, spaceBefore=8, spaceAfter=4),
    }
    cell = style("c", parent=body, alignment=0, spaceAfter=0, fontSize=9 if columns == 1 else 5.5, leading=11)
    e = html.escape

    def table(rows: Any) -> Any:
        lines = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))])
        cells = [[Paragraph(e(c), cell) for c in r] for r in rows]
        return Table(cells, style=lines, colWidths=[wide / len(rows[0])] * len(rows[0]))

    story: list[Any] = [Paragraph(e(doc.title), heads[0])]
    if doc.full:
        story += [table(doc.meta), Spacer(1, 10)]
        for k, text in enumerate(doc.headings):
            story.append(Paragraph(e(text + " " + "." * max(4, 60 - len(text)) + f" {2 + k // 3}"), cell))
    for p in doc.parts:
        if p.kind == "heading":
            story.append(Paragraph(e(p.text), heads[p.level]))
        elif p.kind == "note":
            story.append(Paragraph(e(p.text) + f"<super>{p.number}</super>", body))
            story.append(Paragraph(f"<super>{p.number}</super> " + e(p.note), small))
        elif p.kind == "li":
            story.append(ListFlowable([ListItem(Paragraph(e(x), body)) for x in p.items], bulletType="bullet"))
        elif p.kind == "table":
            story.append(table(p.rows))
        else:
            story.append(Paragraph(e(p.text), body))
    out = BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furniture))
    document.build(story)
    return out.getvalue()


PRODUCERS = {"reportlab": reportlab, "typst": typst, "weasyprint": weasyprint}
