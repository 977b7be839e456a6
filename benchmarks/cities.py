"""Made-up cities: steering documents of about 6.4 pages, 46 passages and 26 mentions, as many as one asks for.

Ten documents treat one topic with words of its own; one in twenty is a later edition of another; some paragraphs are
copied with a word changed, some are standard text; documents name each other by title. The same number gives the same
bytes, whatever else is made.
"""

import io
import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from textwrap import wrap

from reportlab.pdfgen.canvas import Canvas

from styrdok.swedish.lexicon import compound_forms, readings

_TOPIC, _LINES, _WIDTH = 10, 44, 92
_SECTIONS, _PARAGRAPHS = 11, 4
_COPIED, _STANDARD, _EDITIONS = 0.06, 0.05, 20
TYPES = ("Policy för", "Program för", "Riktlinjer för", "Strategi för", "Handlingsplan för", "Plan för")
BODIES = ("Kommunstyrelsen", "Socialnämnden", "Tekniska nämnden", "Kulturnämnden", "Byggnadsnämnden", "Skolnämnden")
HEADS = ("Bakgrund", "Syfte", "Mål", "Ansvar", "Genomförande", "Uppföljning", "Avgränsning", "Definitioner")
VERBS = ("utveckla", "samordna", "följa upp", "planera", "stärka", "redovisa", "ta fram", "förvalta", "begränsa")
LAWS = (
    "socialtjänstlagen (2025:400)", "plan- och bygglagen (2010:900)", "miljöbalken", "kommunallagen (2017:725)",
    "skollagen (2010:800)", "offentlighets- och sekretesslagen (2009:400)", "bibliotekslagen (2013:801)",
)  # fmt: skip
FRAMES = (
    (22.0, "Arbetet med {a} utgår från {b} och tar hänsyn till {c} i hela kommunen."),
    (22.0, "För {a} gäller att {b} prövas varje år, och att {c} beskrivs för alla som berörs."),
    (22.0, "Det finns behov av {a}, särskilt där {b} möter {c}."),
    (22.0, "När {a} förändras påverkas {b}, vilket ställer krav på {c}."),
    (1.5, "{body} ska {verb} {a} och {b} tillsammans med {c}."),
    (1.5, "{body} bör {verb} {a} så att {b} når fler invånare."),
    (0.8, "Målet är att {a} ska minska med {share} procent till {year}."),
    (0.8, "Med {a} avses här {b} som hör till {c}."),
    (2.5, "Enligt {law} har kommunen ansvar för {a} och {b}."),
    (4.5, "Dokumentet kompletterar {title} vad gäller {a}."),
    (1.5, "Frågor om {a} behandlas också i {title} (dnr KS {year}/{number:04})."),
)
STANDARD = tuple(
    f"Den här texten om {what} står i många av kommunens styrdokument och beskriver hur dokumentet ska läsas, vem som "
    f"får besluta om ändringar och hur {what} följs upp i samband med årsredovisningen enligt gällande rutiner."
    for what in ("uppföljning", "revidering", "tillgänglighet", "ansvarsfördelning", "kommunikation", "ekonomi")
)


@cache
def _words() -> tuple[str, ...]:
    """Nouns in a settled order of falling frequency."""
    nouns = [word for word in sorted(compound_forms().closing) if any(t.startswith("NN") for _, t in readings(word))]
    random.Random(0).shuffle(nouns)
    return tuple(nouns[:12_000])


@cache
def _frequencies() -> tuple[float, ...]:
    return tuple(accumulate(1 / (rank + 20) for rank in range(len(_words()))))


def _original(number: int) -> int:
    """The document of which this is an edition: itself, or the one before it."""
    return number - 1 if number % _EDITIONS == _EDITIONS - 1 else number


def title(number: int) -> str:
    """What a document is called, without the year."""
    number = _original(number)
    matter = random.Random(f"title {number // _TOPIC}").sample(_words()[2000:], 12)
    return f"{TYPES[number % len(TYPES)]} {matter[number % _TOPIC]} och {matter[10 + number // len(TYPES) % 2]}"


def paragraph(number: int, place: int) -> str:
    """One paragraph of a document: of its own, standard text, or one of a document of its topic with a word changed."""
    chance = random.Random(f"{_original(number)} {place}")
    kind = chance.random()
    if kind < _STANDARD:
        return chance.choice(STANDARD)
    if kind < _STANDARD + _COPIED:
        source = number // _TOPIC * _TOPIC + chance.randrange(_TOPIC)
        words = _made(source, place).split()
        words[chance.randrange(len(words))] = chance.choice(_words())
        return " ".join(words)
    return _made(_original(number), place)


def _made(number: int, place: int) -> str:
    chance = random.Random(f"made {number} {place}")
    own = random.Random(f"topic {number // _TOPIC}").sample(_words(), 60)
    return " ".join(_sentence(chance, number, own) for _ in range(chance.randint(3, 7)))


def _sentence(chance: random.Random, number: int, own: list[str]) -> str:
    drawn = chance.choices(_words(), cum_weights=_frequencies(), k=3)
    nouns = [chance.choice(own) if chance.random() < 0.3 else word for word in drawn]
    names = dict(zip("abc", nouns, strict=True))
    named = title(number // 100 * 100 + chance.randrange(100)) if chance.random() < 0.7 else title(number)
    (frame,) = chance.choices([text for _, text in FRAMES], [often for often, _ in FRAMES])
    return frame.format(
        body=chance.choice(BODIES), verb=chance.choice(VERBS), law=chance.choice(LAWS), title=named,
        year=2010 + chance.randrange(15), number=chance.randrange(10_000), share=chance.randrange(5, 60), **names,
    )  # fmt: skip


def _lines(number: int, sections: int) -> Iterator[tuple[str, int]]:
    """The lines of a document, each with the size of its letters."""
    year = 2005 + number % 18 + (2 if _original(number) != number else 0)
    yield title(number), 20
    yield f"Antagen av kommunfullmäktige {year}-0{1 + number % 9}-1{number % 10} § {1 + number % 200}", 10
    yield f"Dnr KS {year}/{number:04}. Gäller till och med {year + 8}-12-31.", 10
    for section in range(sections):
        yield "", 10
        yield f"{section + 1} {HEADS[section % len(HEADS)]}", 14
        for place in range(_PARAGRAPHS):
            yield "", 10
            for line in wrap(paragraph(number, section * _PARAGRAPHS + place), _WIDTH):
                yield line, 10


def document(number: int, sections: int = _SECTIONS) -> bytes:
    """A document as a PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    lines = list(_lines(number, sections))
    for start in range(0, len(lines), _LINES):
        for row, (line, size) in enumerate(lines[start : start + _LINES]):
            canvas.setFont("Helvetica-Bold" if size > 10 else "Helvetica", size)
            canvas.drawString(60, 780 - 15 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def city(folder: Path, documents: int, sections: int = _SECTIONS) -> None:
    """Write the PDFs of a city that are not there yet; two sections make documents of one or two pages."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(documents):
        path = folder / f"{number:05}.pdf"
        if not path.exists():
            path.write_bytes(document(number, sections))
