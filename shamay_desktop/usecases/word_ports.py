"""What reads a Word file that shall become a template."""

from pathlib import Path
from typing import Protocol

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.report_templates.word_file import WordFile


class WordFiles(Protocol):
    """Reads Word files of anybody's making; callable from any thread."""

    def read(self, path: Path, folder: Path) -> WordFile:
        """What a `.docx` or `.dotx` holds; `logo` and `footer_logo` are files in `folder`.

        Raises Refused with `file`: `word_unreadable`, `word_old`, `word_broken`, `word_bomb`,
        `word_entities`, `word_macros`, `word_too_long`, `file_encrypted`, and those of any file.
        """
        ...


class NoWordFiles:
    """Where nothing reads Word files."""

    def read(self, path: Path, folder: Path) -> WordFile:  # noqa: ARG002 - the port's
        """Refused: `word_unreadable`."""
        raise Refused("word_unreadable", file=path.name)
