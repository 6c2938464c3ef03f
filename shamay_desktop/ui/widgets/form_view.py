"""Which fields of a form a person sees: by the case's purpose, by what is missing; no Qt here."""

from collections.abc import Sequence

from shamay_desktop.domain.case import Case, State
from shamay_desktop.domain.fields import Field, Need
from shamay_desktop.domain.steps import answered, asked_for


class FormView:
    """`missing_only` narrows to what must be answered and is not; `kept_too` also shows values
    that stand in fields which the case's purpose does not have."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self.missing_only = False
        self.kept_too = False
        self._narrowed = [
            field
            for field in fields
            if (field.group is not None and field.group.when is not None)
            or (field.need is not Need.CONDITIONAL and field.when is not None)
        ]

    def shows(self, case: Case, field: Field, *, asked: bool, lacking: bool) -> bool:
        """Whether the row of a field is seen; `asked`: it must be answered, `lacking`: it is not.

        A conditional field is there when it is asked for or was answered in any way.
        """
        if self.missing_only and not lacking:
            return False
        known = case.state(field.id) is not None
        if not field.applies(case):
            return self.kept_too and known
        return field.need is not Need.CONDITIONAL or asked or known

    def is_missing(self, case: Case, field: Field) -> bool:
        """Whether the field must be answered and is not."""
        return asked_for(case, field) and not answered(case, field)

    def kept(self, case: Case) -> list[Field]:
        """Fields that hold a value and that the case's purpose does not have."""
        return [
            field
            for field in self._narrowed
            if case.state(field.id) in (State.VALUE, State.NONE) and not field.applies(case)
        ]
