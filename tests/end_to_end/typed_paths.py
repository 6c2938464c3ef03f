"""The text fields that the kill test types into, by their step."""

from shamay_desktop.domain.fields import FIELDS, Kind, Step

TYPED: dict[Step, list[str]] = {
    step: [
        field.id
        for field in FIELDS
        if field.step is step and field.kind in (Kind.TEXT, Kind.LONG_TEXT)
    ]
    for step in (Step.INITIAL_DATA, Step.DOCUMENTS, Step.ANALYSIS)
}
