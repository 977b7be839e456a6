"""Hooks of MkDocs: the site has the map of the house and the changelog too, which lie above ``docs``.

Links that are right in a clone are made right in the site: ``docs/x.md`` is a page beside, and what lies outside the
documentation keeps its name and is no link.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parent.parent
ABOVE = ("CONTRIBUTING.md", "CHANGELOG.md")
_ABOVE = re.compile(rf"\]\(\.\./({'|'.join(map(re.escape, ABOVE))})")
_BELOW = re.compile(r"\]\(docs/")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+[^)]*\)")

_ROLE = re.compile(r":(?:attr|class|data|func|meth|mod):(?:\s|&nbsp;)*<code>~?(?:[\w]+\.)*(\w+)</code>")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that lie above the documentation."""
    for name in ABOVE:
        files.append(File.generated(config, name, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Make the links of a clone those of the site."""
    return _OUTSIDE.sub(r"\1", _ABOVE.sub(r"](\1", _BELOW.sub("](", markdown)))


def on_page_content(html: str, **_: Any) -> str:
    """Show what a docstring names by its role as code with its own name."""
    return _ROLE.sub(r"<code>\1</code>", html)
