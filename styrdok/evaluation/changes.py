"""Gains and losses against the evaluation of an earlier run."""

from typing import Any

from styrdok.evaluation.evaluate import Evaluation

FORMAT = "styrdok-evaluation/1"


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as plain JSON, to be saved and compared with later."""
    return {
        "format": FORMAT,
        "scores": [
            {
                "name": score.name,
                "right": score.right,
                "found": score.found,
                "true": score.true,
                "precision": score.precision,
                "recall": score.recall,
                "f1": score.f1,
                "misses": list(score.misses),
                "extras": list(score.extras),
            }
            for score in evaluation.scores
        ],
        "measures": dict(evaluation.measures),
        "absent": list(evaluation.absent),
    }


def gains_and_losses(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is right now and was not before, and the other way round; each line starts with its figure's name."""
    old, new = (_troubles(run) for run in (before, after))
    return tuple(sorted(old - new)), tuple(sorted(new - old))


def _troubles(run: dict[str, Any]) -> set[str]:
    return {
        f"{score['name']}: {sign} {line}"
        for score in run["scores"]
        for sign, lines in (("missing", score["misses"]), ("wrong", score["extras"]))
        for line in lines
    }
