"""Each template as it was last looked at: words, pages, places of titles, fonts, size.

What differs on purpose is remade by `python -m tools.report_goldens`, which says what changed.
"""

import json

import pytest

from tests.reports.golden import FOLDER, differences, golden_of, kept, looked_at_soon, path_of
from tests.reports.printing import Printed
from tests.reports.spreading import Prints, asked

LARGEST = 400
"""Kilobytes of a report whose pictures are small: fonts are subsets."""


@pytest.mark.parametrize("which", asked(kept(), looked_at_soon()))
def test_a_template_when_printed_then_is_as_it_was_looked_at_and_no_title_is_stranded(
    which: Printed, prints: Prints
) -> None:
    before = json.loads(path_of(which).read_text(encoding="utf-8"))
    now = golden_of(which, prints)
    assert differences(which, before, now) == []
    assert now["kilobytes"] < LARGEST
    titles = 0
    for page in prints.layout(which).pages:
        keys = [placed.key for placed in page.content if placed.key]
        titles += sum(key.startswith("heading:") for key in keys)
        assert not keys or not keys[-1].startswith(("heading:", "chapter:"))
    assert titles > 5


def test_what_is_kept_when_a_template_is_gone_then_is_gone_too() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path_of(each).name for each in kept()}
