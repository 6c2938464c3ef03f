"""Every line of the standards, the cross-checks and the slips has its place in the program."""

import importlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from shamay_desktop.domain.fields import BY_ID, Need
from tests.domain.standards.rule_sets import INTERNATIONAL, ISRAEL

_MAP = Path(__file__).with_name("rules_map.json")
_ROOT = Path(__file__).parents[3]
_PAGES = _ROOT.parent / "shared" / "domain"
_LEAST_REASON = 25
_RULES = {rule.id for each in (ISRAEL, INTERNATIONAL) for rule in each.rules}


def asked() -> Mapping[str, list[str]]:
    """The lines of the three pages by section: first cells of tables, and the profile's items."""
    standards = (_PAGES / "standards.md").read_text(encoding="utf-8")
    checks = (_PAGES / "fields_and_checks.md").read_text(encoding="utf-8")
    report = (_PAGES / "report.md").read_text(encoding="utf-8")
    found = {
        title: first_cells(_section(standards, title))
        for title in ("Every report", "Areas of a flat", "Approaches", "By purpose")
    }
    profile = _section(standards, "International profile").partition(":")[2]
    found["International profile"] = [item.strip(" .\n") for item in profile.split(";")]
    found["Cross-checks"] = re.findall(r"^\| (V\d+) \|", checks, re.MULTILINE)
    found["Slips"] = first_cells(_section(report, "Slips found"))
    return found


def _section(page: str, title: str) -> str:
    return page.partition(f"## {title}")[2].partition("\n## ")[0]


def first_cells(text: str) -> list[str]:
    """The first cell of each row of a table, without its head."""
    rows = [line.strip("|").split("|")[0].strip() for line in text.splitlines() if "|" in line]
    rows = [row for row in rows if row and not set(row) <= set("-: ")]
    return rows[1:]


def test_every_line_of_the_pages_when_looked_up_then_it_has_its_place() -> None:
    if not _PAGES.exists():
        pytest.skip("the pages are not beside this checkout")
    given = json.loads(_MAP.read_text(encoding="utf-8"))
    assert {section: sorted(lines) for section, lines in given.items()} == {
        section: sorted(lines) for section, lines in asked().items()
    }


def places() -> list[tuple[str, str, str, str]]:
    """Section, line, way and target of each place."""
    given = json.loads(_MAP.read_text(encoding="utf-8"))
    return [
        (section, line, way, target)
        for section, lines in given.items()
        for line, ways in lines.items()
        for way, targets in ways.items()
        for target in (targets if isinstance(targets, list) else [targets])
    ]


def test_each_place_when_followed_then_it_exists() -> None:
    assert [place for place in places() if not _exists(place[2], place[3])] == []


def test_lines_when_answered_by_a_reason_alone_then_they_are_known() -> None:
    given = json.loads(_MAP.read_text(encoding="utf-8"))
    only_words = {
        line for lines in given.values() for line, ways in lines.items() if set(ways) <= {"reason"}
    }
    assert only_words == {"order", "urban renewal (21.1), land on expectations (22)"}


def test_rules_when_shipped_then_only_those_of_plain_care_are_named_by_no_line() -> None:
    named = {target for _, _, way, target in places() if way == "rule"}
    beyond = json.loads(_MAP.with_name("rules_beyond.json").read_text(encoding="utf-8"))
    assert named | set(beyond) == _RULES
    assert named.isdisjoint(beyond)


def _exists(way: str, target: str) -> bool:
    match way:
        case "rule":
            return target in _RULES
        case "field":
            return _is_asked(target)
        case "code":
            return _is_code(target)
        case "test":
            return _is_test(target)
        case "reason":
            return len(target) >= _LEAST_REASON
        case _:
            return False


def _is_asked(path: str) -> bool:
    """A field that a case must have, always or under its condition (the rule `mandatory`)."""
    head, _, column = path.partition("/")
    member = BY_ID.get(head)
    if member is None or (column and column not in {each.id for each in member.columns}):
        return False
    return member.need is not Need.OPTIONAL


def _is_code(path: str) -> bool:
    module, _, name = path.partition(":")
    return hasattr(importlib.import_module(f"shamay_desktop.{module}"), name)


def _is_test(path: str) -> bool:
    file, _, name = path.partition("::")
    source = _ROOT / "tests" / file
    return source.exists() and f"def {name}(" in source.read_text(encoding="utf-8")


def test_a_table_when_read_then_its_first_cells_are_its_lines() -> None:
    assert first_cells("| rule | asks |\n|---|---|\n| a, b | c |\n| d | e |\n") == ["a, b", "d"]
