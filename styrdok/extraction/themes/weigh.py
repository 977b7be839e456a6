"""What a document is about: weighted themes with the passages that speak of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from styrdok.extraction.themes.terms import Met, Taxonomy, Term, met_by, taxonomy, theme_words, word_stems
from styrdok.models import Passage, Reading, Theme
from styrdok.swedish.lexicon import word_table
from styrdok.swedish.tokens import Token, tokens
from styrdok.vocabulary import BlockKind

_MOST = 5
_LEAST_WEIGHT = 0.08
_LEAST_SCORE = 1.5
# A theme well below the strongest is one only if several different words speak of it.
_CLEAR_WEIGHT = 0.3
_LEAST_WORDS = 3
_WHOLE_HIT = 0.9
_EVIDENCE = 3
_REPEATED = 0.75
_NAMED = 1.7


@dataclass(frozen=True, slots=True)
class ThemeHit:
    """A term met at ``start:end`` of a text, with its weight there."""

    start: int
    end: int
    term: Term
    weight: float


_HitsIn = Callable[[str], tuple[ThemeHit, ...]]


def themes(reading: Reading, passages: Sequence[Passage], title: str | None = None) -> tuple[Theme, ...]:
    """The themes of a document, strongest first, at most five.

    ``title`` is the document's title if it is known; else the headings of the first page stand for it. The weight
    is relative to the strongest theme. A term that comes back counts for less each time, so that many different words
    of a theme say more than one word repeated; a theme well below the strongest needs several words. A theme that
    the title names is put forward.
    """
    terms = taxonomy()
    hits_in = cache(theme_hits)  # most passages are blocks
    found: dict[tuple[str, str], float] = defaultdict(float)
    in_title: list[ThemeHit] = []
    for text, place in _pieces(reading, title):
        hits = hits_in(text)
        for hit in hits:
            for theme in hit.term.themes:
                found[theme, hit.term.text] += hit.weight * place
        if place == theme_words().places["title"]:
            in_title.extend(hits)
    return _chosen(_ranked(found, _named(in_title), terms), reading, passages, hits_in)


def _named(in_title: Sequence[ThemeHit]) -> frozenset[str]:
    """The themes that the title names; words that are said everywhere count where it holds no others."""
    weak = theme_words().weights["weak"]
    telling = [hit for hit in in_title if hit.weight > weak] or in_title
    return frozenset(theme for hit in telling for theme in hit.term.themes)


def _ranked(found: Mapping[tuple[str, str], float], named: frozenset[str], terms: Taxonomy) -> list[tuple[str, float]]:
    """The themes that are said enough of, strongest first."""
    scores: dict[str, float] = defaultdict(float)
    words: dict[str, int] = defaultdict(int)
    for (theme, _), amount in sorted(found.items()):
        scores[theme] += terms.shares[theme] * amount**_REPEATED
        words[theme] += amount >= _WHOLE_HIT
    put = {theme: score * (_NAMED if theme in named else 1.0) for theme, score in scores.items()}
    kept = {theme: score for theme, score in put.items() if score >= _LEAST_SCORE}
    best = max(kept.values(), default=0.0)
    enough = {
        theme: score
        for theme, score in kept.items()
        if score >= (_LEAST_WEIGHT if words[theme] >= _LEAST_WORDS else _CLEAR_WEIGHT) * best
    }
    return sorted(enough.items(), key=lambda item: (-item[1], item[0]))[:_MOST]


def _pieces(reading: Reading, title: str | None) -> Iterator[tuple[str, float]]:
    """The texts that are counted, with the weight of their place."""
    places = theme_words().places
    first = reading.pages[0].number if reading.pages else 1
    if title:
        yield title, places["title"]
    for block in reading.body:
        text = reading.text[block.start : block.end]
        heading = block.kind is BlockKind.HEADING
        on_cover = heading and not title and block.page == first and block.level <= 1
        yield text, places["title" if on_cover else "heading" if heading else "text"]


def _chosen(
    kept: list[tuple[str, float]], reading: Reading, passages: Sequence[Passage], hits_in: _HitsIn
) -> tuple[Theme, ...]:
    if not kept:
        return ()
    best = kept[0][1]
    places = _evidence({theme for theme, _ in kept}, reading, passages, hits_in)
    return tuple(
        Theme(theme, round(score / best, 3), tuple(passage.anchor for passage in places[theme]))
        for theme, score in kept
    )


def _evidence(
    wanted: set[str], reading: Reading, passages: Sequence[Passage], hits_in: _HitsIn
) -> dict[str, list[Passage]]:
    """For each theme the passages that speak most of it: by different terms first, in reading order when equal."""
    ranked: dict[str, list[tuple[float, int]]] = {theme: [] for theme in wanted}
    for place, passage in enumerate(passages):
        weights: dict[tuple[str, str], float] = {}
        for hit in hits_in(reading.text[passage.start : passage.end]):
            for theme in wanted.intersection(hit.term.themes):
                weights[theme, hit.term.text] = max(hit.weight, weights.get((theme, hit.term.text), 0.0))
        for theme in wanted:
            total = sum(weight for (name, _), weight in sorted(weights.items()) if name == theme)
            if total:
                ranked[theme].append((-total, place))
    return {theme: [passages[place] for _, place in sorted(found)[:_EVIDENCE]] for theme, found in ranked.items()}


def theme_hits(text: str) -> tuple[ThemeHit, ...]:
    """Every term that a text meets, one for each word at most; phrases before single words."""
    words = tokens(text)
    hits: list[ThemeHit] = []
    after = 0
    for place, word in enumerate(words):
        met = met_by(word.text) if place >= after else None
        if met is None:
            continue
        hit, after = _hit_at(words, place, met)
        if hit is not None:
            hits.append(hit)
    return tuple(hits)


def _hit_at(words: tuple[Token, ...], place: int, met: Met) -> tuple[ThemeHit | None, int]:
    word = words[place]
    for term in met.phrases:
        last = _phrase_end(words, place, term)
        if last is not None:
            return ThemeHit(word.start, words[last].end, term, term.weight), last + 1
    return (ThemeHit(word.start, word.end, *met.alone) if met.alone else None), place + 1


def _phrase_end(words: tuple[Token, ...], place: int, term: Term) -> int | None:
    """The place of the last word of a phrase that begins here; function words in between are passed over."""
    for wanted in term.words[1:]:
        place += 1
        while place < len(words) and words[place].text.lower() in word_table().stop:
            place += 1
        if place >= len(words) or word_stems(words[place].text) != wanted:
            return None
    return place
