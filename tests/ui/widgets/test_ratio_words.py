"""The ratio statistics under the comparables' statistics."""

from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.widgets.ratio_words import ratio_words

ROWS: list[Json] = [
    {"id": "a", "price": "2000000", "area": "100", "assessed_value": "2000000"},
    {"id": "b", "price": "2500000", "area": "100", "assessed_value": "2400000"},
    {"id": "c", "price": "1600000", "area": "100"},
]


def words(rows: list[Json], adopted: str | None = "20000") -> str:
    raw: dict[str, Json] = {"comparables": rows}
    if adopted is not None:
        raw["valuation.adopted_price_per_sqm"] = adopted
    return strip_marks(ratio_words(decode_case("c", raw), load_texts(Language.EN)))


def test_ratios_when_there_are_pairs_then_are_told_with_their_number() -> None:
    adopted, official = words(ROWS).split("\n")
    assert adopted.startswith("The adopted price against the adjusted ones: median of the ratios 1")
    assert "(3), COD 15%, PRD 1.03, PRB −1.39 (95% interval: −3.1 to 0.31)" in adopted
    assert "(2), COD 2%" in official
    assert official.endswith("PRB cannot be told")


def test_ratios_when_there_are_too_few_pairs_then_it_is_said() -> None:
    assert words(ROWS[2:]) == (
        "The adopted price against the adjusted ones: too few data (1, 2 are needed)"
    )


def test_ratios_when_there_is_nothing_to_compare_then_there_are_no_words() -> None:
    assert words(ROWS[2:], None) == ""
    assert words([]) == ""
