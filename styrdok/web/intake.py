"""Files from the browser into the registry: where they are kept, and the reading of them."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from styrdok.engines.discover import discover
from styrdok.errors import UnreadableInput
from styrdok.language import Language
from styrdok.registry.files import FileRecord
from styrdok.reports.roundtrip import FormLine
from styrdok.web.errands import Errands
from styrdok.web.incoming import Received, clear_remains
from styrdok.web.workspace import Workspace


@dataclass
class Intake:
    """The folder beside a registry that keeps the files that were brought, and the errands that read them.

    ``last`` tells what became of the files that were brought last; ``returned`` are the judgements of a filled-in
    workbook that have been shown but not added.
    """

    folder: Path
    errands: Errands
    last: Received = field(default_factory=Received)
    returned: tuple[FormLine, ...] = ()

    @classmethod
    def of(cls, workspace: Workspace, language: Language) -> "Intake":
        """The intake of a workspace, which shows what it last knew for as long as files are read."""
        registry = Path(os.path.abspath(workspace.path))  # noqa: PTH100 - as the registry keeps the places of files
        folder = registry.with_suffix(".filer")
        clear_remains(folder)
        return cls(folder, Errands(registry, language, workspace.release))

    def unread(self, known: tuple[FileRecord, ...]) -> tuple[Path, ...]:
        """The files in the folder that nobody has tried to read: an earlier reading was broken off."""
        seen = {file.path for file in known}
        try:
            found = discover([self.folder]).files
        except UnreadableInput:
            return ()
        return tuple(file.path for file in found if file.path not in seen)

    def holds(self, path: Path) -> bool:
        """Whether a file is one of those that were brought."""
        return path.parent == self.folder
