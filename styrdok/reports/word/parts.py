"""The pieces of WordprocessingML that python-docx has no words for: fields, bookmarks, links, descriptions."""

from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart


def element(tag: str, **attributes: str) -> Any:
    """A new element ``w:tag`` with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def field(paragraph: Any, instruction: str, shown: str, dirty: bool = False) -> None:
    """A field, with what it shows until Word works it out (``dirty``: when the document is opened)."""
    begin = element("fldChar", fldCharType="begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    code = element("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    for part in (begin, code, element("fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def bookmark(paragraph: Any, name: str, identity: int) -> None:
    """Name the place where a paragraph begins."""
    start = element("bookmarkStart", id=str(identity), name=name)
    end = element("bookmarkEnd", id=str(identity))
    properties = paragraph._p.pPr
    at = 0 if properties is None else list(paragraph._p).index(properties) + 1
    paragraph._p.insert(at, end)
    paragraph._p.insert(at, start)


def link(paragraph: Any, text: str, target: str) -> None:
    """Words that lead to a bookmark of this document."""
    anchor = element("hyperlink", anchor=target, history="1")
    run = paragraph.add_run(text)
    anchor.append(run._r)
    paragraph._p.append(anchor)


def page_of(paragraph: Any, target: str, right: int) -> None:
    """The page of a bookmark, ``right`` EMU from the margin after a row of dots."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.add_run("\t")
    field(paragraph, f"PAGEREF {target} \\h", "–", dirty=True)


def new_numbering(word: Any) -> int:
    """The id of a numbering of its own that begins at 1, whatever lists stand before."""
    numbering = _numbering_part(word).element
    kinds = numbering.findall(qn("w:abstractNum"))
    identity = 1 + max((int(kind.get(qn("w:abstractNumId"))) for kind in kinds), default=-1)
    level = element("lvl", ilvl="0")
    level.append(element("start", val="1"))
    level.append(element("numFmt", val="decimal"))
    level.append(element("lvlText", val="%1."))
    level.append(element("lvlJc", val="left"))
    indents = element("pPr")
    indents.append(element("ind", left="360", hanging="360"))
    level.append(indents)
    kind = element("abstractNum", abstractNumId=str(identity))
    kind.append(element("multiLevelType", val="singleLevel"))
    kind.append(level)
    numbering.insert(len(kinds), kind)
    return int(numbering.add_num(identity).numId)


def _numbering_part(word: Any) -> Any:
    """The part that holds the numberings; a document of a city's own may have none yet."""
    try:
        return word.part.part_related_by(RT.NUMBERING)
    except KeyError:
        usual = Document().part.numbering_part
        part = NumberingPart.load(PackURI("/word/numbering.xml"), CT.WML_NUMBERING, usual.blob, word.part.package)
        word.part.relate_to(part, RT.NUMBERING)
        return part


def number(paragraph: Any, numbering: int) -> None:
    """Make a paragraph the next one of a numbering."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def describe_table(table: Any, title: str, words: str) -> None:
    """What a screen reader says of a table before it reads it."""
    properties = table._tbl.tblPr
    properties.append(element("tblCaption", val=title))
    properties.append(element("tblDescription", val=words))


def repeat_as_header(row: Any) -> None:
    """Mark a row as header, which Word repeats on each page and reads out to screen readers."""
    row._tr.get_or_add_trPr().append(element("tblHeader", val="true"))


def keep_whole(row: Any) -> None:
    """Never break a row across pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit", val="true"))


def shade(cell: Any, colour: str) -> None:
    """Give a cell a ground colour."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def set_language(style: Any, code: str) -> None:
    """Say in which language text of a style is."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=code, eastAsia=code, bidi="ar-SA"))
