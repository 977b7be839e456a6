"""``log`` and ``undo``: what people have done, and taking it back, one act or all that are alike."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.describe import SHORT_ID
from styrdok.cli.errors import tell
from styrdok.cli.judging import reviewer
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath, Who, read_day, reads
from styrdok.cli.output import Column, Format, write_listing
from styrdok.errors import UsageProblem
from styrdok.language import Language, to_say
from styrdok.sentence import Sentence
from styrdok.vocabulary import StepField, Verdict

if TYPE_CHECKING:
    from styrdok.judgements.acts import Act, Which
    from styrdok.registry.store import Registry

_KINDS = {
    "judgement": to_say("bedömning"),
    "correction": to_say("rättelse"),
    "step": to_say("steg"),
    "comment": to_say("kommentar"),
    "undo": to_say("ångrat"),
}
_ACTS = (
    Column("id", "id"),
    Column("at", "när"),
    Column("who", "vem"),
    Column("kind", "vad", said=lambda lang, kind: lang.say(_KINDS[kind])),
    Column("documents", "dokument", ratio=2, of="titles"),
    Column("said", "innebörd", ratio=2),
    Column("comment", "kommentar", ratio=2),
)
By = Annotated[str | None, typer.Option("--by", help="Only what this person did.")]
On = Annotated[str | None, typer.Option("--on", help="Only what concerns this document.")]
OfVerdict = Annotated[
    Verdict | None,
    typer.Option("--verdict", parser=reads(Verdict), metavar="VERDICT", help="Only judgements with this verdict."),
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", parser=read_day, metavar="DAY", help="Only from this day on (UTC)."),
]
Until = Annotated[
    datetime | None, typer.Option("--until", parser=read_day, metavar="DAY", help="Only to this day (UTC).")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("log")(log)
    app.command("undo")(undo)


def log(
    by: By = None,
    on: On = None,
    verdict: OfVerdict = None,
    since: Since = None,
    until: Until = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Every judgement, correction and step, with who and when; or those that are asked for."""
    with _opened(registry, writing=False) as opened:
        which = _which(opened, by, on, verdict, (since, until))
        acts = [act for act in opened.acts() if which.fits(act)]
    write_listing(_rows(acts, form, lang), _ACTS, form, lang)
    tell(lang.say("1 åtgärd." if len(acts) == 1 else "{count} åtgärder.", count=len(acts)))


def undo(
    act: Annotated[
        str | None, typer.Argument(help="The id of an act, or its beginning, as 'styrdok log' shows it.")
    ] = None,
    by: By = None,
    on: On = None,
    verdict: OfVerdict = None,
    since: Since = None,
    until: Until = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be taken back.")] = False,
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Take back one act, or all that the options name, by new rows; the history keeps both."""
    named = any(option is not None for option in (by, on, verdict, since, until))
    if named == (act is not None):
        raise UsageProblem(
            Sentence.of("Ange en åtgärd, eller säg med flaggor vilka åtgärder som avses."),
            Sentence.of("Se styrdok undo --help."),
        )
    with _opened(registry, writing=not dry_run) as opened:
        which = _which(opened, by, on, verdict, (since, until))
        found = [_named(opened, act)] if act is not None else _counting(opened, which)
        if not dry_run:
            opened.undo_all([one.id for one in found], reviewer(who), comment)
    write_listing(_rows(found, form, lang), _ACTS, form, lang)
    tell(_closing(len(found), lang, done=not dry_run))


def _closing(count: int, lang: Language, *, done: bool) -> str:
    if not done:
        return lang.say(
            "{count} åtgärd skulle ångras; inget är gjort."
            if count == 1
            else "{count} åtgärder skulle ångras; inget är gjort.",
            count=count,
        )
    return lang.say(
        "{count} åtgärd är ångrad. Raden står kvar i styrdok log."
        if count == 1
        else "{count} åtgärder är ångrade. Raderna står kvar i styrdok log.",
        count=count,
    )


@contextmanager
def _opened(registry: RegistryPath, *, writing: bool) -> "Iterator[Registry]":
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=not writing) as opened:
        yield opened


def _which(
    opened: "Registry",
    by: str | None,
    on: str | None,
    verdict: Verdict | None,
    days: tuple[datetime | None, datetime | None],
) -> "Which":
    from styrdok.judgements.acts import Which

    since, until = (day.date() if day else None for day in days)
    document = opened.document(on).id if on is not None else None
    return Which(who=by, document=document, verdict=verdict, since=since, until=until)


def _named(opened: "Registry", beginning: str) -> "Act":
    """The only act whose id begins so."""
    from styrdok.errors import AmbiguousName, NotFound

    found = [act for act in opened.acts() if beginning and act.id.startswith(beginning)]
    if not found:
        raise NotFound(
            Sentence.of("Det finns ingen åtgärd {beginning}.", beginning=beginning),
            Sentence.of("styrdok log visar dem som finns."),
        )
    if len(found) > 1:
        raise AmbiguousName(
            Sentence.of("{count} åtgärder börjar på {beginning}.", count=len(found), beginning=beginning),
            Sentence.of("Skriv mer av beteckningen."),
        )
    return found[0]


def _counting(opened: "Registry", which: "Which") -> "list[Act]":
    """The acts meant that nobody has taken back yet."""
    from styrdok.errors import NotFound
    from styrdok.judgements.acts import standing

    found = [act for act in standing(opened.acts()) if which.fits(act)]
    if not found:
        raise NotFound(
            Sentence.of("Ingen bedömning eller rättelse som gäller är sådan."),
            Sentence.of("styrdok log visar dem som finns."),
        )
    return found


def _rows(acts: "Sequence[Act]", form: Format, lang: Language) -> list[dict[str, object]]:
    from styrdok.reports.values import act_json

    short = form is Format.TABLE
    return [
        {
            **act_json(act),
            "id": act.id[:SHORT_ID] if short else act.id,
            "titles": [subject.title or subject.file for subject in act.subjects],
            "said": _said(act, lang) if short else _content(act),
        }
        for act in acts
    ]


def _content(act: "Act") -> str:
    """What an act says, in code words."""
    if act.undoes:
        return f"undo {act.undoes[:SHORT_ID]}"
    if act.field:
        return f"{act.field}={act.value or ''}"
    return " ".join(str(part) for part in (act.verdict, act.action, act.reason, act.value) if part)


def _said(act: "Act", lang: Language) -> str:
    """What an act says, to people."""
    if act.undoes:
        return lang.say("tar tillbaka {act}", act=act.undoes[:SHORT_ID])
    if act.field in set(StepField) and act.kind == "step":
        return f"{lang.word(StepField(act.field))}: {act.value or '–'}"
    if act.field:
        from styrdok.judgements.told import field_words, value_words

        value = value_words(lang, act.field, act.value) or lang.say("okänt")
        return lang.say("{field}: {value}", field=field_words(lang, act.field), value=value)
    return " ".join(lang.word(part) for part in (act.verdict, act.action, act.reason) if part)
