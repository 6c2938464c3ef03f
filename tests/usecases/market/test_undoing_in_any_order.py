"""Imports, edits and undoing in any order: no sale is hidden, and undoing all restores all."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.market.query import MarketQuery, MarketSort
from shamay_desktop.domain.market.rows import MarketRow, MarketSource, RowKind, RowStanding
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.market.exporting import export_rows
from shamay_desktop.usecases.market.importing import import_table
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.market.undoing import undo_import
from shamay_desktop.usecases.market_ports import RawTable
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.ports import Cancelled, Progress

ALL = MarketQuery(limit=1000, with_twins=True, sort=MarketSort.IMPORTED, descending=False)
HEADINGS = ("יום מכירה", 'גו"ח', "שטח", "מחיר", "הערה")
PRICES = ("1000000", "1006000", "1012000", "1500000")
EDITS = (
    ("מחיר עסקה", ""), ("מחיר עסקה", "1006000"), ("מחיר עסקה", "1500000"), ("רחוב", "הגפן"),
    ("רחוב", "הדקל"), ("יום מכירה", "2024-05-05"), ("חלקה", "9"),
)  # fmt: skip
SALE = st.tuples(st.sampled_from(["6100/1/1", "6100/1/2"]), st.sampled_from(PRICES))


class ReadsHere:
    """Reads CSV in this process: what a limited one costs is another test's."""

    def read(
        self,
        path: Path,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Sequence[RawTable]:
        """The table of the file."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            headings, *rows = csv.reader(file)
        return [RawTable("csv", "", tuple(headings), [tuple(row) for row in rows])]

    def pasted(self, text: str, html: str = "") -> Sequence[RawTable]:
        """Nothing is pasted here."""
        raise NotImplementedError(text, html)


@cache
def made_home() -> bytes:
    """The bytes of a fresh home's database."""
    home = Home(Path(mkdtemp(prefix="shamay-undo-"))).make()
    services = build_services(Place(home))
    services.database.upgrade()
    local_actor(services)
    services.close()
    return home.database.read_bytes()


class Market(RuleBasedStateMachine):
    """One office: two imports stand from the beginning, and tell one sale twice."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory(prefix="shamay-undo-")
        self.path = Path(self._folder.name)
        home = Home(self.path / "home").make()
        home.database.write_bytes(made_home())
        built = build_services(Place(home))
        self.built, self.services = built, replace(built, tables=ReadsHere())
        self.actor = local_actor(built)
        self.files = 0
        self.bring([("6100/1/1", "1000000"), ("6100/1/1", "1000000"), ("6100/1/2", "1500000")])
        self.bring([("6100/1/1", "1006000"), ("6100/1/2", "1000000")])
        self.start, self.standing = self.rows(), list[MarketSource]()

    def teardown(self) -> None:
        """Undo all that is left, the oldest first where that may be."""
        try:
            while self.standing:
                before = len(self.standing)
                for source in tuple(self.standing):
                    self.take_back(source)
                assert len(self.standing) < before
            assert self.rows() == self.start
        finally:
            self.built.close()
            self._folder.cleanup()

    @rule(sales=st.lists(SALE, min_size=1, max_size=3))
    def comes(self, sales: list[tuple[str, str]]) -> None:
        """A file of sales is imported."""
        self.standing.append(self.bring(sales))

    @rule(at=st.integers(0, 30), edit=st.sampled_from(EDITS), other=st.sampled_from(EDITS))
    def edit(self, at: int, edit: tuple[str, str], other: tuple[str, str]) -> None:
        """One or two rows are edited in our own table."""
        rows = sorted(self.rows().values(), key=lambda row: row.id)
        chosen = [rows[at % len(rows)], rows[(at + 1) % len(rows)]]
        target = export_rows(self.services, self.actor, chosen, self._file())
        with target.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.reader(file))
        for line, (heading, text) in zip(table[1:], (edit, other), strict=True):
            line[table[0].index(heading)] = text
        done = self._write(target, table)
        if done.id:
            self.standing.append(done)

    @precondition(lambda self: self.standing)
    @rule(at=st.integers(0, 30))
    def undo(self, at: int) -> None:
        """An import or edit is undone, whichever."""
        self.take_back(self.standing[at % len(self.standing)])

    @invariant()
    def every_sale_is_found_once(self) -> None:
        """What is evidence stands for itself or is the twin of what does; what is apart is seen."""
        rows = self.rows()
        for row in rows.values():
            if row.twin_of is None:
                continue
            head = rows.get(row.twin_of)
            assert row.standing is RowStanding.ACTIVE
            assert head is not None
            assert (head.twin_of, head.standing) == (None, RowStanding.ACTIVE)
        with self.services.database.work(self.actor) as work:
            found = work.market.rows(replace(ALL, with_twins=False))
        assert {row.id for row in found} == {
            row.id for row in rows.values()
            if row.twin_of is None and row.standing is RowStanding.ACTIVE
        }  # fmt: skip

    def take_back(self, source: MarketSource) -> None:
        """Undo; what was changed again since stays as it is."""
        before = self.rows()
        try:
            undo_import(self.services, self.actor, source.id)
            self.standing.remove(source)
        except Refused as problem:
            refused = problem.code
            assert (refused, self.rows()) == ("edit_changed_since", before)

    def bring(self, sales: Sequence[tuple[str, str]]) -> MarketSource:
        """Import sales that were made on one day."""
        rows = [("09/03/2025", key, "80", price, f"{self.files}") for key, price in sales]
        return self._write(self._file(), [HEADINGS, *rows])

    def rows(self) -> dict[str, MarketRow]:
        """All that stand, by their ids."""
        with self.services.database.work(self.actor) as work:
            return {
                row.id: row
                for kind in RowKind
                for standing in RowStanding
                for row in work.market.rows(replace(ALL, kind=kind, standing=standing))
            }

    def _file(self) -> Path:
        self.files += 1
        return self.path / f"{self.files}.csv"

    def _write(self, target: Path, table: Sequence[Sequence[str]]) -> MarketSource:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(table)
        looked = preview(self.services, self.actor, target, None, "DMY")
        return import_table(self.services, self.actor, looked).source


TestMarket = Market.TestCase
TestMarket.settings = settings(
    max_examples=10,
    stateful_step_count=10,
    # A story is short as it is; making it shorter costs minutes.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
