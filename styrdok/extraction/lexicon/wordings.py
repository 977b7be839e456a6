"""Wordings of tables as regular expressions: alternatives that stand one a line, with named sets of words in them."""

import re
from collections.abc import Mapping, Sequence

Sets = Mapping[str, Sequence[str]]
_SET = re.compile(r"\{([a-z_]+)\}")


def filled(wording: str, sets: Sets) -> str:
    """A wording with every ``{name}`` replaced by the words of that set; :class:`ValueError` where there is none."""

    def words(found: re.Match[str]) -> str:
        if found[1] not in sets:
            raise ValueError(f"unknown set of words {found.group()} in {wording!r}")
        return f"(?:{'|'.join(filled(word, sets) for word in sets[found[1]])})"

    return _SET.sub(words, wording)


def alternatives(wordings: str | Sequence[str], sets: Sets) -> str:
    """One wording or several as the source of one pattern."""
    several = [wordings] if isinstance(wordings, str) else wordings
    return "|".join(filled(wording, sets) for wording in several)


def compiled(wordings: str | Sequence[str], sets: Sets) -> re.Pattern[str]:
    """One wording or several as one pattern."""
    return re.compile(alternatives(wordings, sets))
