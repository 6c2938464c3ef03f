"""An import beside other writers, on both engines: once, whole, and in nobody's way."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.cancellation import WorkCancelled
from shamay_desktop.domain.market.query import MarketQuery, SavedSearch
from shamay_desktop.storage import staging
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.market import sales
from shamay_desktop.usecases.market.importing import Imported, import_table
from shamay_desktop.usecases.market.previewing import ImportPreview, Pasted, preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.market_ports import Cell, RawTable
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.services import Services
from tests import market_files, market_sales
from tests.database_server import empty_server_database
from tests.usecases.market.conftest import Give
from tests.usecases.market.table_files import TOLD, with_tables

ALL = MarketQuery(limit=10, with_twins=True)
HEADINGS = ("יום מכירה", 'גו"ח', "כתובת", "ישוב", "שטח", "מחיר")


@pytest.fixture(params=["sqlite", "postgresql"])
def office(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    empty_database: Path,
    read_tables: Mapping[str, Sequence[RawTable]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Services]:
    """Services over each engine; few rows wait in memory, so that the others are staged."""
    monkeypatch.setattr(staging, "HELD", 50)
    monkeypatch.setattr(staging, "_BATCH", 20)
    monkeypatch.setattr(sales, "_STEP", 20)
    home = Home(tmp_path / "office").make()
    if request.param == "sqlite":
        shutil.copy(empty_database, home.database)
    on_server = request.param == "postgresql"
    with empty_server_database("import") if on_server else nullcontext() as url:
        built = build_services(Place(home, database_url=url))
        if url is not None:
            built.database.upgrade()
        yield with_tables(built, read_tables)
        built.close()


@pytest.fixture
def member(office: Services) -> Actor:
    """Who works there."""
    return local_actor(office)


def _taken(
    office: Services, member: Actor, file: Path, meanwhile: Callable[[], object]
) -> Imported:
    """Import a file; once, while its rows are read, something else is done."""
    looked = preview(office, member, file)
    waiting = [meanwhile]

    def on_progress(done: int, total: int) -> None:
        if total < done * 2 < 2 * total and waiting:
            waiting.pop()()

    done = import_table(office, member, looked, on_progress)
    assert not waiting
    return done


def _standing(office: Services, member: Actor) -> int:
    with office.database.work(member) as work:
        assert list(office.database.check()) == []
        return work.market.count(ALL)


def test_another_write_when_rows_are_being_read_then_need_not_wait(
    office: Services, member: Actor, give: Give
) -> None:
    def save() -> None:
        with office.database.work(member) as work:
            work.market.save_search(SavedSearch("s", "דומות", MarketQuery()))
            work.commit()

    done = _taken(office, member, give("office.csv"), save)
    assert done.source.counts.rows == len(TOLD)
    with office.database.work(member) as work:
        assert [each.id for each in work.market.saved_searches()] == ["s"]
        stood = done.source.counts.imported + done.source.counts.duplicates
        assert work.market.count(ALL) == stood


def test_a_file_when_two_import_it_at_once_then_stands_once(
    office: Services, member: Actor, give: Give
) -> None:
    other: list[Imported] = []
    file = give("office.csv")
    done = _taken(
        office, member, file,
        lambda: other.append(import_table(office, member, preview(office, member, file))),
    )  # fmt: skip
    assert [done.again, other[0].again] == [True, False]
    assert done.source.id == other[0].source.id
    with office.database.work(member) as work:
        assert [each.id for each in work.market.sources()] == [done.source.id]


def test_a_file_when_two_threads_import_it_at_once_then_stands_once(
    office: Services, member: Actor, give: Give
) -> None:
    looked = preview(office, member, give("office.csv"))
    done: list[Imported] = []

    def take() -> None:
        done.append(import_table(office, member, looked))

    threads = [Thread(target=take) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(each.again for each in done) == [False, True, True]
    with office.database.work(member) as work:
        assert len(work.market.sources()) == 1


def test_a_sale_when_another_import_told_it_meanwhile_then_is_linked_to_it(
    office: Services, member: Actor, tmp_path: Path
) -> None:
    happened = market_sales.sales(70)
    tax, site = tmp_path / "a.xls", tmp_path / "b.json"
    tax.write_bytes(market_files.tax_authority(market_sales.told(happened, flawless=True)))
    site.write_bytes(market_files.govmap(market_sales.told_elsewhere(happened)))
    done = _taken(
        office, member, site,
        lambda: import_table(office, member, preview(office, member, tax)),
    )  # fmt: skip
    assert (done.source.counts.imported, done.source.counts.duplicates) == (0, 70)
    with office.database.work(member) as work:
        assert work.market.count(MarketQuery()) == 70


def test_an_import_when_cancelled_while_it_is_staged_then_leaves_nothing(
    office: Services, member: Actor, give: Give
) -> None:
    looked = preview(office, member, give("office.csv"))
    big = replace(looked, chosen=looked.chosen * 12, table_fits=looked.table_fits * 12)
    seen: list[int] = []

    def on_progress(done: int, total: int) -> None:
        seen.append(done * 10 // total)

    with pytest.raises(WorkCancelled):
        import_table(office, member, big, on_progress, lambda: bool(seen) and seen[-1] >= 7)
    assert _standing(office, member) == 0
    with office.database.work(member) as work:
        assert work.market.sources() == []
    assert not import_table(office, member, looked).again


def test_five_thousand_rows_when_imported_then_are_found_and_undone_whole(
    office: Services, member: Actor
) -> None:
    rows: list[tuple[Cell, ...]] = [
        (f"{1 + n % 28:02d}/{1 + n % 12:02d}/2024", f"{6100 + n // 200}/{1 + n % 200}/1",
         f"הגפן {1 + n % 90}", "חולון", "80", str(1_000_000 + n))
        for n in range(5000)
    ]  # fmt: skip
    done = import_table(office, member, _looked(office, member, rows))
    assert (done.source.counts.rows, done.source.counts.imported) == (5000, 5000)
    with office.database.work(member) as work:
        assert work.market.count(MarketQuery(words="הגפן 17")) == len(
            [n for n in range(5000) if n % 90 == 16]
        )
        assert work.market.count(MarketQuery(gush=frozenset({"6105"}))) == 200
    assert _standing(office, member) == 5000
    undo_import(office, member, done.source.id)
    assert _standing(office, member) == 0


def test_cells_and_headings_when_no_database_holds_them_then_are_imported_without_that(
    office: Services, member: Actor
) -> None:
    """A zero, half a letter, and a word longer than an index of words takes."""
    long = "ﷺ" * 900
    rows: list[tuple[Cell, ...]] = [
        ("01/02/2024", "6100/1/1", "הגפן\x00 1\ud800", "חולון", "80", "1000000"),
        ("01/02/2024", "6100/2/1", long, "חולון", "80", "1000000"),
    ]
    headings = (*HEADINGS[:5], "מחיר")
    looked = _looked(office, member, rows, headings)
    done = import_table(office, member, looked)
    assert done.source.counts.imported == 2
    with office.database.work(member) as work:
        first, second = sorted(work.market.rows(ALL), key=lambda row: row.number)
    assert (first.address, second.helka) == ("הגפן\ufffd 1\ufffd", "2")
    assert second.raw["כתובת"] == long


def _looked(
    office: Services,
    member: Actor,
    rows: Sequence[tuple[Cell, ...]],
    headings: tuple[str, ...] = HEADINGS,
) -> ImportPreview:
    """A preview of a table that was pasted."""
    table = RawTable("pasted", "הודבק", headings, rows)
    text = "\n".join("\t".join(map(str, row)) for row in rows[:3])
    pasted = Pasted(text.encode("utf-8", "replace").decode(), name="הודבק")
    desk = replace(office, tables=_Given(table))
    return preview(desk, member, pasted, None, "DMY")


class _Given:
    """A reader that has read one table."""

    def __init__(self, table: RawTable) -> None:
        self._table = table

    def read(self, *_: object) -> Sequence[RawTable]:
        """Never asked."""
        raise NotImplementedError

    def pasted(self, *_: object) -> Sequence[RawTable]:
        """The table."""
        return [self._table]
