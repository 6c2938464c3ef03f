"""What a paper's name suggests."""

import pytest

from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.paper_kinds import proposed_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("נסח_טאבו.pdf", DocType.TABU),
        ("צו בית משותף.pdf", DocType.CONDO),
        ("צו_רישום.pdf", DocType.CONDO),
        ("צו.pdf", DocType.CONDO),
        ("צוואה.pdf", DocType.OTHER),
        ("תכנית היתר.pdf", DocType.GARMUSHKA),
        ("היתר 2019.pdf", DocType.PERMIT),
        ('תב"ע.pdf', DocType.PLANNING_INFO),
        ("scan0001.pdf", DocType.OTHER),
    ],
)
def test_a_papers_name_when_it_says_what_it_is_then_that_kind_is_proposed(
    name: str, kind: DocType
) -> None:
    assert proposed_kind(name) is kind
