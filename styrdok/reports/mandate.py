"""The mandate chain to take away: its steps as a list, its trees as a drawing with one document to a line."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from styrdok.consolidation.mandate import Mandate, Oddity
from styrdok.consolidation.tree import Top, Trees, Twig
from styrdok.findings import Snapshot
from styrdok.language import Language, to_say
from styrdok.reports.ledgers import Ledger, Line
from styrdok.reports.model import shortened
from styrdok.reports.wording import unbulleted

TOPS: Mapping[Top, str] = {
    Top.DOCUMENT: to_say("Under andra dokument"),
    Top.ACT: to_say("Under lagar och andra rättsakter"),
    Top.ALONE: to_say("Utan något över eller under sig"),
}
"""What the trees that hang from each sort of top are called."""
_STYLE = """
svg.chain{font:15px system-ui,sans-serif;background:#fff;color:#1a2126}
.chain text{fill:#1a2126}.chain .head{font-weight:bold}.chain .why{font-size:12px;fill:#505b61}
.chain .odd{font-size:12px;fill:#9d261d}.chain path{fill:none;stroke:#727d80}.chain .act{font-style:italic}
"""
_WIDTH, _EDGE, _STEP, _DEEPEST = 1000, 16, 26, 12
_TITLE, _BELOW, _AIR, _HEAD = 20, 16, 10, 40
_LETTER, _SMALL = 7.6, 6.1


def chain_ledger(found: Mandate, snapshot: Snapshot, lang: Language) -> Ledger:
    """One row for each step, and one for each document that is odd without one."""
    say = lang.say
    odd = {name: [one for one in found.oddities if name in one.documents[:1]] for name in snapshot.by_id}
    lines = [
        Line(
            snapshot.title(link.below),
            (lang.word(link.relation), snapshot.title(link.above), _told(odd[link.below], lang)),
            link.below,
            link.places[0].anchor.page,
            link.words,
        )
        for link in found.links
    ]
    resting = {link.below for link in found.links}
    lines += [
        Line(snapshot.title(name), (None, None, _told(ones, lang)), name, None, "")
        for name, ones in odd.items()
        if ones and name not in resting
    ]
    lines.sort(key=lambda line: line.head)
    heads = (say("Vad"), say("Hur"), say("Vilar på"), say("Att se på"))
    return Ledger(say("Styrkedjan"), heads, tuple(lines))


def _told(oddities: Sequence[Oddity], lang: Language) -> str:
    return " ".join(lang.tell(one.sentence) for one in oddities)


def step_words(twig: Twig, names: Mapping[str, str], lang: Language) -> str:
    """How a line of a tree is tied to what is above it, and where it stands out with what is below it."""
    said = []
    if twig.link is not None:
        page = twig.link.places[0].anchor.page
        said.append(lang.say("{how}, s. {page}", how=lang.word(twig.link.relation), page=page))
    if twig.shown_under == twig.name:
        said.append(lang.say("står först i ringen"))
    elif twig.shown_under:
        said.append(lang.say("står även under ”{title}”", title=names.get(twig.shown_under, twig.shown_under)))
    return "; ".join(said)


def as_drawing(trees: Trees, names: Mapping[str, str], lang: Language) -> str:
    """A self-contained SVG of the trees; the words of each step and what is odd stand below the title."""
    rows: list[str] = []
    top = float(_AIR)
    for group, twigs in trees.items():
        if twigs:
            top += _HEAD
            rows.append(f'<text class="head" x="{_EDGE}" y="{top - 14:g}">{escape(lang.say(TOPS[group]))}</text>')
            drawn, top = _branches(twigs, top, names, lang)
            rows += drawn
    label = escape(lang.say("Styrkedjan"), quote=True)
    return (
        f'<svg class="chain" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + _AIR:g}" role="img" '
        f'aria-label="{label}"><style>{_STYLE}</style>\n{chr(10).join(rows)}\n</svg>\n'
    )


def _branches(twigs: tuple[Twig, ...], top: float, names: Mapping[str, str], lang: Language) -> tuple[list[str], float]:
    """The lines of one group below ``top``, and where they end."""
    parts: list[str] = []
    above: dict[int, float] = {}
    for twig in twigs:
        left = _EDGE + _STEP * min(twig.depth, _DEEPEST)
        if twig.depth:
            start, at = above[twig.depth - 1], left - _STEP + 8
            parts.append(f'<path d="M{at} {start:g}V{top + _TITLE - 5:g}H{left - 4}"/>')
        room = int((_WIDTH - _EDGE - left) / _LETTER)
        title = shortened(names.get(twig.name, twig.name), room)
        look = "name" if twig.name in names else "act"
        parts.append(f'<text class="{look}" x="{left}" y="{top + _TITLE - 4:g}">{escape(title)}</text>')
        top += _TITLE
        for look, words in _below(twig, names, lang):
            text = escape(shortened(words, int((_WIDTH - _EDGE - left) / _SMALL)))
            parts.append(f'<text class="{look}" x="{left}" y="{top + _BELOW - 4:g}">{text}</text>')
            top += _BELOW
        above[twig.depth] = top
        top += _AIR
    return parts, top


def _below(twig: Twig, names: Mapping[str, str], lang: Language) -> Iterator[tuple[str, str]]:
    """What stands below a title: the step with its words, then each thing to look at."""
    if twig.link is not None:
        yield "why", f"{step_words(twig, names, lang)}: {unbulleted(twig.link.words)}"
    for one in twig.odd:
        yield "odd", lang.say("Att se över: {what}", what=lang.tell(one.sentence))
