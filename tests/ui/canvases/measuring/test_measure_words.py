"""What the window says of a measure is what the hand-over, the report and the files say."""

from decimal import Decimal

from shamay_desktop.domain.measuring.errors import Measured
from shamay_desktop.domain.measuring.units import Units
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.ui.canvases.measuring.measure_words import MeasureWords

HALF = Measured(12.345, 0.2401, 0.2401, 0.0)


def said(text: str) -> str:
    """Without marks of direction, blanks as blanks."""
    return strip_marks(text).replace("\u00a0", " ").replace("± ", "±")


def test_a_measure_when_it_is_shown_then_is_half_up_and_its_error_up() -> None:
    words = MeasureWords(load_texts(Language.EN))
    assert said(words.area(HALF)) == "12.35 ±0.25 m²"
    assert said(words.length(HALF)) == "12.35 ±0.25 m"
    assert said(words.metres(0.0005, 3)) == "0.001 m"
    assert said(words.metres(-0.0004, 3, signed=True)) == "0.000 m"
    assert said(words.metres(-0.0005, 3, signed=True)) == "\u22120.001 m"


def test_a_measure_when_it_is_shown_in_feet_then_a_foot_is_the_one_of_the_domain() -> None:
    words = MeasureWords(load_texts(Language.EN))
    words.units = Units.FEET
    assert said(words.length(Measured(3.048, 0.03, 0.03, 0.0))) == "10.00 ±0.10 ft"
    assert said(words.area(Measured(1234.5, 0.1, 0.1, 0.0))) == "13,288.05 ±1.08 ft²"
    assert words.editable(Decimal("10.4")) == "34.121"
    assert words.typed("10") == Decimal("3.048")
