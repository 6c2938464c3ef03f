"""Extracts in the registry's layout, made by the hundred, are read value by value."""

from pathlib import Path

import pytest

from tests.documents.extraction.tabu_reading import Measure, measured

FORMS = {"condominium_full": 30, "rights": 10, "condominium_concentrated": 6}
SOAK = {"condominium_full": 350, "rights": 100, "condominium_concentrated": 50}


def _assert_accurate(measure: Measure) -> None:
    assert measure.right >= 0.995 * measure.values, str(measure)
    assert measure.exact_right == measure.exact, str(measure)
    assert not measure.unmarked, str(measure)
    assert not measure.invented, str(measure)
    assert not measure.wrong, str(measure)
    assert measure.doubted == 0, str(measure)


@pytest.mark.parametrize("form", FORMS)
def test_every_value_is_right_when_an_extract_is_made_in_the_registrys_layout(
    form: str, tmp_path: Path
) -> None:
    measure = measured(range(FORMS[form]), form, tmp_path)
    assert measure.values > 60 * FORMS[form], str(measure)
    assert len(measure.pages) >= 2, str(measure)
    _assert_accurate(measure)


@pytest.mark.soak
@pytest.mark.parametrize("form", SOAK)
def test_every_value_is_right_when_five_hundred_extracts_are_made(
    form: str, tmp_path: Path
) -> None:
    _assert_accurate(measured(range(1000, 1000 + SOAK[form]), form, tmp_path))
