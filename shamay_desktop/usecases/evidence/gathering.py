"""Which files a person means who gives a folder, or files and folders together."""

from collections.abc import Sequence
from pathlib import Path

from shamay_desktop.usecases.services import Services


def files_of_folder(services: Services, folder: Path) -> tuple[Path, ...]:
    """The files below a folder, sorted, hidden ones left out.

    Raises Refused(`folder_unreadable`, `folder_too_many_files`).
    """
    return tuple(services.folder_files(folder))


def files_of(services: Services, paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that are meant, each once, in the order given; folders give all that is in them.

    Raises as `files_of_folder`.
    """
    found: list[Path] = []
    for path in paths:
        found += files_of_folder(services, path) if path.is_dir() else (path,)
    return tuple(dict.fromkeys(found))
