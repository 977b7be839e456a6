"""Resolving titles: what has been named so far, and which title fits."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from styrdok.extraction.titles.keys import TitleKey, title_key, without_year, year_after
from styrdok.extraction.titles.matching import LINK
from styrdok.extraction.titles.owners import bare_name, find_owner, names_a_sort, names_another_sort, names_outsider
from styrdok.models import Mention, Resolution
from styrdok.resolution.catalogue import Entry, may_own
from styrdok.resolution.speaker import FORWARD, MOST_CANDIDATES, SOON, Speaker, ambiguous, resolved, scores
from styrdok.swedish.bodies import body_words
from styrdok.vocabulary import MentionKind, ResolutionStatus

_MARGIN = 0.03
_SURE = 0.9
_WIDE_MARGIN = 0.2
_NEAR = 200
_DOUBTFUL = 0.72


@dataclass(slots=True)
class Talk:
    """What a document has named so far, by genre: the state that ``programmet`` is read by."""

    speaker: Speaker
    named: dict[str, tuple[int, Resolution]] = field(default_factory=dict)
    seen: dict[str, list[Entry]] = field(default_factory=dict)

    def remember(self, genre: str, end: int, found: Resolution) -> None:
        """Note what was named with a head of this genre."""
        self.named[genre] = (end, found)
        entry = self.speaker.catalogue.by_id.get(found.target or "")
        if entry is not None and entry not in self.seen.setdefault(genre, []):
            self.seen[genre].append(entry)


def resolve_title(mention: Mention, talk: Talk) -> Resolution:
    """What a title or a word for the document itself points at; the talk remembers it."""
    text, year = without_year(mention.text)
    if year is not None:
        mention = replace(mention, text=text, year=mention.year or year)
    key = title_key(mention.text)
    if (key.bare and _another_body(mention, talk.speaker)) or _of_guest(mention, talk.speaker):
        return Resolution(ResolutionStatus.EXTERNAL, reason="a document of another organisation")
    if key.bare and (not key.alone or _named_before(key, talk)):
        called = _called_so(mention, key, talk)
        if called is None:
            return _bare(mention, key, talk)
        talk.remember(called.key.genre or "", mention.end, resolved(called, "the title"))
        return resolved(called, "the title")
    itself = Resolution(ResolutionStatus.SELF, talk.speaker.entry.id, reason="the document itself")
    if mention.kind is MentionKind.SELF and not talk.speaker.is_case:
        return itself
    found = _named(mention, key, talk.speaker)
    if mention.kind is MentionKind.SELF and found.target is None:
        return itself
    for genre in key.genres[:1]:
        talk.remember(genre, mention.end, found)
    return found


def _another_body(mention: Mention, speaker: Speaker) -> bool:
    """Whether ``Förbundets plan`` is said in a document that is no association's."""
    first = mention.owner or mention.text.partition(" ")[0]
    return names_another_sort(first, speaker.entry.document.description.organisation)


def _of_guest(mention: Mention, speaker: Speaker) -> bool:
    """Whether one who only answers speaks of a document of its own: ``kommunens översiktsplan`` to a region."""
    first = mention.owner or mention.text.partition(" ")[0]
    organisation = speaker.entry.document.description.organisation
    return speaker.guest and names_a_sort(first) and not names_another_sort(first, organisation)


def _named_before(key: TitleKey, talk: Talk) -> bool:
    """Whether ``visionen`` goes back to a vision that was named, in a document that is none itself."""
    return not key.years and key.genre in talk.named and talk.speaker.entry.key.genre != key.genre


def _called_so(mention: Mention, key: TitleKey, talk: Talk) -> Entry | None:
    """The one document that is called by its kind and years alone: ``Handlingsprogram 2031–2034``.

    Its years are named, or the talk has named nothing of the kind yet and says ``handlingsprogrammet``.
    """
    own, catalogue = talk.speaker.entry, talk.speaker.catalogue
    opens = key.genre not in talk.named and own.key.genre != key.genre and mention.text.lower() != key.head
    if mention.kind is not MentionKind.TITLE or mention.owner or mention.year or not (key.years or opens):
        return None
    called = [
        item
        for item in catalogue.called_by_kind(key.head)
        if item is not own and catalogue.belongs_with(own, item) and (not key.years or key.years == item.key.years)
    ]
    return called[0] if len(called) == 1 else None


def _bare(mention: Mention, key: TitleKey, talk: Talk) -> Resolution:
    """``programmet``: what was last named with that head, else the document itself or what its case is about."""
    genre, own = key.genre or "", talk.speaker.entry
    if key.years or (mention.kind is MentionKind.TITLE and mention.text.lower() == key.head):
        return Resolution(ResolutionStatus.MISSING, reason="a kind of document, not one that is named")
    year = mention.year or year_after(mention.text, mention.sentence)
    if year is not None:
        return _of_that_year(year, genre, talk)
    last = talk.named.get(genre)
    own_genre = not talk.speaker.is_case and own.key.genre == genre
    if mention.kind is MentionKind.SELF and not talk.speaker.is_case:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    if own_genre:
        return _own_or_last(mention, own, last)
    subject = talk.speaker.subject
    if talk.speaker.is_case and genre in (own.key.genre, subject.key.genre if subject else None):
        return _subject_or_last(mention, talk.speaker, last)
    if last is not None:
        far = mention.start - last[0] > _NEAR
        return _perhaps_again(last[1]) if far and _indefinite(mention, key) else _again(last[1])
    if mention.kind is MentionKind.SELF:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    return Resolution(ResolutionStatus.MISSING, reason="nothing of that kind has been named before")


def _own_or_last(mention: Mention, own: Entry, last: tuple[int, Resolution] | None) -> Resolution:
    if last is None or mention.start - last[0] > _NEAR or last[1].status is ResolutionStatus.SELF:
        return Resolution(ResolutionStatus.SELF, own.id, reason="the document itself")
    candidates = tuple(dict.fromkeys([(own.id, 1.0), *last[1].candidates]))[:MOST_CANDIDATES]
    return Resolution(
        ResolutionStatus.AMBIGUOUS, None, candidates, "the document itself or the one that was named just before"
    )


def _of_that_year(year: str, genre: str, talk: Talk) -> Resolution:
    """``programmet från 2012``: of what was named, or of what the document is or is about, the one of that year."""
    subject = talk.speaker.subject or talk.speaker.entry
    known = [*talk.seen.get(genre, ()), *([subject] if subject.key.genre == genre else ())]
    found = {item.id: item for item in _of_year(known, (year,))}
    if len(found) != 1:
        return Resolution(ResolutionStatus.MISSING, reason="nothing of that kind and year has been named before")
    (target,) = found.values()
    if target is talk.speaker.entry:
        return Resolution(ResolutionStatus.SELF, target.id, reason="the document itself")
    return resolved(target, "the one of that year that was named")


def _again(said: Resolution) -> Resolution:
    """What was named last, once more."""
    reason = "the one that was named last" if said.target else "the one named last, which is not resolved either"
    return replace(said, reason=reason)


def _indefinite(mention: Mention, key: TitleKey) -> bool:
    """Whether a noun does not take up what was named: ``dagens policy`` may be another than ``policyn``."""
    first, _, last = mention.text.lower().rpartition(" ")
    return bool(first) and last == key.head


def _perhaps_again(said: Resolution) -> Resolution:
    if said.target is None:
        return _again(said)
    return Resolution(ResolutionStatus.AMBIGUOUS, None, said.candidates, "perhaps the one that was named last")


def _subject_or_last(mention: Mention, speaker: Speaker, last: tuple[int, Resolution] | None) -> Resolution:
    """In a paper about a programme ``programmet`` is that one, unless another was named just before."""
    subject = _subject(mention, speaker)
    if subject.target is None:
        return subject if last is None else _again(last[1])
    if last is None or mention.start - last[0] > _NEAR or last[1].target == subject.target:
        return replace(subject, reason="what the case is about")
    candidates = tuple(dict.fromkeys([*subject.candidates, *last[1].candidates]))[:MOST_CANDIDATES]
    return Resolution(
        ResolutionStatus.AMBIGUOUS, None, candidates, "what the case is about or the one that was named just before"
    )


def _subject(mention: Mention, speaker: Speaker) -> Resolution:
    if speaker.subject is not None:
        return resolved(speaker.subject, "what the case is about")
    title = speaker.entry.document.description.title or ""
    return _named(replace(mention, text=title, label=title, owner=None, year=None), title_key(title), speaker)


def _named(mention: Mention, key: TitleKey, speaker: Speaker) -> Resolution:
    found = _candidates(mention, key, speaker)
    year = mention.year or year_after(mention.text, mention.sentence)
    years = key.years or ((year,) if year else ())
    if not found or found[0][1] < LINK:
        by_label = _candidates(mention, title_key(mention.label), speaker)
        if by_label and by_label[0][1] >= LINK:
            found, years = by_label, years or title_key(mention.label).years
    if not found or found[0][1] < LINK:
        return _unknown(mention, key, found, speaker)
    found = _timely(found, mention, speaker)
    lines: dict[str, float] = {}
    for item, score in found:
        lines.setdefault(item.document.line, score)
    (best, score), *rest = lines.items()
    second = rest[0][1] if rest else 0.0
    if score - second < (_MARGIN if score >= _SURE else _WIDE_MARGIN):
        return ambiguous(found, "several titles fit equally well")
    items = [item for item, found_score in found if item.document.line == best and found_score >= LINK]
    editions = _of_year(items, years)
    if not editions:
        return _of_no_year(found, items)
    result = speaker.edition(editions, mention, "the title", key)
    target = speaker.catalogue.by_id.get(result.target or "")
    named = _owner(mention, key, speaker)
    if target is None or named is not None or speaker.catalogue.belongs_with(speaker.entry, target):
        return result
    return ambiguous([(target, 1.0)], "the title fits, but whose document it is is not known")


def _timely(found: list[tuple[Entry, float]], mention: Mention, speaker: Speaker) -> list[tuple[Entry, float]]:
    """The documents that were there when the speaker spoke, if one of them fits well; else all."""
    if speaker.on is None or speaker.is_case or mention.relation in FORWARD:
        return found
    there = [(item, score) for item, score in found if item.since is None or item.since <= speaker.on + SOON]
    return there if there and there[0][1] >= _SURE else found


def _unknown(mention: Mention, key: TitleKey, found: Sequence[tuple[Entry, float]], speaker: Speaker) -> Resolution:
    """No document has the title: it lies outside if its owner does, else it is missing."""
    owner = _owner(mention, key, speaker)
    foreign = owner is not None and speaker.entry.owner is not None and owner != speaker.entry.owner
    if foreign and not any(item.owner == owner for item in speaker.catalogue.entries):
        return Resolution(ResolutionStatus.EXTERNAL, reason="a document of another organisation")
    if found and found[0][1] >= _DOUBTFUL:
        return ambiguous(found, "the title says more than the words, and may be meant")
    if names_outsider(mention.text) or names_outsider(mention.owner or ""):
        return Resolution(ResolutionStatus.EXTERNAL, reason="a document of the state or another outside body")
    return Resolution(ResolutionStatus.MISSING, None, scores(found), "no document has this title")


def _candidates(mention: Mention, key: TitleKey, speaker: Speaker) -> list[tuple[Entry, float]]:
    """The documents that may be meant by title and owner, best first; words without an owner mean one's own."""
    owner = _owner(mention, key, speaker)
    scored = speaker.catalogue.titled(key)
    if owner is not None:
        alone = speaker.catalogue.places <= {owner}
        return [(item, score) for item, score in scored if item.owner == owner or (item.owner is None and alone)]
    mine = [(item, score) for item, score in scored if may_own(speaker.entry, item)]
    own = [(item, score) for item, score in mine if item.owner is not None and item.owner == speaker.entry.owner]
    return own if own and own[0][1] >= LINK else mine


def _owner(mention: Mention, key: TitleKey, speaker: Speaker) -> str | None:
    """The owner that the words name; ``stadens`` names none, nor do words that a title of the registry begins with."""
    named = _named_owner(mention, key)
    return None if named in speaker.catalogue.openings else named


def _named_owner(mention: Mention, key: TitleKey) -> str | None:
    if mention.owner:
        found = find_owner(mention.owner)
        if found:
            return found[2]
        if mention.owner[:1].isupper() and " " not in mention.owner:
            return bare_name(mention.owner) if bare_name(mention.owner) not in body_words("general") else key.owner
    return key.owner


def _of_no_year(found: Sequence[tuple[Entry, float]], items: Sequence[Entry]) -> Resolution:
    """The edition of the year that is named is not there, unless an edition's own year is not known."""
    if all(item.key.years or item.since is not None for item in items):
        return Resolution(ResolutionStatus.MISSING, None, scores(found), "an edition that is not in the registry")
    return ambiguous(found, "the title fits, but no edition is known to be of that year")


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
