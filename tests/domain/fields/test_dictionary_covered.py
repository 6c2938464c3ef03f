"""Every entry of the data dictionary has its place: a field, a record, a figure or a reason."""

import dataclasses
import importlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from shamay_desktop.domain import case, edits, evidence, records
from shamay_desktop.domain.fields import BY_ID

_MAP = Path(__file__).with_name("dictionary_map.json")
_DICTIONARY = Path(__file__).parents[4] / "shared" / "domain" / "field_dictionary.md"
_WAYS = {"field", "record", "computed", "system", "later"}
_LEAST_REASON = 12
_HOMES = (records, evidence, case, edits)


def entries(page: str) -> Mapping[str, list[str]]:
    """Names of the dictionary's entries by section; the page's text in, its own order out.

    "list[] {a, b}" are the entries "list[].a" and "list[].b"; "a, b" are two entries.
    """
    tables, _, beyond = page.partition("## Beyond it")
    found: dict[str, list[str]] = {}
    section = ""
    for line in tables.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or cells[0] in ("field", "---"):
            continue
        if cells[0].startswith("**"):
            section = cells[0].strip("*")
            continue
        found.setdefault(section, []).extend(dict.fromkeys(_names(cells[0])))
    paragraph = beyond.partition("\n")[2].partition("##")[0]
    found["Beyond it"] = [item.strip(" .\n") for item in re.split(r"[;:]", paragraph)]
    return found


def _names(cell: str) -> Iterator[str]:
    if cell.startswith("for order, permit"):  # a sentence about every field, not a list of names
        yield cell.partition(" (")[0]
        return
    for part in re.findall(r"[^,;{]+(?:\{[^}]*\})?", cell):
        name, _, inside = part.partition("{")
        if not inside:
            yield name.strip()
        for member in re.split(r"[,;]", inside.rstrip("} ")) if inside else ():
            yield f"{name.strip()}.{member.strip()}"


def test_every_entry_of_the_dictionary_when_looked_up_then_it_has_its_place() -> None:
    if not _DICTIONARY.exists():
        pytest.skip("the dictionary is not beside this checkout")
    asked = entries(_DICTIONARY.read_text(encoding="utf-8"))
    given = json.loads(_MAP.read_text(encoding="utf-8"))
    assert {section: set(names) for section, names in given.items()} == {
        section: set(names) for section, names in asked.items()
    }


def test_each_place_when_followed_then_it_exists() -> None:
    wrong = []
    for section, names in json.loads(_MAP.read_text(encoding="utf-8")).items():
        for name, target in names.items():
            if not target or not set(target) <= _WAYS or not all(map(_exists, target.items())):
                wrong.append((section, name, target))
    assert wrong == []


def _exists(target: tuple[str, str | list[str]]) -> bool:
    way, value = target
    if isinstance(value, list):
        return bool(value) and all(_exists((way, each)) for each in value)
    match way:
        case "field":
            return _is_field(value)
        case "record":
            return _is_attribute(value)
        case "computed":
            return _is_computed(value)
        case _:
            return len(value) >= _LEAST_REASON


def _is_field(path: str) -> bool:
    """A field id, or list/column."""
    field_id, _, column = path.partition("/")
    member = BY_ID.get(field_id)
    return member is not None and (not column or column in {each.id for each in member.columns})


def _is_attribute(path: str) -> bool:
    """Class.attribute of the records or the evidence."""
    name, _, attribute = path.partition(".")
    record = next((vars(home)[name] for home in _HOMES if name in vars(home)), None)
    if record is None or not dataclasses.is_dataclass(record):
        return False
    return attribute in {each.name for each in dataclasses.fields(record)}


def _is_computed(path: str) -> bool:
    """module:name, below the domain or the use cases; name may be Class.attribute."""
    module, _, name = path.partition(":")
    found: object = importlib.import_module(f"shamay_desktop.{module}")
    for part in name.split("."):
        annotations = getattr(found, "__annotations__", {})
        found = getattr(found, part, annotations.get(part))
    return found is not None


def test_an_entry_when_it_names_several_then_each_is_one() -> None:
    page = "| **Part** | | |\n| a[] {x, y}, b | c | d |\n## Beyond it: more\n\none; two: three.\n"
    assert entries(page) == {
        "Part": ["a[].x", "a[].y", "b"],
        "Beyond it": ["one", "two", "three"],
    }
