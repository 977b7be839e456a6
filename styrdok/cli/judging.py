"""``judge`` and ``correct``: what people decide; nothing of it is ever overwritten."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.describe import SHORT_ID
from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, RegistryPath, Who
from styrdok.errors import UsageProblem
from styrdok.vocabulary import Action, Verdict

if TYPE_CHECKING:
    from styrdok.findings import Place
    from styrdok.registry.store import Registry

_MOST_PASSAGES = 8


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("judge")(judge)
    app.command("correct")(correct)


def judge(
    a: Annotated[str, typer.Argument(help="A document.")],
    b: Annotated[str, typer.Argument(help="The other document of the pair.")],
    verdict: Annotated[Verdict, typer.Argument(help="accept, dismiss, unsure, or open to reset.")],
    reason: Annotated[Action | None, typer.Option(help="Why: what should be done.")] = None,
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Judge a pair of documents."""
    from styrdok.registry.store import Opinion, Registry

    with Registry.open(registry) as opened:
        pair = (opened.document(a), opened.document(b))
        if pair[0].id == pair[1].id:
            raise UsageProblem("A pair is two different documents.", "Name another one.")
        ids = (pair[0].id, pair[1].id)
        act = opened.judge(ids, Opinion(verdict, reason, comment), reviewer(who), evidence_of(opened, ids))
    tell(
        lang.say(
            "{act}: {verdict} av {who}. Ångra med: styrdok undo {act}",
            act=act.id[:SHORT_ID],
            verdict=lang.word(verdict),
            who=act.who,
        )
    )


def evidence_of(opened: "Registry", pair: tuple[str, str]) -> "list[Place]":
    """The words that two documents share, kept with a judgement so that it is known when they change."""
    from styrdok.findings import Place
    from styrdok.overlaps.compare import compare

    shared = compare(opened.record(pair[0]), opened.record(pair[1])).passages[:_MOST_PASSAGES]
    return [place for one in shared for place in (Place(pair[0], one.a), Place(pair[1], one.b))]


def correct(
    document: Annotated[str, typer.Argument(help="Id, file name or title.")],
    changes: Annotated[list[str], typer.Argument(help="FIELD=VALUE; an empty value means unknown.")],
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Correct metadata; it survives every re-ingest, and what the machine read is kept."""
    from styrdok.registry.store import Registry

    pairs = [change.partition("=") for change in changes]
    for field, sign, _ in pairs:
        if not sign:
            raise UsageProblem(f"'{field}' is no correction.", "Write FIELD=VALUE, such as title='Cykelplan 2024'.")
    with Registry.open(registry) as opened:
        identity = opened.document(document).id
        for field, _, value in pairs:
            act = opened.correct(identity, field, value or None, reviewer(who), comment)
            tell(
                lang.say(
                    "{act}: {field} = {value}, rättad av {who}.",
                    act=act.id[:SHORT_ID],
                    field=field,
                    value=value or lang.say("okänt"),
                    who=act.who,
                )
            )


def reviewer(who: str | None) -> str:
    """Who does something: the name given, else the login name."""
    return who or getpass.getuser()
