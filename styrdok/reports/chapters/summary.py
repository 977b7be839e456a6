"""The first page: what was looked at, how much was found, and the five most pressing things."""

from collections import Counter

from styrdok.findings import Need
from styrdok.language import Sentence, headings, to_say
from styrdok.language.words import word_of
from styrdok.reports.chapters import needs, overlaps, proposals, references, substance, unread
from styrdok.reports.chapters.needs import of_reason
from styrdok.reports.chapters.proposals import unjudged
from styrdok.reports.material import Material
from styrdok.reports.model import Listing, Point, Quote, Row, Section, Table, shortened
from styrdok.vocabulary import Action, Kind, NeedReason

_PRESSING = 5
_OF_EACH = 2
_LONGEST = 420
_SEVERAL = {
    Kind.STEERING: to_say("{count} styrdokument"),
    Kind.REPLY: to_say("{count} remissvar"),
    Kind.MEMO: to_say("{count} tjänsteutlåtanden"),
    Kind.MINUTES: to_say("{count} protokoll"),
    Kind.REPORT: to_say("{count} rapporter"),
    Kind.OTHER: to_say("{count} övriga texter"),
}


def scope(material: Material) -> str:
    """One line on what the report covers."""
    kinds = Counter(record.document.description.kind for record in material.snapshot.records)
    return material.say(
        "Omfattar {documents} dokument ur {files} filer: {kinds}.",
        documents=len(material.snapshot.records),
        files=len(material.files),
        kinds=", ".join(_counted(material, kind, kinds[kind]) for kind in Kind if kinds[kind]),
    )


def _counted(material: Material, kind: Kind, count: int) -> str:
    if count == 1:
        return material.say("{count} {kind}", count=count, kind=word_of(kind))
    return material.say(_SEVERAL[kind], count=count)


def summary(material: Material) -> Section:
    """The chapter that a reader who reads one page reads."""
    say = material.say
    text = say(
        "Genomgången gäller {steering} styrdokument och {others} andra texter. "
        "Den visar var dokument behandlar samma sak, säger emot varandra, har slutat gälla eller hänvisar till "
        "sådant som inte finns. Verktyget föreslår, människor beslutar. Varje rad har belägg: dokument, sida och ord.",
        steering=len(material.steering),
        others=len(material.others),
    )
    caption, headers = say("Vad genomgången fann"), headings("Antal", "Vad", "Kapitel")
    figures = Table(caption, headers, _counts(material), frozenset({"Antal"}), name=say("I korthet"))
    return Section("sammanfattning", say("Sammanfattning"), (text,), (figures,), lists=_most_pressing(material))


def _counts(material: Material) -> tuple[Row, ...]:
    def count(*reasons: NeedReason) -> int:
        return len(of_reason(material, *reasons))

    clear = sum(one.score >= overlaps.CLEAR for one in material.pairs)
    unread_pages = sum(file.pages_unread for file in material.files)
    loose = count(NeedReason.STALE_REFERENCE) + count(NeedReason.MISSING_DOCUMENT)
    differing, competing = count(NeedReason.DIFFERING_DEFINITION), count(NeedReason.COMPETING_GOAL)
    double, say = count(NeedReason.DOUBLE_RESPONSIBILITY), material.say
    kept = sum(one.action is Action.KEEP for one in material.analysis.proposals)
    proposed = say(
        "förslag till åtgärder: {count} som ännu inte har bedömts, {kept} att behålla dokumentet som det är"
        if kept
        else "förslag till åtgärder, varav {count} ännu inte har bedömts",
        count=unjudged(material),
        kept=kept,
    )
    told = (
        (clear, say("par av dokument som tydligt överlappar varandra"), overlaps.HEADING),
        (count(NeedReason.ASSERTED), say("samordningsbehov som någon uttryckligen har påtalat"), needs.HEADING),
        (count(NeedReason.EXPIRED), say("dokument som har slutat gälla utan efterföljare"), references.HEADING),
        (loose, say("hänvisningar till dokument som är ersatta eller inte finns i registret"), references.HEADING),
        (differing, say("par av dokument som definierar samma ord olika"), substance.DEFINITIONS),
        (competing, say("par av dokument vars mål eller uppgifter skiljer sig åt"), substance.GOALS),
        (double, say("par som lägger samma uppgift på två organ"), substance.RESPONSIBILITIES),
        (len(material.analysis.proposals), proposed, proposals.HEADING),
        (unread_pages, say("sidor som inte kunde läsas"), unread.HEADING),
    )
    return tuple(Row((str(number), what, say(chapter))) for number, what, chapter in told)


def _most_pressing(material: Material) -> tuple[Listing, ...]:
    """The most pressing needs, no more than two of a kind so that each kind is seen."""
    chosen: list[Need] = []
    seen: Counter[NeedReason] = Counter()
    for need in material.analysis.needs:
        if seen[need.reason] < _OF_EACH and len(chosen) < _PRESSING:
            chosen.append(need)
            seen[need.reason] += 1
    points = tuple(_point(material, need) for need in chosen)
    return (Listing(material.say("Mest angeläget"), points, numbered=True),) if points else ()


def _point(material: Material, need: Need) -> Point:
    quotes = material.quotes(need.evidence)
    titles = tuple(Sentence.of("”{words}”", words=material.title(name)) for name in need.documents)
    first, said = titles[0], material.plain(need.sentence)
    told = material.say(_TOLD[need.reason], titles=titles, first=first, said=said)
    where = "" if need.reason is NeedReason.ASSERTED else _places(material, quotes[:2])
    return Point(f"{shortened(told, _LONGEST)}{where}", quotes[:2])


def _places(material: Material, quotes: tuple[Quote, ...]) -> str:
    pages = [Sentence.of("”{title}”, s. {page}", title=quote.title, page=quote.page) for quote in quotes]
    return f" {material.say('Se {places}.', places=tuple(dict.fromkeys(pages)))}" if pages else ""


_TOLD = {
    NeedReason.ASSERTED: to_say("{titles} behöver samordnas. {said}"),
    NeedReason.UNLINKED_OVERLAP: to_say("{titles} behandlar samma sak utan att nämna varandra."),
    NeedReason.DIFFERING_DEFINITION: to_say("{titles} lägger olika innebörd i samma ord. {said}"),
    NeedReason.COMPETING_GOAL: to_say("{titles} stämmer inte överens. {said}"),
    NeedReason.DOUBLE_RESPONSIBILITY: to_say("{titles} lägger ansvaret olika. {said}"),
    NeedReason.STALE_REFERENCE: to_say("{first} behöver ses över. {said}"),
    NeedReason.MISSING_DOCUMENT: to_say("{first} behöver ses över. {said}"),
    NeedReason.EXPIRED: "{said}",
    NeedReason.TYPE_MISMATCH: to_say("{first} är av fel typ för sitt innehåll. {said}"),
}
