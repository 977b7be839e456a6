"""The first page: what was looked at, how much was found, and the five most pressing things."""

from collections import Counter
from collections.abc import Callable

from styrdok.findings import Need
from styrdok.language import words
from styrdok.reports.chapters import needs, overlaps, proposals, references, substance, unread
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.chapters.proposals import unjudged
from styrdok.reports.material import Material
from styrdok.reports.model import Listing, Point, Quote, Row, Section, Table, shortened
from styrdok.reports.wording import listed, plain
from styrdok.vocabulary import Kind, NeedReason

_PRESSING = 5
_OF_EACH = 2
_LONGEST = 420
_PLURAL = {
    Kind.REPORT: "rapporter",
    Kind.MEMO: "tjänsteutlåtanden",
    Kind.OTHER: "övriga texter",
}


def scope(material: Material) -> str:
    """One line on what the report covers."""
    kinds = Counter(record.document.description.kind for record in material.snapshot.records)
    parts = [f"{kinds[kind]} {_name(kind, kinds[kind])}" for kind in Kind if kinds[kind]]
    return f"Omfattar {len(material.snapshot.records)} dokument ur {len(material.files)} filer: {', '.join(parts)}."


def _name(kind: Kind, count: int) -> str:
    return words.KIND[kind] if count == 1 else _PLURAL.get(kind, words.KIND[kind])


def summary(material: Material) -> Section:
    """The chapter that a reader who reads one page reads."""
    text = (
        f"Genomgången gäller {len(material.steering)} styrdokument och {len(material.others)} andra texter. "
        "Den visar var dokument behandlar samma sak, säger emot varandra, har slutat gälla eller hänvisar till "
        "sådant som inte finns. Verktyget föreslår, människor beslutar. Varje rad har belägg: dokument, sida och ord.",
    )
    figures = Table(
        "Vad genomgången fann", ("Antal", "Vad", "Kapitel"), _counts(material), frozenset({"Antal"}), name="I korthet"
    )
    return Section("sammanfattning", "Sammanfattning", text, (figures,), lists=_most_pressing(material))


def _counts(material: Material) -> tuple[Row, ...]:
    def count(*reasons: NeedReason) -> int:
        return len(of_reason(material, *reasons))

    clear = sum(one.score >= overlaps.CLEAR for one in material.pairs)
    unread_pages = sum(file.pages_unread for file in material.files)
    loose = count(NeedReason.STALE_REFERENCE) + count(NeedReason.MISSING_DOCUMENT)
    proposed = f"förslag till åtgärder, varav {unjudged(material)} ännu inte har bedömts"
    told = (
        (clear, "par av dokument som tydligt överlappar varandra", overlaps.HEADING),
        (count(NeedReason.ASSERTED), "samordningsbehov som någon uttryckligen har påtalat", needs.HEADING),
        (count(NeedReason.EXPIRED), "dokument som har slutat gälla utan efterföljare", references.HEADING),
        (loose, "hänvisningar till dokument som är ersatta eller inte finns i registret", references.HEADING),
        (
            count(NeedReason.DIFFERING_DEFINITION),
            "par av dokument som definierar samma ord olika",
            substance.DEFINITIONS,
        ),
        (count(NeedReason.COMPETING_GOAL), "par av dokument vars mål eller uppgifter skiljer sig åt", substance.GOALS),
        (
            count(NeedReason.DOUBLE_RESPONSIBILITY),
            "par som lägger samma uppgift på två organ",
            substance.RESPONSIBILITIES,
        ),
        (len(material.analysis.proposals), proposed, proposals.HEADING),
        (unread_pages, "sidor som inte kunde läsas", unread.HEADING),
    )
    return tuple(Row((str(number), what, chapter)) for number, what, chapter in told)


def _most_pressing(material: Material) -> tuple[Listing, ...]:
    """The most pressing needs, no more than two of a kind so that each kind is seen."""
    chosen: list[Need] = []
    seen: Counter[NeedReason] = Counter()
    for need in material.analysis.needs:
        if seen[need.reason] < _OF_EACH and len(chosen) < _PRESSING:
            chosen.append(need)
            seen[need.reason] += 1
    points = tuple(_point(material, need) for need in chosen)
    return (Listing("Mest angeläget", points, numbered=True),) if points else ()


def _point(material: Material, need: Need) -> Point:
    quotes = material.quotes(need.evidence)
    told = _TOLD[need.reason]([f"”{material.title(name)}”" for name in need.documents], plain(need.sentence))
    where = "" if need.reason is NeedReason.ASSERTED else _places(quotes[:2])
    return Point(f"{shortened(told, _LONGEST)}{where}", quotes[:2])


def _places(quotes: tuple[Quote, ...]) -> str:
    pages = dict.fromkeys(f"”{quote.title}”, s. {quote.page}" for quote in quotes)
    return f" Se {' och '.join(pages)}." if pages else ""


_TOLD: dict[NeedReason, Callable[[list[str], str], str]] = {
    NeedReason.ASSERTED: lambda titles, said: f"{listed(titles)} behöver samordnas. {said}",
    NeedReason.UNLINKED_OVERLAP: lambda titles, said: f"{listed(titles)} behandlar samma sak utan att nämna varandra.",
    NeedReason.DIFFERING_DEFINITION: lambda titles, said: f"{listed(titles)} lägger olika innebörd i samma ord. {said}",
    NeedReason.COMPETING_GOAL: lambda titles, said: f"{listed(titles)} stämmer inte överens. {said}",
    NeedReason.DOUBLE_RESPONSIBILITY: lambda titles, said: f"{listed(titles)} lägger ansvaret olika. {said}",
    NeedReason.STALE_REFERENCE: lambda titles, said: f"{titles[0]} behöver ses över. {said}",
    NeedReason.MISSING_DOCUMENT: lambda titles, said: f"{titles[0]} behöver ses över. {said}",
    NeedReason.EXPIRED: lambda titles, said: said,
    NeedReason.TYPE_MISMATCH: lambda titles, said: f"{titles[0]} är av fel typ för sitt innehåll. {said}",
}
