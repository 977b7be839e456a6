"""Names of those outside the administration who answer it: associations, unions, schools, authorities."""

import re
from dataclasses import dataclass
from functools import lru_cache

from styrdok.tables import read_toml

_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Outside:
    heads: tuple[str, ...]
    national: tuple[str, ...]
    small: frozenset[str]
    forms: re.Pattern[str]
    branch: re.Pattern[str]
    receivers: tuple[str, ...]
    sender: re.Pattern[str]
    before: re.Pattern[str]


@lru_cache(maxsize=1)
def _outside() -> _Outside:
    table = read_toml("styrdok.extraction.lexicon", "organisations.toml")["outside"]
    return _Outside(
        tuple(table["heads"]),
        tuple(table["national"]),
        frozenset(table["small"]),
        re.compile(rf",?\s+(?:{'|'.join(re.escape(form.rstrip('.')) for form in table['forms'])})\.?$"),
        re.compile(rf"\s+(?:{'|'.join(map(re.escape, table['branches']))})\s+\d{{1,3}}$", re.IGNORECASE),
        tuple(table["receivers"]),
        re.compile(rf"(?:{'|'.join(table['labels'])})\s*:\s*"),
        re.compile(rf"(?:{'|'.join(table['before'])})\s+(?=[A-ZÅÄÖ])"),
    )


def is_outsider(name: str) -> bool:
    """Whether words are the name of an organisation outside the administration, and nothing else."""
    bare = _outside().branch.sub("", _outside().forms.sub("", " ".join(name.split())))
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or not words[0][0].isupper() or any(char.isdigit() for char in bare):
        return False
    heads = [at for at, word in enumerate(words) if word.lower().endswith(_outside().heads)]
    branch = any(re.search(rf"(?<!\w){re.escape(national)}(?!\w)", " ".join(words)) for national in _outside().national)
    named = heads and (len(words) > 1 or words[0].lower() not in _outside().heads)
    if not named and not (branch and len(words) > 1):
        return False
    return all(at in heads or _belongs(word) for at, word in enumerate(words))


def outsider_in(line: str) -> str | None:
    """The outsider that a line of a letter's head or signature is: *För Kaxby byalag*."""
    name = _outside().before.sub("", line, count=1).strip(" :,") if _outside().before.match(line) else line.strip(" :,")
    return name if is_outsider(name) else None


def after_sender_label(line: str) -> str | None:
    """What follows the label of the sender, *Från:*; ``None`` where the line has none."""
    label = _outside().sender.match(line)
    return line[label.end() :] if label else None


def tells_receivers(line: str) -> bool:
    """Whether a line heads those that a paper is sent to."""
    return line.lower().startswith(_outside().receivers)


def _belongs(word: str) -> bool:
    return word[0].isupper() or word.endswith("-") or word in _outside().small
