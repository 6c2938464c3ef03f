"""Measuring a file: what it names, ids that were not given, and every refusal's words."""

import json
import re
from math import cos, sin

import pytest

from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.measuring.measuring import LARGEST, measure
from tests.architecture.source import ROOT

RING = [[0, 0], [90, 0], [90, 90]]


def test_ids_when_not_given_then_are_numbers_that_nobody_has() -> None:
    content = json.dumps({"shapes": [{"points": RING}, {"id": "1", "points": RING}]}).encode()
    found = measure(content, "x.measure.json")
    assert [each.id for each in found.sheet.shapes] == ["1'", "1"]


def test_file_when_too_large_then_is_refused() -> None:
    from shamay_desktop.domain.errors import Refused

    with pytest.raises(Refused) as refused:
        measure(b" " * (LARGEST + 1), "x.measure.json")
    assert refused.value.code == "measure_file_too_large"


@pytest.mark.parametrize("language", Language)
def test_refusals_of_measuring_when_told_then_have_words_in_both_languages(
    language: Language,
) -> None:
    """Codes that stand as plain words (of a table, a pair) are seen here too."""
    texts = load_texts(language)
    beginnings = ("reference", "scale_", "shape_", "hole_", "pointing_", "measure_", "beyond_")
    folder = ROOT / "shamay_desktop" / "domain" / "measuring"
    files = ("fitting.py", "metric.py", "placing.py", "references.py", "scale.py")
    codes = {
        code
        for name in files
        for code in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', (folder / name).read_text("utf-8"))
        if code.startswith(beginnings) and code != "scale_of"
    }
    assert len(codes) > 15
    assert [code for code in sorted(codes) if not texts.has(f"errors.{code}")] == []


LONG = {"from": [0, 0], "to": [400, 0], "metres": "5.08"}
SQUARE = [[0, 0], [300, 0], [300, 300], [0, 300]]
REGION = {"id": "r", "name": "חתך", "points": [[100, 100], [900, 100], [900, 900]]}


def spread_out(count: int, long: int = 400, **other: object) -> dict[str, object]:
    """References in as many directions."""
    references = [
        {"from": [0, 0], "to": [long * cos(n), long * sin(n)], "metres": f"{long * 0.0127:.2f}"}
        for n in range(count)
    ]
    return {"references": references, **other}


BAD: list[tuple[str, dict[str, object]]] = [
    ("scale_missing", {}),
    ("scale_implausible", {"stated_scale": "0.5"}),
    ("pointing_implausible", {"references": [LONG], "pointing": "0"}),
    ("reference_too_short", {"references": [{**LONG, "to": [3, 0]}]}),
    ("reference_implausible", {"references": [{**LONG, "metres": "0"}]}),
    ("reference_without_length", {"references": [{"from": [0, 0], "to": [90, 0]}]}),
    ("references_too_few", spread_out(3, correction="affine")),
    ("references_too_few", spread_out(5, correction="projective")),
    ("references_one_way", {"references": [LONG] * 4, "correction": "affine"}),
    ("references_too_near", spread_out(7, 60, correction="projective")),
    ("references_too_short", {"references": [{**LONG, "to": [15, 0]}]}),
    ("references_disagree", {"references": [LONG, {**LONG, "metres": "50.8"}]}),
    ("reference_region_unknown", {"references": [LONG, {**LONG, "region": "x"}]}),
    ("shape_across_regions", {"references": [LONG], "regions": [REGION]}),
]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("code", "parts"), BAD, ids=[f"{n}-{code}" for n, (code, _) in enumerate(BAD)]
)
def test_what_cannot_be_measured_when_told_then_is_a_whole_sentence(
    code: str, parts: dict[str, object], language: Language
) -> None:
    document = {"shapes": [{"name": "סלון", "points": SQUARE}], **parts}
    found = measure(json.dumps(document).encode(), "x.measure.json")
    assert [problem.code for _, problem in found.problems] == [code]
    told = load_texts(language)(f"errors.{code}", **found.problems[0][1].facts)
    assert "{" not in told
    assert told.endswith((".", "!"))
