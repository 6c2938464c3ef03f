"""Real answers of GovMap, where they are at hand."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from shamay_desktop.gis.coordinates import NamedTransforms
from shamay_desktop.usecases.market_ports import RawTable

GOVMAP = Path(__file__).resolve().parents[4] / "shared" / "data" / "govmap"
Read = Callable[..., Sequence[RawTable]]


@pytest.mark.skipif(not GOVMAP.is_dir(), reason="the samples are not at hand")
@pytest.mark.parametrize("name", ["street_deals.json", "neighborhood_deals.json"])
def test_real_deals_are_read_with_their_amounts_and_places(read: Read, name: str) -> None:
    (table,) = read((GOVMAP / name).read_bytes())
    assert table.format == "govmap_json"
    assert table.lost == frozenset()
    rows = [dict(zip(table.headings, row, strict=True)) for row in table.rows]
    assert len(rows) == 10
    assert {row["settlement_name_heb"] for row in rows} == {"חולון"}
    assert all(isinstance(row["deal_amount"], Decimal) for row in rows)
    transforms = NamedTransforms()
    for row in rows:
        place = transforms.centre(str(row["shape"]))
        assert place is not None
        assert 178_000 < place[0] < 180_000
        assert 658_000 < place[1] < 660_000
