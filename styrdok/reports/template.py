"""Pages that are handed over, made from the templates beside this file; every value is escaped unless it is markup."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from styrdok.language import Language


def render(template: str, language: Language, **values: Any) -> str:
    """The page that a template makes of ``values``; it speaks through ``say`` and knows its ``language``."""
    return _templates().get_template(template).render(language=language, say=language.say, **values)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["zip"] = zip
    return made
