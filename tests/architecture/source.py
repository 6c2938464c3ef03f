"""The project's own source, read for the rules that are tested here."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "shamay_desktop"


def source_files(*folders: str) -> tuple[Path, ...]:
    """The Python files of folders of the project, in order."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path, node: ast.AST | None = None) -> str:
    """A place as an editor opens it: shamay_desktop/domain/case.py:12."""
    place = path.relative_to(ROOT).as_posix()
    return place if node is None else f"{place}:{getattr(node, 'lineno', 1)}"


def dotted(path: Path) -> str:
    """The module's name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file with the last part of what is called: `a.b.texts(…)` gives "texts"."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node
