"""The account of an import: each row that was not simply taken, with its reason, as CSV too."""

import csv
from pathlib import Path

import pytest

from shamay_desktop.domain.access import Actor
from shamay_desktop.domain.errors import Refused
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.market.accounting import account, write_account
from shamay_desktop.usecases.market.importing import import_table
from shamay_desktop.usecases.market.previewing import preview
from shamay_desktop.usecases.services import Services

TABLE = """עסקאות במתחם,,,,,
יום מכירה,גו"ח,שטח,מחיר,חלק נמכר,הערה
25/04/2025,6100/1/1,80,900000,1,
01/01/2048,6100/1/2,80,900000,1,=1+1
25/05/2025,6100/1/3,0,900000,1,
26/05/2025,6100/1/4,70,400000,1/2,
26/05/2025,6100/1/4,70,410000,1/2,
27/05/2025,6100/1/5,70,800000,1,
27/05/2025,6100/1/5,70,800000,1,
28/05/2025,6100/1/6,,800000,1,
"""


def test_an_account_when_asked_for_then_names_each_row_as_it_stands_in_the_file(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = import_table(services, actor, preview(services, actor, file))
    lines = account(services, actor, done.source.id)
    assert [(line.number, line.file_row, line.outcome) for line in lines] == [
        (2, 4, "quarantined"), (3, 5, "quarantined"), (4, 6, "parts"), (5, 7, "part"),
        (7, 9, "twin"), (8, 10, "noted"),
    ]  # fmt: skip
    assert [reason.code for line in lines for reason in line.reasons] == [
        "date_in_future", "area_zero", "parts_joined", "parts_joined", "told_by", "area_missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "why"),
    [(Language.HE, "יום המכירה 2048-01-01 עוד לא הגיע"),
     (Language.EN, "The day of sale 2048-01-01 has not come yet")],
)  # fmt: skip
def test_an_account_when_written_then_has_the_reasons_in_words_and_the_cells_guarded(
    services: Services, actor: Actor, tmp_path: Path, language: Language, why: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = import_table(services, actor, preview(services, actor, file))
    target = write_account(services, actor, done.source.id, tmp_path / "out.csv", language)
    with target.open(encoding="utf-8-sig", newline="") as opened:
        table = list(csv.reader(opened))
    assert len(table) == 7
    assert why in table[1]
    assert "'=1+1" in table[1]


def test_an_account_when_a_heading_is_a_formula_then_it_is_guarded_too(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE.replace("הערה", "=2+5"), encoding="utf-8")
    done = import_table(services, actor, preview(services, actor, file))
    target = write_account(services, actor, done.source.id, tmp_path / "out.csv")
    with target.open(encoding="utf-8-sig", newline="") as opened:
        table = list(csv.reader(opened))
    assert "'=2+5" in table[0]
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@"))]


def test_a_part_of_a_sale_when_accounted_for_then_shows_its_own_cells(
    services: Services, actor: Actor, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TABLE, encoding="utf-8")
    done = import_table(services, actor, preview(services, actor, file))
    target = write_account(services, actor, done.source.id, tmp_path / "out.csv")
    with target.open(encoding="utf-8-sig", newline="") as opened:
        lines = {line["מספר שורה"]: line for line in csv.DictReader(opened)}
    assert [lines[number]["מחיר"] for number in ("4", "5")] == ["400000", "410000"]


def test_an_account_when_the_import_is_unknown_then_is_refused(
    services: Services, actor: Actor
) -> None:
    with pytest.raises(Refused, match="source_unknown"):
        account(services, actor, "nobody")
