"""Metadata: is each labelled field right, where a gold ``null`` must be answered by nothing?"""

from typing import Any

from styrdok.evaluation.gold import GoldDocument
from styrdok.evaluation.score import Score, total
from styrdok.evaluation.text import normal, words

FIELDS = (
    "kind",
    "type",
    "title",
    "organisation",
    "adopted_by",
    "adopted_on",
    "decision",
    "valid_from",
    "valid_to",
    "responsible",
    "language",
)


def score_fields(pairs: list[tuple[GoldDocument, dict[str, Any]]]) -> list[Score]:
    """One row per field, one for all of them together, and one for case numbers."""
    rows = [_field(name, pairs) for name in FIELDS]
    return [*rows, total("fields", rows), _diary_numbers(pairs)]


def _field(name: str, pairs: list[tuple[GoldDocument, dict[str, Any]]]) -> Score:
    right, labelled, misses = 0, 0, []
    for gold, document in pairs:
        if name not in gold.truth:
            continue
        labelled += 1
        accepted = [gold.truth[name], *(gold.truth.get(name + "_also") or [])]
        if any(_same(name, document.get(name), value) for value in accepted):
            right += 1
        else:
            misses.append(f"{gold.file}: {document.get(name)!r} for {gold.truth[name]!r}")
    return Score(f"field {name}", right, labelled, labelled, tuple(misses))


def _same(name: str, answer: Any, truth: Any) -> bool:
    if answer is None or truth is None:
        return answer is None and truth is None
    if name == "decision":
        return words(_paragraph(str(answer))) == words(_paragraph(str(truth)))
    return normal(str(answer)) == normal(str(truth))


def _paragraph(decision: str) -> str:
    """The part from the paragraph sign on, since gold may hold the § alone."""
    return decision[decision.index("§") :].split(",")[0] if "§" in decision else decision


def _diary_numbers(pairs: list[tuple[GoldDocument, dict[str, Any]]]) -> Score:
    rows = []
    for gold, document in pairs:
        if "diary_numbers" not in gold.truth:
            continue
        truth = {_key(number) for number in gold.truth["diary_numbers"]}
        also = {_key(number) for number in gold.truth.get("diary_numbers_also") or []}
        found = {_key(number) for number in document.get("diary_numbers", [])} - also
        right = truth & found
        misses = tuple(f"{gold.file}: {number}" for number in sorted(truth - found))
        extras = tuple(f"{gold.file}: {number}" for number in sorted(found - truth))
        rows.append(Score("", len(right), len(found), len(truth), misses, extras))
    return total("diary numbers", rows)


def _key(number: str) -> str:
    return normal(number).replace(" ", "").upper()
