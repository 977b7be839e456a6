"""``accounts``: who may come in when the page is shared with an office, and what each may do."""

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.errors import tell
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, RegistryPath, reads
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.sentence import Sentence
from styrdok.vocabulary import AccountEvent, Role

if TYPE_CHECKING:
    from styrdok.accounts.store import Accounts

_ACCOUNTS = (
    Column("name", "namn", ratio=2),
    Column("role", "roll", said=word_of(Role)),
    Column("since", "sedan"),
    Column("password", "lösenord"),
)
_EVENTS = (
    Column("at", "när"),
    Column("who", "vem"),
    Column("what", "vad", said=word_of(AccountEvent)),
    Column("about", "om", ratio=2),
    Column("address", "från"),
)
Name = Annotated[str, typer.Argument(help="The person's name, as it signs what is done.")]
RoleOption = Annotated[
    Role, typer.Option("--role", parser=reads(Role), metavar="ROLE", help="reader, reviewer or administrator.")
]
NoPassword = Annotated[
    bool, typer.Option("--no-password", help="Only a proxy lets this account in (serve --user-header).")
]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(no_args_is_help=True, help="Who may come in when the page is shared with an office.")
    group.command("add")(add)
    group.command("list")(show)
    group.command("role")(role)
    group.command("password")(password)
    group.command("remove")(remove)
    group.command("log")(log)
    app.add_typer(group, name="accounts")


def add(
    name: Name,
    role: RoleOption = Role.REVIEWER,
    no_password: NoPassword = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Add an account; its password is asked for, or read as a line of standard input."""
    with _accounts(registry) as accounts:
        secret = None if no_password else _asked(lang)
        made = accounts.add(name, role, secret, getpass.getuser(), provisional=not no_password)
    tell(lang.say("{name} är {role}.", name=made.name, role=lang.word(made.role)))


def show(registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Every account with its role."""
    with _accounts(registry) as accounts:
        rows = [
            {
                "name": one.name,
                "role": one.role.value,
                "since": one.since[:10],
                "password": _password_word(lang, one.has_password, one.provisional),
            }
            for one in accounts.everyone()
        ]
    write_listing(rows, _ACCOUNTS, form, lang)


def _password_word(lang: Language, there: bool, provisional: bool) -> str:
    if not there:
        return lang.say("inget")
    return lang.say("ska bytas") if provisional else lang.say("eget")


def role(
    name: Name,
    role: Annotated[
        Role, typer.Argument(parser=reads(Role), metavar="ROLE", help="reader, reviewer or administrator.")
    ],
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Give an account another role; it holds from its next page on."""
    with _accounts(registry) as accounts:
        accounts.set_role(name, role, getpass.getuser())
    tell(lang.say("{name} är {role}.", name=name, role=lang.word(role)))


def password(name: Name, registry: RegistryPath = DEFAULT_REGISTRY, lang: Lang = DEFAULT_LANG) -> None:
    """Give an account another password, to be changed when it signs in; its sessions end."""
    with _accounts(registry) as accounts:
        accounts.known(name)
        accounts.set_password(name, _asked(lang), getpass.getuser(), provisional=True)
    tell(lang.say("{name} har ett nytt lösenord.", name=name))


def remove(name: Name, registry: RegistryPath = DEFAULT_REGISTRY, lang: Lang = DEFAULT_LANG) -> None:
    """Take an account away; what was done in its name stays."""
    with _accounts(registry) as accounts:
        accounts.remove(name, getpass.getuser())
    tell(lang.say("Kontot {name} är borttaget.", name=name))


def log(registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Who came in, was turned away, took files and changed accounts, and when (UTC); what was judged: styrdok log."""
    with _accounts(registry) as accounts:
        rows = [
            {"at": one.at, "who": one.who, "what": one.kind.value, "about": one.about, "address": one.address}
            for one in accounts.events()
        ]
    write_listing(rows, _EVENTS, form, lang)


@contextmanager
def _accounts(registry: RegistryPath) -> "Iterator[Accounts]":
    from styrdok.accounts.store import Accounts, accounts_beside
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True):
        pass
    with Accounts(accounts_beside(registry)) as opened:
        yield opened


def _asked(lang: Language) -> str:
    """A password, typed twice in a terminal or else the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass.getpass(lang.say("Lösenord: "))
    if first != getpass.getpass(lang.say("En gång till: ")):
        raise UsageProblem(Sentence.of("Lösenorden är inte lika."), Sentence.of("Försök igen."))
    return first
