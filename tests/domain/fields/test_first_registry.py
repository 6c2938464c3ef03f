"""Cases of the first registry (137 fields) still open: no id, column or code has gone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shamay_desktop.domain.case_json import Json, decode_case, encode_values
from shamay_desktop.domain.fields import BY_ID, Field

_FIRST: dict[str, dict[str, Json]] = json.loads(
    Path(__file__).with_name("first_registry.json").read_text(encoding="utf-8")
)
_CONTENTS: dict[str, Json] = {
    "text": "מילים", "long_text": "שורה\nשורה", "identifier": "777", "integer": "7",
    "decimal": "7.5", "date": "2026-10-20", "flag": True, "fraction": "1/2",
}  # fmt: skip


def _wrong(declared: dict[str, Json], member: Field, path: str) -> Iterator[str]:
    if member.kind.value != declared["kind"]:
        yield f"{path}: {member.kind.value}"
    codes = declared.get("codes", [])
    assert isinstance(codes, list)
    yield from (f"{path}: {code}" for code in codes if code not in {c.code for c in member.choices})
    columns = declared.get("columns", {})
    assert isinstance(columns, dict)
    for name, column in columns.items():
        if name not in {each.id for each in member.columns}:
            yield f"{path}/{name}"
        else:
            assert isinstance(column, dict)
            yield from _wrong(column, member.column(name), f"{path}/{name}")


def _content(declared: dict[str, Json]) -> Json:
    codes, columns = declared.get("codes"), declared.get("columns")
    if isinstance(columns, dict):
        cells = {name: _content(each) for name, each in columns.items() if isinstance(each, dict)}
        return [{"id": "r1", **cells}] if declared["kind"] == "list" else dict(cells)
    if isinstance(codes, list):
        return [codes[0]] if declared["kind"] == "choices" else codes[-1]
    return _CONTENTS[str(declared["kind"])]


def test_the_first_registry_when_compared_with_todays_then_all_of_it_is_still_there() -> None:
    assert len(_FIRST) == 137
    assert [name for name in _FIRST if name not in BY_ID] == []
    wrong = [each for name, kept in _FIRST.items() for each in _wrong(kept, BY_ID[name], name)]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(_FIRST))
def test_a_field_of_the_first_registry_when_an_old_case_has_it_then_it_is_read_as_it_was(
    name: str,
) -> None:
    content = _content(_FIRST[name])
    case = decode_case("old", {name: content})
    encoded = encode_values(case.values)[name]
    assert (encoded["value"] if isinstance(encoded, dict) else encoded) == content
