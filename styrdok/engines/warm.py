"""Loading the word lists and tables once, before the first file, instead of once for each."""

import gc
from array import array
from collections.abc import Sequence
from contextlib import suppress

from styrdok.extraction.extract import extract
from styrdok.ids import content_hash
from styrdok.models import Block, Box, Line, Page, Reading
from styrdok.registry.version import reader_version
from styrdok.registry.words import forms
from styrdok.vocabulary import BlockKind, PageStatus

_PROGRAMME = (
    "Program för cykeltrafik i Exempelstads kommun 2020–2025",
    "Antaget av kommunfullmäktige den 4 maj 2020 § 12, dnr KS 2020/34. Gäller tills vidare. Ansvarig: byggnämnden.",
    "Dokumenttyp: program. Ersätter: Cykelpolicy 2012. Senast reviderad 2021-06-03. Uppföljning sker årligen.",
    "Med cykelväg avses i programmet en väg som är avsedd för cyklister enligt plan- och bygglagen (2010:900).",
    "Definitioner. Gångfartsområde: ett område där fordon körs i gångfart. Med barn menas den som är under 18 år.",
    "Tekniska nämnden ska senast 2025 se till att andelen resor med cykel ökar till 20 procent av alla resor.",
    "Målet är att utsläppen ska halveras till 2030 jämfört med 2010. Varje förvaltning ansvarar för sin verksamhet.",
    "Programmet riktar sig till alla medarbetare och utgår från Trafikstrategi 2018, översiktsplanen och mål 11 i "
    "Agenda 2030. Kommunstyrelsen bör samordna arbetet och får besluta om riktlinjer för parkering av cyklar.",
)
_MEMO = (
    "Tjänsteutlåtande",
    "Kommunledningskontoret. Datum 2024-03-12. Diarienummer KS 2024/118. Handläggare: Avdelningen för hållbarhet.",
    "Svar på remiss om Program för cykeltrafik",
    "Förslag till beslut. Kommunstyrelsen beslutar att 1. som svar på remissen överlämna kontorets tjänsteutlåtande, "
    "2. upphäva Cykelpolicy 2012 och 3. uppdra åt tekniska nämnden att revidera Trafikstrategi 2018.",
    "Kontoret anser att programmet bör samordnas med EU:s förordning (EU) 2016/679 och ersätta cykelpolicyn. Nämnden "
    "avstyrker förslaget, eftersom programmet delvis överlappar översiktsplanen och ansvaret är otydligt.",
    "Socialnämnden tillstyrker förslaget men saknar mål för äldre. Partiet reserverar sig mot beslutet, yrkar avslag. "
    "Revisorerna bedömer att styrningen bör bli tydligare och att riktlinjerna har upphört att gälla.",
    "Enligt motionen ska dokumentet slås samman med handlingsplanen. I proposition 2019/20:12 föreslås en ny lag.",
    "Särskilt uttalande. Beslutet expedieras till alla nämnder. Ärendet återremitteras. Yttrandet gäller SOU 2020:15.",
)


def warm() -> None:
    """Read a few lines of made-up texts, so that all that is loaded when first asked for has been asked for."""
    with suppress(Exception):
        reader_version()
        for lines in (_PROGRAMME, _MEMO):
            extraction = extract(_reading(lines))
            for passage in extraction.passages:
                forms(passage.anchor.text)
    gc.freeze()


def _reading(written: Sequence[str]) -> Reading:
    blocks, at = [], 0
    for number, words in enumerate(written):
        box = Box(72.0, 72.0 + 30 * number, 500.0, 90.0 + 30 * number)
        edges = array("f", (72.0 + 6 * column for column in range(len(words) + 1))).tobytes()
        line = Line(at, at + len(words), box, 24.0 if number == 0 else 11.0, number == 0, "", edges)
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADING
        blocks.append(Block(kind, 1, line.start, line.end, box, (line,), level=0 if number else 1))
        at += len(words) + 1
    text = "\n".join(written) + "\n"
    page = Page(1, None, 595.0, 842.0, 0, len(text), PageStatus.TEXT)
    return Reading(content_hash(text.encode()), text, (page,), tuple(blocks))
