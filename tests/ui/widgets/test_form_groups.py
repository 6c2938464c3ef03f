"""Long forms: groups of a purpose, values kept for another, folds, jumps, only what is missing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from shamay_desktop.domain.editing import Change, setting
from shamay_desktop.domain.fields import BY_ID, Field, Group, Need, Step, groups_of
from shamay_desktop.domain.fields.conditions import OneOf
from shamay_desktop.ui.widgets.field_row import FieldRow
from shamay_desktop.ui.widgets.form import Form
from tests.ui.bench import Shell, a_context, type_in

FIRST = Group("first", Step.INITIAL_DATA, "ראשונה", "First")
SECOND = Group("second", Step.INITIAL_DATA, "שנייה", "Second", when=OneOf("client.kind", ("bank",)))
THIRD = Group("third", Step.INITIAL_DATA, "שלישית", "Third")
FORTH = Group("forth", Step.INITIAL_DATA, "רביעית", "Fourth")


def in_group(path: str, group: Group, **more: object) -> Field:
    """A field of the registry in another group."""
    return replace(BY_ID[path], group=group, **more)  # type: ignore[arg-type]  # a test's own


FIELDS = {
    FIRST: (
        in_group("client.name", FIRST, need=Need.MANDATORY, when=None),
        in_group("client.note", FIRST, need=Need.OPTIONAL, when=None),
    ),
    SECOND: (in_group("address.city", SECOND, need=Need.MANDATORY, when=None),),
    THIRD: (
        in_group("address.street", THIRD, need=Need.OPTIONAL, when=OneOf("client.note", ("x",))),
        in_group("address.house_number", THIRD, need=Need.OPTIONAL, when=None),
    ),
    FORTH: (in_group("address.entrance", FORTH, need=Need.MANDATORY, when=None),),
}
Made = tuple[Form, Shell]
Maker = Callable[..., Made]


@pytest.fixture
def made(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """A form of four groups; the second is for clients that are banks, as for a purpose."""

    def make(values: Mapping[str, object] | None = None, choices: object = None) -> Made:
        context = a_context(values=values)
        context.services.settings.choices.update(choices or {})  # type: ignore[attr-defined]  # a fake
        form = Form(context, list(FIELDS.items()))
        qtbot.addWidget(form)
        shell = Shell(form)
        form.resize(900, 700)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        form.build_all()
        return form, shell

    return make


def seen(form: Form) -> list[str]:
    """The fields that are seen, in the form's order of groups."""
    return [
        row.path
        for key in ("first", "second", "third", "forth")
        if key in form.sections
        for row in form.sections[key].rows
        if row.isVisible()
    ]


BANK = next(choice.code for choice in BY_ID["client.kind"].choices if choice.code == "bank")


def test_group_when_the_case_is_of_another_purpose_then_it_is_not_there_until_it_is(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made()
    assert seen(form) == ["client.name", "client.note", "address.house_number", "address.entrance"]
    assert "second" not in form.sections
    shell.session.type("client.kind", BANK)
    form.show_case(shell.session.case)
    qtbot.waitUntil(lambda: "second" in form.sections)
    assert seen(form)[2] == "address.city"
    keys = ("first", "second", "third")
    qtbot.waitUntil(
        lambda: (
            form.sections["first"].y() < form.sections["second"].y() < form.sections["third"].y()
        )
    )
    assert all(form.sections[key].isVisible() for key in keys)


def test_rows_when_groups_are_still_being_built_then_are_never_squeezed(qtbot: QtBot) -> None:
    form = Form(a_context(), list(groups_of(Step.DOCUMENTS)))
    area = QScrollArea(widgetResizable=True)
    area.setWidget(form)
    qtbot.addWidget(area)
    area.resize(1200, 700)
    with qtbot.waitExposed(area):
        area.show()
    first = next(iter(form.sections.values()))
    seen: dict[int, bool] = {}

    def is_built() -> bool:
        squeezed = first.height() < first.minimumSizeHint().height()
        seen[len(form.sections)] = seen.get(len(form.sections), False) or squeezed
        return not form._later.isActive()

    form._later.setInterval(20)  # so that the waiting looks between one group and the next
    qtbot.waitUntil(is_built, timeout=30_000)
    assert len(seen) > 5
    assert not any(seen.values())


def test_group_when_it_comes_later_then_tab_walks_it_in_its_place(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made()
    shell.session.type("client.kind", BANK)
    form.show_case(shell.session.case)
    qtbot.waitUntil(lambda: "second" in form.sections)
    form.focus_field("client.note")
    walked = []
    for _ in range(3):
        focused = form.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        stop = form.focusWidget()
        assert stop is not None
        walked.append(stop.objectName())
    assert walked == ["field:address.city", "field:address.house_number", "field:address.entrance"]


def test_values_when_their_group_goes_then_they_are_kept_told_and_shown_again(
    made: Maker,
) -> None:
    form, shell = made({"client.kind": BANK, "address.city": "רמת גן", "address.street": "הרצל"})
    assert "address.city" in seen(form)
    assert form.bar.kept.isVisible()
    assert "ערך אחד" in form.bar.kept.text()
    shell.session.apply(changing(shell, "client.kind", None))
    form.show_case(shell.session.case)
    assert "address.city" not in seen(form)
    assert "2" in form.bar.kept.text()
    assert shell.content("address.city") == "רמת גן"
    form.bar.kept.click()
    assert {"address.city", "address.street"} <= set(seen(form))
    form.bar.kept.click()
    assert not {"address.city", "address.street"} & set(seen(form))


def changing(shell: Shell, path: str, content: str | None) -> tuple[Change, ...]:
    """The changes that set or forget a field."""
    session = shell.session
    return setting(session.case, path, None if content is None else session.typed(content))


def test_row_when_it_goes_while_one_types_in_it_then_focus_and_words_stay(
    made: Maker, qtbot: QtBot
) -> None:
    form, shell = made({"client.kind": BANK})
    row = form.rows["address.city"]
    assert isinstance(row, FieldRow)
    row.focus_editor()
    type_in(row.editor, "רמת")
    shell.session.apply(changing(shell, "client.kind", None))
    form.show_case(shell.session.case)
    assert row.editor.hasFocus()
    assert row.editor.typed_text == "רמת"
    row.commit()
    assert shell.content("address.city") == "רמת"
    form.focus_field("client.name")
    form.show_case(shell.session.case.with_value("client.note", None))
    assert not row.isVisible()


def test_kept_field_when_gone_to_then_it_is_shown(made: Maker) -> None:
    form, _shell = made({"address.city": "רמת גן"})
    assert "address.city" not in seen(form)
    assert form.focus_field("address.city")
    assert "address.city" in seen(form)
    assert not form.focus_field("address.street")


def test_group_when_folded_then_its_heading_stands_and_going_into_it_unfolds(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made()
    section = form.sections["first"]
    form.fold(section, folded=True)
    assert "client.name" not in seen(form)
    assert section.isVisible()
    settings = form.context.services.settings
    qtbot.waitUntil(lambda: settings.get("window.folded_groups") == {"initial_data": ["first"]})
    assert form.focus_field("client.name")
    assert "client.name" in seen(form)
    qtbot.waitUntil(lambda: settings.get("window.folded_groups") == {"initial_data": []})


def test_group_when_it_was_folded_before_then_it_is_folded_again(made: Maker) -> None:
    form, _shell = made(choices={"window.folded_groups": {"initial_data": ["third"]}})
    assert form.sections["third"].is_folded
    assert not form.sections["first"].is_folded


def test_filter_when_only_missing_fields_are_asked_for_then_the_others_wait(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made()
    assert "2" in form.bar.missing.text()
    form.bar.missing.click()
    assert seen(form) == ["client.name", "address.entrance"]
    row = form.rows["client.name"]
    assert isinstance(row, FieldRow)
    row.focus_editor()
    type_in(row.editor, "רות")
    row.commit()
    assert row.editor.hasFocus()
    assert "אחד" in form.bar.missing.text()
    assert form.focus_field("client.note")
    assert not form.view.missing_only
    assert "client.note" in seen(form)


def test_jump_when_a_group_is_chosen_then_its_first_field_has_the_focus(
    made: Maker, qtbot: QtBot
) -> None:
    form, _shell = made()
    menu = form.bar.jump.menu()
    menu.aboutToShow.emit()
    words = [action.text() for action in menu.actions() if action.text()]
    assert [word for word in words if "שנייה" in word] == []
    menu.actions()[2].trigger()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "field:address.entrance"
    qtbot.keyClick(focused, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert form.view.missing_only
