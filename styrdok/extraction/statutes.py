"""The table of Swedish acts: which act a name meant on a given day, and which acts have ceased, when and for what.

>>> law_label("socialtjänstlagen", date(2020, 1, 1))
'SFS 2001:453'
>>> ceased("SFS 2001:453", date(2026, 1, 1)).successor.sfs
'2025:400'
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from styrdok.extraction.lexicon.tables import read_tsv
from styrdok.swedish.fold import fold
from styrdok.swedish.tags import is_adjective, is_noun

_DIGITS = re.compile(r"\d+")
_COLUMNS = (
    "sfs",
    "in_force_from",
    "repealed_on",
    "title",
    "names",
    "abbreviations",
    "superseded_by",
    "status",
    "tier",
    "chapters",
)
_NUMBER = re.compile(r"\d{4}:\d+")
_IN_FORCE = ("current", "unknown", "superseded", "expired")


@dataclass(frozen=True, slots=True)
class Statute:
    """One act: SFS number, the days between which it was in force (``None`` = not known), how common it is.

    ``chapters`` is its highest chapter (0: it has none; ``None``: not known), ``next`` the number of its successor.
    """

    sfs: str
    title: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    start: date
    end: date | None
    current: bool
    ceased: bool
    tier: int
    next: str | None = None
    chapters: int | None = None

    def holds(self, day: date) -> bool:
        """Whether the act was in force on that day."""
        return self.start <= day and (self.end is None or day < self.end)

    def has_chapter(self, chapter: int) -> bool:
        """Whether the act may have such a chapter: as far as is known it has that many."""
        return self.chapters is None or chapter <= self.chapters


@dataclass(frozen=True, slots=True)
class Ceased:
    """An act that is no longer in force: since when (``None`` = not known), and what took its place."""

    act: Statute
    ended: date | None
    successor: Statute | None


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _act(row: dict[str, str], ends: dict[str, date]) -> Statute:
    year = int(re.match(r"\d{4}", row["sfs"]).group())  # type: ignore[union-attr]
    return Statute(
        sfs=row["sfs"],
        title=row["title"],
        names=tuple(name for name in row["names"].split(";") if name),
        abbreviations=tuple(name for name in row["abbreviations"].split(";") if name),
        start=_day(row["in_force_from"]) or date(year, 1, 1),
        end=_day(row["repealed_on"]) or ends.get(row["sfs"]),
        current=row["status"] == "current",
        ceased=row["status"] in ("superseded", "expired"),
        tier=int(row["tier"] or 4),
        next=row["superseded_by"] or None,
        chapters=int(row["chapters"]) if row["chapters"] else None,
    )


_TELLING = 28


@cache
def acts() -> tuple[Statute, ...]:
    """All acts of ``laws.tsv``; raises :class:`ValueError` for a number, date or status that is none."""
    rows = read_tsv("laws.tsv", _COLUMNS)
    starts = {row["sfs"]: _day(row["in_force_from"]) for row in rows}
    ends: dict[str, date] = {}
    for row in rows:
        if not _NUMBER.match(row["sfs"]) or row["status"] not in _IN_FORCE:
            raise ValueError(f"laws.tsv: {row['sfs']}: not an SFS number, or status {row['status']!r}")
        successor = row["superseded_by"]
        if successor:
            ends[row["sfs"]] = starts.get(successor) or date(int(successor[:4]), 1, 1)
    return tuple(_act(row, ends) for row in rows)


@cache
def by_name() -> dict[str, tuple[Statute, ...]]:
    """Acts by folded name (``socialtjänstlagen``, ``lagen om …``, ``arkivlag``) and by abbreviation as written."""
    table: dict[str, list[Statute]] = defaultdict(list)
    for act in acts():
        keys = {form for name in act.names for form in forms(fold(name))}
        keys.update(forms(fold(act.title)))
        for key in sorted(keys) + list(act.abbreviations):
            if key and act not in table[key]:
                table[key].append(act)
    for short, found in _shortened(table).items():
        table[short] = found
    return {key: tuple(found) for key, found in table.items()}


def _shortened(table: dict[str, list[Statute]]) -> dict[str, list[Statute]]:
    """Long names up to their last ``och``, where no other act begins so: people write no more of them than that."""
    shorter: dict[str, list[Statute]] = defaultdict(list)
    for name in sorted(table):
        short = name.rpartition(" och ")[0]
        if len(short) >= _TELLING and name.startswith(("lagen om ", "lag om ")) and short not in table:
            shorter[short] += [act for act in table[name] if act not in shorter[short]]
    return {short: found for short, found in shorter.items() if len(found) == 1 and _is_whole(short)}


def _is_whole(short: str) -> bool:
    """Whether what is left does not break off inside a noun phrase (``… med vissa psykiska``)."""
    last = short.rpartition(" ")[2]
    return is_noun(last) and not is_adjective(last)


_ENDINGS = (
    ("lagen", "lag"),
    ("balken", "balk"),
    ("förordningen", "förordning"),
    ("kungörelsen", "kungörelse"),
    ("stadgan", "stadga"),
)


def definite(name: str) -> str:
    """A folded name with its article: ``arkivlag`` is ``arkivlagen``, ``lag om kajer`` is ``lagen om kajer``."""
    return forms(fold(name))[0]


def forms(name: str) -> tuple[str, ...]:
    """A folded name with and without its article: ``arkivlagen`` and ``arkivlag``, ``lagen om`` and ``lag om``."""
    words = name.split(" ")
    for at in (0, len(words) - 1):
        for article, plain in _ENDINGS:
            if words[at].endswith((article, plain)) and (at or len(words) == 1 or words[0] in (article, plain)):
                stem = words[at].removesuffix(article if words[at].endswith(article) else plain)
                return tuple(" ".join([*words[:at], stem + ending, *words[at + 1 :]]) for ending in (article, plain))
    return (name,)


def act_named(label: str) -> str:
    """An act as a sentence calls it, with its number: ``arkivlagen (1990:782)``; the label of an unknown one."""
    act = by_number().get(label.removeprefix("SFS "))
    if act is None:
        return label
    first, *rest = zip(act.title.split(" "), definite(act.title).split(" "), strict=True)
    words = [first[1], *(written if fold(written) == said else said for written, said in rest)]
    return f"{' '.join(words)} ({act.sfs})"


@cache
def abbreviations() -> frozenset[str]:
    """The abbreviations of acts as they are written (``PBL``, ``SoL``)."""
    return frozenset(short for act in acts() for short in act.abbreviations)


@cache
def by_number() -> dict[str, Statute]:
    """Acts by SFS number."""
    return {act.sfs: act for act in acts()}


def ceased(label: str, on_date: date) -> Ceased | None:
    """What is known of an act (``SFS 2001:453``) that was no longer in force on a day; else ``None``.

    Where the day of its end is not known, an act that has ceased counts as ceased on every day.
    """
    act = by_number().get(label.removeprefix("SFS "))
    if act is None or not act.ceased or (act.end is not None and on_date < act.end):
        return None
    return Ceased(act, act.end, by_number().get(act.next or ""))


def law_label(name: str, on_date: date | None = None, chapter: int = 0) -> str | None:
    """The SFS number (``SFS 2017:725``) of the act that a name or abbreviation meant on a day.

    Without a date the act in force is meant; an act that has no such ``chapter`` only where no other has it.
    ``None`` when the name is unknown, or names several acts of which none stands out.
    """
    number = _NUMBER.search(name)
    if number:
        return f"SFS {number.group()}"
    table = by_name()
    found = table.get(name) or _by_folded(fold(" ".join(name.split())))
    if not found:
        return None
    found = tuple(act for act in found if act.has_chapter(chapter)) or found
    held = [act for act in found if (act.holds(on_date) if on_date else act.current)] or list(found)
    best = sorted(held, key=lambda act: (act.tier, not act.current, [-int(part) for part in _parts(act.sfs)]))
    return f"SFS {best[0].sfs}"


def law_of_year(name: str, year: str) -> str | None:
    """The SFS number of the act with a name, or of what that took the place of, of a year: ``1985 års skollag``."""
    known = _by_folded(fold(name))
    numbers = {act.sfs for act in known}
    found = [act for act in known if act.sfs.startswith(f"{year}:")]
    found = found or [act for act in acts() if act.next in numbers and act.sfs.startswith(f"{year}:")]
    return f"SFS {found[0].sfs}" if len(found) == 1 else None


def _parts(sfs: str) -> list[str]:
    return _DIGITS.findall(sfs)[:2]


def _by_folded(name: str) -> tuple[Statute, ...]:
    table = by_name()
    for form in (name, name.removesuffix("s")):
        if form in table:
            return table[form]
    upper = {key.upper(): key for key in table if key.isascii() and len(key) <= 5 and key != key.lower()}
    key = upper.get(name.upper())
    return table[key] if key and len(name) >= 3 else ()
