"""Where the read-only files are that the program ships: fonts, texts, rule sets, sample case."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    """The folder `resources` of a source checkout or of the packaged program."""
    packaged = getattr(sys, "_MEIPASS", None)
    root = Path(packaged) if packaged else Path(__file__).resolve().parent.parent
    return root / "resources"


def resource(*parts: str) -> Path:
    """The path of one shipped file; the caller opens it."""
    return resources_folder().joinpath(*parts)


def migrations_folder() -> Path:
    """The folder with the alembic history."""
    return resources_folder().parent / "migrations"
