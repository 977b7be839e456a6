"""The paper to the council: what the accepted verdicts propose, why, what follows, and who said what.

Made only of verdicts that everybody who judged agrees on; what is open or disputed is told as such.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from styrdok.consolidation.leaning import leaning
from styrdok.consolidation.motions import Motion, motions_of
from styrdok.consolidation.project import Wanted, Work, progress_of
from styrdok.errors import UsageProblem
from styrdok.findings import Proposal
from styrdok.language import Language, headings
from styrdok.overlaps.rounds import find_rounds
from styrdok.reports.chapters.overlaps import CLEAR
from styrdok.reports.chapters.rounds import rounds
from styrdok.reports.material import Material
from styrdok.reports.model import Listing, Look, Paper, Point, Report, Row, Section, Table, shortened
from styrdok.sentence import Sentence
from styrdok.vocabulary import Action, Status, WorkState

_MOST_QUOTES = 3
_LONGEST_REASON = 320
_ENDS = (Action.REPEAL, Action.MERGE, Action.CONVERT)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the paper; empty where nobody said it.

    ``logotype`` is a picture, ``template`` a Word document of the city's own, as bytes.
    """

    city: str = ""
    sender: str = ""
    case: str = ""
    logotype: bytes = b""
    template: bytes = b""


def council_paper(material: Material, works: Sequence[Work], letterhead: Letterhead, made_for: date) -> Report:
    """The paper as a report.

    Raises :class:`~styrdok.errors.UsageProblem` while no verdict is accepted: there is then nothing to propose.
    """
    motions = motions_of(material.snapshot, works)
    if not any(work.state in (WorkState.JUDGED, WorkState.DECIDED) for work in works):
        raise UsageProblem(
            Sentence.of("Det finns ännu ingen bedömning att föreslå något av."),
            Sentence.of("Bedöm dokument med styrdok project judge."),
        )
    chapters = (
        _matter(material, works, motions),
        _decisions(material, motions),
        _background(material, works),
        _reasons(material, motions),
        _answers(material),
        _appendix(material, works),
    )
    language = material.language
    title = language.say("Genomgång av styrdokument")
    return Report(
        title,
        made_for.isoformat(),
        tuple(chapter for chapter in chapters if chapter is not None),
        scope=_scope(letterhead, language),
        code=language.code,
        contents=False,
        look=_look(letterhead, title, made_for),
    )


def _look(letterhead: Letterhead, title: str, made_for: date) -> Look:
    marks = {
        "{rubrik}": title,
        "{datum}": made_for.isoformat(),
        "{kommun}": letterhead.city,
        "{avsändare}": letterhead.sender,
        "{ärendenummer}": letterhead.case,
    }
    return Look(letterhead.logotype, letterhead.template, tuple(marks.items()))


def _scope(letterhead: Letterhead, language: Language) -> str:
    case = language.say("Dnr {number}", number=letterhead.case) if letterhead.case else ""
    return " · ".join(filter(None, (letterhead.city, letterhead.sender, case)))


def _matter(material: Material, works: Sequence[Work], motions: Sequence[Motion]) -> Section:
    """What the case is about, in figures."""
    found, say = progress_of(works), material.say
    kept = sum(_settled(work, Action.KEEP) for work in works)
    text = [
        say(
            "Genomgången omfattar {documents} styrdokument. {judged} av dem är bedömda: {changed} förslag till ändring "
            "läggs fram och {kept} dokument föreslås gälla oförändrade.",
            documents=found.documents,
            judged=found.judged,
            changed=len(motions),
            kept=kept,
        )
    ]
    open_yet = found.documents - found.judged
    if open_yet:
        text.append(
            say(
                "Ett dokument är inte färdigbedömt och ingår inte i förslaget till beslut."
                if open_yet == 1
                else "{open} dokument är inte färdigbedömda, varav {disagreed} där bedömningarna skiljer sig åt. "
                "De ingår inte i förslaget till beslut.",
                open=open_yet,
                disagreed=found.disagreed,
            )
        )
    return Section("arendet", say("Ärendet"), tuple(text))


def _settled(work: Work, action: Action) -> bool:
    opinion = work.verdict if work.state is WorkState.JUDGED else None
    return opinion is not None and opinion.action is action


def _decisions(material: Material, motions: Sequence[Motion]) -> Section:
    """The clauses, each body by itself."""
    say = material.say
    bodies = dict.fromkeys(motion.body for motion in motions)
    lists = tuple(
        Listing(
            body,
            tuple(Point(text) for motion in motions if motion.body == body for text in motion.clauses),
            lead=f"{body} beslutar",
            numbered=True,
            verbatim=True,
        )
        for body in bodies
    )
    text = () if lists else (say("Inga ändringar föreslås."),)
    return Section("beslut", say("Förslag till beslut"), text, lists=lists)


def _background(material: Material, works: Sequence[Work]) -> Section:
    say, records = material.say, material.records
    statuses = [records[work.document].document.description.status for work in works]
    ended = sum(status in (Status.EXPIRED, Status.REPLACED) for status in statuses)
    pairs = sum(one.score >= CLEAR for one in material.pairs)
    asked = sum(len(found.answers) for found in find_rounds(material.snapshot))
    text = (
        say(
            "Underlaget är {files} lästa handlingar. {ended} av styrdokumenten har gått ut eller ersatts men är inte "
            "upphävda. {pairs} par av dokument överlappar tydligt.",
            files=len(records),
            ended=ended,
            pairs=pairs,
        ),
        say("{count} svar från remissinstanser har gåtts igenom.", count=asked) if asked else "",
        say(
            "Överlapp, hänvisningar och förslag har tagits fram med verktyget styrdok. Bedömningarna är gjorda av "
            "människor; beläggen står i bilagan."
        ),
    )
    return Section("bakgrund", say("Bakgrund"), tuple(filter(None, text)))


def _reasons(material: Material, motions: Sequence[Motion]) -> Section:
    """Per action: which documents, why, and what follows."""
    say, word = material.say, material.language.word
    actions = dict.fromkeys(motion.action for motion in sorted(motions, key=lambda one: list(Action).index(one.action)))
    grounds = _grounds(material.analysis.proposals)
    lists = tuple(
        Listing(
            say("{what} ({count})", what=word(action).capitalize(), count=sum(one.action is action for one in motions)),
            tuple(_reason(material, one, grounds) for one in motions if one.action is action),
        )
        for action in actions
    )
    return Section("bedomning", say("Bedömning"), (), lists=lists)


Grounds = Mapping[str, Proposal]


def _grounds(proposals: Sequence[Proposal]) -> Grounds:
    """The sheet of each document."""
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        for name in proposal.documents:
            found.setdefault(name, proposal)
    return found


def _reason(material: Material, motion: Motion, grounds: Grounds) -> Point:
    """Why, in the reviewers' own words or else those of the finding; what follows; and the evidence by number."""
    found = list(dict.fromkeys(grounds[name] for name in motion.documents if name in grounds))
    why = motion.comments or tuple(shortened(material.plain(one.rationale), _LONGEST_REASON) for one in found)
    quotes = {quote.key: quote for one in found for quote in material.quotes(one.evidence)}
    text = " ".join([f"{material.joined(motion.documents)}.", *map(_ended, why), *_consequences(material, motion)])
    return Point(text, tuple(quotes.values())[:_MOST_QUOTES])


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?", "”", "]")) else f"{text.rstrip()}."


def _consequences(material: Material, motion: Motion) -> Iterator[str]:
    if motion.action not in _ENDS:
        return
    for name in motion.documents:
        leans = leaning(material.snapshot, material.records[name])
        leans = tuple(one for one in leans if one.source not in motion.documents)
        if leans:
            yield material.say(
                "Ett ställe i ett annat dokument hänvisar till ”{title}” och behöver ändras."
                if len(leans) == 1
                else "{count} ställen i {documents} dokument hänvisar till ”{title}” och behöver ändras.",
                count=len(leans),
                documents=len({one.source for one in leans}),
                title=material.title(name),
            )


def _answers(material: Material) -> Section | None:
    """One line for each body that answered."""
    section = rounds(material)
    return section and replace(section, tables=tuple(table.headed(material.language) for table in section.tables))


def _appendix(material: Material, works: Sequence[Work]) -> Section:
    """Every document with what people say of it."""
    say, word = material.say, material.language.word
    headers = headings("Dokument", "Beslutat av", "Beslutsdatum", "Läge", "Bedömning")
    rows = []
    for work in works:
        described = material.records[work.document].document.description
        day = described.adopted_on.isoformat() if described.adopted_on else ""
        opinions = dict.fromkeys(_said(one, material.language) for one in work.opinions)
        cells = (material.title(work.document), described.adopted_by or "", day, word(work.state), "; ".join(opinions))
        rows.append(Row(cells))
    table = Table(
        say("Alla styrdokument med bedömning"),
        headers,
        tuple(rows),
        dates=frozenset({"Beslutsdatum"}),
        paper=Paper(rows=None),
        verbatim=frozenset({"Dokument", "Beslutat av"}),
    ).headed(material.language)
    return Section("dokument", say("Bilaga: dokument och bedömningar"), (), (table,))


def _said(opinion: Wanted, language: Language) -> str:
    return " ".join(language.word(one) for one in (opinion.action, opinion.to) if one is not None)
