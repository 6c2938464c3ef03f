"""The office's templates in their window: order by keys, looks, fixed paragraphs, versions."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.access import Role
from shamay_desktop.domain.case_json import decode_case
from shamay_desktop.domain.report_templates.choosing import template_of
from shamay_desktop.domain.report_templates.shipped import orders, shipped_template
from shamay_desktop.domain.report_templates.template import (
    Kind,
    Order,
    ReportTemplate,
    Shape,
    Words,
)
from shamay_desktop.i18n.language import Language
from shamay_desktop.ui.context import OfficeContext
from shamay_desktop.ui.report_templates.templates_dialog import TemplatesDialog
from shamay_desktop.usecases.office.practice import practice_of
from tests.word_template_file import BODY, word_template_file


def opened(office: OfficeContext, qtbot: QtBot) -> TemplatesDialog:
    """The window once the templates were read."""
    made = TemplatesDialog(office)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made.looks is not None)
    return made


@pytest.fixture
def dialog(office: OfficeContext, qtbot: QtBot) -> TemplatesDialog:
    """The window."""
    return opened(office, qtbot)


def kept(office: OfficeContext) -> ReportTemplate:
    """What a case of the office is printed by now."""
    return template_of(decode_case("case", {}), practice_of(office.services, office.actor))


def chapter(dialog: TemplatesDialog, at: int) -> QTreeWidgetItem:
    """A chapter in the tree, made the current one."""
    item = dialog.order.tree.topLevelItem(at)
    assert item is not None
    dialog.order.tree.setCurrentItem(item)
    return item


def save(dialog: TemplatesDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog._context.hub.changed):
        qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.is_changed)


def test_every_kind_when_shown_is_what_is_shipped_and_nothing_is_changed(
    dialog: TemplatesDialog,
) -> None:
    for at, kind in enumerate(Kind):
        dialog.kinds.setCurrentIndex(at)
        assert dialog.kind is kind
        assert dialog.typed == shipped_template(kind)
        assert not dialog.is_changed
        assert not dialog.save_button.isEnabled()


def test_a_chapter_when_moved_by_keys_and_saved_is_in_the_next_report(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    tree = dialog.order.tree
    chapter(dialog, 2)
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    save(dialog, qtbot)
    usual = [plan.key for plan in orders()[Order.TRADITIONAL]]
    moved = [usual[0], usual[2], usual[1], *usual[3:]]
    template = kept(office)
    assert [plan.key for plan in template.chapters] == moved
    assert template.version == 1


def test_a_section_when_moved_past_its_chapters_end_stays(dialog: TemplatesDialog) -> None:
    before = dialog.order.chapters()
    dialog.order.move_current(-1)
    last = chapter(dialog, 1).child(2)
    assert last is not None
    dialog.order.tree.setCurrentItem(last)
    dialog.order.move_current(1)
    assert dialog.order.chapters() == before
    dialog.order.move_current(-1)
    assert dialog.order.chapters()[1].places == ("1.1", "1.3", "1.2")


def test_a_section_when_switched_off_and_looks_when_changed_are_kept_together(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    second = chapter(dialog, 1).child(1)
    assert second is not None
    second.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.looks is not None
    dialog.looks.sizes["body_size"].setValue(11.5)
    dialog.looks.fonts["body_font"].setCurrentIndex(
        dialog.looks.fonts["body_font"].findData("Heebo")
    )
    dialog.looks.letterhead.setChecked(False)
    save(dialog, qtbot)
    shipped = shipped_template(Kind.FULL)
    looks = replace(shipped.looks, body_size=Decimal("11.5"), body_font="Heebo")
    wanted = replace(shipped, without=frozenset({"1.2"}), looks=looks, letterhead=False, version=1)
    assert kept(office) == wanted


def test_a_fixed_paragraph_when_it_names_an_unknown_field_is_not_saved_and_says_which(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    dialog.fixed.add.click()
    edit = dialog.fixed.words[Language.HE]
    edit.setPlainText("[{שדה שאינו}]")
    dialog.save()
    assert "שדה שאינו" in dialog.said.text()
    assert kept(office) == shipped_template(Kind.FULL)
    edit.setPlainText("[לכבוד {שם המזמין}]")
    save(dialog, qtbot)
    (paragraph,) = kept(office).fixed
    assert paragraph.text.he == "[לכבוד {client.name}]"


def test_the_shipped_template_when_brought_back_is_a_version_of_its_own(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    chapter(dialog, 2)
    dialog.order.move_current(1)
    save(dialog, qtbot)
    dialog.shipped_button.click()
    assert dialog.is_changed
    save(dialog, qtbot)
    assert kept(office) == replace(shipped_template(Kind.FULL), version=2)


def test_another_kind_when_chosen_over_unsaved_changes_waits(dialog: TemplatesDialog) -> None:
    chapter(dialog, 2)
    dialog.order.move_current(1)
    dialog.kinds.setCurrentIndex(3)
    assert dialog.kind is Kind.FULL
    assert dialog.said.text()
    assert dialog.holds_words()


def test_who_does_not_manage_the_office_when_looking_changes_nothing(
    office: OfficeContext, qtbot: QtBot
) -> None:
    looking = replace(office, actor=replace(office.actor, role=Role.APPRAISER))
    dialog = opened(looking, qtbot)
    assert not dialog._tabs.isEnabled()
    assert not dialog.save_button.isEnabled()
    assert not dialog.shipped_button.isEnabled()


def test_a_word_file_when_it_is_wrong_shows_each_remark_and_changes_nothing(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    path = word_template_file(tmp_path / "t.docx", (("", "{שם המזמיןן}"), *BODY))
    dialog.take_word_file(path)
    qtbot.waitUntil(lambda: dialog.remarks.count() == 1)
    remark = dialog.remarks.item(0)
    assert remark is not None
    words = remark.text()
    assert "שם המזמיןן" in words
    assert "שם המזמין" in words.replace("שם המזמיןן", "")
    assert not dialog.is_changed
    assert kept(office) == shipped_template(Kind.FULL)


def test_a_word_file_when_taken_in_is_shown_previewed_and_saved(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.take_word_file(word_template_file(tmp_path / "t.docx"))
    qtbot.waitUntil(lambda: dialog.is_changed)
    assert dialog.order.chapters()[1].title.he == "הנכס וסביבתו"
    dialog.preview_button.click()
    qtbot.waitUntil(lambda: dialog.shown_preview is not None, timeout=20_000)
    assert dialog.shown_preview is not None
    assert dialog.shown_preview.source.pages > 5
    dialog.shown_preview.close()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    save(dialog, qtbot)
    template = kept(office)
    assert template.looks.word_styles
    assert template.own_letterhead is not None
    assert template.fixed[3].each == "rights.owners"


def test_what_is_typed_while_a_template_is_being_kept_stays_in_the_window(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    dialog.fixed.add.click()
    edit = dialog.fixed.words[Language.HE]
    edit.setPlainText("ראשון")
    with qtbot.waitSignal(dialog._context.hub.changed):
        dialog.save()
        edit.setPlainText("ראשון ושני")
    qtbot.waitUntil(lambda: dialog._saving is None)
    assert edit.toPlainText() == "ראשון ושני"
    assert dialog.is_changed
    assert kept(office).fixed[0].text.he == "ראשון"
    save(dialog, qtbot)
    assert kept(office).fixed[0].text.he == "ראשון ושני"


def test_a_template_file_when_written_and_taken_in_shows_the_same(
    dialog: TemplatesDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.kinds.setCurrentIndex(dialog.kinds.findData(Kind.BANK_SHORT.value))
    dialog.write_file(tmp_path / "short.json")
    qtbot.waitUntil((tmp_path / "short.json").is_file)
    dialog.kinds.setCurrentIndex(0)
    dialog.take_template_file(tmp_path / "short.json")
    qtbot.waitUntil(lambda: dialog.kind is Kind.BANK_SHORT)
    assert dialog.typed == shipped_template(Kind.BANK_SHORT)


def test_titles_numbering_roles_and_rows_when_edited_are_kept(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot
) -> None:
    item = chapter(dialog, 1)
    dialog.order.titled[Language.HE].insert("הנכס")
    dialog.order.numbered.setChecked(False)
    section = item.child(0)
    assert section is not None
    dialog.order.tree.setCurrentItem(section)
    dialog.order.titled[Language.EN].insert("Around it")
    dialog.fixed.add.click()
    dialog.fixed.roles.setCurrentIndex(dialog.fixed.roles.findData(Shape.BULLET.value))
    dialog.fixed.lists.setCurrentIndex(dialog.fixed.lists.findData("rights.owners"))
    dialog.fixed.words[Language.HE].setPlainText("{.שם}")
    save(dialog, qtbot)
    template = kept(office)
    assert template.chapters[1].title == Words("הנכס", "")
    assert not template.chapters[1].numbered
    assert template.titles["1.1"] == Words("", "Around it")
    (paragraph,) = template.fixed
    assert (paragraph.role, paragraph.each) == (Shape.BULLET, "rights.owners")
    assert paragraph.text.he == "{.name}"


@pytest.mark.parametrize("missing", ["value", "declarations", "signature"])
def test_a_mandatory_section_when_switched_off_is_not_saved_and_is_named(
    dialog: TemplatesDialog, office: OfficeContext, qtbot: QtBot, missing: str
) -> None:
    last = chapter(dialog, 6)
    items = [item for at in range(last.childCount()) if (item := last.child(at)) is not None]
    sections = {str(item.data(0, Qt.ItemDataRole.UserRole)): item for item in items}
    sections[missing].setCheckState(0, Qt.CheckState.Unchecked)
    dialog.save()
    words = {"value": "השווי", "declarations": "ההצהרה", "signature": "החתימה"}[missing]
    qtbot.waitUntil(lambda: words in dialog.said.text())
    assert kept(office) == shipped_template(Kind.FULL)
