"""One answer of a consultation round as plain JSON values."""

from typing import Any

from styrdok.overlaps.rounds import Answer


def answer_json(document: str, answer: Answer) -> dict[str, Any]:
    """A row of ``rounds``: what one body answered on a document, by id or by the name that the answer gives it."""
    return {
        "document": document,
        "source": answer.source,
        "body": answer.body,
        "stance": answer.stance.value,
        "stance_by": answer.stance_by or None,
        "demands": [
            {"kind": one.kind.value, "text": one.anchor.text, "page": one.anchor.page} for one in answer.demands
        ],
        "viewpoints": {kind.value: count for kind, count in answer.kinds.items()},
    }
