"""The same program on the office's PostgreSQL: a case folder runs to a report there as well."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from shamay_desktop.cli.main import run
from tests.database_server import empty_server_database


@pytest.fixture
def office_url() -> Iterator[str]:
    """An empty database of a PostgreSQL server."""
    with empty_server_database("office") as url:
        yield url


FIELDS = {
    "address.city": "חיפה",
    "valuation.areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "100000",
}


def test_a_case_folder_when_run_on_postgresql_then_value_report_and_list_are_there(
    office_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    description = {"case": {"id": "pg-1"}, "fields": FIELDS}
    (folder / "case.json").write_text(json.dumps(description), encoding="utf-8")
    shared = ["--home", str(tmp_path / "home"), "--database", office_url, "--json"]
    assert run([*shared, "case", "run", str(folder), "--out", str(tmp_path / "out")]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert answer["value"]["final"] == "5700000"
    assert {item["type"] for item in answer["assets"]} == {"PDF", "DOCX"}
    assert run([*shared, "case", "list"]) == 0
    (line,) = json.loads(capsys.readouterr().out)["cases"]
    assert (line["id"], line["value"], line["address"]) == ("pg-1", "5700000", "חיפה")
    assert run([*shared, "db", "check"]) == 0
