"""Keys of blocks: the same words keep their key when facts, rows or the language change."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case, Row, Value
from shamay_desktop.domain.case_json import Json, decode_case
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import FIELDS, Kind
from shamay_desktop.domain.report_content import Block, ReportContent
from shamay_desktop.domain.report_edits.arrangement import arrangement_of
from shamay_desktop.domain.report_edits.arranging import Arranged, Trouble, arranged
from shamay_desktop.domain.report_edits.bases import basis_of_facts
from shamay_desktop.domain.report_edits.generated import fingerprint, words_of
from shamay_desktop.domain.report_edits.keys import apart, inner_keys, key_of, parts_of_key
from shamay_desktop.domain.report_edits.required import Part, missing_parts
from shamay_desktop.domain.report_edits.rich_text import rich_json, words
from shamay_desktop.i18n.language import Language
from tests.filled_case import filled_case
from tests.usecases.report.inputs import paper, photo, report_of

PLACED = [member for member in FIELDS if member.place is not None]
LISTS = [member.id for member in PLACED if member.kind is Kind.LIST]
PARTS, LIST_PARTS = 50, 9
"""A part takes every fiftieth fact: they stand in sections far from each other."""
LONG = ("environment.description", "report.assumption", "considerations.rights")


def _with(case: Case, **values: Value | None) -> Case:
    named = {path.replace("__", "."): value for path, value in values.items()}
    kept = {path: value for path, value in {**case.values, **named}.items() if value is not None}
    return replace(case, values=kept)


def _rich() -> Case:
    """The filled case, with texts of several lines."""
    case = filled_case()
    for path in LONG:
        case = _with(case, **{path: Value.of(f"ראשונה {path}\nשנייה {path}\nשלישית {path}")})
    asked: dict[str, Json] = {
        "valuation.derived": ["band", "leave_one_out", "outliers", "per_room", "land"],
        "report.plots": ["area", "floor", "adjustments"],
    }
    return _with(case, **decode_case("x", asked).values)


RICH = _rich()


def _blocks(content: ReportContent) -> list[tuple[str, Block]]:
    return [(key_of(each), each) for chapter in content.chapters for block in chapter.blocks
            for each in apart(block)]  # fmt: skip


def _by_words(content: ReportContent) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, block in _blocks(content):
        found[fingerprint(block)].add(key)
    return found


FULL = report_of(RICH)
STOOD = _by_words(FULL)


def _assert_keys_stay(content: ReportContent) -> None:
    for said, keys in _by_words(content).items():
        stood = STOOD.get(said, keys)  # of several that say the same one may come or go
        assert keys <= stood or stood <= keys, (keys, stood)


def test_keys_when_a_report_says_everything_are_all_of_their_own() -> None:
    keys = [key for key, _ in _blocks(FULL)]
    assert len(set(keys)) == len(keys) > 400
    numbered = [key for key in keys if parts_of_key(key).numbered]
    assert len(numbered) >= 6
    assert all(parts_of_key(key).said for key in numbered)
    assert not missing_parts(FULL)


def test_former_keys_when_a_block_has_one_now_are_of_that_same_block() -> None:
    keys = {key for key, _ in _blocks(FULL)}
    assert not {former for key, former in FULL.names.items() if former in keys - {key}}


@pytest.mark.parametrize("part", range(PARTS))
def test_keys_when_facts_of_several_sections_are_taken_out_stay_with_their_words(
    part: int,
) -> None:
    gone = [member.id for member in PLACED][part::PARTS]
    _assert_keys_stay(report_of(_with(RICH, **dict.fromkeys(gone))))


@pytest.mark.soak
@pytest.mark.parametrize("path", [member.id for member in PLACED])
def test_keys_when_one_fact_is_taken_out_stay_with_their_words(path: str) -> None:
    _assert_keys_stay(report_of(_with(RICH, **{path: None})))


@pytest.mark.parametrize("part", range(LIST_PARTS))
def test_keys_when_lists_lose_or_get_a_row_stay_with_their_words(part: int) -> None:
    rows = {path: RICH.rows(path) for path in LISTS[part::LIST_PARTS]}
    less = {path: Value.of(had[1:]) for path, had in rows.items()}
    _assert_keys_stay(report_of(_with(RICH, **less)))
    more = {path: Value.of((_new(had[0]), *had)) for path, had in rows.items()}
    _assert_keys_stay(report_of(_with(RICH, **more)))


@pytest.mark.soak
@pytest.mark.parametrize("path", LISTS)
def test_keys_when_one_list_loses_or_gets_a_row_stay_with_their_words(path: str) -> None:
    rows = RICH.rows(path)
    _assert_keys_stay(report_of(_with(RICH, **{path: Value.of(rows[1:])})))
    _assert_keys_stay(report_of(_with(RICH, **{path: Value.of((_new(rows[0]), *rows))})))


def _new(row: Row) -> Row:
    return Row("row-new", row.cells)


def test_keys_when_the_language_changes_stay() -> None:
    """But of the further tables of a wide list, whose columns need other widths then."""

    def known(content: ReportContent) -> set[str]:
        keys = (key for key, _ in _blocks(content))
        return {key for key in keys if not (key.startswith("table:") and "/" in key)}

    there = report_of(RICH, language=Language.EN)
    assert known(FULL) == known(there)


def test_a_lone_line_when_its_text_grows_is_one_of_several() -> None:
    keys = [key for key, _ in _blocks(FULL) if "environment.description" in key]
    lone = _with(RICH, **{LONG[0]: Value.of("ראשונה environment.description")})
    said = [key for key, _ in _blocks(report_of(lone)) if "environment.description" in key]
    assert said == ["words:environment.description"]
    assert [parts_of_key(key).stem for key in keys if "#" in key] == said * 3


@pytest.mark.parametrize(
    ("hidden", "missing"),
    [
        ({"declarations.no_interest", "declarations.by_standards", "declarations.expert",
          "declarations.relations", "declarations.contingent_fee"}, Part.DECLARATIONS),
        ({"appraiser.name", "appraiser.title", "appraiser.licence_number", "report.date"},
         Part.SIGNATURE),
        ({"valuation.adopted_price_per_sqm", "valuation.approaches", "rent.monthly",
          "report.kind", "review.kind", "insurance.unit_cost", "levy.value_after"}, Part.VALUE),
    ],
)  # fmt: skip
def test_a_mandatory_part_when_nothing_makes_it_is_missed(hidden: set[str], missing: Part) -> None:
    case = _with(RICH, **dict.fromkeys(hidden))
    assert missing in missing_parts(report_of(case))


def test_pictures_and_plots_of_grids_when_made_have_keys_of_their_own() -> None:
    papers = [paper(DocType.GIS_SCREENSHOT, f"map{n}.png") for n in range(3)]
    content = report_of(RICH, papers=papers, photos=[photo(f"p{n}") for n in range(3)])
    inner = [key for _, block in _blocks(content) for key in inner_keys(block)]
    assert len(set(inner)) == len(inner) >= 3 + 3 + 2 + 2


# -- cases of earlier programs, which know blocks by their former keys -----------------------------


GENERATED = FULL
FORMER = {key: GENERATED.names.get(key, key) for key, _ in _blocks(GENERATED)}


def _arranged_with(rows: list[Json]) -> Arranged:
    case = _with(RICH, **decode_case("x", {"report.changes": rows}).values)
    return arranged(GENERATED, arrangement_of(case))


def test_own_words_when_a_case_knows_their_block_by_its_former_key_stand_there() -> None:
    worded = [(key, block) for key, block in _blocks(GENERATED) if words_of(block)]
    rows: list[Json] = [
        {"id": f"w{at}", "kind": "words", "block": FORMER[key], "basis": fingerprint(block),
         "content": rich_json(words(f"שלי {at}"))}
        for at, (key, block) in enumerate(worded) if not key.startswith("heading:")
    ]  # fmt: skip
    result = _arranged_with(rows)
    assert {each.trouble for each in result.remarks} <= {Trouble.FACTS_MISSING}
    found = {
        change.id: result.content.names.get(key, key)
        for key, changes in result.changed.items()
        for change in changes
    }
    headings = ("heading:",)
    wanted = {f"w{at}": key for at, (key, _) in enumerate(worded) if not key.startswith(headings)}
    assert found == wanted
    assert len(wanted) > 300


def test_own_blocks_when_a_case_knows_their_place_by_its_former_key_stand_there() -> None:
    keys = [key for key, _ in _blocks(GENERATED) if not key.startswith("heading:")]
    rows: list[Json] = [
        {"id": f"o{at}", "kind": "own_text", "after": FORMER[key], "section": "heading:1.1",
         "content": rich_json(words(f"שלי {at}"))}
        for at, key in enumerate(keys)
    ]  # fmt: skip
    result = _arranged_with(rows)
    assert result.remarks == ()
    said = [key for key, _ in _blocks(result.content)]
    now = {key: name for name, key in result.content.names.items() if key in set(keys)}
    for at, key in enumerate(keys):
        before = said[said.index(f"own:o{at}") - 1]
        assert before in {key, now.get(key), FORMER[key]}


def test_hidden_blocks_when_a_case_knows_them_by_former_keys_are_hidden_or_remarked() -> None:
    keys = [key for key, block in _blocks(GENERATED) if words_of(block)][:200]
    rows: list[Json] = [
        {"id": f"h{at}", "kind": "hidden", "block": FORMER[key]} for at, key in enumerate(keys)
    ]
    result = _arranged_with(rows)
    assert len(result.hidden) == len(keys)
    assert {each.trouble for each in result.remarks} <= {Trouble.UNSURE, Trouble.MUST_BE_SAID}


def _hiding_all(kept: Callable[[Case, Block], str]) -> Case:
    rows: list[Json] = [
        {"id": f"h{at}", "kind": "hidden", "block": key, "basis": kept(RICH, block)}
        for at, (key, block) in enumerate(_blocks(GENERATED))
        if words_of(block) and not key.startswith("heading:")
    ]
    return _with(RICH, **decode_case("x", {"report.changes": rows}).values)


@pytest.mark.parametrize("language", list(Language))
def test_hidden_blocks_when_printed_in_either_language_stay_hidden_without_a_remark(
    language: Language,
) -> None:
    case = _hiding_all(lambda case, block: basis_of_facts(block, case))
    content = report_of(RICH, language=language)
    result = arranged(content, arrangement_of(case))
    # A wide table is cut otherwise in each language, its further parts are others.
    keys = {key for key, _ in _blocks(content)}
    hidden = {change.block for change in arrangement_of(case).changes} & keys
    assert hidden <= set(result.hidden)
    assert len(hidden) > 400
    troubles = {each.trouble for each in result.remarks if each.key in keys}
    assert troubles == {Trouble.MUST_BE_SAID}


def test_blocks_hidden_by_an_earlier_program_when_they_say_the_same_stay_hidden() -> None:
    result = arranged(
        GENERATED, arrangement_of(_hiding_all(lambda _case, block: fingerprint(block)))
    )
    assert {each.trouble for each in result.remarks} == {Trouble.MUST_BE_SAID}


def test_a_hidden_table_of_mortgages_when_a_second_one_is_entered_is_remarked() -> None:
    key = "table:rights.mortgages"
    row: Json = {"id": "h", "kind": "hidden", "block": key,
                 "basis": basis_of_facts(dict(_blocks(GENERATED))[key], RICH)}  # fmt: skip
    case = _with(RICH, **decode_case("x", {"report.changes": [row]}).values)
    had = case.rows("rights.mortgages")
    more = _with(case, rights__mortgages=Value.of((*had, _new(had[0]))))
    for language in Language:
        result = arranged(
            report_of(_with(more, report__changes=None), language=language), arrangement_of(more)
        )
        assert {each.trouble for each in result.remarks} == {
            Trouble.FACTS_CHANGED, Trouble.MUST_BE_SAID,
        }  # fmt: skip
