"""``judge``, ``correct``, ``log``, ``undo``: what people decide; nothing of it is ever overwritten."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath, Who
from styrdok.cli.output import Column, Format, write_listing
from styrdok.errors import UsageProblem
from styrdok.language import Language, to_say
from styrdok.vocabulary import Action, Verdict

if TYPE_CHECKING:
    from styrdok.findings import Place
    from styrdok.registry.acts import Act
    from styrdok.registry.store import Registry

_KINDS = {"judgement": to_say("bedömning"), "correction": to_say("rättelse"), "undo": to_say("ångrat")}
_ACTS = (
    Column("id", "id"),
    Column("at", "när"),
    Column("who", "vem"),
    Column("kind", "vad", said=lambda lang, kind: lang.say(_KINDS[kind])),
    Column("documents", "dokument", ratio=2),
    Column("said", "innebörd", ratio=2),
    Column("comment", "kommentar", ratio=2),
)
_SHORT_ID = 10
_MOST_PASSAGES = 8


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("judge")(judge)
    app.command("correct")(correct)
    app.command("log")(log)
    app.command("undo")(undo)


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
            act=act.id[:_SHORT_ID],
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
                    act=act.id[:_SHORT_ID],
                    field=field,
                    value=value or lang.say("okänt"),
                    who=act.who,
                )
            )


def log(registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Every judgement and correction, with who and when."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        acts = opened.acts()
    rows = [
        {
            "id": act.id if form is not Format.TABLE else act.id[:_SHORT_ID],
            "at": act.at,
            "who": act.who,
            "kind": act.kind.value,
            "documents": [subject.title or subject.file for subject in act.subjects],
            "said": _content(act) if form is not Format.TABLE else _said(act, lang),
            "comment": act.comment,
        }
        for act in acts
    ]
    write_listing(rows, _ACTS, form, lang)


def _content(act: "Act") -> str:
    """What an act says, in code words."""
    if act.undoes:
        return f"undo {act.undoes[:_SHORT_ID]}"
    if act.field:
        return f"{act.field}={act.value or ''}"
    return " ".join(str(part) for part in (act.verdict, act.reason) if part)


def _said(act: "Act", lang: Language) -> str:
    """What an act says, to people."""
    if act.undoes:
        return lang.say("tar tillbaka {act}", act=act.undoes[:_SHORT_ID])
    if act.field:
        return _content(act)
    return " ".join(lang.word(part) for part in (act.verdict, act.reason) if part)


def undo(
    act: Annotated[str, typer.Argument(help="The id of the act, or the beginning of it, as 'styrdok log' shows it.")],
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Take back a judgement or correction by a new row; the history keeps both."""
    from styrdok.errors import AmbiguousName, NotFound
    from styrdok.registry.store import Registry

    with Registry.open(registry) as opened:
        found = [known.id for known in opened.acts() if act and known.id.startswith(act)]
        if not found:
            raise NotFound(f"There is no act {act}.", "'styrdok log' shows those there are.")
        if len(found) > 1:
            raise AmbiguousName(f"{len(found)} acts begin with {act}.", "Write more of the id.")
        done = opened.undo(found[0], reviewer(who), comment)
    tell(lang.say("{act}: {undone} är ångrad.", act=done.id[:_SHORT_ID], undone=found[0][:_SHORT_ID]))


def reviewer(who: str | None) -> str:
    """Who does something: the name given, else the login name."""
    return who or getpass.getuser()
