"""Drafts of decisions with their consequences, in Swedish."""

from functools import cache
from typing import Any

from styrdok.language.words import TYPE
from styrdok.models import Document
from styrdok.tables import read_toml
from styrdok.vocabulary import Action, DocumentType

_DECIDES = "Det beslutande organet"


@cache
def _texts() -> dict[str, Any]:
    return read_toml("styrdok.consolidation.data", "decisions.toml")


def decision_text(
    document: Document,
    action: Action,
    other: str,
    to: DocumentType | None,
    follows: tuple[tuple[str, ...], str | None],
) -> str:
    """What the adopting body may decide; ``follows`` holds the titles to change and the act that requires it."""
    titles, law = follows
    described = document.description
    details = ", ".join([*filter(None, [described.decision]), *(f"dnr {n}" for n in described.diary_numbers[:1])])
    title = document.display_title
    clauses = [
        _texts()["action"][action].format(
            title=title, decision=f" ({details})" if details else "", other=other, type=TYPE[to] if to else ""
        )
    ]
    if law:
        clauses.append(_texts()["follows"]["law"].format(law=law))
    if titles:
        clauses.append(_texts()["follows"]["references"].format(title=title, titles=_listed(titles)))
    adopter = described.adopted_by or _DECIDES
    return f"{adopter[0].upper()}{adopter[1:]} beslutar\n" + ",\n".join(clauses) + "."


def _listed(titles: tuple[str, ...]) -> str:
    quoted = [f"”{title}”" for title in titles]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} och {quoted[-1]}"
