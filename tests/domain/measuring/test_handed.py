"""Values that were measured know their shapes; rows are found again for the next hand-over."""

from shamay_desktop.domain.case import Origin, Provenance, Value
from shamay_desktop.domain.measuring.handed import is_measured, measured_by, note_of, shapes_of


def _value(note: str, origin: Origin = Origin.DOCUMENT) -> Value:
    return Value.of("12", Provenance(origin, note=note))


def test_the_shapes_are_told_when_a_value_was_measured() -> None:
    value = _value(note_of("plans.shapes", ["a", "b"]))

    assert shapes_of(value) == ("a", "b")
    assert is_measured(value)
    assert measured_by("plans.shapes/a b") == 2


def test_nothing_is_told_when_a_value_came_otherwise() -> None:
    for value in (None, _value("case:2026-01-01:7"), _value("plans.shapes/a", Origin.TYPED)):
        assert shapes_of(value) == ()
        assert not is_measured(value)
    assert measured_by(None) == 0


def test_a_reference_is_measured_and_has_no_shapes_when_its_length_is_handed_over() -> None:
    value = _value(note_of("plans.references", ["r"]))

    assert is_measured(value)
    assert shapes_of(value) == ()
