"""Planning information as text: plans in tables and lines, statuses, rights, building lines.

No real paper of the kind was at hand: the layouts are made by what appraisers copy from.
"""

from pathlib import Path

import pytest

from shamay_desktop.documents.extraction.planning.labels import PLANS, kind_code, status_code
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import registry
from tests.documents.extraction.planning_maker import made_planning
from tests.documents.extraction.reading_back import Compared, read_paper
from tools.papers.drawn_paper import DrawnPaper

SEEDS = 40


def test_all_values_are_right_when_made_planning_information_is_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(SEEDS):
        made = made_planning(seed)
        (reading,) = read_paper(made.paper, tmp_path)
        assert reading.kind is DocType.PLANNING_INFO
        assert not [found.path for found in reading.found if found.needs_review], seed
        compared.add(made.truth, reading)
    assert compared.values > 1500
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


@pytest.mark.soak
def test_all_values_are_right_when_hundreds_of_papers_are_read(tmp_path: Path) -> None:
    compared = Compared()
    for seed in range(1000, 1300):
        made = made_planning(seed)
        (reading,) = read_paper(made.paper, tmp_path)
        compared.add(made.truth, reading)
    assert not compared.slips
    assert not compared.invented
    assert compared.share_right >= 0.995, compared.by_key


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("בתוקף", "in_force"),
        ("מאושרת", "in_force"),
        ("מאושרת, טרם פורסמה", "approved_unpublished"),
        ("מופקדת", "deposited"),
        ("הוחלט להפקיד", "decided_to_deposit"),
        ("החלטה על הפקדה", "decided_to_deposit"),
        ("פורסמה הודעה לפי סעיף 77", "declared_77"),
        ("בהכנה", None),
    ],
)
def test_a_status_is_the_registrys_when_its_words_are_known(words: str, code: str | None) -> None:
    assert status_code(words) == code
    codes = {choice.code for column in registry.BY_ID["planning.plans"].columns
             if column.id == "status" for choice in column.choices}  # fmt: skip
    assert code is None or code in codes


@pytest.mark.parametrize(
    ("words", "code"),
    [("תכנית מתאר ארצית", "national"), ("מפורטת", "detailed"), ("מתאר מקומית", "outline"),
     ("תכנית בינוי", "design"), ("פיתוח", "other")],
)  # fmt: skip
def test_a_kind_of_plan_is_the_registrys_when_its_words_are_known(words: str, code: str) -> None:
    assert kind_code(words) == code


def test_every_column_is_one_of_the_registrys_when_a_table_of_plans_is_read() -> None:
    columns = {column.id for column in registry.BY_ID["planning.plans"].columns}
    assert set(PLANS) - {"plain_date"} <= columns


def test_an_unknown_status_is_missed_with_its_words_when_a_table_has_one(tmp_path: Path) -> None:
    paper = _table([("506-1085653", "בהכנה", "01/02/2020", "9876")])
    (reading,) = read_paper(paper, tmp_path)
    assert reading.content("plans[0].number") == "506-1085653"
    assert reading.get("plans[0].status") is None
    missed = {each.path: each for each in reading.missed}
    assert missed["plans[0].status"].facts["given"] == "בהכנה"


def test_a_plain_date_says_nothing_of_the_status_when_no_column_does(tmp_path: Path) -> None:
    paper = DrawnPaper()
    paper.text(560, 40, "תכניות החלות על המקרקעין", 12, bold=True)
    for right, text in zip((560, 400, 280), ("תכנית", "י.פ.", "תאריך"), strict=True):
        paper.text(right, 80, text, bold=True)
    for right, text in zip((560, 400, 280), ("מק/340/ג/21/ב", "4567", "12/03/1999"), strict=True):
        paper.text(right, 100, text)
    paper.end_page()
    (reading,) = read_paper(paper, tmp_path)
    assert reading.content("plans[0].number") == "מק/340/ג/21/ב"
    assert reading.content("plans[0].date") == "1999-03-12"
    assert reading.get("plans[0].status") is None


def _table(rows: list[tuple[str, ...]]) -> DrawnPaper:
    paper = DrawnPaper()
    paper.text(560, 40, "תכניות החלות על המקרקעין", 12, bold=True)
    heads = ("מספר תכנית", "סטטוס", "תאריך", "י.פ.")
    for line, texts in enumerate([heads, *rows]):
        for right, text in zip((560, 400, 280, 180), texts, strict=True):
            paper.text(right, 80 + 20 * line, text, bold=line == 0)
    paper.end_page()
    return paper
