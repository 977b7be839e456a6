"""How far the title of an act reaches behind its number: ``lag (2006:544) om …``, ``AFS 2023:10 om …``."""

import re

from styrdok.extraction.mentions.extent import topic_end
from styrdok.extraction.statutes import by_number

_START = re.compile(r" (?:om|med|angående|mot|för|till) ")
_WORD = re.compile(r" ?([\wåäöÅÄÖé:-]+)(,?)")
_DATE = re.compile(r" av den \d{1,2} [a-zåäö]+ (?:19|20)\d\d(?= om )")
_INSTRUCTION = re.compile(r" med instruktion för [\wåäöÅÄÖ-]+(?: (?:och|för) [\wåäöÅÄÖ-]+){0,2}")
_TOPIC = re.compile(
    r" (?:om|med|angående|mot|för|till) (?:[\wåäöÅÄÖ:-]+ ){0,2}?[\wåäöÅÄÖ-]{5,}"
    r"(?: (?:och|av|i|för|inom|till) (?:[\wåäöÅÄÖ-]+ )?[\wåäöÅÄÖ-]{5,}){0,3}"
)
_ASKED = re.compile(
    r" om (?:vilka|vilken|vilket|hur|när|vad|vem|var) [^,.;()\n]{4,90}(?: \(\d{4}:\d+\)[^,.;()\n]{0,90})?(?=[,.;]|\Z)"
)


def end_of_title(text: str, end: int, number: str) -> int:
    """The end of an act's title behind its number, which ends at ``end``; ``end`` itself where no title follows.

    The title of a known act is followed as far as the text goes with it (two other words allowed).
    """
    if not _START.match(text, end):
        return end
    act = by_number().get(number)
    words = act.title.lower().split()[1:] if act else []
    return _known(text, end, words) if words else _unknown(text, end)


def end_of_rules(text: str, end: int) -> int:
    """The end of the topic of agency rules or of an EU act behind its number, with the day of the act."""
    date = _DATE.match(text, end)
    at = date.end() if date else end
    return _unknown(text, at) if text.startswith(" om ", at) else end


def _known(text: str, end: int, words: list[str]) -> int:
    best, at, strays = end, end, 0
    wanted = words[:]
    while wanted and (match := _WORD.match(text, at)):
        word = match.group(1).lower()
        if word in wanted[:3]:
            del wanted[: wanted.index(word) + 1]
            best = match.end(1)
        elif strays < 2:
            strays += 1
        else:
            break
        at = match.end()
    return best


def _unknown(text: str, end: int) -> int:
    """The further of what the grammar of titles and a plain pattern find."""
    asked = _ASKED.match(text, end)
    if asked is not None:
        return asked.end()
    match = _INSTRUCTION.match(text, end) or _TOPIC.match(text, end)
    return max(match.end() if match else end, topic_end(text, end, open_ended=True))
