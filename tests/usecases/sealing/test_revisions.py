"""What a version changed: printed with the report that replaces a signed one, and nowhere else."""

from shamay_desktop.domain.case import Row, Value
from shamay_desktop.domain.report_content import Table
from shamay_desktop.domain.report_text import block_lines, plain
from shamay_desktop.i18n.language import Language
from shamay_desktop.usecases.report.producing import content_of
from shamay_desktop.usecases.sealing.signing import sign_report
from shamay_desktop.usecases.sealing.versions import new_version
from tests.usecases.sealing.conftest import Ready


def told(ready: Ready, case: object, language: Language = Language.HE) -> list[str] | None:
    """The lines of the list of changes, None where the report has none."""
    content = content_of(ready.services, ready.actor, case, language)  # type: ignore[arg-type]
    found = [chapter for chapter in content.chapters if chapter.key == "revisions"]
    if not found:
        return None
    return [plain(line) for block in found[0].blocks for line in block_lines(block)]


def test_a_report_when_it_replaces_none_has_no_list_of_changes(ready: Ready) -> None:
    with ready.services.database.work(ready.actor) as work:
        valuation = work.valuations.get(ready.case)
    assert valuation is not None
    assert told(ready, valuation.case) is None


def test_a_version_when_printed_says_what_it_changed_and_why(ready: Ready) -> None:
    sign_report(ready.services, ready.actor, ready.case, ready.order())
    case = new_version(ready.services, ready.actor, ready.case, "תיקון שם").valuation.case
    said = told(ready, case)
    assert said is not None
    assert any("תיקון שם" in line for line in said)
    assert not any("בגרסה הקודמת" in line for line in said)  # nothing changed so far
    changed = case.with_value("client.name", Value.of("דוד ברק"))
    changed = changed.with_value("export.annexes", Value.of("none"))  # no fact of the report
    said = told(ready, changed)
    assert said is not None
    rows = " ".join(said)
    assert "רבקה אלמוג" in rows
    assert "דוד ברק" in rows
    assert "נספחים" not in rows


def test_an_identity_number_when_changed_is_told_as_the_export_asks(ready: Ready) -> None:
    sign_report(ready.services, ready.actor, ready.case, ready.order())
    case = new_version(ready.services, ready.actor, ready.case, "").valuation.case
    cells = {"name": Value.of("משה לוי"), "id_number": Value.of("123456782")}
    changed = case.with_value("rights.owners", Value.of((Row("r1", cells),)))
    said = told(ready, changed)
    assert said is not None
    rows = " ".join(said)
    assert "משה לוי" in rows
    assert "6782" in rows
    assert "123456782" not in rows


def test_a_list_of_changes_when_printed_is_a_table_behind_the_opening(ready: Ready) -> None:
    sign_report(ready.services, ready.actor, ready.case, ready.order())
    case = new_version(ready.services, ready.actor, ready.case, "").valuation.case
    changed = case.with_value("client.name", Value.of("דוד ברק"))
    content = content_of(ready.services, ready.actor, changed, Language.EN)
    assert content.chapters[1].key == "revisions"
    (table,) = (block for block in content.chapters[1].blocks if isinstance(block, Table))
    assert len(table.rows) == 1
    assert table.key
