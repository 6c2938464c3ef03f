"""The report as JSON and CSV: every fact with its field, and no cell that starts a formula."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.errors import WorldFailed
from shamay_desktop.domain.report_content import ReportContent
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.data import write_csv, write_json
from shamay_desktop.reports.data.comma_separated import harmless
from tests.filled_case import filled_case
from tests.usecases.report.inputs import report_of

CREATED = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(params=[Language.HE, Language.EN])
def content(request: pytest.FixtureRequest) -> ReportContent:
    """A report of a case whose every field is filled."""
    return report_of(filled_case(), language=request.param)


def _json(content: ReportContent, folder: Path) -> dict[str, object]:
    write_json(content, {}, folder / "r.json", created=CREATED)
    document: dict[str, object] = json.loads((folder / "r.json").read_text(encoding="utf-8"))
    return document


def _csv(content: ReportContent, folder: Path) -> list[list[str]]:
    write_csv(content, {}, folder / "r.csv", created=CREATED)
    text = (folder / "r.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_json_when_written_then_every_printed_fact_stands_in_a_line_that_names_its_field(
    content: ReportContent, tmp_path: Path
) -> None:
    document = _json(content, tmp_path)
    lines = document["lines"]
    assert isinstance(lines, list)
    assert {name for line in lines for name in line["fields"]} == content.printed_fields()
    said: dict[str, str] = {}
    for line in lines:
        for name in line["fields"]:
            said[name] = f"{said.get(name, '')}\n{plain(line['text'])}"
    for run in content.runs():
        if run.field is not None:
            assert plain(run.text) in said[run.field]


def test_json_when_written_then_it_says_whose_it_is_and_that_it_is_a_draft(
    content: ReportContent, tmp_path: Path
) -> None:
    document = _json(content, tmp_path)
    assert document["draft"] is True
    assert (document["language"], document["created"]) == (
        content.language.value,
        "2026-11-02T08:00:00+00:00",
    )


def test_csv_when_written_then_it_says_what_the_json_says_and_opens_in_a_spreadsheet(
    content: ReportContent, tmp_path: Path
) -> None:
    lines = _json(content, tmp_path)["lines"]
    assert isinstance(lines, list)
    head, *rows = _csv(content, tmp_path)
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert head == ["place", "label", "text", "fields"]
    assert rows == [
        [harmless(line["place"]), harmless(line["label"]), harmless(line["text"]),
         " ".join(line["fields"])]
        for line in lines
    ]  # fmt: skip
    assert all(row[1] or row[2] for row in rows)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("-5,000.50", "-5,000.50"),
        ("+972", "+972"),
        ("5,700,000 ₪", "5,700,000 ₪"),
    ],
)
def test_a_cell_when_a_spreadsheet_would_compute_it_then_it_is_made_words(
    cell: str, safe: str
) -> None:
    assert harmless(cell) == safe


@given(st.text())
def test_a_cell_when_made_harmless_then_it_starts_no_formula(cell: str) -> None:
    safe = harmless(cell)
    assert safe in (cell, f"'{cell}")
    numeric = set(safe) <= set("+-0123456789,.")
    assert numeric or not safe.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_typed_formula_when_it_is_printed_then_the_file_holds_it_as_words(
    tmp_path: Path,
) -> None:
    content = report_of({"client.name": "=HYPERLINK(1)", "report.date": "2026-11-02"})
    cells = [cell for row in _csv(content, tmp_path) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    assert [cell for cell in cells if "=HYPERLINK(1)" in cell]


@pytest.mark.parametrize("write", [write_json, write_csv])
def test_a_data_file_when_its_folder_is_gone_then_the_world_failed_by_name(
    content: ReportContent, tmp_path: Path, write: object
) -> None:
    assert callable(write)
    with pytest.raises(WorldFailed) as failed:
        write(content, {}, tmp_path / "gone" / "r.csv", created=CREATED)
    assert failed.value.facts["file"] == "r.csv"
