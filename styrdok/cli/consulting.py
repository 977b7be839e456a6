"""``rounds``: the answers of each consultation, one line per body."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.vocabulary import Stance

if TYPE_CHECKING:
    from styrdok.language import Language
    from styrdok.overlaps.rounds import Answer, Round

_MAIN = 3
_ROUNDS = (
    Column("title", "förslag", ratio=2),
    Column("body", "instans", ratio=1),
    Column("stance", "hållning", said=word_of(Stance)),
    Column("asked", "begär främst", ratio=3),
    Column("counted", "synpunkter", ratio=1),
)
_MORE = tuple(Column(key) for key in ("document", "source", "stance_by", "demands", "viewpoints", "unanswered"))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rounds")(rounds)


def rounds(
    document: Annotated[str | None, typer.Argument(help="Only the answers on this document.")] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Consultation rounds: one line per answering body with its stance, its demands and their pages."""
    from styrdok.overlaps.rounds import find_rounds

    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
        wanted = opened.document(document).id if document else None
    found = [one for one in find_rounds(snapshot) if wanted in (None, one.document)]
    rows = [_row(one, answer, snapshot.titles, lang) for one in found for answer in one.answers]
    write_listing(rows, _ROUNDS if form is Format.TABLE else _ROUNDS + _MORE, form, lang)
    tell(lang.say("Svar: {count}. Remissomgångar: {rounds}.", count=len(rows), rounds=len(found)))
    for silent in (one for round_ in found for one in round_.unanswered):
        where = snapshot.titles.get(silent.source, silent.source)
        tell(
            lang.say(
                "Har inte svarat: {body} (”{title}”, s. {page}).",
                body=silent.body,
                title=where,
                page=silent.anchor.page,
            )
        )


def _row(found: "Round", answer: "Answer", titles: Mapping[str, str], lang: "Language") -> dict[str, Any]:
    from styrdok.reports.values import answer_json

    asked = [f"{lang.say('s. {page}', page=one.anchor.page)}: {one.anchor.text}" for one in answer.demands[:_MAIN]]
    return {
        "title": titles.get(found.document, found.document),
        **answer_json(found.document, answer),
        "asked": asked,
        "unanswered": [one.body for one in found.unanswered],
        "counted": [f"{count} {lang.word(kind)}" for kind, count in answer.kinds.items()],
    }
