"""The tasks of the process that reads tables: the only place where such files are parsed."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast


def read(path: str, folder: str, pasted: str) -> list[dict[str, object]]:
    """As `reading.read_tables`."""
    _spare_what_is_not_used()
    from shamay_desktop.documents.tables.reading import read_tables

    return read_tables(Path(path), Path(folder), pasted=pasted)


def loaded() -> list[str]:
    """The packages that this process has loaded."""
    modules = cast(dict[str, Any], sys.modules)
    return sorted({name.partition(".")[0] for name, module in modules.items() if module})


def _spare_what_is_not_used() -> None:
    """openpyxl loads numpy and Pillow when it finds them: 60 MB for nothing that is read here."""
    modules = cast(dict[str, Any], sys.modules)
    for name in ("numpy", "PIL"):
        modules.setdefault(name, None)


TASKS: Mapping[str, Callable[..., object]] = {"read": read, "loaded": loaded}
