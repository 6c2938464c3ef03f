"""A value of an answer stands in what was given, with its place, or is unsupported."""

import pytest

from shamay_desktop.domain.analysis.grounding import Source, Stated, figures, grounded

AREA = Source("S1", "שטח", 'שטח דירה רשום: 120.50 מ"ר', "unit.registered_area")
PAPER = Source(
    "S2", "נסח", "המחיר 5,700,000 ש\"ח ביום 01.02.2026, גוש 6109", None, "ab" * 32, 3,
    ("1.0", "2.0", "3.0", "4.0"),
)  # fmt: skip
SOURCES = (AREA, PAPER)


def check(answer: str, *stated: Stated) -> dict[str, str | None]:
    """Value -> the key of its source."""
    found = grounded(answer, stated, SOURCES)
    return {each.value: None if each.source is None else each.source.key for each in found}


def test_value_when_it_stands_in_a_source_then_has_its_page_and_box() -> None:
    (found,) = grounded("", (Stated("5,700,000", "S2"),), SOURCES)
    assert found.source == PAPER
    assert (found.source.page, found.source.box) == (3, ("1.0", "2.0", "3.0", "4.0"))


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("השטח 120.5 מטר", {"120.5": "S1"}),
        ("המחיר 5700000", {"5700000": "S2"}),
        ("ביום 1.2.2026", {"2026-02-01": "S2"}),
        ("השטח 121", {"121": None}),
        ("המחיר 57", {"57": None}),
        ("המחיר 5,700", {"5700": None}),
        ("1. השטח רשום\n2. ללא", {}),
        ("לפי [S1]", {}),
        ("מ-2026", {"2026": None}),
    ],
)
def test_figure_when_said_then_counts_only_as_a_whole(
    answer: str, found: dict[str, str | None]
) -> None:
    assert check(answer) == found


def test_value_when_invented_then_is_unsupported_whatever_source_it_names() -> None:
    assert check("", Stated("4,900,000", "S2"), Stated("רחוב הים 7", "S1")) == {
        "4,900,000": None,
        "רחוב הים 7": None,
    }


def test_value_when_it_names_the_wrong_source_then_is_found_in_the_right_one() -> None:
    assert check("", Stated("6109", "S1")) == {"6109": "S2"}


def test_value_when_it_is_nothing_but_marks_then_is_no_value() -> None:
    assert check("", Stated("  ", "S1"), Stated("–", "S1")) == {"–": None}


def test_figures_when_read_then_have_one_spelling() -> None:
    assert figures("5,700,000 ו־5700000 ו־5700000.00; 01/02/2026 2026-02-01") == (
        "5700000",
        "2026-02-01",
    )
