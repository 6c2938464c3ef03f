"""The report as the appraiser arranged it, of a case with its papers and photos."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.evidence import CaseEvidence, DocType, Image
from shamay_desktop.domain.picture_keys import picture_key_of
from shamay_desktop.domain.records import Office, Person, Status
from shamay_desktop.domain.report_content import FigureGrid
from shamay_desktop.domain.report_edits.arranging import Arranged, Trouble
from shamay_desktop.domain.report_edits.rich_text import rich_json, words
from shamay_desktop.domain.report_text import text_blocks
from shamay_desktop.domain.valuation.from_case import value_of
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from shamay_desktop.usecases.report.content import arranged_content, arranged_report
from shamay_desktop.usecases.report.inputs import ReportInputs
from shamay_desktop.usecases.report.pictures import wanted_pictures
from tests.usecases.report.inputs import paper, photo

PHOTOS = tuple(photo(name * 64, caption=f"תמונה {name}") for name in "abc")
FACTS: dict[str, Json] = {
    "client.name": "רבקה אלמוג",
    "client.id_number": "012345678",
    "environment.description": "שכונה שקטה.",
    "export.id_numbers": "last_four",
}


def _inputs(rows: list[Json], photos: tuple[Image, ...] = PHOTOS) -> ReportInputs:
    case = decode_case("case", {**FACTS, "report.changes": rows})
    named = replace(paper(DocType.TABU, "נסח 012345678.pdf"), sha256="d" * 64)
    evidence = CaseEvidence((named,), photos)
    return ReportInputs(
        case, evidence, Office("office", ""), Person("person", "a@example.org", ""),
        Status.IN_PROGRESS, value_of(case), {evidence.documents[0].sha256: 1},
    )  # fmt: skip


def _arranged(*rows: Mapping[str, Json], without: str = "") -> Arranged:
    photos = tuple(each for each in PHOTOS if each.sha256 != without)
    return arranged_report(_inputs(list(map(dict, rows)), photos), load_texts(Language.HE))


def _own_picture(sha256: str) -> dict[str, Json]:
    return {"id": "p1", "kind": "own_picture", "picture": sha256, "content": "מפתח 012345678",
            "after": "line:report.client", "section": "chapter:opening"}  # fmt: skip


def test_a_photo_when_taken_out_of_the_case_is_not_printed_and_remarked() -> None:
    own = _own_picture("b" * 64)
    assert _arranged(own).remarks == ()
    gone = _arranged(own, without="b" * 64)
    assert [each.trouble for each in gone.remarks] == [Trouble.PICTURE_GONE]
    printed = {picture_key_of(key).sha256 for key in wanted_pictures(gone.content)}
    assert "b" * 64 not in printed
    assert "a" * 64 in printed


@pytest.mark.parametrize(
    ("switch", "shown"), [("last_four", "*****5678"), ("none", "*********"), ("full", "012345678")]
)
def test_an_id_number_when_in_own_words_captions_and_names_of_papers_is_as_the_export_says(
    switch: str, shown: str
) -> None:
    inputs = _inputs([
        {"id": "w", "kind": "words", "block": "words:environment.description",
         "content": rich_json(words("שכונה של 012345678"))},
        _own_picture("b" * 64),
    ], (photo("b" * 64, caption="של 12345678"),))  # fmt: skip
    values = {**inputs.case.values, **decode_case("x", {"export.id_numbers": switch}).values}
    inputs = replace(inputs, case=Case("case", values))
    said = "\n".join(text_blocks(arranged_report(inputs, load_texts(Language.HE)).content))
    assert said.count(shown) >= 3
    assert ("012345678" in said) is (switch == "full")


def test_pictures_of_the_units_grid_when_changed_are_so_and_the_annex_has_them_all() -> None:
    result = _arranged(
        {"id": "h", "kind": "hidden", "block": f"picture:1.3/{'a' * 64}"},
        {"id": "c", "kind": "cropped", "block": f"picture:1.3/{'b' * 64}", "crop": "0,0,500,500"},
        {"id": "m", "kind": "moved", "block": f"picture:1.3/{'c' * 64}", "after": "pictures:1.3"},
        {"id": "w", "kind": "words", "block": f"picture:1.3/{'c' * 64}",
         "content": rich_json(words("המטבח"))},
    )  # fmt: skip
    unit, annex = (
        block for chapter in result.content.chapters for block in chapter.blocks
        if isinstance(block, FigureGrid)
    )  # fmt: skip
    assert [(each.picture, each.caption) for each in unit.figures] == [
        ("c" * 64, "המטבח"), ("b" * 64 + "@0,0,500,500", "תמונה b")
    ]  # fmt: skip
    assert len(annex.figures) == 3
    assert result.remarks == ()


def test_what_was_generated_when_arranged_again_for_other_changes_is_the_same() -> None:
    first = _inputs([_own_picture("b" * 64)])
    second = _inputs([])
    texts = load_texts(Language.HE)
    again = arranged_content(
        arranged_report(first, texts).generated, second.case, second.evidence
    ).content
    assert text_blocks(again) == text_blocks(arranged_report(second, texts).content)
