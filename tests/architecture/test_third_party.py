"""What is shipped from others is named, with its licence, and each dependency has its reason."""

import re
import tomllib
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT


def direct() -> list[Requirement]:
    """What the program itself asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(each) for each in project["dependencies"]]


def shipped() -> set[str]:
    """Every distribution that the program brings with it here, by walking the installed ones."""
    found: set[tuple[str, str]] = set()
    waiting = direct()
    while waiting:
        asked = waiting.pop()
        for extra in ("", *asked.extras):
            if (asked.name, extra) not in found:
                found.add((asked.name, extra))
                needs = (Requirement(each) for each in metadata.requires(asked.name) or ())
                waiting += [
                    need
                    for need in needs
                    if need.marker is None or need.marker.evaluate({"extra": extra})
                ]
    return {canonicalize_name(name) for name, _ in found}


def rows(page: str, heading: str) -> dict[str, str]:
    """The first table under a heading: its first column, and the rest of the row."""
    text = (ROOT / page).read_text(encoding="utf-8").partition(f"\n{heading}\n")[2]
    table = text.partition("\n## ")[0]
    found = re.findall(r"^\| ([^|]+?) \| (.+) \|$", table, flags=re.MULTILINE)
    return {canonicalize_name(name.partition("[")[0]): rest for name, rest in found[1:]}


def licence(name: str) -> str:
    """What the installed package says of its own licence."""
    about = metadata.metadata(name)
    words = [about[key] for key in ("License-Expression", "License") if key in about]
    words += [each for each in about.get_all("Classifier") or () if each.startswith("License")]
    return " ".join(words)


def test_third_party_page_when_compared_with_what_is_shipped_then_names_each() -> None:
    # packages of other Python versions may stand there too, so none is asked to be installed here
    assert shipped() - rows("THIRD_PARTY.md", "## Python packages").keys() == set()


def test_copyleft_when_a_shipped_package_is_under_it_then_the_page_says_so() -> None:
    page = rows("THIRD_PARTY.md", "## Python packages")
    silent = [
        name
        for name in shipped()
        for family in re.findall(r"GPL|MPL|Affero", licence(name))
        if family not in page.get(name, "")
    ]
    assert silent == []


def test_dependencies_when_listed_in_the_project_then_each_has_its_reason() -> None:
    reasons = rows("docs/decisions/0002-dependencies.md", "## Shipped")
    assert {canonicalize_name(each.name) for each in direct()} == set(reasons)
