"""A case folder's `comparables.*`: in the market database and in the case's list."""

from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.errors import RefusedMany
from shamay_desktop.domain.market.query import MarketQuery
from shamay_desktop.usecases.cases.importing import import_case
from shamay_desktop.usecases.cases.working import case_now
from shamay_desktop.usecases.services import Services

TABLE = """יום מכירה,גו"ח,שטח,מחיר,כתובת
25/04/2025,6100/1/1,80,1900000,הגפן 3
26/04/2025,6100/1/2,82,1950000,הגפן 5
01/01/2048,6100/1/3,82,1950000,הגפן 7
"""
CASE = '{"case": {"id": "folder-case", "format": 1}, "fields": {"address.city": "רמת גן"}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a case and a table."""
    root = tmp_path / "folder"
    root.mkdir()
    (root / "case.json").write_text(CASE, encoding="utf-8")
    (root / "comparables.csv").write_text(TABLE, encoding="utf-8")
    return root


def case_of(services: Services, actor: Actor) -> Case:
    """The case as it stands."""
    return case_now(services, actor, "folder-case")[0].case


def test_a_folder_when_it_has_comparables_then_case_and_market_have_them(
    services: Services, actor: Actor, folder: Path
) -> None:
    done = import_case(services, actor, folder)
    rows = case_of(services, actor).rows("comparables")
    assert (done.unread, len(rows)) == ((), 2)
    assert [row.content("price") for row in rows] == ["1900000", "1950000"]
    source = rows[0].cells["price"].provenance
    assert source is not None
    assert (source.text, source.note) == ("1900000", "comparables.csv #1")
    (table,) = done.tables
    assert source.document == table.source.sha256
    assert (table.source.valuation_id, table.source.counts.quarantined) == ("folder-case", 1)
    with services.database.work(actor) as work:
        assert work.market.count(MarketQuery()) == 2
        assert table.source.sha256 in set(work.evidence.hashes())


def test_a_folder_when_imported_again_then_nothing_is_doubled(
    services: Services, actor: Actor, folder: Path
) -> None:
    import_case(services, actor, folder)
    before = case_of(services, actor)
    done = import_case(services, actor, folder)
    assert [table.again for table in done.tables] == [True]
    assert case_of(services, actor).values == before.values
    with services.database.work(actor) as work:
        assert work.market.count(MarketQuery()) == 2


def test_a_folder_when_its_dates_could_be_read_two_ways_then_they_are_left_out(
    services: Services, actor: Actor, folder: Path
) -> None:
    (folder / "comparables.csv").write_text(
        'יום מכירה,גו"ח,שטח,מחיר\n03/04/2025,6100/1/1,80,1900000\n', encoding="utf-8"
    )
    done = import_case(services, actor, folder)
    (row,) = case_of(services, actor).rows("comparables")
    assert (row.content("date"), row.content("price")) == (None, "1900000")
    assert done.tables[0].source.date_order == ""


def test_a_folder_when_its_table_cannot_be_read_then_nothing_is_imported_and_it_is_named(
    services: Services, actor: Actor, folder: Path
) -> None:
    (folder / "comparables.csv").write_text("א,ב\nג,ד\n", encoding="utf-8")
    with pytest.raises(RefusedMany) as refused:
        import_case(services, actor, folder)
    assert [problem.facts["file"] for problem in refused.value.problems] == ["comparables.csv"]
    with services.database.work(actor) as work:
        assert work.valuations.get("folder-case") is None
        assert work.market.sources() == []
