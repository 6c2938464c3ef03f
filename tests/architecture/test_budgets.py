"""The budgets of files and functions, names, docstrings, and numbers that are never floats."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import shown, source_files, tree

FILE_LIMIT, WINDOW_FILE_LIMIT, FUNCTION_LIMIT = 400, 500, 40
SENTENCE = 4  # words; what is always true has no "when" in its name
EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|managers?|common|misc)(_|$)")
PROGRAM = source_files("shamay_desktop", "tools")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """Its lines, docstring counted, decorators not."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def snake(name: str) -> str:
    """CamelCase as snake_case."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_files_when_measured_then_stay_within_their_limit() -> None:
    too_long = {}
    for path in source_files("shamay_desktop", "tools", "migrations"):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        limit = WINDOW_FILE_LIMIT if shown(path).startswith("shamay_desktop/ui/") else FILE_LIMIT
        if lines > limit:
            too_long[shown(path)] = lines
    assert too_long == {}


def test_functions_when_measured_then_stay_within_their_limit() -> None:
    # migrations are left out: a revision is one statement after the other, written once
    too_long = {
        shown(path, each): length(each)
        for path in PROGRAM
        for each in functions(path)
        if length(each) > FUNCTION_LIMIT
    }
    assert too_long == {}


def test_modules_when_read_then_say_in_one_line_what_they_answer_for() -> None:
    silent = [
        shown(path)
        for path in source_files("shamay_desktop", "tools", "migrations")
        if not (ast.get_docstring(tree(path)) or "").partition("\n")[0].endswith((".", "!", "?"))
    ]
    assert silent == []


def test_names_when_read_then_say_something() -> None:
    empty = [shown(path) for path in PROGRAM if EMPTY_NAMES.search(path.stem)]
    empty += [
        f"{shown(path, node)} {node.name}"
        for path in PROGRAM
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef | Function) and EMPTY_NAMES.search(snake(node.name))
    ]
    empty += [shown(path) for path in PROGRAM if EMPTY_NAMES.search(path.parent.name)]
    assert empty == []


def test_domain_when_it_computes_then_uses_no_floats() -> None:
    # Logarithms, roots and distributions have no exact numbers, nor have lengths and angles of what
    # is drawn: these packages alone may approximate. What enters a case is an exact text.
    approximate = {"statistics", "drawing", "measuring", "maps"}
    floats = [
        shown(path, node)
        for path in source_files("shamay_desktop/domain")
        if not approximate.intersection(path.parts)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
    ]
    assert floats == []


def test_tests_when_named_then_are_sentences() -> None:
    unnamed = [
        shown(path, each)
        for path in source_files("tests")
        for each in functions(path)
        if each.name.startswith("test_") and len(each.name.split("_")) <= SENTENCE
    ]
    assert unnamed == []
