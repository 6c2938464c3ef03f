"""What a person can ask of the program stands in docs/command-line.md, and nothing else does."""

import argparse
import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from shamay_desktop.cli import main
from shamay_desktop.domain.evidence import DocType, FinishLevel, RoomType
from shamay_desktop.domain.records import AssetType
from shamay_desktop.system.folders import Home
from tests.architecture.source import source_files, tree
from tests.docs.pages import page

PAGE = page("docs/command-line.md")
COMMAND_ROW = re.compile(r"^\| `([^`]+)` \| ", re.MULTILINE)


def commands(
    parser: argparse.ArgumentParser, before: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that does something, by its whole name."""
    groups = [act for act in parser._actions if isinstance(act, argparse._SubParsersAction)]
    if before and not groups:
        yield before, parser
    for group in groups:
        for name, below in group.choices.items():
            yield from commands(below, f"{before} {name}".strip())


PARSER = main.build_parser()
COMMANDS = dict(commands(PARSER))
GLOBAL = {option for act in PARSER._actions for option in act.option_strings}


def documented() -> dict[str, str]:
    """Command name -> its row's first cell: the section `## Commands` only."""
    return dict(command_rows())


def command_rows() -> list[tuple[str, str]]:
    """The rows as they stand, one command twice or not."""
    section = PAGE.partition("## Commands")[2].partition("\n## ")[0]
    rows = []
    for cell in COMMAND_ROW.findall(section):
        words = [word for word in cell.split() if re.fullmatch(r"[a-z]+(-[a-z]+)?", word)]
        named = " ".join(words[:2]) if " ".join(words[:2]) in COMMANDS else words[0]
        rows.append((named, cell))
    return rows


def test_a_command_when_documented_then_has_one_row() -> None:
    names = [name for name, _cell in command_rows()]
    assert len(names) == len(set(names))


def test_commands_when_the_program_has_them_then_each_is_documented_and_no_other() -> None:
    assert set(documented()) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_when_it_takes_arguments_then_its_row_names_each(name: str) -> None:
    row = documented()[name]
    for act in COMMANDS[name]._actions:
        own = [option for option in act.option_strings if option not in GLOBAL]
        assert all(option in row for option in own)
        if not act.option_strings and not isinstance(act, argparse._SubParsersAction):
            shown = str(act.metavar or {"folder": "DIR"}.get(act.dest, act.dest.upper()))
            assert shown.replace("|", "\\|") in row


def test_options_when_every_command_takes_them_then_each_is_documented_and_no_other() -> None:
    section = PAGE.partition("## Options")[2].partition("\n## ")[0]
    named = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", section))
    assert named == GLOBAL


def test_variables_when_the_program_reads_them_then_each_is_documented() -> None:
    read = set()
    for path in source_files("shamay_desktop"):
        read |= set(re.findall(r"[\"']((?:SHAMAY)_[A-Z_]+)[\"']", path.read_text("utf-8")))
    assert read >= {"SHAMAY_HOME", "SHAMAY_DATABASE_URL"}
    assert [name for name in sorted(read) if f"`{name}" not in PAGE] == []


def test_exit_codes_when_the_program_gives_them_then_each_is_documented() -> None:
    codes = {
        main.DONE, main.OUR_BUG, main.WRONG_ARGUMENTS, main.BLOCKED, main.INPUT_REFUSED,
        main.WORLD_FAILED,
    }  # fmt: skip
    section = PAGE.partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)} == codes


def test_the_home_when_it_has_a_place_then_it_is_documented() -> None:
    home = Home(Path("home"))
    places = [getattr(home, name) for name in vars(Home) if isinstance(vars(Home)[name], property)]
    names = {place.name for place in places if place.parent == home.root}
    assert len(names) > 5
    assert [name for name in sorted(names) if f"`{name}" not in PAGE] == []


def constants(path: Path) -> dict[str, str]:
    """Names in capitals that a module gives to texts, also several in one line."""
    found: dict[str, str] = {}
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, given = node.targets[0], node.value
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = given.elts if isinstance(given, ast.Tuple) else [given]
            for name, value in zip(names, values, strict=False):
                match name, value:
                    case ast.Name(id=known), ast.Constant(value=str(text)) if known.isupper():
                        found[known] = text
    return found


def settings_asked(path: Path) -> Iterator[ast.expr]:
    """What is given as name to `settings.get` and `settings.set`, also by way of a lane."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            parts = [node.func, *node.args]
            for part, behind in pairwise(parts):
                if re.search(r"settings\.(get|set)$", ast.unparse(part)):
                    yield behind


def settings_names() -> set[str]:
    """The names of choices that the window keeps, as patterns: a name may be put together."""
    names = set()
    for path in source_files("shamay_desktop/ui"):
        known = constants(path)
        for given in settings_asked(path):
            match given:
                case ast.Constant(value=str(text)):
                    names.add(re.escape(text))
                case ast.Name(id=name) if name in known:
                    names.add(re.escape(known[name]))
                case ast.JoinedStr(values=parts):
                    texts = [part.value if isinstance(part, ast.Constant) else "" for part in parts]
                    names.add(r"\w+".join(re.escape(str(text)) for text in texts if text))
                case _:  # a name of several, as the settings' own dialog writes them
                    choices = {text for text in known.values() if re.fullmatch(r"\w+\.\w+", text)}
                    names |= {re.escape(text) for text in choices}
    return names


def test_settings_when_the_window_keeps_them_then_each_is_documented_and_no_other() -> None:
    section = PAGE.partition("Choices in `settings.json`")[2].partition("\n## ")[0]
    shown = re.findall(r"`([^`]+)`", "".join(re.findall(r"^\|[^|]+\|", section, re.MULTILINE)))
    kept = settings_names()
    assert [name for name in shown if not re.fullmatch("|".join(kept), name)] == []
    assert [
        name for name in sorted(kept) if not any(re.fullmatch(name, each) for each in shown)
    ] == []


@pytest.mark.parametrize("codes", [DocType, RoomType, FinishLevel], ids=lambda kind: kind.__name__)
def test_the_case_folder_when_it_takes_codes_then_each_is_documented(
    codes: type[DocType] | type[RoomType] | type[FinishLevel],
) -> None:
    assert [code.value for code in codes if f"`{code.value}`" not in PAGE] == []


def test_formats_when_a_report_can_be_written_in_them_then_each_is_documented() -> None:
    from shamay_desktop.cli.report_commands import _FORMATS

    assert f"--format {','.join(_FORMATS)}" in PAGE
    assert set(_FORMATS.values()) <= set(AssetType)
