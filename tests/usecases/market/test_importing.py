"""Importing: every format gives the same sales; once, whole, and to be undone."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor, Role
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.errors import NotAllowed, Refused
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, RowStanding, SourceKind
from shamay_desktop.usecases.market.accounting import account
from shamay_desktop.usecases.market.importing import Imported, import_table
from shamay_desktop.usecases.market.previewing import Pasted, preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.services import Services
from tests import market_files, market_sales
from tests.market_sales import Told
from tests.usecases.market.conftest import Give
from tests.usecases.market.table_files import TOLD

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "govmap"
ALL = MarketQuery(limit=1000, with_twins=True, sort=MarketSort.IMPORTED, descending=False)
SHARES_TOLD = {"tax_authority.xls", "extension.xlsx", "extension.xls", "new_nadlan.json",
               "english.csv"}  # fmt: skip
ASSESSED_ONLY = {"extension.xlsx", "extension.xls"}
WORDS_LOST = {"destroyed.csv"}


def take(services: Services, actor: Actor, source: Path | Pasted, **asked: str) -> Imported:
    """Preview and import."""
    looked = preview(services, actor, source, None, asked.get("date_order"))
    return import_table(services, actor, looked)


def rows_of(services: Services, actor: Actor, standing: RowStanding) -> list[MarketRow]:
    """All sales of a standing."""
    with services.database.work(actor) as work:
        return list(work.market.rows(replace(ALL, standing=standing)))


def sound() -> dict[tuple[str, str, str, date], Told]:
    """Sales told in one row and rightly, by parcel and day."""
    return {
        (str(row.sale.gush), str(row.sale.helka), str(row.sale.tat), row.day): row
        for row in TOLD
        if row.trouble == ""
    }


@pytest.mark.parametrize("name", market_files.FILES)
def test_a_file_when_imported_then_every_sale_stands_as_it_happened(
    desk: Services, actor: Actor, give: Give, name: str
) -> None:
    done = take(desk, actor, give(name))
    counts = done.source.counts
    rows = rows_of(desk, actor, RowStanding.ACTIVE)
    found = {(row.gush, row.helka, row.tat_helka, row.date): row for row in rows}
    assert sound().keys() <= found.keys()
    for key, told in sound().items():
        row = found[key]
        price = told.assessed if name in ASSESSED_ONLY else told.declared
        assert (row.price, row.area, row.parts) == (Decimal(price), Decimal(told.area), 1)
        if name not in WORDS_LOST | {"english.csv"} and row.floor:
            assert row.floor_number == told.sale.floor_number
    assert counts.rows == counts.imported + counts.merged + counts.duplicates + counts.quarantined
    blank = 2 if name == "office.xlsx" else 0  # the sums below its two tables
    assert counts.rows == len(TOLD) + blank
    assert not done.again


@pytest.mark.parametrize("name", sorted(SHARES_TOLD))
def test_parts_when_their_shares_are_told_then_are_one_sale_of_the_whole(
    desk: Services, actor: Actor, give: Give, name: str
) -> None:
    done = take(desk, actor, give(name))
    in_parts = [row for row in TOLD if row.trouble == "part"]
    wholes = [row for row in rows_of(desk, actor, RowStanding.ACTIVE) if row.parts > 1]
    amount = "assessed" if name in ASSESSED_ONLY else "declared"
    assert in_parts
    assert done.source.counts.merged == len(in_parts) - len(wholes)
    assert sum(row.price or 0 for row in wholes) == sum(getattr(row, amount) for row in in_parts)
    assert {row.share_sold for row in wholes} == {Fraction(1)}


@pytest.mark.parametrize("name", market_files.FILES)
def test_impossible_rows_when_imported_then_are_set_apart_with_their_reason(
    desk: Services, actor: Actor, give: Give, name: str
) -> None:
    done = take(desk, actor, give(name))
    apart = rows_of(desk, actor, RowStanding.QUARANTINED)
    codes = Counter(reason.code for row in apart for reason in row.reasons)
    troubles = Counter(row.trouble for row in TOLD)
    assert codes["date_in_future"] == troubles["far_future"] > 0
    assert codes["price_missing"] + codes["price_zero"] == troubles["no_price"]
    assert {row.id for row in done.refused} == {row.id for row in apart}
    assert len(account(desk, actor, done.source.id)) >= len(apart)


def test_a_file_when_imported_again_then_nothing_is_doubled_and_it_is_said(
    desk: Services, actor: Actor, give: Give
) -> None:
    first = take(desk, actor, give("office.csv"))
    before = rows_of(desk, actor, RowStanding.ACTIVE)
    again = take(desk, actor, give("office.csv"))
    assert (again.again, again.source.id) == (True, first.source.id)
    assert (again.source.counts.imported, again.source.counts.duplicates) == (0, len(TOLD))
    assert rows_of(desk, actor, RowStanding.ACTIVE) == before
    looked = preview(desk, actor, give("office.csv"))
    assert [reason.code for reason in looked.warnings] == ["already_imported"]


def test_a_file_when_read_another_way_then_the_standing_import_goes_first(
    desk: Services, actor: Actor, give: Give
) -> None:
    first = take(desk, actor, give("office.csv"))
    other = preview(desk, actor, give("office.csv"), None, "MDY")
    with pytest.raises(Refused, match="import_stands"):
        import_table(desk, actor, other)
    undo_import(desk, actor, first.source.id)
    assert not import_table(desk, actor, other).again


def test_a_sale_when_another_source_tells_it_too_then_is_linked_and_not_counted_twice(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    happened = market_sales.sales(40)
    tax, site = tmp_path / "a.xls", tmp_path / "b.json"
    tax.write_bytes(market_files.tax_authority(market_sales.told(happened, flawless=True)))
    site.write_bytes(market_files.govmap(market_sales.told_elsewhere(happened)))
    take(services, actor, tax)
    done = take(services, actor, site)
    assert (done.source.counts.imported, done.source.counts.duplicates) == (0, 40)
    rows = rows_of(services, actor, RowStanding.ACTIVE)
    heads = {row.id for row in rows if row.twin_of is None}
    assert {row.twin_of for row in rows if row.twin_of} == heads
    with services.database.work(actor) as work:
        assert work.market.count(MarketQuery()) == 40
    codes = {reason.code for reason in done.source.warnings}
    assert codes == {"share_unmarked", "areas_differ", "one_amount"}


@pytest.mark.parametrize("unnamed_first", [False, True])
def test_a_sale_when_one_source_does_not_name_its_sub_parcel_then_is_linked_all_the_same(
    services: Services, actor: Actor, tmp_path: Path, unnamed_first: bool
) -> None:
    head = "תאריך עסקה,גוש,חלקה,תת חלקה,שטח,חדרים,קומה,מחיר"
    named, unnamed = tmp_path / "named.csv", tmp_path / "unnamed.csv"
    named.write_text(f"{head}\n21/03/2025,6100,7,3,80,3,2,2000000\n"
                     "21/03/2025,6100,7,4,80,4,2,2000000\n", encoding="utf-8-sig")  # fmt: skip
    unnamed.write_text(f"{head}\n21/03/2025,6100,7,,80,3,2,2005000\n"
                       "21/03/2025,6100,7,,95,3,2,2005000\n", encoding="utf-8-sig")  # fmt: skip
    for file in (unnamed, named) if unnamed_first else (named, unnamed):
        done = take(services, actor, file)
    assert (done.source.counts.imported, done.source.counts.duplicates) == (1, 1)
    rows = rows_of(services, actor, RowStanding.ACTIVE)
    (twin,) = [row for row in rows if row.twin_of is not None]
    assert {(row.area, row.rooms) for row in rows if row.id in (twin.id, twin.twin_of)} == {
        (Decimal(80), Decimal(3))
    }


def test_a_destroyed_file_when_imported_then_numbers_stand_and_no_word_is_made_up(
    desk: Services, actor: Actor, give: Give
) -> None:
    done = take(desk, actor, give("destroyed.csv"))
    assert (done.source.lost, done.source.date_order) == (("hebrew",), "MDY")
    rows = rows_of(desk, actor, RowStanding.ACTIVE)
    assert rows
    assert {(row.city, row.street, row.address, row.floor) for row in rows} == {("", "", "", "")}
    assert not [row for row in rows if "?" in f"{row.asset_kind}{row.neighborhood}{row.other}"]


def test_dates_when_they_could_be_read_two_ways_then_are_asked_for_or_left_out(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text('יום מכירה,גו"ח,שטח,מחיר\n03/04/2025,6100/1/1,80,900000\n'
                    "07/07/2025,6100/1/2,80,900000\n", encoding="utf-8")  # fmt: skip
    looked = preview(services, actor, file)
    assert (looked.must_ask, looked.order.example) == (True, "03/04/2025")
    with pytest.raises(Refused, match="date_order_needed"):
        import_table(services, actor, looked)
    said = preview(services, actor, file, None, "MDY", before=looked)
    assert said.rows[0].date == date(2025, 3, 4)
    left = preview(services, actor, file, None, "unsure", before=looked)
    assert [row.date for row in left.rows] == [None, date(2025, 7, 7)]
    import_table(services, actor, left)
    assert len(rows_of(services, actor, RowStanding.ACTIVE)) == 2


def test_a_table_when_a_needed_column_is_missing_then_is_refused_naming_it(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("כתובת,שטח,חדרים\nהגפן 1,80,3\nהגפן 2,90,4\n", encoding="utf-8")
    looked = preview(services, actor, file)
    assert looked.missing
    with pytest.raises(Refused) as refused:
        import_table(services, actor, looked)
    assert refused.value.code == "mapping_incomplete"


def test_a_pasted_table_when_imported_then_is_a_source_of_its_own_kind(
    services: Services, actor: Actor
) -> None:
    rows = market_sales.told(market_sales.sales(6), flawless=True)
    html = market_files.copied_html(rows)
    done = take(services, actor, Pasted(market_files.copied_text(rows), html, "הודבק"))
    assert (done.source.kind, done.source.name, done.source.counts.imported) == (
        SourceKind.PASTED, "הודבק", 6,
    )  # fmt: skip
    assert services.store.path(str(done.source.sha256)).read_text() == html.strip()


def test_a_past_report_when_imported_then_its_comparables_are_evidence_of_a_report(
    desk: Services, actor: Actor, give: Give
) -> None:
    done = take(desk, actor, give("report.docx"))
    assert (done.source.kind, done.source.format) == (SourceKind.REPORT, "docx")


def test_an_import_when_cancelled_midway_then_leaves_nothing(
    desk: Services, actor: Actor, give: Give
) -> None:
    looked = preview(desk, actor, give("office.csv"))
    asked = iter([False, False])
    big = replace(looked, chosen=looked.chosen * 12, table_fits=looked.table_fits * 12)
    with pytest.raises(WorkCancelled):
        import_table(desk, actor, big, None, lambda: next(asked, True))
    with desk.database.work(actor) as work:
        assert work.market.sources() == []
        assert work.market.count(ALL) == 0


def test_an_import_when_it_goes_on_then_tells_its_progress_to_the_end(
    desk: Services, actor: Actor, give: Give
) -> None:
    looked = preview(desk, actor, give("office.csv"))
    steps: list[tuple[int, int]] = []
    import_table(desk, actor, looked, lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1] == (2 * len(TOLD), 2 * len(TOLD))


def test_a_file_when_changed_since_the_preview_then_is_refused(
    desk: Services, actor: Actor, give: Give
) -> None:
    file = give("office.csv")
    looked = preview(desk, actor, file)
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(Refused, match="file_changed"):
        import_table(desk, actor, looked)


def test_a_viewer_when_importing_then_is_not_allowed(
    desk: Services, actor: Actor, give: Give
) -> None:
    viewer = replace(actor, role=Role.CLIENT_VIEWER)
    with pytest.raises(NotAllowed):
        preview(desk, viewer, give("office.csv"))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside this checkout")
@pytest.mark.parametrize("name", ["street_deals.json", "neighborhood_deals.json"])
def test_real_deals_when_imported_then_have_keys_floors_and_places_in_israel(
    services: Services, actor: Actor, name: str
) -> None:
    done = take(services, actor, SAMPLES / name)
    counts = done.source.counts
    assert (done.source.format, counts.rows, counts.imported, counts.quarantined) == (
        "govmap_json", 10, 10, 0,
    )  # fmt: skip
    rows = rows_of(services, actor, RowStanding.ACTIVE)
    assert {row.city for row in rows} == {"חולון"}
    for row in rows:
        assert row.gush.startswith("71")
        assert row.helka
        assert row.tat_helka
        assert row.east is not None
        assert row.north is not None
        assert 177_000 < row.east < 180_000
        assert 657_000 < row.north < 660_000
    by_price = {row.price: row for row in rows}
    if name == "street_deals.json":
        first = by_price[Decimal(200_000)]
        assert (first.floor_number, first.house_number, first.area) == (0, "32", Decimal(20))
    else:  # two sales of one sub-parcel on one day, with other areas: neither is dropped
        alike = [row for row in rows if row.tat_helka == "2" and row.helka == "23"]
        assert {row.price for row in alike} == {Decimal(2_057_000), Decimal(2_207_000)}
        assert all("same_parcel_and_day" in {r.code for r in row.reasons} for row in alike)
