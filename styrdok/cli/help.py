"""The help of the commands in the language that is asked for; English, in which it is written, where none is.

Catalogues named ``help`` hold both our own texts and Typer's, which asks gettext for its words.
"""

import gettext
import os
from typing import Any

import typer

from styrdok.language.language import LOCALE

DOMAIN = "help"


def speak(command: Any, code: str) -> None:
    """Let a command, with those below it, tell its help in the language ``code``; as it stands if there is no such."""
    if gettext.find(DOMAIN, LOCALE, [code]):
        os.environ["LANGUAGE"] = code
        gettext.bindtextdomain(DOMAIN, LOCALE)
        gettext.textdomain(DOMAIN)
        _translate(command)


def _translate(command: Any) -> None:
    command.help = _said(command.help)
    for parameter in command.get_params(typer.Context(command)):
        parameter.help = _said(getattr(parameter, "help", None))
    for inner in getattr(command, "commands", {}).values():
        _translate(inner)


def _said(text: str | None) -> str | None:
    return gettext.gettext(text) if text else text
