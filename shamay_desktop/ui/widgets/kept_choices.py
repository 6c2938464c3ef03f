"""What this machine remembers of forms: extra columns by list, folded groups by step."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from shamay_desktop.ui.pages.page import PageContext
from shamay_desktop.usecases.ports import Settings

LIST_COLUMNS = "window.list_columns"
FOLDED_GROUPS = "window.folded_groups"


def kept_names(settings: Settings, choice: str, key: str) -> list[str]:
    """The names that were kept under a key of a choice, none when nothing sound was."""
    kept = settings.get(choice)
    names = kept.get(key) if isinstance(kept, dict) else None
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def keep_names(
    context: PageContext, owner: QObject, choice: str, key: str, names: Sequence[str]
) -> None:
    """Keep names under a key, off the UI thread; one lane, so that none overtakes another."""
    context.tasks.run(_write, context.services.settings, choice, key, list(names), owner=owner)


def _write(settings: Settings, choice: str, key: str, names: list[str]) -> None:
    kept = settings.get(choice)
    others = kept if isinstance(kept, dict) else {}
    settings.set(choice, {**others, key: names})
