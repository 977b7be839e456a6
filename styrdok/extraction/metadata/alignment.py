"""Values that lost their columns: which words belong to which label.

When a grid is flattened, a row of labels is followed by one run of text that holds all its values. The words are cut
so that every piece suits its label best: a date under a date label, a case number under *Diarienummer*, and so on;
a label may have no value.
"""

import re
from collections.abc import Callable, Sequence

from styrdok.extraction.metadata.heads import find_heads, is_type_value
from styrdok.extraction.metadata.values import (
    body_in,
    is_placeholder,
    labelled_numbers,
    numbers_in,
    read_name,
    read_paragraph,
    read_validity,
    strip_dates,
)
from styrdok.swedish.dates import find_dates

_SURE, _MISFIT, _SKIPPED = 3.0, -1.5, -0.7
_LONGEST = 9
_CUT_SHORT = re.compile(r"(?:[,\-–/&]|\b(?:och|för|av|i|på|till|med|samt|\d\d?))$", re.I)


def align(fields: Sequence[str], tokens: Sequence[str]) -> tuple[tuple[int, int] | None, ...]:
    """For each field the range of tokens that is its value, or ``None``.

    Fields and values keep their order; the sum of how well values suit fields is as large as possible.
    """
    best: list[list[tuple[float, tuple[tuple[int, int] | None, ...]]]] = [
        [(_SKIPPED * i, ()) for i in range(len(tokens) + 1)]
    ]
    for field in fields:
        best.append(_next_row(field, tokens, best[-1]))
    return best[-1][-1][1]


_Cell = tuple[float, tuple[tuple[int, int] | None, ...]]


def _next_row(field: str, tokens: Sequence[str], before: list[_Cell]) -> list[_Cell]:
    row: list[_Cell] = []
    for end in range(len(tokens) + 1):
        choice: _Cell = (before[end][0], (*before[end][1], None))
        if end and row[end - 1][0] + _SKIPPED > choice[0]:
            choice = (row[end - 1][0] + _SKIPPED, row[end - 1][1])
        for start in range(max(0, end - _LONGEST), end):
            score = before[start][0] + suits(field, " ".join(tokens[start:end]))
            if score > choice[0] + 1e-9:
                choice = (score, (*before[start][1], (start, end)))
        row.append(choice)
    return row


def suits(field: str, value: str) -> float:
    """How well a value suits a field: about 3 when it must be, negative when it cannot be."""
    if is_placeholder(value):
        return 0.1
    score = _CHECKS.get(field, _free)(value)
    if _CUT_SHORT.search(value) and not value[-1].isdigit():
        score -= 1
    return score


def _date(value: str) -> float:
    dates = find_dates(value)
    if len(dates) != 1:
        return _MISFIT
    left = strip_dates(value)
    return _SURE if not left else _MISFIT


def _decision(value: str) -> float:
    dates = find_dates(value)
    if len(dates) > 1 or (not dates and read_paragraph(value, None) is None):
        return _MISFIT
    left = strip_dates(value)
    return (
        _SURE + (0.5 if read_paragraph(value, None) else 0)
        if not left or (body_in(left) and len(left.split()) < 5)
        else 0
    )


def _adopter(value: str) -> float:
    if numbers_in(value, cue=False) and "dnr" not in value.lower():
        return _MISFIT
    left = strip_dates(value)
    body = body_in(left)
    extra = 0.3 if read_paragraph(value, None) else 0
    if body is None:
        return 0.5 if left and left[0].isupper() and len(left.split()) in (2, 3) else _MISFIT
    more = 4 if "nr" in left or re.match(rf"{re.escape(body)} (?:för|vid|på|inom) ", left, re.I) else 0
    return _SURE + extra if len(left.split()) <= len(body.split()) + more else _MISFIT


def _number(value: str) -> float:
    numbers = numbers_in(value, cue=True)
    covered = sum(len(number) for number in numbers)
    if numbers and covered >= len(value) - 5:
        return _SURE + 0.2
    return 0.5 if " " not in value.strip() and labelled_numbers(value) else _MISFIT


def _validity(value: str) -> float:
    found = read_validity(value)
    known = found.start or found.end or found.open_ended
    return _SURE if known and len(value) < 40 and not re.search(r"/|:", value) else _MISFIT


def _type(value: str) -> float:
    if find_heads(value) and len(value.split()) <= 4:
        return _SURE if is_type_value(value) else 2.0
    return _SURE if is_type_value(value) else 0.3 if value[0].isupper() and len(value.split()) == 1 else _MISFIT


def _title(value: str) -> float:
    return 1.0 + 0.1 * len(value.split()) if value[0].isupper() and len(value) > 5 else _MISFIT


def _name(value: str) -> float:
    if not read_name(value) or any(char.isdigit() for char in value):
        return _MISFIT
    first, *others = value.split()
    shouted = first.isupper() and len(first) > 3 and not (others and others[0].isupper())
    return 0.4 if shouted else 1.2


def _version(value: str) -> float:
    return 2.5 if re.fullmatch(r"(?:ver\.?\s?)?\d{1,2}(?:[.,]\d)?", value, re.I) else _MISFIT


def _revised(value: str) -> float:
    return max(_date(value), 0.3 if value[0].isupper() and not find_dates(value) else _MISFIT)


def _free(value: str) -> float:
    if numbers_in(value, cue=False) or find_dates(value):
        return -0.3
    return 0.5 if value[0].isupper() else 0.2 if value[0].isdigit() or value.startswith("www") else -0.5


_CHECKS: dict[str, Callable[[str], float]] = {
    "decision_date": _decision,
    "date": _decision,
    "created": _date,
    "valid_from": _date,
    "decision": _decision,
    "adopter": _adopter,
    "diary_number": _number,
    "previous_diary_number": _number,
    "valid_to": _validity,
    "validity": _validity,
    "type": _type,
    "title": _title,
    "responsible": _name,
    "revision_duty": _name,
    "version": _version,
    "revised": _revised,
    "review": _revised,
}
