"""What the measures of a photo hint at."""

from datetime import UTC, datetime
from decimal import Decimal

from shamay_desktop.domain.evidence import Image
from shamay_desktop.domain.photo_hints import BLURRED_BELOW, DARK_BELOW, Hint, hints

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def photo(sharpness: Decimal | None, brightness: Decimal | None) -> Image:
    return Image("a", "c", "a.jpg", "a", "a", NOW, sharpness=sharpness, brightness=brightness)


def test_a_photo_when_measured_at_the_borders_then_hints_begin_below_them() -> None:
    less = Decimal("0.001")
    assert hints(photo(BLURRED_BELOW, DARK_BELOW)) == ()
    assert hints(photo(BLURRED_BELOW - less, DARK_BELOW - less)) == (Hint.BLURRED, Hint.DARK)


def test_a_photo_when_not_measured_then_nothing_is_said() -> None:
    assert hints(photo(None, None)) == ()
