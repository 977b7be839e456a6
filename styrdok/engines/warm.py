"""Loading the word lists and tables once, before the first file, instead of once for each."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import _lru_cache_wrapper
from inspect import signature

from styrdok.extraction.extract import extract
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.readers import PDF, reader_for
from styrdok.registry.version import reader_version
from styrdok.registry.words import forms
from styrdok.swedish.lexicon import expand
from styrdok.system import set_aside

_READING = ("styrdok.reading.", "styrdok.extraction.", "styrdok.swedish.")

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
    "Cykelvägar är sådana vägar som bara cyklister får använda. Här används begreppet led. Gäller t.o.m. 2025-12-31.",
    "• Till 2030 ska utsläppen minska med 40 procent jämfört med 2010 och inga olyckor ske 2030. Andelen ska vara "
    "minst 30 procent. Dessa mål följs upp varje år, och samtliga nämnder ska redovisa dem för kommunfullmäktige.",
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
    """Read two made-up files and load every table, so that what is loaded when first asked for has been asked for."""
    with suppress(Exception):
        reader_version()
        for lines in (_PROGRAMME, _MEMO):
            extraction = extract(reader_for(PDF)(_file(lines), ReaderLimits()))
            for passage in extraction.passages:
                forms(passage.anchor.text)
        _load_tables()
        expand()
    set_aside()


def _load_tables() -> None:
    """Call all that is kept once it has been worked out and asks for nothing."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith(_READING):
            for kept in tuple(vars(module).values()):
                if isinstance(kept, _lru_cache_wrapper) and not signature(kept).parameters:
                    kept()


def _file(lines: Sequence[str]) -> bytes:
    """A PDF of one page with these lines, the first in larger letters."""
    shown = []
    for number, line in enumerate(lines):
        words = line.replace("(", r"\(").replace(")", r"\)")
        shown.append(f"BT /F {11 if number else 20} Tf 40 {780 - 30 * number} Td ({words}) Tj ET")
    drawn = "\n".join(shown).encode("cp1252")
    return b"\n".join(
        (
            b"%PDF-1.4",
            b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
            b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
            b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 1200 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            b"endobj",
            b"4 0 obj <</Length %d>> stream\n%s\nendstream endobj" % (len(drawn), drawn),
            b"5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj",
            b"trailer <</Root 1 0 R>>",
            b"%%EOF",
        )
    )
