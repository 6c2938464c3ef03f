"""Student's t against the published table of critical values.

Table: NIST/SEMATECH e-Handbook of Statistical Methods, §1.3.6.7.2, "Critical Values of the
Student's t Distribution".
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.statistics.student import t_probability, t_quantile

LEVELS = (0.90, 0.95, 0.975, 0.99, 0.995, 0.999)
TABLE = {
    1: ("3.078", "6.314", "12.706", "31.821", "63.657", "318.309"),
    2: ("1.886", "2.920", "4.303", "6.965", "9.925", "22.327"),
    3: ("1.638", "2.353", "3.182", "4.541", "5.841", "10.215"),
    5: ("1.476", "2.015", "2.571", "3.365", "4.032", "5.893"),
    10: ("1.372", "1.812", "2.228", "2.764", "3.169", "4.144"),
    20: ("1.325", "1.725", "2.086", "2.528", "2.845", "3.552"),
    30: ("1.310", "1.697", "2.042", "2.457", "2.750", "3.385"),
    100: ("1.290", "1.660", "1.984", "2.364", "2.626", "3.174"),
}


@pytest.mark.parametrize("freedom", TABLE)
def test_quantiles_when_printed_then_are_those_of_the_table(freedom: int) -> None:
    found = tuple(f"{t_quantile(level, freedom):.3f}" for level in LEVELS)
    assert found == TABLE[freedom]


@given(st.floats(0.001, 0.999), st.integers(1, 200))
def test_quantile_when_put_back_then_gives_its_probability(level: float, freedom: int) -> None:
    assert t_probability(t_quantile(level, freedom), freedom) == pytest.approx(level, abs=1e-9)


@pytest.mark.parametrize(("level", "freedom"), [(0, 3), (1, 3), (0.5, 0)])
def test_quantile_when_there_is_none_then_is_refused(level: float, freedom: int) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        t_quantile(level, freedom)
