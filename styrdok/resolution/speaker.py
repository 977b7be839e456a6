"""The document that speaks: its date, what its case is about, and which edition it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from styrdok.extraction.titles.keys import TitleKey, title_key
from styrdok.extraction.titles.matching import LINK
from styrdok.models import Mention, Resolution
from styrdok.resolution.catalogue import Catalogue, Entry, may_own
from styrdok.vocabulary import CASE_PAPERS, ENDINGS, UNDECIDED, Kind, Relation, ResolutionStatus

BACKWARD = ENDINGS | {Relation.REVISES, Relation.EXTENDS_VALIDITY}
FORWARD = frozenset({Relation.REPLACED_BY, Relation.PLANNED_REPLACEMENT})
SOON = timedelta(days=183)
"""Within this time after a document, another may have been known to it before it was adopted."""

MOST_CANDIDATES = 5
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ROUND = timedelta(days=550)
_EARLIER = frozenset({"tidigare", "föregående", "förra", "gamla", "äldre"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """The document that speaks and the registry it speaks of; ``subject`` is what its case is about, if known."""

    entry: Entry
    catalogue: Catalogue
    subject: Entry | None = None
    revised: date | None = None
    guest: bool = False
    """Whether a body speaks that has no documents of its own here."""

    @property
    def on(self) -> date | None:
        """The day as of which the document speaks: when it was last revised, else when it was adopted.

        If it bears no date, the end of the year its case was opened.
        """
        since = self.entry.since or _year_end(self.entry.document.description.diary_numbers)
        return max(since, self.revised) if since and self.revised else since

    @property
    def is_case(self) -> bool:
        """Whether the document is a paper about another document."""
        return self.entry.document.description.kind in CASE_PAPERS

    def edition(self, items: Sequence[Entry], mention: Mention, how: str, key: TitleKey | None = None) -> Resolution:
        """The edition of one document that is meant: by its very wording, by the case, by the speaker's date."""
        same = [item for item in items if key is not None and _same_wording(key, item.key)]
        if len(items) > 1 and len(same) == 1 and key is not None and " " in key.plain:
            items = same
        if self.entry in items and (mention.relation in BACKWARD | FORWARD or _earlier(mention)):
            items = [item for item in items if item.id != self.entry.id]
            if not items:
                reason = "another edition of the document itself, not in the registry"
                return Resolution(ResolutionStatus.MISSING, reason=reason)
        elif self.entry in items:
            return Resolution(ResolutionStatus.SELF, self.entry.id, reason="the document itself")
        if len(items) == 1:
            return self._only(items[0], mention, how)
        if self.subject is not None and self.subject in items and mention.relation not in BACKWARD:
            return resolved(self.subject, f"{how}; the edition that the case is about")
        return self._dated(items, mention, how) or self._worded(items, same, how)

    def _only(self, item: Entry, mention: Mention, how: str) -> Resolution:
        """The one edition there is; an earlier one, not in the registry, is meant if this one came later."""
        later = self.on is not None and item.since is not None and item.since > self.on + SOON
        if later and item.adopted and mention.relation not in FORWARD and not self.is_case:
            return ambiguous([(item, 1.0)], f"{how} fits, but the only edition is later than the document that speaks")
        return resolved(item, how)

    def _dated(self, items: Sequence[Entry], mention: Mention, how: str) -> Resolution | None:
        """The edition by date; ``None`` where dates do not decide."""
        adopted = [item for item in items if item.adopted] or list(items)
        if len(adopted) == 1:
            return self._only(adopted[0], mention, how)
        if self.on is None or any(item.since is None for item in adopted):
            return None
        wanted = mention.relation in FORWARD
        reach = [item for item in adopted if item.since is not None and (item.since > self.on) is wanted]
        chosen = sorted(reach, key=lambda item: (item.since or date.min, item.id), reverse=not wanted)
        if not chosen or (len(chosen) > 1 and chosen[0].since == chosen[1].since):
            return None
        return resolved(chosen[0], f"{how}; the edition adopted last before the document that speaks")

    def _worded(self, items: Sequence[Entry], same: Sequence[Entry], how: str) -> Resolution:
        if len(same) == 1:
            return resolved(same[0], f"{how}, in its very wording")
        return ambiguous([(item, 1.0) for item in items], f"{how} fits several editions, and no date decides")


def speaker(entry: Entry, catalogue: Catalogue, numbers: Sequence[str] = (), revised: date | None = None) -> Speaker:
    """The document that speaks; ``numbers`` are the keys of the case numbers in it.

    A municipality that answers a region or a federation speaks of the documents of the one that asked.
    """
    as_asked = catalogue.asked_by(entry)
    guest = as_asked is not entry
    bare = Speaker(as_asked, catalogue, revised=revised, guest=guest)
    return replace(bare, subject=_subject(bare, numbers), revised=None) if bare.is_case else bare


def _subject(said: Speaker, numbers: Sequence[str]) -> Entry | None:
    """The steering document that a reply, a memo or minutes are about, by title and by case number."""
    key = title_key(said.entry.document.description.title or "")
    scored = [(item, score) for item, score in said.catalogue.titled(key) if may_own(said.entry, item)]
    best = max((score for _, score in scored), default=0.0)
    lines = {item.document.line for item, score in scored if score == best >= LINK}
    titled = [item for item in said.catalogue.entries if item.document.line in lines and _is_steering(item)]
    if not titled:
        return None
    held = [item for item in titled if any(item in said.catalogue.by_number.get(number, ()) for number in numbers)]
    tests = (held, [item for item in titled if _same_wording(key, item.key)], _open(titled), _next(titled, said.on))
    if len(titled) == 1:
        return titled[0]
    return next((found[0] for found in tests if len(found) == 1), None)


def _year_end(numbers: Sequence[str]) -> date | None:
    years = [int(year) for number in numbers for year in _YEAR.findall(number)]
    return date(max(years), 12, 31) if years else None


def _is_steering(item: Entry) -> bool:
    return item.document.description.kind is Kind.STEERING


def _open(items: Sequence[Entry]) -> list[Entry]:
    return [item for item in items if item.document.description.status in UNDECIDED]


def _next(items: Sequence[Entry], on: date | None) -> list[Entry]:
    """What was adopted in the months after a reply or about then."""
    return [item for item in items if on and item.since and -SOON / 3 <= item.since - on <= _ROUND]


def _same_wording(key: TitleKey, held: TitleKey) -> bool:
    """Whether one wording is the other, or the other up to a subtitle."""
    a, b = key.plain, held.plain
    return bool(a and b) and (a == b or a.startswith(f"{b} ") or b.startswith(f"{a} "))


def _earlier(mention: Mention) -> bool:
    """Whether the words ask for another edition than the one that speaks."""
    return not _EARLIER.isdisjoint(mention.text.lower().split())


def resolved(item: Entry, reason: str) -> Resolution:
    """One document is meant."""
    return Resolution(ResolutionStatus.RESOLVED, item.id, ((item.id, 1.0),), reason)


def ambiguous(found: Sequence[tuple[Entry, float]], reason: str) -> Resolution:
    """Several documents, or not certainly this one."""
    return Resolution(ResolutionStatus.AMBIGUOUS, None, scores(found), reason)


def scores(found: Sequence[tuple[Entry, float]]) -> tuple[tuple[str, float], ...]:
    """The candidates to keep: (document id, score up to 1), best first."""
    best: dict[str, float] = {}
    for item, score in found:
        best[item.id] = max(round(min(score, 1.0), 3), best.get(item.id, 0.0))
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:MOST_CANDIDATES])
