"""Names of places in a row, as they stand behind a title: ``översiktsplan för Norrby, Söderby, Lillby``."""

import re

from styrdok.swedish.tags import tags

_LAST_WORD = re.compile(r"[\wåäöÅÄÖ-]+\Z")
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)*(?![\w-])")
_NEXT = re.compile(r",? (?:och )?(?=[A-ZÅÄÖ])")
_FEWEST = 2


def names_behind(text: str, end: int) -> int:
    """The end of the names right behind an abbreviated title (``FÖP Norrby, Söderby``); ``end`` where there is none."""
    first = _NAME.match(text, end + 1) if text.startswith(" ", end) else None
    if first is None or not _is_place(first.group()):
        return end
    return _last(text, first.end())[0]


def names_listed(text: str, end: int) -> int | None:
    """The end of a row of names without a conjunction that begins with the comma at ``end``; ``None`` for fewer."""
    before = _LAST_WORD.search(text[max(0, end - 40) : end])
    if before is None or not _is_place(before.group()):
        return None
    last, count = _last(text, end)
    return last if count >= _FEWEST else None


def _last(text: str, end: int) -> tuple[int, int]:
    """The end of the names that go on behind ``end``, and how many they are."""
    count = 0
    while gap := _NEXT.match(text, end):
        name = _NAME.match(text, gap.end()) if "," in gap.group() or "och" in gap.group() else None
        if name is None or not _is_place(name.group()) or re.match(r" [A-ZÅÄÖ]", text[name.end() : name.end() + 2]):
            break
        end, count = name.end(), count + 1
    return end, count


def _is_place(word: str) -> bool:
    """Whether a word with a capital can only be a name."""
    return word[:1].isupper() and not any(not tag.startswith("PM") for tag in tags(word.lower()))
