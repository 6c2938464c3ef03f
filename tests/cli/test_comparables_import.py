"""`comparables import | undo | account | export`: the shape that scripts rely on."""

import json
from pathlib import Path

from tests import market_files, market_sales
from tests.cli.conftest import Command

KEYS = ["format", "encoding", "date_order", "rows", "imported", "merged", "duplicates",
        "quarantined", "lost", "warnings", "import_id"]  # fmt: skip
TABLE = 'יום מכירה,גו"ח,שטח,מחיר\n{day},6100/1/1,80,1900000\n01/01/2048,6100/1/3,82,1950000\n'


def test_an_import_when_asked_as_json_then_answers_what_became_of_the_rows(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "a.xls"
    rows = market_sales.told(market_sales.sales(30))
    file.write_bytes(market_files.tax_authority(rows))
    code, out, _ = command("--json", "--lang", "en", "comparables", "import", file)
    answer = json.loads(out)
    assert (code, list(answer)) == (0, KEYS)
    assert (answer["format"], answer["date_order"], answer["rows"]) == (
        "tax_authority_html", "DMY", len(rows),
    )  # fmt: skip
    apart = answer["quarantined"]
    total = answer["imported"] + answer["merged"] + answer["duplicates"] + len(apart)
    assert total == answer["rows"]
    assert {"row": 9, "reason": "The day of sale 2048-01-01 has not come yet"} in apart
    code, out, _ = command("--json", "comparables", "import", file)
    again = json.loads(out)
    assert (again["imported"], again["duplicates"]) == (0, len(rows))
    assert again["import_id"] == answer["import_id"]


def test_a_table_when_exported_and_imported_then_nothing_is_new(
    command: Command, tmp_path: Path
) -> None:
    file, out_file = tmp_path / "a.csv", tmp_path / "out.csv"
    file.write_text(TABLE.format(day="25/04/2025"), encoding="utf-8")
    _, out, _ = command("--json", "comparables", "import", file)
    first = json.loads(out)["import_id"]
    assert command("comparables", "export", out_file)[0] == 0
    _, out, _ = command("--json", "comparables", "import", out_file)
    given_back = json.loads(out)
    assert (given_back["rows"], given_back["imported"], given_back["import_id"]) == (1, 0, None)
    assert command("comparables", "account", first, "--out", tmp_path / "why.csv")[0] == 0
    assert "2048-01-01" in (tmp_path / "why.csv").read_text(encoding="utf-8-sig")
    assert command("comparables", "undo", first)[0] == 0
    assert command("comparables", "undo", first)[0] == 4


def test_a_file_when_its_dates_are_open_then_is_refused_until_their_order_is_said(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE.format(day="03/04/2025"), encoding="utf-8")
    code, out, err = command("--lang", "en", "comparables", "import", file)
    assert (code, out) == (4, "")
    assert "03/04/2025" in err
    code, out, _ = command("--json", "comparables", "import", file, "--date-order", "MDY")
    assert (code, json.loads(out)["date_order"]) == (0, "MDY")


def test_a_file_when_a_column_is_missing_then_it_is_named_in_words(
    command: Command, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("כתובת,שטח,חדרים\nהגפן 1,80,3\nהגפן 2,90,4\n", encoding="utf-8")
    code, _, err = command("--lang", "en", "comparables", "import", file)
    assert code == 4
    assert "Date of sale, Price or Assessed value" in err


def test_a_case_folder_when_run_or_checked_then_its_table_counts_and_is_told(
    command: Command, folder: Path, tmp_path: Path
) -> None:
    rows = market_sales.told(market_sales.sales(8), flawless=True)
    (folder / "comparables.xls").write_bytes(market_files.tax_authority(rows))
    code, out, _ = command("--json", "case", "import", folder)
    answer = json.loads(out)
    assert (code, answer["unread"]) == (0, [])
    assert [list(each) for each in answer["comparables"]] == [KEYS]
    assert answer["comparables"][0]["imported"] == len(rows)
    _, out, _ = command("--json", "case", "show", answer["valuation_id"])
    listed = json.loads(out)["fields"]["comparables"]
    stands = listed["value"] if isinstance(listed, dict) else listed
    told = {str(row.declared) for row in rows}
    assert told <= {str(_bare(each["price"])) for each in stands}
    checked, out, _ = command("--json", "check", folder)
    assert checked in (0, 3)
    (folder / "comparables.xls").write_text("א,ב\nג,ד\n", encoding="utf-8")
    code, _, err = command("check", folder)
    assert code == 4
    assert "comparables.xls" in err


def _bare(told: object) -> object:
    return told["value"] if isinstance(told, dict) else told
