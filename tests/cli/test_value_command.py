"""`value`: the value, approaches, their reconciliation, sensitivity and every chain."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command

FIELDS: dict[str, Any] = {
    "valuation.areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1"},
        {"name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5"},
    ],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "100000",
    "income.market_rent": "15000",
    "income.cap_rate": "4",
    "valuation.approaches": [
        {"approach": "comparison", "use": "main", "reason": "x"},
        {"approach": "income", "use": "supporting", "reason": "x", "value": "4400000"},
    ],
    "sensitivity.of": ["price"],
    "valuation.quick_sale_percent": "85",
}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "example"
    folder.mkdir()
    (folder / "case.json").write_text(json.dumps({"fields": FIELDS}), encoding="utf-8")
    return folder


def test_value_when_asked_then_answers_approaches_and_their_reconciliation(
    command: Command, example: Path
) -> None:
    code, out, _ = command("--json", "value", example)
    answer = json.loads(out)
    assert code == 0
    assert (answer["value"]["final"], answer["value"]["unrounded"]) == ("5700000", "5670000.00")
    told = {each["approach"]: each for each in answer["approaches"]}
    assert told["comparison"]["computed"] == "5670000"
    assert (told["income"]["computed"], told["income"]["value"]) == ("4500000", "4400000")
    assert (told["comparison"]["overridden"], told["income"]["overridden"]) == (False, True)
    assert answer["reconciliation"]["basis"] == "comparison"
    assert answer["reconciliation"]["gap_percent"] == "28.86"
    assert answer["further_values"]["forced_sale"] == "4845000"
    (line,) = answer["sensitivity"]
    assert line["values"]["-10"] == "5103000"


def test_value_when_opened_then_each_chain_goes_down_to_the_fields(
    command: Command, example: Path
) -> None:
    final = json.loads(command("--json", "value", example)[1])["chains"]["final"]
    whole, step = final["parts"]
    assert (final["value"], final["formula"]) == ("5700000", "rounded")
    assert (step["path"], step["value"]) == ("valuation.rounding_step", "100000")
    area, price = whole["parts"][0]["parts"]
    assert (area["value"], price["value"], price["path"]) == (
        "162", "35000", "valuation.adopted_price_per_sqm",
    )  # fmt: skip
    assert [part["value"] for part in area["parts"]] == ["142", "20"]


def test_value_when_said_in_words_then_names_each_approach(command: Command, example: Path) -> None:
    said = command("--lang", "en", "value", example)[1]
    assert "Market approach: ₪5,670,000 (Main)" in said
    assert "Income approach: ₪4,400,000 (Supporting)" in said
