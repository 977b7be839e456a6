"""Mentions of other documents: found, exactly found, of the right kind, relation and label."""

from typing import Any

from styrdok.evaluation.gold import GoldDocument
from styrdok.evaluation.score import Score, assign, total
from styrdok.evaluation.text import common_part, normal

Entry = dict[str, Any]
_LEAST_OVERLAP = 0.34
_SAME_KIND = 0.001


def score_references(pairs: list[tuple[GoldDocument, list[Entry]]]) -> list[Score]:
    """Rows for mentions (overlapping and exact), each kind, typed relations, modality and labels of laws.

    ``pairs`` holds a gold document and the predicted references of that document. An entry that gold calls
    doubtful is neither demanded nor held against a prediction; ``self`` mentions count only where gold has them.
    """
    matched, rows = [], []
    for gold, predicted in pairs:
        if "references" in gold.truth:
            match = _match(gold, predicted)
            matched.append(match)
            rows.append(match.overlap)
    entries = [pair for match in matched for pair in match.pairs]
    exact = sum(normal(p["text"]) == normal(g["text"]) for p, g in entries)
    overlap = total("mentions (overlap)", rows)
    return [
        overlap,
        Score("mentions (exact)", exact, overlap.found, overlap.true),
        *(_of_kind(kind, matched) for kind in sorted({g["kind"] for m in matched for g in m.demanded})),
        _relations(matched),
        _modality(entries),
        _labels(entries),
    ]


class _Match:
    """The predictions and the gold entries of one document, paired."""

    def __init__(self, file: str, pairs: list[tuple[Entry, Entry]], demanded: list[Entry], held: list[Entry]) -> None:
        self.file = file
        self.pairs = pairs
        self.demanded = demanded
        self.held = held
        missed = [g for g in demanded if not any(g is m for _, m in pairs)]
        wrong = [p for p in held if not any(p is m for m, _ in pairs)]
        name = f"{file} p."
        self.overlap = Score(
            "",
            len(pairs),
            len(held),
            len(demanded),
            tuple(f"{name}{g['page']}: {g['text']} [{g['kind']}]" for g in missed),
            tuple(f"{name}{p['page']}: {p['text']} [{p['kind']}]" for p in wrong),
        )


def _match(gold: GoldDocument, predicted: list[Entry]) -> _Match:
    entries = [entry for entry in gold.truth["references"] if gold.labelled("references", entry["page"])]
    predicted = [entry for entry in predicted if gold.labelled("references", entry["page"])]
    pairs = []
    for page in sorted({entry["page"] for entry in entries}):
        here, there = ([entry for entry in side if entry["page"] == page] for side in (predicted, entries))
        pairs += [(here[i], there[j]) for i, j, _ in assign(here, there, _likeness)]
    sure = [(p, g) for p, g in pairs if not g.get("doubtful")]
    spared = {id(p) for p, g in pairs if g.get("doubtful")}
    taken = {id(p) for p, _ in sure}
    held = [p for p in predicted if id(p) not in spared and (p["kind"] != "self" or id(p) in taken)]
    held = [p for p in held if id(p) in taken or not _inside_doubtful(p, entries)]
    return _Match(gold.file, sure, [g for g in entries if not g.get("doubtful")], held)


def _inside_doubtful(prediction: Entry, entries: list[Entry]) -> bool:
    return any(
        g.get("doubtful") and g["page"] == prediction["page"] and normal(g["text"]) == normal(prediction["text"])
        for g in entries
    )


def _likeness(prediction: Entry, gold: Entry) -> float:
    same_kind = _SAME_KIND * (prediction["kind"] in (gold["kind"], *(gold.get("kind_also") or [])))
    doubt = _SAME_KIND / 2 * (not gold.get("doubtful"))
    if normal(prediction["text"]) == normal(gold["text"]):
        return 2.0 + same_kind + doubt
    share = common_part(prediction["text"], gold["text"])
    return share + same_kind + doubt if share >= _LEAST_OVERLAP else 0.0


def _of_kind(kind: str, matches: list[_Match]) -> Score:
    right = sum(
        p["kind"] in (g["kind"], *(g.get("kind_also") or [])) and g["kind"] == kind for m in matches for p, g in m.pairs
    )
    found = sum(p["kind"] == kind for m in matches for p in m.held)
    true = sum(g["kind"] == kind for m in matches for g in m.demanded)
    return Score(f"mentions of kind {kind}", right, max(found, right), true)


def _relations(matches: list[_Match]) -> Score:
    right, found, misses = 0, 0, []
    for match in matches:
        for p, g in match.pairs:
            same = p["relation"] in (g["relation"], *(g.get("relation_also") or []))
            typed = g["relation"] != "refers_to"
            right += same and typed
            found += p["relation"] != "refers_to" and (typed or not same)
            if typed and not same:
                misses.append(f"{match.file} p.{g['page']}: {g['text']}: {p['relation']} for {g['relation']}")
    true = sum(g["relation"] != "refers_to" for match in matches for g in match.demanded)
    return Score("typed relations", right, max(found, right), true, tuple(misses))


def _modality(entries: list[tuple[Entry, Entry]]) -> Score:
    labelled = [(p, g) for p, g in entries if "modality" in g and g["relation"] != "refers_to"]
    right = sum(p["modality"] == g["modality"] for p, g in labelled)
    return Score("modality", right, len(labelled), len(labelled))


def _labels(entries: list[tuple[Entry, Entry]]) -> Score:
    """Acts by their numbers: "Förordning (EU) 2016/679" is "(EU) 2016/679"."""
    laws = [(p, g) for p, g in entries if g["kind"] in ("law", "eu_act") and g.get("label")]
    wrong = [(p, g) for p, g in laws if not normal(p["label"] or "").endswith(normal(g["label"]))]
    misses = tuple(f"{g['text']}: {p['label']} for {g['label']}" for p, g in wrong)
    return Score("right act", len(laws) - len(wrong), len(laws), len(laws), misses)
