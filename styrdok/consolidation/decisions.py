"""Drafts of decisions with their consequences, in Swedish."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from styrdok.language.words import TYPE
from styrdok.models import Document
from styrdok.overlaps.tables import table
from styrdok.tables import read_toml
from styrdok.vocabulary import Action, DocumentType

NOBODY = "Det beslutande organet"
"""Who decides where a document does not say who adopted it."""


@cache
def _texts() -> dict[str, Any]:
    return read_toml("styrdok.consolidation.data", "decisions.toml")


def clauses_on(
    document: Document,
    action: Action,
    other: str,
    to: DocumentType | None,
    follows: tuple[tuple[str, ...], str | None],
) -> tuple[str, ...]:
    """What may be decided about a document; ``follows`` holds the titles to change and the act that requires it."""
    titles, law = follows
    text = _texts()["action"][action].format(
        title=document.display_title,
        decision=_details(document),
        other=other,
        type=TYPE[to] if to else "",
    )
    return (text, *following(document.display_title, titles, law))


def deciding(document: Document) -> str:
    """Who decides on a document: the body that adopted it."""
    adopter = document.description.adopted_by or NOBODY
    return f"{adopter[0].upper()}{adopter[1:]}"


def decision_text(body: str, clauses: Sequence[str]) -> str:
    """A draft of what a body may decide."""
    return f"{body} beslutar\n" + ",\n".join(clauses) + "."


def clause(documents: Sequence[Document], action: Action, to: DocumentType | None) -> str:
    """One clause of a decision about one document, or about several that an action joins."""
    texts = _texts()["action"] if action is Action.CONVERT else table("proposals.toml")["decision"]
    said: str = texts[action].format(
        title=documents[0].display_title,
        titles=_listed(tuple(one.display_title for one in documents)),
        decision=_details(documents[0]),
        type=TYPE[to] if to else "",
    )
    return said


def following(title: str, titles: tuple[str, ...], law: str | None) -> list[str]:
    """The clauses that go with the end of a document: ``titles`` name it, ``law`` requires it."""
    texts = _texts()["follows"]
    clauses = [texts["law"].format(law=law)] if law else []
    return clauses + ([texts["references"].format(title=title, titles=_listed(titles))] if titles else [])


def _details(document: Document) -> str:
    """The decision and the first case number of a document in brackets, where they are known."""
    described = document.description
    details = ", ".join([*filter(None, [described.decision]), *(f"dnr {n}" for n in described.diary_numbers[:1])])
    return f" ({details})" if details else ""


def _listed(titles: tuple[str, ...]) -> str:
    quoted = [f"”{title}”" for title in titles]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} och {quoted[-1]}"
