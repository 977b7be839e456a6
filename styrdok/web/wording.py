"""How the pages say what the analysis found: without measures that only its authors need, and shortly in lists."""

import re

from styrdok.extraction.statutes import by_number
from styrdok.language import Language, Sentence, to_say
from styrdok.reports.wording import PLAIN, tidy

_QUOTED = re.compile(r"(?:[;,] [sp]\. \d+)?(?::| \() ?[”“].*", re.DOTALL)
_SHORT = {
    "”{a}” och ”{b}” behandlar samma sak men ingen av dem hänvisar till den andra. {why}": to_say(
        "De behandlar samma sak men ingen av dem hänvisar till den andra."
    ),
    "Samma uppgift ligger på {one} (”{one_words}”) och på {other} (”{other_words}”).": to_say(
        "Samma uppgift ligger på {one} och på {other}."
    ),
}
"""What is said for sentences that name the documents and all reasons, where both stand beside them anyway."""


def plainly(language: Language, sentence: Sentence) -> str:
    """A sentence as a page shows it."""
    return tidy(language.tell_instead(sentence, PLAIN))


def lead(language: Language, sentence: Sentence) -> str:
    """What a sentence says before its first quotation, for where the quoted words stand beside it anyway."""
    said = tidy(language.tell_instead(sentence, {**PLAIN, **_SHORT}))
    short = _QUOTED.sub("", said, count=1)
    return short if short.endswith(".") else f"{short}."


def law_words(label: str) -> str:
    """An act by its title and number; any other label as it is."""
    act = by_number().get(label.removeprefix("SFS "))
    return f"{act.title} ({act.sfs})" if act and label.startswith("SFS ") else label
