"""The list of fields that a marked text may go into, found by their names as in the palette."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.fields import FIELDS, Field, Kind, Step
from shamay_desktop.domain.fields.drawing_tables import LISTS
from shamay_desktop.i18n.texts import Texts
from shamay_desktop.ui.dialogs.named_choice import Choice, NamedChoice
from shamay_desktop.ui.models.findings_model import declared


class FieldChoice(NamedChoice):
    """Shows the fields of a step first; the others are found by typing."""

    def __init__(
        self, texts: Texts, case: Case, step: Step, choose: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(
            texts,
            (Choice(path, title) for path, title in targets(case, step, texts)),
            choose,
            parent,
            title=texts("viewer.choose_field"),
            hint=texts("viewer.choose_field_hint"),
        )


def targets(case: Case, step: Step, texts: Texts) -> Sequence[tuple[str, str]]:
    """(path, title) of every field, cell of a record and cell of a row that the case shows now.

    What is drawn on maps and plans is drawn, not taken from a paper's words.
    """
    asked = (field for field in FIELDS if field.id not in LISTS)
    ordered = sorted(asked, key=lambda field: field.step is not step)
    return [
        target
        for field in ordered
        if field.applies(case)
        for target in _targets_of(case, field, texts)
    ]


def target_title(case: Case, path: str, texts: Texts) -> str:
    """What a field or cell is called, with its list and row; "" for what is no single value."""
    field = declared(path)
    head, *rest = path.split("/")
    if field is None or field.columns:
        return ""
    language = texts.language.value
    if not rest:
        return field.label(language)
    parent = declared(head)
    name = "" if parent is None else parent.label(language)
    if len(rest) == 1:
        return f"{name}: {field.label(language)}"
    ids = [row.id for row in case.rows(head)]
    if rest[0] not in ids:
        return ""
    number = ids.index(rest[0]) + 1
    return texts("viewer.cell", list=name, row=number, column=field.label(language))


def _targets_of(case: Case, field: Field, texts: Texts) -> list[tuple[str, str]]:
    if field.kind is Kind.RECORD:
        paths = [f"{field.id}/{column.id}" for column in field.columns]
    elif field.kind is Kind.LIST:
        paths = [
            f"{field.id}/{row.id}/{column.id}"
            for row in case.rows(field.id)
            for column in field.columns
        ]
    else:
        paths = [field.id]
    return [(path, title) for path in paths if (title := target_title(case, path, texts))]
