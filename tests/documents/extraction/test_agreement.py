"""What confirms a number that was recognised, and what never does."""

from fractions import Fraction

import pytest

from shamay_desktop.documents.extraction import agreement
from shamay_desktop.documents.extraction.agreement import Agreement
from shamay_desktop.domain.reading.page_text import Word
from shamay_desktop.domain.reading.paper_reading import Doubt, Found

BOX = ("1", "2", "3", "4")


def _values(
    contents: dict[str, str],
    *,
    scanned: bool = True,
    confidence: str = "0.99",
    apart: dict[str, str] | None = None,
) -> Agreement:
    found = {path: Found(path, text, 1, BOX, text, confidence) for path, text in contents.items()}
    words = {
        path: (Word(text, (1, 2, 3, 4), 0.99, (apart or {}).get(path, "")),)
        for path, text in contents.items()
    }
    return Agreement(found, words, frozenset({1} if scanned else ()))


def _settled(values: Agreement) -> dict[str, tuple[Doubt | None, str | None]]:
    return {found.path: (found.doubt, found.agrees_with) for found in values.settled()}


def test_a_recognised_number_waits_for_a_person_when_nothing_agrees() -> None:
    assert _settled(_values({"area": "97.6"}))["area"] == (Doubt.NUMBER_FROM_SCAN, None)


def test_confidence_lets_no_number_pass_when_it_is_full() -> None:
    values = _values({"amount": "5850000"}, confidence="1.00")
    assert _settled(values)["amount"] == (Doubt.NUMBER_FROM_SCAN, None)


def test_reading_alike_twice_lets_no_number_pass_when_nothing_else_agrees() -> None:
    values = _values({"area": "97.6"}, apart={"area": "97.6"})
    assert _settled(values)["area"][0] is Doubt.NUMBER_FROM_SCAN


def test_a_number_is_doubted_as_read_twice_when_its_figures_differ_apart() -> None:
    values = _values({"area": "97.6"}, apart={"area": "91.6"})
    assert _settled(values)["area"][0] is Doubt.READ_TWICE


def test_another_place_confirms_no_number_when_its_figures_differ_apart() -> None:
    values = _values({"gush": "9905", "helka": "30"}, apart={"gush": "9906", "helka": "30"})
    agreement.several_places(values, "gush", ["9905"])
    agreement.several_places(values, "helka", ["30"])
    assert _settled(values) == {
        "gush": (Doubt.READ_TWICE, None),
        "helka": (None, agreement.SEVERAL_PLACES),
    }


def test_a_number_of_a_text_needs_nothing_when_nothing_speaks_against_it() -> None:
    assert _settled(_values({"area": "97.6"}, scanned=False))["area"] == (None, None)


@pytest.mark.parametrize(("confidence", "doubt"), [("0.97", Doubt.UNSURE_WORDS), ("0.98", None)])
def test_words_are_doubted_when_the_engine_is_unsure(confidence: str, doubt: Doubt | None) -> None:
    values = _values({"name": "דירה"}, confidence=confidence)
    assert _settled(values)["name"] == (doubt, None)


def test_letters_are_gated_as_numbers_when_they_count() -> None:
    values = _values({"mark": "כט"})
    values.numerals = frozenset({"mark"})
    assert _settled(values)["mark"][0] is Doubt.NUMBER_FROM_SCAN


def test_a_check_digit_confirms_when_it_is_right() -> None:
    values = _values({"right": "123456782", "wrong": "123456783"})
    assert agreement.check_digit(values, "right")
    assert not agreement.check_digit(values, "wrong")
    assert _settled(values) == {
        "right": (None, agreement.CHECK_DIGIT),
        "wrong": (Doubt.CHECK_DIGIT, None),
    }


def test_shares_confirm_one_another_when_they_make_the_whole() -> None:
    values = _values({"a": "1/3", "b": "2/3"})
    assert agreement.shares_sum(values, ["a", "b"])
    assert set(_settled(values).values()) == {(None, agreement.SHARES_SUM)}


def test_shares_are_all_doubted_when_they_do_not_make_the_whole() -> None:
    values = _values({"a": "1/3", "b": "1/3"})
    assert not agreement.shares_sum(values, ["a", "b"])
    assert set(_settled(values).values()) == {(Doubt.SHARES, None)}
    assert agreement.shares_sum(_values({"a": "1/3"}), ["a"], Fraction(1, 3))


def test_a_share_and_an_area_agree_when_the_numerator_is_the_rounded_area() -> None:
    values = _values({"share": "116/5975", "area": "115.9"}, apart={"area": "115.90"})
    values.words = {**values.words, "area": (Word("115.90", (1, 2, 3, 4), 0.9, "115.90"),)}
    assert agreement.share_and_area(values, "share", "area", believed=True)
    assert set(_settled(values).values()) == {(None, agreement.SHARE_AND_AREA)}


def test_what_is_behind_the_point_waits_when_only_the_share_agrees() -> None:
    values = _values({"share": "116/5975", "area": "115.9"})
    assert agreement.share_and_area(values, "share", "area", believed=True)
    settled = _settled(values)
    assert settled["share"] == (None, agreement.SHARE_AND_AREA)
    assert settled["area"] == (Doubt.NUMBER_FROM_SCAN, None)


def test_the_share_waits_when_its_denominator_is_not_believed() -> None:
    values = _values({"share": "116/975", "area": "116"})
    assert agreement.share_and_area(values, "share", "area", believed=False)
    assert _settled(values)["share"][0] is Doubt.NUMBER_FROM_SCAN


@pytest.mark.parametrize(("scanned", "doubt"), [(True, Doubt.SHARE_OFF_AREA), (False, None)])
def test_a_share_off_its_area_is_doubted_when_it_was_recognised(
    scanned: bool, doubt: Doubt | None
) -> None:
    values = _values({"share": "118/5975", "area": "115.9"}, scanned=scanned)
    assert not agreement.share_and_area(values, "share", "area", believed=True)
    assert {each[0] for each in _settled(values).values()} == {doubt}


def _shares(*shares: str) -> tuple[Agreement, list[str]]:
    contents = {f"s{at}": share for at, share in enumerate(shares)}
    return _values(contents), list(contents)


def test_a_denominator_is_believed_when_the_numerators_of_the_house_make_it_up() -> None:
    values, paths = _shares("100/330", "110/330", "120/330")
    assert agreement.shared_denominator(values, paths, 3) == 330


def test_a_denominator_is_not_believed_when_every_row_lost_the_same_figure() -> None:
    values, paths = _shares("100/168", "110/168", "120/168")
    assert agreement.shared_denominator(values, paths, 15) is None


def test_a_denominator_is_not_believed_when_nobody_knows_how_many_units_there_are() -> None:
    values, paths = _shares("100/330", "110/330", "120/330")
    assert agreement.shared_denominator(values, paths, None) is None


def test_the_one_other_denominator_is_doubted_when_ten_have_another() -> None:
    values, paths = _shares(*["100/1100"] * 10, "100/110")
    assert agreement.shared_denominator(values, paths, 11) == 1100
    assert _settled(values)["s10"][0] is Doubt.SHARES


def test_a_total_and_its_parts_agree_when_they_add_up() -> None:
    values = _values({"total": "55", "a": "26", "b": "29"})
    assert agreement.total(values, "total", ["a", "b"])
    assert {by for _, by in _settled(values).values()} == {agreement.SUM}


@pytest.mark.parametrize("parts", [["a"], ["a", "b"], ["a", "missing"]])
def test_a_total_confirms_nothing_when_its_parts_do_not_add_up(parts: list[str]) -> None:
    values = _values({"total": "56", "a": "26", "b": "29"})
    assert not agreement.total(values, "total", parts)
    assert {by for _, by in _settled(values).values()} == {None}


def test_a_count_is_confirmed_when_there_are_as_many_rows() -> None:
    values = _values({"count": "3"})
    assert agreement.count(values, "count", 3)
    assert not agreement.count(_values({"count": "3"}), "count", 4)


def test_numbers_confirm_one_another_when_they_run_on() -> None:
    values = _values({"a": "15", "b": "16", "c": "44"})
    agreement.consecutive(values, [("a", 15), ("b", 16), ("c", 44)])
    settled = _settled(values)
    assert settled["a"] == settled["b"] == (None, agreement.CONSECUTIVE)
    assert settled["c"] == (Doubt.NUMBER_FROM_SCAN, None)


def test_one_side_is_not_enough_when_a_scan_takes_the_mark_for_the_next() -> None:
    values = _values({"a": "25", "b": "26", "c": "28"})
    agreement.consecutive(values, [("a", 25), ("b", 26), ("c", 28)], frozenset({"b"}))
    assert _settled(values)["b"][0] is Doubt.NUMBER_FROM_SCAN


def test_another_place_confirms_when_it_says_the_same() -> None:
    values = _values({"file": "88832374"})
    assert agreement.several_places(values, "file", ["88832374"])
    assert _settled(values)["file"] == (None, agreement.SEVERAL_PLACES)


@pytest.mark.parametrize(("scanned", "doubt"), [(True, None), (False, Doubt.SEVERAL)])
def test_one_place_of_four_is_a_slip_when_it_was_recognised(
    scanned: bool, doubt: Doubt | None
) -> None:
    values = _values({"file": "88832374"}, scanned=scanned)
    agreement.several_places(values, "file", ["88832374", "88832374", "88832314"])
    assert _settled(values)["file"][0] is doubt


def test_the_value_is_doubted_when_the_only_other_place_differs() -> None:
    values = _values({"file": "88832374"})
    assert not agreement.several_places(values, "file", ["88832314"])
    assert _settled(values)["file"][0] is Doubt.SEVERAL


def test_price_and_area_agree_when_the_price_of_a_metre_is_stated() -> None:
    values = _values({"price": "3850000", "area": "110", "metre": "35000"})
    assert agreement.price_and_area(values, "price", "area", "metre")
    other = _values({"price": "5850000", "area": "110", "metre": "35000"})
    assert not agreement.price_and_area(other, "price", "area", "metre")
    assert {each[0] for each in _settled(other).values()} == {Doubt.NUMBER_FROM_SCAN}


def test_a_doubt_outweighs_when_something_else_agrees() -> None:
    values = _values({"share": "1/2"})
    values.confirm("share", agreement.SHARES_SUM)
    values.doubt("share", Doubt.OUT_OF_RANGE)
    assert _settled(values)["share"] == (Doubt.OUT_OF_RANGE, None)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ([("1409010", "140010"), ("140010",), ("140010",)], ("140010", 1)),
        ([("140010",), ("140019",)], ("140010", 0)),
        ([("140010",), ("140019",), ("140019",)], ("140019", 1)),
        ([("140010",)], ("140010", 0)),
    ],
)
def test_most_places_are_believed_when_they_outnumber_the_first(
    places: list[tuple[str, ...]], said: tuple[str, int]
) -> None:
    assert agreement.most_said(places) == said


def test_no_place_says_anything_when_there_are_none() -> None:
    assert agreement.most_said([]) is None
