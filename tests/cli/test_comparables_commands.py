"""`comparables search | stats`: rows with score and parts, as exact strings."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.market.rows import MarketRow, RowKind
from shamay_desktop.storage.repositories.market_searches import SqlMarketSearches
from shamay_desktop.system.folders import Home
from shamay_desktop.usecases.office.first_run import local_actor
from shamay_desktop.usecases.wizard.opening import create_case
from tests import market_rows
from tests.cli.conftest import Command

ROW = market_rows.full_row("row-a", "s1")


@pytest.fixture
def case(home: Path) -> str:
    """A case in a home with a small market."""
    services = build_services(Place(Home(home).make()))
    services.database.upgrade()
    actor = local_actor(services)
    with services.database.work(actor) as work:
        work.market.add_source(market_rows.source("s1", actor.user_id))
        work.market.add_rows([ROW, *market_rows.rows(60, "s1")])
        work.commit()
    made = create_case(services, actor).valuation.id
    services.close()
    return made


def test_a_search_when_like_a_row_answers_rows_with_score_and_parts(
    command: Command, case: str
) -> None:
    code, out, _ = command("--json", "comparables", "search", "--like", "row-a", "--limit", 3)
    answer = json.loads(out)
    assert code == 0
    assert (len(answer["rows"]), answer["counted_all"], answer["run_id"]) == (3, True, None)
    first = answer["rows"][0]
    assert first["known_percent"] == 100
    assert (first["id"], first["score"], first["price_per_sqm"]) == ("row-a", 100, "30395.15")
    assert first["parts"][0] == {
        "name": "place", "weight": "30", "likeness": "1", "mine": "distance", "theirs": "0",
    }  # fmt: skip
    assert [row["score"] for row in answer["rows"]] == sorted(
        (row["score"] for row in answer["rows"]), reverse=True
    )
    assert "." not in json.dumps([row["score"] for row in answer["rows"]])


def test_a_search_when_bounded_answers_only_what_fits(command: Command, case: str) -> None:
    asked = ("comparables", "search", "--gush", "6631,6632", "--area", "80-83", "--rooms", "3.5",
             "--floor", "3-", "--year", "-1994", "--price", "2500001-2500001",
             "--at", "184120,664310", "--radius", "5", "--city", "גבעת הזית", "האלון")  # fmt: skip
    code, out, _ = command("--json", *asked)
    assert code == 0
    assert [row["id"] for row in json.loads(out)["rows"]] == ["row-a"]
    code, out, _ = command(*asked)
    assert out.split()[:2] == ["2026-03-09", "6631/15/13"]


def test_a_search_when_for_a_case_is_recorded_with_it(command: Command, case: str) -> None:
    code, out, _ = command("--json", "comparables", "search", "--like", case, "--months", "12")
    assert code == 0
    assert json.loads(out)["run_id"] is not None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--radius", "500"), 4),
        (("--at", "184120,664310"), 4),
        (("--like", "none"), 4),
        (("--area", "many"), 2),
        (("--gush", "6631;6632"), 2),
        (("--at", "here"), 2),
        (("--rooms", "-"), 2),
        (("--year", "1990.5-"), 2),
        (("--limit", "-1"), 2),
        (("--area-percent", "20"), 4),
        (("--area-percent", "0"), 2),
        (("--evidence", "hearsay"), 2),
    ],
)
def test_a_search_when_it_makes_no_sense_is_refused(
    command: Command, case: str, words: tuple[str, ...], code: int
) -> None:
    try:
        got = command("comparables", "search", *words)[0]
    except SystemExit as left:
        got = int(str(left.code))
    assert got == code


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--like", "row-a", "--radius", "600"), ["other", "row-a"]),
        (("--like", "row-a", "--radius", "40"), ["row-a"]),
        (("--at", "184500,664310", "--radius", "10"), ["other"]),
        (("--street", "שדרות האלון"), ["row-a"]),
        (("--street", "אלון"), []),
        (("--gush", "6631,6632"), ["other", "row-a"]),
        (("--gush", "663"), []),
        (("--gush", "6631", "--helka", "15"), ["row-a"]),
        (("--gush", "6631", "--helka", "5"), []),
        (("--gush-range", "6632-6640"), ["other"]),
        (("--like", "row-a", "--area-percent", "20"), ["row-a"]),
        (("--like", "row-a", "--area-percent", "25"), ["other", "row-a"]),
        (("--area", "100-"), ["other"]),
        (("--rooms", "4-5"), ["other"]),
        (("--floor=-1..0",), ["other"]),
        (("--floor", "3"), ["row-a"]),
        (("--year", "-2000"), ["row-a"]),
        (("--like", "row-a", "--months", "1"), ["row-a"]),
        (("--like", "row-a", "--months", "24"), ["other", "row-a"]),
        (("--price", "2500001-"), ["other", "row-a"]),
        (("--per-sqm", "30000"), ["other"]),
        (("--city", "גבעת הזית"), ["other", "row-a"]),
        (("--neighborhood", "הירוקה"), ["row-a"]),
        (("--evidence", "asking_price"), ["other"]),
        (("--evidence", "deal", "--evidence", "asking_price"), ["other", "row-a"]),
        (("--asset-kind", "דירת גג"), ["other"]),
        (("--source", "s2"), ["other"]),
        (("--source", "s1"), ["row-a"]),
        (("--rents",), ["rent"]),
        (("האלון", "גבעת"), ["row-a"]),
        (("לון",), []),
    ],
)
def test_a_search_when_bounded_by_one_thing_finds_exactly_what_fits(
    command: Command, few: None, asked: tuple[str, ...], found: list[str]
) -> None:
    code, out, _ = command("--json", "comparables", "search", *asked)
    assert code == 0
    assert sorted(row["id"] for row in json.loads(out)["rows"]) == found


@pytest.fixture
def few(home: Path) -> None:
    """A market of three rows that differ in everything."""
    services = build_services(Place(Home(home).make()))
    services.database.upgrade()
    actor = local_actor(services)
    other = replace(
        ROW, id="other", source_id="s2", gush="6632", street="הגפן", neighborhood="מרכז",
        address="הגפן 3", floor_number=-1, year_built=2011, area=Decimal(100), rooms=Decimal(4),
        price=Decimal(3000000), share_sold=None, date=date(2024, 6, 1), east=Decimal(184500),
        asset_kind="דירת גג", evidence="asking_price",
    )  # fmt: skip
    rent = replace(other, id="rent", kind=RowKind.RENT)
    with services.database.work(actor) as work:
        for source in ("s1", "s2"):
            work.market.add_source(
                replace(market_rows.source(source, actor.user_id), sha256=f"{source:0>64}")
            )
        work.market.add_rows([ROW, other, rent])
        work.commit()
    services.close()


def test_a_search_when_its_record_cannot_be_written_answers_and_says_so(
    command: Command, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_told: object) -> None:
        raise WorldFailed("disk_full")

    monkeypatch.setattr(SqlMarketSearches, "add_run", full)
    code, out, err = command("--json", "comparables", "search", "--like", case)
    answer = json.loads(out)
    assert code == 0
    assert answer["rows"]
    assert (answer["run_id"], answer["unrecorded"]) == (None, "disk_full")
    assert "לא נרשם" in err


def test_stats_when_asked_count_what_stands_of_each_source(command: Command, case: str) -> None:
    code, out, _ = command("--json", "comparables", "stats")
    answer = json.loads(out)
    (source,) = answer["sources"]
    assert (code, answer["rows"], source["import_id"], source["rows"]) == (0, 61, "s1", 61)
    assert source["imported"] + source["quarantined"] == 61
    assert command("comparables", "stats")[1].split()[0] == "61"


def test_stats_when_both_amounts_are_told_answer_their_ratio(
    command: Command, case: str, home: Path
) -> None:
    amounts = [(900, 1000), (1000, 1000), (1100, 1000), (1900, 2000), (2100, 2000)]
    _add(home, [
        replace(ROW, id=f"x{at}", number=900 + at, price=Decimal(declared * 1000), city="שוהם",
                assessed_value=Decimal(assessed * 1000), twin_of=None, share_sold=Fraction(1))
        for at, (declared, assessed) in enumerate(amounts)
    ])  # fmt: skip
    code, out, _ = command("--json", "comparables", "stats", "--city", "שוהם")
    told = json.loads(out)["ratios"]["official"]
    assert (code, told["asked"], told["count"]) == (0, 5, 5)
    assert (told["median"], told["weighted_mean"]) == ("1.0000", "1.0000")
    assert (told["cod"], told["prd"]) == ("6.00", "1.000")
    assert "COD 6.00%" in command("--lang", "en", "comparables", "stats", "--city", "שוהם")[1]


def test_stats_when_nothing_fits_say_that_there_is_too_little(command: Command, case: str) -> None:
    code, out, _ = command("--json", "comparables", "stats", "--city", "אין כזו", "--case", case)
    told = json.loads(out)["ratios"]
    assert code == 0
    assert told["official"]["median"] is None
    assert (told["case_official"]["asked"], told["case_adopted"]["asked"]) == (0, 0)
    words = command("--lang", "en", "comparables", "stats", "--case", case)[1]
    assert "too few data (0 of 0, 2 are needed)" in words


def test_stats_when_the_case_is_unknown_are_refused(command: Command, case: str) -> None:
    assert command("comparables", "stats", "--case", "none")[0] == 4


def _add(home: Path, rows: list[MarketRow]) -> None:
    services = build_services(Place(Home(home).make()))
    with services.database.work(local_actor(services)) as work:
        work.market.add_rows(rows)
        work.commit()
    services.close()
