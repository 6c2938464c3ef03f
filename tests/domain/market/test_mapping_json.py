"""Mappings that an office writes: what is wrong in them is named."""

import pytest

from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.mapping import CellType
from shamay_desktop.domain.market.mapping_json import mapping_of
from shamay_desktop.domain.market.rows import RowKind, SourceKind

PLAIN = {"id": "ours", "columns": [{"target": "price", "aliases": ["סכום"]}]}


def test_a_mapping_when_little_is_said_then_the_rest_is_as_usual() -> None:
    read = mapping_of(PLAIN)
    assert (read.kind, read.source_kind, read.evidence) == (RowKind.SALE, SourceKind.FILE, "deal")
    assert read.columns[0].type is CellType.AMOUNT


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"id": ""}, "id"),
        ({"columns": []}, "columns"),
        ({"columns": [{"target": "seller"}]}, "target seller"),
        ({"columns": [{"target": "price", "type": "money"}]}, "type money"),
        ({"columns": [{"target": "price", "aliases": "סכום"}]}, "aliases"),
        ({"kind": "gift"}, "kind"),
        ({"date_order": "YDM"}, "date_order"),
        ({"stands_in": {"nothing": ["area"]}}, "stands_in"),
        ({"needed": [7]}, "needed"),
    ],
)
def test_a_mapping_when_a_part_is_wrong_then_is_refused_naming_it(
    change: dict[str, object], problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        mapping_of({**PLAIN, **change})
    assert (refused.value.code, refused.value.facts["problem"]) == ("mapping_wrong", problem)


def test_a_mapping_when_it_is_no_object_then_is_refused() -> None:
    with pytest.raises(Refused):
        mapping_of(["price"])
