"""Typing over an imported cell: what was imported stays with it, and can be taken back whole."""

from shamay_desktop.domain.case import Origin, Provenance, State, Value
from shamay_desktop.domain.case_json import decode_value, encode_value
from shamay_desktop.domain.fields import BY_ID
from shamay_desktop.domain.market.overriding import (
    imported_of,
    is_over,
    over,
    source_of_kept,
    stated,
)

PRICE = BY_ID["comparables"].column("price")
IMPORTED = Value.of(
    "1390000",
    Provenance(
        Origin.IMPORTED,
        by="dana@example.com",
        at="2026-05-01T10:00:00.000+00:00",
        document="ab" * 32,
        text="1,390,000 ₪",
        note="עסקאות.csv #12",
    ),
)


def typed(content: str) -> Value:
    """A value that was typed."""
    return Value.of(content, Provenance(Origin.TYPED, by="avi@example.com", at="2026-06-01"))


def test_imported_value_when_typed_over_then_comes_back_to_the_letter() -> None:
    held = over(IMPORTED, typed("1400000"))
    assert held is not None
    assert held.content == "1400000"
    assert held.provenance is not None
    assert held.provenance.origin is Origin.TYPED
    assert held.provenance.by == "avi@example.com"
    assert is_over(held)
    assert imported_of(PRICE, held) == IMPORTED
    assert source_of_kept(held.provenance.note) == "עסקאות.csv #12"


def test_typed_value_when_typed_over_again_then_the_first_one_is_kept() -> None:
    twice = over(over(IMPORTED, typed("1400000")), typed("1410000"))
    assert imported_of(PRICE, twice) == IMPORTED


def test_imported_value_when_emptied_then_is_left_empty_and_kept() -> None:
    held = over(IMPORTED, None)
    assert held is not None
    assert held.state is State.EMPTY
    assert imported_of(PRICE, held) == IMPORTED


def test_typed_value_when_written_and_read_then_still_keeps_what_was_imported() -> None:
    held = over(IMPORTED, typed("1400000"))
    assert held is not None
    assert imported_of(PRICE, decode_value(PRICE, encode_value(held))) == IMPORTED


def test_cell_when_nothing_was_imported_then_is_typed_as_ever() -> None:
    for standing in (None, typed("5"), Value.of("5"), Value.of("5", Provenance(Origin.IMPORTED))):
        held = over(standing, typed("6"))
        assert held == typed("6")
        assert not is_over(held)
        assert imported_of(PRICE, held) is None
        assert over(standing, None) is None


def test_kept_note_when_broken_then_nothing_is_taken_back() -> None:
    for note in ("instead_of:", "instead_of:{}", "instead_of:[1]", "instead_of:nonsense"):
        value = Value.of("5", Provenance(Origin.TYPED, note=note))
        kept = imported_of(PRICE, value)
        assert kept is None or kept.content is None
        assert source_of_kept(note) == ""


def test_imported_value_when_said_again_then_stands_itself() -> None:
    assert stated(PRICE, IMPORTED, typed("1390000")) is IMPORTED
    held = stated(PRICE, IMPORTED, typed("1400000"))
    assert imported_of(PRICE, held) == IMPORTED
    assert stated(PRICE, held, typed("1390000")) == IMPORTED
    emptied = stated(PRICE, held, None)
    assert emptied is not None
    assert emptied.state is State.EMPTY
    assert stated(PRICE, emptied, None) == emptied
    assert stated(PRICE, emptied, typed("1390000")) == IMPORTED
    assert stated(PRICE, None, typed("5")) == typed("5")
    assert stated(PRICE, typed("5"), None) is None
