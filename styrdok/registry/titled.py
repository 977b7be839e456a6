"""Resolving titles: who speaks, what has been named so far, which edition is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from styrdok.extraction.owners import bare_name, find_owner, names_outsider
from styrdok.extraction.titles import LINK, TitleKey, title_key
from styrdok.models import Mention, Resolution
from styrdok.registry.catalogue import CASES, UNDECIDED, Catalogue, Entry, may_own
from styrdok.vocabulary import MentionKind, Relation, ResolutionStatus

_MARGIN = 0.03
_SURE = 0.9
_WIDE_MARGIN = 0.2
_MOST_CANDIDATES = 5
_NEAR = 200
_BACKWARD = frozenset(
    {Relation.REPLACES, Relation.REPEALS, Relation.REVISES, Relation.EXTENDS_VALIDITY, Relation.REPEALED}
)
_EARLIER = frozenset({"tidigare", "föregående", "förra", "gamla", "äldre"})
_FORWARD = frozenset({Relation.REPLACED_BY, Relation.PLANNED_REPLACEMENT})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The document that speaks, and the registry it speaks of."""

    entry: Entry
    catalogue: Catalogue

    @property
    def on(self) -> date | None:
        """The day as of which the document speaks."""
        return self.entry.since

    @property
    def is_case(self) -> bool:
        """Whether the document is a paper about another document."""
        return self.entry.document.description.kind in CASES

    def edition(self, items: Sequence[Entry], mention: Mention, how: str) -> Resolution:
        """The edition of one document that is meant, by the words of the mention and the speaker's date."""
        if self.entry in items and (mention.relation in _BACKWARD | _FORWARD or _earlier(mention)):
            items = [item for item in items if item.id != self.entry.id]
            if not items:
                return Resolution(
                    ResolutionStatus.MISSING, reason="another edition of the document itself, not in the registry"
                )
        elif self.entry in items:
            return Resolution(ResolutionStatus.SELF, self.entry.id, reason="the document itself")
        if len(items) == 1:
            return self._only(items[0], mention, how)
        return self._one_of(items, mention, how)

    def _only(self, item: Entry, mention: Mention, how: str) -> Resolution:
        """The one edition there is; an earlier one, not in the registry, is meant if this one came later."""
        later = self.on is not None and item.since is not None and item.since > self.on
        if later and item.adopted and mention.relation not in _FORWARD and not self.is_case:
            return _ambiguous([(item, 1.0)], f"{how} fits, but the only edition is later than the document that speaks")
        return _resolved(item, how)

    def _one_of(self, items: Sequence[Entry], mention: Mention, how: str) -> Resolution:
        if self.is_case and (open_ones := [item for item in items if _open(item, self.on)]):
            if len(open_ones) == 1:
                return _resolved(open_ones[0], f"{how}; the draft under discussion")
            return _ambiguous([(item, 1.0) for item in open_ones], f"{how} fits several drafts")
        adopted = [item for item in items if item.adopted] or list(items)
        if len(adopted) == 1:
            return self._only(adopted[0], mention, how)
        if self.on is None or any(item.since is None for item in adopted):
            return _ambiguous([(item, 1.0) for item in adopted], f"{how} fits several editions, and a date is missing")
        wanted = mention.relation in _FORWARD
        reach = [item for item in adopted if item.since is not None and (item.since > self.on) is wanted]
        if not reach:
            return _ambiguous([(item, 1.0) for item in adopted], f"{how} fits, but no edition is of that time")
        chosen = sorted(reach, key=lambda item: (item.since or date.min, item.id), reverse=not wanted)
        if len(chosen) > 1 and chosen[0].since == chosen[1].since:
            same = [item for item in chosen if item.since == chosen[0].since]
            return _ambiguous([(item, 1.0) for item in same], f"{how} fits several papers of the same day")
        return _resolved(chosen[0], f"{how}; the edition adopted last before the document that speaks")


def _earlier(mention: Mention) -> bool:
    """Whether the words ask for another edition than the one that speaks."""
    return not _EARLIER.isdisjoint(mention.text.lower().split())


def _open(item: Entry, on: date | None) -> bool:
    """Whether a draft was open on a day."""
    return item.document.description.status in UNDECIDED and (on is None or item.since is None or item.since <= on)


@dataclass(slots=True)
class Talk:
    """What a document has named so far, by genre: the state that ``programmet`` is read by."""

    speaker: Speaker
    named: dict[str, tuple[int, Resolution]] = field(default_factory=dict)


def resolve_title(mention: Mention, talk: Talk) -> Resolution:
    """What a title or a word for the document itself points at; the talk remembers it."""
    key = title_key(mention.text)
    if key.bare and not key.alone:
        return _bare(mention, key, talk)
    if mention.kind is MentionKind.SELF:
        return Resolution(ResolutionStatus.SELF, talk.speaker.entry.id, reason="the document itself")
    found = _named(mention, key, talk.speaker)
    for genre in key.genres[:1]:
        talk.named[genre] = (mention.end, found)
    return found


def _bare(mention: Mention, key: TitleKey, talk: Talk) -> Resolution:
    """``programmet``: what was last named with that head, else the document itself or what its case is about."""
    genre, own = key.genre or "", talk.speaker.entry
    if key.years or (mention.kind is MentionKind.TITLE and mention.text.lower() == key.head):
        return Resolution(ResolutionStatus.MISSING, reason="a kind of document, not one that is named")
    last = talk.named.get(genre)
    own_genre = not talk.speaker.is_case and own.key.genre == genre
    if mention.kind is MentionKind.SELF and not talk.speaker.is_case:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    if own_genre:
        return _own_or_last(mention, own, last)
    if last is not None:
        said = last[1]
        reason = "the one that was named last" if said.target else "the one named last, which is not resolved either"
        return replace(said, reason=reason)
    if talk.speaker.is_case and own.key.genre == genre:
        return replace(_subject(mention, talk.speaker), reason="what the case is about")
    if mention.kind is MentionKind.SELF:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    return Resolution(ResolutionStatus.MISSING, reason="nothing of that kind has been named before")


def _own_or_last(mention: Mention, own: Entry, last: tuple[int, Resolution] | None) -> Resolution:
    if last is None or mention.start - last[0] > _NEAR or last[1].status is ResolutionStatus.SELF:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    candidates = tuple(dict.fromkeys([(own.id, 1.0), *last[1].candidates]))[:_MOST_CANDIDATES]
    return Resolution(
        ResolutionStatus.AMBIGUOUS, None, candidates, "the document itself or the one that was named just before"
    )


def _subject(mention: Mention, speaker: Speaker) -> Resolution:
    title = speaker.entry.document.description.title or ""
    return _named(replace(mention, text=title, label=title, owner=None, year=None), title_key(title), speaker)


def _named(mention: Mention, key: TitleKey, speaker: Speaker) -> Resolution:
    found = _candidates(mention, key, speaker)
    years = key.years or ((mention.year,) if mention.year else ())
    if not found or found[0][1] < LINK:
        by_label = _candidates(mention, title_key(mention.label), speaker)
        if by_label and by_label[0][1] >= LINK:
            found, years = by_label, years or title_key(mention.label).years
    if not found or found[0][1] < LINK:
        return _unknown(mention, key, found, speaker)
    lines: dict[str, float] = {}
    for item, score in found:
        lines.setdefault(item.document.line, score)
    (best, score), *rest = lines.items()
    second = rest[0][1] if rest else 0.0
    if score - second < (_MARGIN if score >= _SURE else _WIDE_MARGIN):
        return _ambiguous(found, "several titles fit equally well")
    items = [item for item, found_score in found if item.document.line == best and found_score >= LINK]
    editions = _of_year(items, years)
    if not editions:
        return _ambiguous(found, "the title fits, but no edition is of that year")
    return speaker.edition(editions, mention, "the title")


def _unknown(mention: Mention, key: TitleKey, found: Sequence[tuple[Entry, float]], speaker: Speaker) -> Resolution:
    """No document has the title: it lies outside if its owner does, else it is missing."""
    owner = _owner(mention, key)
    foreign = owner is not None and speaker.entry.owner is not None and owner != speaker.entry.owner
    if foreign and not any(item.owner == owner for item in speaker.catalogue.entries):
        return Resolution(ResolutionStatus.EXTERNAL, reason="a document of another organisation")
    if names_outsider(mention.text) or names_outsider(mention.owner or ""):
        return Resolution(ResolutionStatus.EXTERNAL, reason="a document of the state or another outside body")
    return Resolution(ResolutionStatus.MISSING, None, _scores(found), "no document has this title")


def _candidates(mention: Mention, key: TitleKey, speaker: Speaker) -> list[tuple[Entry, float]]:
    """The documents that may be meant by title and owner, best first; words without an owner mean one's own."""
    owner = _owner(mention, key)
    scored = speaker.catalogue.titled(key)
    if owner is not None:
        return [(item, score) for item, score in scored if item.owner in (None, owner)]
    mine = [(item, score) for item, score in scored if may_own(speaker.entry, item)]
    own = [(item, score) for item, score in mine if item.owner is not None and item.owner == speaker.entry.owner]
    return own if own and own[0][1] >= LINK else mine


def _owner(mention: Mention, key: TitleKey) -> str | None:
    """The owner that the words name; ``stadens`` names none."""
    if mention.owner:
        found = find_owner(mention.owner)
        if found:
            return found[2]
        if mention.owner[:1].isupper() and " " not in mention.owner:
            return bare_name(mention.owner) if bare_name(mention.owner) not in _GENERIC else key.owner
    return key.owner


_GENERIC = frozenset({"staden", "kommunen", "regionen", "stad", "kommun", "bolaget", "nämnden", "förvaltningen"})


def _of_year(items: Sequence[Entry], years: Sequence[str]) -> Sequence[Entry]:
    """The editions of the year or period that is named; of those that bear no year, those adopted then."""
    if not years:
        return items
    starts = {year[:4] for year in years}
    titled = [item for item in items if {year[:4] for year in item.key.years} & starts]
    if titled:
        exact = [item for item in titled if set(item.key.years) & set(years)]
        return exact or titled
    return [item for item in items if not item.key.years and item.since is not None and str(item.since.year) in starts]


def _resolved(item: Entry, reason: str) -> Resolution:
    return Resolution(ResolutionStatus.RESOLVED, item.id, ((item.id, 1.0),), reason)


def _ambiguous(found: Sequence[tuple[Entry, float]], reason: str) -> Resolution:
    return Resolution(ResolutionStatus.AMBIGUOUS, None, _scores(found), reason)


def _scores(found: Sequence[tuple[Entry, float]]) -> tuple[tuple[str, float], ...]:
    best: dict[str, float] = {}
    for item, score in found:
        best[item.id] = max(round(min(score, 1.0), 3), best.get(item.id, 0.0))
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:_MOST_CANDIDATES])
