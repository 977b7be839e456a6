"""``judge`` and ``correct``: what people decide; nothing of it is ever overwritten."""

import getpass
from datetime import date
from typing import Annotated

import typer

from styrdok.cli.describe import SHORT_ID
from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Lang, RegistryPath, Who, reads
from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence
from styrdok.vocabulary import Action, Verdict


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("judge")(judge)
    app.command("correct")(correct)


def judge(
    a: Annotated[str, typer.Argument(help="A document.")],
    b: Annotated[str, typer.Argument(help="The other document of the pair.")],
    verdict: Annotated[
        Verdict,
        typer.Argument(parser=reads(Verdict), metavar="VERDICT", help="accept, dismiss, unsure, or open to reset."),
    ],
    reason: Annotated[
        Action | None, typer.Option(parser=reads(Action), metavar="ACTION", help="Why: what should be done.")
    ] = None,
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Judge a pair of documents."""
    from styrdok.engines.kept import analysed
    from styrdok.judgements.acts import Opinion
    from styrdok.registry.store import Registry

    with Registry.open(registry) as opened:
        pair = (opened.document(a), opened.document(b))
        if pair[0].id == pair[1].id:
            raise UsageProblem(Sentence.of("Ett par är två olika dokument."), Sentence.of("Ange ett annat."))
        ids = (pair[0].id, pair[1].id)
        evidence = analysed(opened, date.today()).evidence_for(*ids)
        act = opened.judge(ids, Opinion(verdict, reason, comment), reviewer(who), evidence)
    tell(
        lang.say(
            "{act}: {verdict} av {who}. Ångra med: styrdok undo {act}",
            act=act.id[:SHORT_ID],
            verdict=lang.word(verdict),
            who=act.who,
        )
    )


def correct(
    document: Annotated[str, typer.Argument(help="Id, file name or title.")],
    changes: Annotated[
        list[str],
        typer.Argument(help="FIELD=VALUE, also as people write: status=upphävd; no value means unknown."),
    ],
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Correct metadata; it survives every re-ingest, and what the machine read is kept."""
    from styrdok.judgements.told import field_words, value_words
    from styrdok.judgements.written import changes_of, field_of
    from styrdok.registry.store import Registry

    pairs = [change.partition("=") for change in changes]
    for field, sign, _ in pairs:
        if not sign:
            raise UsageProblem(
                Sentence.of("”{field}” är ingen rättelse.", field=field),
                Sentence.of("Skriv FÄLT=VÄRDE, till exempel title='Cykelplan 2024'."),
            )
    wanted = [change for field, _, value in pairs for change in changes_of(field_of(field), value)]
    with Registry.open(registry) as opened:
        found = opened.document(document)
        forever = str(found.description.open_ended)
        kept = [c for c in wanted if c.field != "open_ended" or c.value != _YES_NO[forever]]
        acts = opened.correct_all([(found.id, change) for change in kept], reviewer(who), comment)
    for act in acts:
        tell(
            lang.say(
                "{act}: {field} = {value}, rättad av {who}.",
                act=act.id[:SHORT_ID],
                field=field_words(lang, act.field or ""),
                value=value_words(lang, act.field or "", act.value) or lang.say("okänt"),
                who=act.who,
            )
        )


_YES_NO = {"True": "ja", "False": "nej"}


def reviewer(who: str | None) -> str:
    """Who does something: the name given, else the login name."""
    return who or getpass.getuser()
