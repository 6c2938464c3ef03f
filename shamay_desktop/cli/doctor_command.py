"""`doctor`: versions, fonts, models, paths, database, keyring; it runs where nothing else does."""

import argparse
import platform
from collections.abc import Callable
from importlib import metadata
from typing import TYPE_CHECKING

import shamay_desktop
from shamay_desktop.cli.context import CommandContext
from shamay_desktop.documents.ocr.models import INSTALLING, find_models, model_folders
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.errors import ShamayError
from shamay_desktop.resource_files import resource, resources_folder

if TYPE_CHECKING:
    from shamay_desktop.cli.commands import Commands

_LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "psycopg", "alembic", "Pillow", "reportlab",
              "python-docx", "pypdfium2", "keyring", "argon2-cffi", "tesserocr")  # fmt: skip
_FONTS = ("Heebo-Regular.ttf", "Heebo-Bold.ttf", "FrankRuhlLibre-Regular.ttf",
          "FrankRuhlLibre-Bold.ttf")  # fmt: skip


def add_to(commands: "Commands", shared: argparse.ArgumentParser) -> None:
    """Add `doctor`."""
    doctor = commands.add_parser("doctor", parents=[shared], help="is all in place?")
    doctor.set_defaults(perform=_doctor)


def _doctor(context: CommandContext, _asked: argparse.Namespace) -> int:
    answer: dict[str, Json] = {
        "version": shamay_desktop.__version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "home": str(context.place.home.root),
        "resources": str(resources_folder()),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "fonts": {name: resource("fonts", name).is_file() for name in _FONTS},
        "database": _asked_of(lambda: _database(context)),
        "side_journal": _asked_of(lambda: _side_journal(context)),
        "reading": _asked_of(lambda: _engine(context)),
        "models": _models(context),
        "keyring": _keyring(),
    }
    context.answer(answer, lambda: [f"{name}: {fact}" for name, fact in answer.items()])
    return 0


def _database(context: CommandContext) -> str:
    place = context.place
    if place.database_url is None and not (
        place.home.database.exists() or place.home.known.exists()
    ):
        return context.texts("cli.no_database_yet")  # a new home: nothing is gone
    database = context.bare_services().database
    return f"{database.description()}, {database.revision()}"


def _side_journal(context: CommandContext) -> str:
    """Edits that wait in the second place, and where that is."""
    journal = context.bare_services().side_journal
    waiting = sum(len(left.edits) for left in journal.left_behind())
    return f"{journal.folder()}: {waiting}"


def _engine(context: CommandContext) -> str:
    """The engine for scans, which is started for it; or what to do so that there is one."""
    engine = context.bare_services().reader.engine()
    if engine is not None:
        return engine
    return context.texts("cli.no_engine", folder=str(context.place.home.models), command=INSTALLING)


def _models(context: CommandContext) -> dict[str, Json]:
    """Where each model of that engine was found, or what is wrong with it."""
    found = find_models(model_folders(context.place.home.models))
    places: dict[str, Json] = {
        model.file: str(folder / model.file) for model, folder in found.folders.items()
    }
    return places | {model.file: f"! {lack}" for model, lack in found.lacks.items()}


def _asked_of(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except ShamayError as error:
        return f"! {error.code}"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _keyring() -> str:
    import keyring

    return type(keyring.get_keyring()).__name__
