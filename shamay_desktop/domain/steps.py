"""The five steps as a table over the registry: what each asks for, and why one is not ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shamay_desktop.domain.case import Case, State, walk_value
from shamay_desktop.domain.fields import Field, Kind, Need, Step, fields_of


class StepState(StrEnum):
    """How far a step is; `COMPLETED` needs it to be finished and to miss nothing."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step's state and the fields that it still misses, in the form's order."""

    step: Step
    state: StepState
    missing: tuple[Field, ...]


def asked_for(case: Case, field: Field) -> bool:
    """Whether the case must have the field: mandatory, or conditional and its condition holds.

    A field that the case's form does not show is never asked for.
    """
    if not field.applies(case):
        return False
    if field.need is Need.MANDATORY:
        return True
    return field.need is Need.CONDITIONAL and (field.when is None or field.when.holds(case))


def answered(case: Case, field: Field) -> bool:
    """Whether the field says something, or its document says "none" where that is an answer.

    A list whose rows are all blank, or a record of blank cells, says nothing yet.
    """
    value = case.value(field.id)
    if value is None or value.state is not State.VALUE:
        return value is not None and value.state is State.NONE and not field.must_be_known
    if field.kind not in (Kind.LIST, Kind.RECORD):
        return True
    cells = (cell for path, cell in walk_value(field.id, value) if path != field.id)
    return any(cell.state is not State.EMPTY for cell in cells)


def missing(case: Case, step: Step) -> tuple[Field, ...]:
    """Fields of the step that are asked for and not answered."""
    return tuple(
        field for field in fields_of(step) if asked_for(case, field) and not answered(case, field)
    )


def progress(case: Case, finished: frozenset[Step]) -> Mapping[Step, StepProgress]:
    """How far each step is."""
    return {step: _progress_of(case, step, step in finished) for step in Step}


def _progress_of(case: Case, step: Step, finished: bool) -> StepProgress:
    lacking = missing(case, step)
    started = any(case.state(field.id) is not None for field in fields_of(step))
    if finished and not lacking:
        state = StepState.COMPLETED
    elif finished or started:
        state = StepState.IN_PROGRESS
    else:
        state = StepState.NOT_STARTED
    return StepProgress(step, state, lacking)
