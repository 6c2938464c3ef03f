"""Which paper a drawing's file is called after."""

import pytest

from shamay_desktop.domain.drawing_names import (
    MEASURE,
    is_drawing_file,
    is_measure_file,
    named_by,
    with_ending,
)


def meant(name: str, said: object, *papers: str) -> str | None:
    """The first paper that one of the ways names alone."""
    for is_meant in named_by(name, said):
        found = [paper for paper in papers if is_meant(paper)]
        if len(found) == 1:
            return found[0]
    return None


@pytest.mark.parametrize(
    ("name", "is_one", "is_plan"),
    [
        ("a.measure.json", True, True),
        ("A.MEASURE.JSON", True, True),
        ("a.annotations.json", True, False),
        ("measure.json", False, False),
        ("a.json", False, False),
        ("a.measure.json.pdf", False, False),
    ],
)
def test_a_name_when_it_ends_as_drawings_do_then_it_is_one(
    name: str, is_one: bool, is_plan: bool
) -> None:
    assert (is_drawing_file(name), is_measure_file(name)) == (is_one, is_plan)


@pytest.mark.parametrize(
    ("name", "said", "papers", "wanted"),
    [
        ("x.measure.json", "plan.pdf", ("plan.pdf", "x.pdf"), "plan.pdf"),
        ("x.measure.json", "gone.pdf", ("plan.pdf", "x.pdf"), "x.pdf"),
        ("plan.pdf.measure.json", None, ("plan.pdf", "plan.png"), "plan.pdf"),
        ("plan.measure.json", 7, ("plan.pdf", "other.pdf"), "plan.pdf"),
        ("plan.measure.json", "", ("plan.pdf", "plan.png"), None),
        ("plan.2.measure.json", None, ("plan.pdf",), "plan.pdf"),
        ("plan.2.measure.json", None, ("plan.pdf", "plan.2.png"), "plan.2.png"),
        ("plan.png.3.annotations.json", None, ("plan.pdf", "plan.png"), "plan.png"),
        ("plan.measure.json", None, (), None),
    ],
)
def test_a_drawing_when_papers_lie_there_then_what_it_says_counts_before_what_it_is_called(
    name: str, said: object, papers: tuple[str, ...], wanted: str | None
) -> None:
    assert meant(name, said, *papers) == wanted


def test_a_drawing_when_only_what_it_says_counts_then_no_paper_is_meant_by_its_own_name() -> None:
    def meant(said: object) -> list[bool]:
        ways = named_by("plan.measure.json", said, only_said=True)
        return [is_meant("plan.pdf") for is_meant in ways]

    assert meant("flat 7.pdf") == [False]
    assert meant("plan.pdf") == [True]
    assert any(meant(None)), "it says none"


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.measure.json", "a.measure.json"),
        ("a.json", "a.measure.json"),
        ("a", "a.measure.json"),
        ("a.measure", "a.measure.json"),
        ("קומה 2.5", "קומה 2.5.measure.json"),
    ],
)
def test_a_name_when_a_drawing_is_saved_then_it_ends_so_that_it_is_known_again(
    given: str, name: str
) -> None:
    assert with_ending(given, MEASURE) == name
