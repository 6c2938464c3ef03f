"""The README: each goal of make, the number of fields, what lies at the top."""

import re

from shamay_desktop.domain.fields import FIELDS
from tests.docs.pages import ROOT, page

README = page("README.md")


def goals() -> set[str]:
    """The goals that the Makefile calls its own."""
    declared = re.search(r"^\.PHONY: (.+)$", page("Makefile"), re.MULTILINE)
    assert declared is not None
    return set(declared.group(1).split())


def test_goals_of_make_when_they_exist_then_the_readme_names_each_and_no_other() -> None:
    assert set(re.findall(r"^\| `make (\w+)", README, re.MULTILINE)) == goals()


def test_goals_of_make_when_the_set_up_page_names_them_then_they_exist() -> None:
    named = set(re.findall(r"^\| `make (\w+)", page("docs/guides/set-up.md"), re.MULTILINE))
    assert named <= goals()
    assert len(named) > 5


def test_words_of_make_when_it_takes_them_then_the_set_up_page_shows_each() -> None:
    words = re.findall(r"^([A-Z]+) \?=", page("Makefile"), re.MULTILINE)
    assert len(words) > 2
    guide = page("docs/guides/set-up.md")
    assert [word for word in words if f"{word}=" not in guide] == []


def test_fields_when_counted_then_the_readme_says_how_many() -> None:
    assert re.findall(r"\*\*(\d+) fields\*\*", README) == [str(len(FIELDS))]


def test_the_top_level_when_drawn_then_its_folders_are_there_and_none_is_left_out() -> None:
    drawn = set(re.findall(r"^    (\w+)/ ", README, re.MULTILINE))
    there = {path.name for path in ROOT.iterdir() if path.is_dir()} & {
        "shamay_desktop", "resources", "migrations", "tests", "docs", "tools",
    }  # fmt: skip
    assert drawn == there


def test_the_package_when_drawn_then_its_floors_are_there_and_none_is_left_out() -> None:
    tree = README.partition("    shamay_desktop/ ")[2].partition("    resources/")[0]
    package = ROOT / "shamay_desktop"
    there = {path.stem for path in package.iterdir() if not path.name.startswith("__pyc")}
    named = {word for word in re.findall(r"\w+", tree) if word in there}
    assert named == there - {"__init__", "resource_files"}
