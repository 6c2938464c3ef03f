"""`comparables search | stats`: rows with score and parts, as exact strings."""

import json
from pathlib import Path

import pytest

from shamay_desktop.bootstrap import Place, build_services
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


def test_stats_when_asked_count_what_stands_of_each_source(command: Command, case: str) -> None:
    code, out, _ = command("--json", "comparables", "stats")
    answer = json.loads(out)
    (source,) = answer["sources"]
    assert (code, answer["rows"], source["import_id"], source["rows"]) == (0, 61, "s1", 61)
    assert source["imported"] + source["quarantined"] == 61
    assert command("comparables", "stats")[1].split()[0] == "61"
