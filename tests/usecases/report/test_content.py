"""What a report says: only what was entered, each fact once in its place, in a real one's words."""

import re
from dataclasses import replace

import pytest

from shamay_desktop.domain.case import Case, State, Value
from shamay_desktop.domain.case_json import Json
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.fields import FIELDS, Field
from shamay_desktop.domain.records import Status
from shamay_desktop.domain.report_content import (
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    LabelLines,
    Paragraph,
    ReportContent,
    Run,
    Table,
    block_inlines,
)
from shamay_desktop.domain.report_text import plain
from shamay_desktop.i18n.language import Language
from tests.filled_case import filled_case
from tests.usecases.report.inputs import NONE, lines_of, paper, photo, report_of

FILLED = filled_case()
PLACED = [member for member in FIELDS if member.place is not None]

VALUED: dict[str, Json] = {
    "valuation.areas": [
        {"name": "דירה", "category": "flat", "area": "142", "coefficient": "1", "source": "היתר"},
        {"name": "מרפסת", "category": "balcony", "area": "40", "coefficient": "0.5",
         "source": "צו"},
    ],
    "valuation.adopted_price_per_sqm": "35000",
    "valuation.rounding_step": "100000",
    "valuation.vat": "included",
    "valuation.date": "2026-10-20",
}  # fmt: skip


def _headings(content: ReportContent) -> list[str]:
    return [
        block.number
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]


def _figures(content: ReportContent) -> list[Figure]:
    found: list[Figure] = []
    for chapter in content.chapters[:-1]:
        for block in chapter.blocks:
            if isinstance(block, Figure):
                found.append(block)
            elif isinstance(block, FigureGrid):
                found += block.figures
    return found


def _tables(content: ReportContent) -> dict[str, Table]:
    return {
        block.caption or "": block
        for chapter in content.chapters
        for block in chapter.blocks
        if isinstance(block, Table)
    }


def test_a_case_in_which_nothing_was_entered_when_reported_then_no_fact_stands_in_it() -> None:
    content = report_of({})
    assert content.printed_fields() == frozenset()
    assert [chapter.key for chapter in content.chapters] == ["opening"]
    assert _headings(content) == []


@pytest.mark.parametrize("member", FIELDS, ids=lambda member: member.id)
def test_a_field_when_it_alone_was_entered_then_it_alone_is_printed(member: Field) -> None:
    value = FILLED.value(member.id)
    assert value is not None
    content = report_of(Case("case").with_value(member.id, value))
    assert content.printed_fields() == (frozenset() if member.place is None else {member.id})


DECLARED = ("declarations.no_interest", "declarations.by_standards", "declarations.expert")


@pytest.mark.parametrize(
    "member",
    [member for member in PLACED if member.id not in DECLARED],
    ids=lambda member: member.id,
)
def test_a_field_when_it_is_none_then_the_report_says_so(member: Field) -> None:
    said = report_of(Case("case").with_value(member.id, Value(State.NONE)))
    assert said.printed_fields() == {member.id}


@pytest.mark.parametrize("path", DECLARED)
def test_a_declaration_when_it_was_not_made_then_it_is_not_printed(path: str) -> None:
    said = Case("case").with_value(path, Value.of(False))
    assert report_of(said).printed_fields() == frozenset()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("rights.mortgages", "משכנתאות אין, לפי המסמך"),
        ("licensing.permits", "היתרי בנייה לא אותרו"),
        ("licensing.completion_certificate", "תעודת גמר לא אותרה"),
        ("visit.not_inspected", "חלקים שלא נבדקו, והסיבה אין"),
    ],
)
def test_a_none_when_reported_then_says_by_whom(path: str, words: str) -> None:
    assert words in lines_of({path: NONE})


def test_numbers_of_people_when_the_export_hides_them_then_four_digits_or_none() -> None:
    owners: list[Json] = [{"name": "דנה", "id_number": "304159262", "share": "1/1"}]
    said = {
        how: lines_of({"rights.owners": owners, "export.id_numbers": how})
        for how in ("last_four", "none", "full")
    }
    assert "*****9262" in said["last_four"]
    assert "304159262" in said["full"]
    assert all("9262" not in line for line in said["none"])
    assert "*****9262" in lines_of({"rights.owners": owners})


@pytest.mark.parametrize("between", ["; ", ",", " "])
def test_numbers_of_several_people_when_in_one_cell_then_each_is_hidden_by_itself(
    between: str,
) -> None:
    owners: list[Json] = [{"name": "דנה", "id_number": between.join(("304159262", "302718283"))}]
    assert "*****9262; *****8283" in lines_of({"rights.owners": owners})


def test_boundaries_when_a_side_has_two_neighbours_then_one_line_names_both() -> None:
    sides: list[Json] = [
        {"side": "north", "text": "רחוב השקד"},
        {"side": "south", "text": "חלקה 61"},
        {"side": "south", "text": "חלקה 60"},
    ]
    said = lines_of({"parcel.boundaries": sides})
    assert "גבולות החלקה צפון: רחוב השקד" in said
    assert "דרום: חלקה 61; חלקה 60" in said


def test_permits_when_there_are_two_then_each_stands_under_its_number() -> None:
    permits: list[Json] = [
        {"number": "20110347", "date": "2011-06-15", "permitted_text": "בניין מגורים"},
        {"number": "20160095", "permitted_text": "פרגולה"},
    ]
    said = lines_of({"licensing.permits": permits})
    start = said.index("היתר בנייה מס' 20110347 מיום 15.06.2011")
    assert said[start + 1 : start + 4] == ["מותר בניין מגורים", "היתר בנייה מס' 20160095",
                                           "מותר פרגולה"]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "title"), [("in_force", "3.1 תכניות בתוקף"), ("deposited", "3.1 תכניות")]
)
def test_plans_when_one_is_not_in_force_then_the_title_does_not_say_they_are(
    status: str, title: str
) -> None:
    plans: list[Json] = [{"number": "1", "status": "in_force"}, {"number": "2", "status": status}]
    assert title in lines_of({"planning.plans": plans})


def test_areas_when_their_source_is_known_then_a_footnote_names_it() -> None:
    content = report_of(
        {
            "unit.registered_area": "138.6", "rights.extract_number": "51907",
            "rights.extract_date": "2026-10-12", "unit.built_area": "142",
            "unit.built_area_source": "graphic_measure", "unit.plan_scale": "1:100",
            "unit.calibration": "נבדקו שלוש מידות.",
        }
    )  # fmt: skip
    notes = [
        plain("".join(run.text for run in inline.runs))
        for inline in content.inlines()
        if isinstance(inline, Footnote)
    ]
    assert notes == [
        "לפי נסח רישום מס' 51907 מיום 12.10.2026",
        "מקור השטח: מדידה גרפית מתכנית ההיתר, קנה מידה 1:100. נבדקו שלוש מידות.",
    ]


def test_a_text_when_its_label_is_its_sections_title_then_the_title_stands_once() -> None:
    said = lines_of({"environment.description": "שכונה שקטה.\nקרובה לים."})
    assert [line for line in said if "תיאור הסביבה" in line] == ["1.1 תיאור הסביבה"]
    assert said[-2:] == ["שכונה שקטה.", "קרובה לים."]


def test_the_calculation_when_it_can_be_made_then_each_figure_follows_from_those_before() -> None:
    said = lines_of(VALUED)
    for line in (
        'שטח אקוויוולנטי 162.00 מ"ר',
        "שווי לפני עיגול 162.00 × 35,000 = 5,670,000.00 ₪",
        "עיגול השווי 100,000 ₪",
        'סה"כ שווי הנכס 5,700,000 ₪',
        "5,700,000 ₪",
        "(חמישה מיליון ושבע מאות אלף שקלים חדשים)",
        'השווי כולל מע"מ. שיעור המע"מ במועד הקובע 18%; ללא מע"מ: 4,830,508 ₪.',
    ):
        assert line in said, line


@pytest.mark.parametrize(("amount", "sign"), [("150000", "+"), ("-150000", "−")])
def test_fixed_items_when_there_are_some_then_the_formula_adds_or_takes_them(
    amount: str, sign: str
) -> None:
    said = lines_of({**VALUED, "valuation.extras": [{"name": "חניה", "amount": amount}]})
    total = "5,820,000.00" if sign == "+" else "5,520,000.00"
    assert f"שווי לפני עיגול 162.00 × 35,000 {sign} 150,000.00 = {total} ₪" in said


def test_the_value_when_the_case_says_all_then_one_sentence_has_right_parcel_date_and_state() -> (
    None
):
    said = lines_of(
        {
            **VALUED, "rights.kind": "ownership", "address.street": "השקד",
            "address.house_number": "12", "address.city": "נוף השקד", "parcel.gush": "99214",
            "parcel.helka": "57", "valuation.property_state": "vacant",
        }
    )  # fmt: skip
    assert (
        "לאור האמור לעיל, שווי הזכויות (בעלות פרטית) בנכס הנישום, השקד 12, נוף השקד, "
        "גוש 99214, חלקה 57, למועד הקובע 20.10.2026, כריק, פנוי וחופשי:"
    ) in said
    assert [line for line in said if line.startswith("מצב הנכס בשומה")] == []


@pytest.mark.parametrize(
    ("percent", "value"),
    [("85", "4,845,000 ₪"), ("85.55", "4,876,350 ₪"), ("66.666", "3,799,962 ₪")],
)
def test_a_forced_sale_when_its_percentage_is_stated_then_its_value_follows(
    percent: str, value: str
) -> None:
    said = lines_of({**VALUED, "valuation.quick_sale_percent": percent})
    assert f"אחוז שווי במימוש מהיר {percent}%" in said
    assert f"שווי במימוש מהיר {value}" in said


def test_an_assumption_when_made_then_it_stands_in_the_opening_and_again_at_the_value() -> None:
    assumed: dict[str, Json] = {"report.assumption": "הבנייה הושלמה"}
    content = report_of({**VALUED, **assumed})
    keys = [
        chapter.key
        for chapter in content.chapters
        if "הבנייה הושלמה"
        in [
            inline.text
            for block in chapter.blocks
            for inline in block_inlines(block)
            if not isinstance(inline, Footnote)
        ]
    ]
    assert keys == ["opening", "value"]


def test_a_case_without_a_value_when_reported_then_areas_and_state_stand_all_the_same() -> None:
    content = report_of(
        {"valuation.areas": [{"name": "דירה", "area": "142"}], "valuation.property_state": "as_is"}
    )
    assert content.printed_fields() == {"valuation.areas", "valuation.property_state"}


def test_a_comparable_when_left_out_then_stands_only_in_the_table_of_those() -> None:
    rows: list[Json] = [
        {"date": "2026-01-02", "address": "הדולב 11", "area": "100", "price": "3500000"},
        {"date": "2026-01-03", "address": "הדולב 3", "area": "100", "price": "1900000",
         "included": False, "excluded_reason": "בין קרובי משפחה"},
    ]  # fmt: skip
    tables = _tables(report_of({"comparables": rows}))
    said = {
        caption: {run.text for row in table.rows for cell in row.cells for run in cell
                  if not isinstance(run, Footnote)}
        for caption, table in tables.items()
    }  # fmt: skip
    assert "הדולב 3" not in said["נתוני השוואה"]
    assert {"הדולב 3", "בין קרובי משפחה"} <= said["נתונים שנבדקו ולא נכללו"]
    assert len(tables) == 2


def test_papers_when_annexed_then_in_the_order_of_a_report_and_told_apart() -> None:
    papers = [
        paper(DocType.GIS_SCREENSHOT, "map.png"),
        paper(DocType.PERMIT, "permit.pdf"),
        paper(DocType.GIS_SCREENSHOT, "sketch.png"),
        paper(DocType.TABU, "extract.pdf"),
    ]
    content = report_of({}, papers=papers)
    assert [(annex.number, annex.title, annex.file_name) for annex in content.annexes] == [
        (1, "נסח רישום", "extract.pdf"),
        (2, "היתר בנייה", "permit.pdf"),
        (3, "תמונת מפה 1", "map.png"),
        (4, "תמונת מפה 2", "sketch.png"),
    ]
    assert content.annexes[0].pages == ("extract.pdf#1", "extract.pdf#2")
    assert report_of({"export.annexes": "none"}, papers=papers).annexes == ()


def test_annexes_when_a_person_ordered_some_then_these_come_first_and_the_others_by_kind() -> None:
    papers = [
        replace(paper(DocType.GIS_SCREENSHOT, "map.png"), order=5),
        paper(DocType.PERMIT, "permit.pdf"),
        replace(paper(DocType.GIS_SCREENSHOT, "sketch.png"), order=0),
        paper(DocType.TABU, "extract.pdf"),
    ]
    content = report_of({}, papers=papers, photos=[photo("a.jpg")])
    assert [(annex.number, annex.title, annex.file_name) for annex in content.annexes] == [
        (1, "תמונת מפה 1", "sketch.png"),
        (2, "תמונת מפה 2", "map.png"),
        (3, "נסח רישום", "extract.pdf"),
        (4, "היתר בנייה", "permit.pdf"),
    ]
    assert [figure.picture for figure in _figures(content)] == [
        "sketch.png#1", "map.png#1", "a.jpg",
    ]  # fmt: skip


def test_annexes_when_two_have_one_place_then_stand_by_kind() -> None:
    papers = [replace(paper(kind, kind.value), order=1) for kind in (DocType.OTHER, DocType.TABU)]
    annexes = report_of({}, papers=papers).annexes
    assert [annex.file_name for annex in annexes] == ["TABU", "OTHER"]


def test_a_paper_when_it_has_a_caption_then_its_annex_is_called_so_and_others_are_counted() -> None:
    papers = [
        paper(DocType.GIS_SCREENSHOT, "map.png"),
        replace(paper(DocType.GIS_SCREENSHOT, "air.png"), caption="צילום אוויר"),
        paper(DocType.GIS_SCREENSHOT, "sketch.png"),
    ]
    titles = [annex.title for annex in report_of({}, papers=papers).annexes]
    assert titles == ["תמונת מפה 1", "צילום אוויר", "תמונת מפה 2"]


def test_maps_and_a_drawn_plan_when_there_then_stand_in_their_sections() -> None:
    papers = [
        paper(DocType.GIS_SCREENSHOT, "map.png"),
        paper(DocType.GIS_SCREENSHOT, "sketch.png"),
        paper(DocType.GARMUSHKA, "plan.png"),
        paper(DocType.GARMUSHKA, "set.pdf"),
    ]
    content = report_of({}, papers=papers, photos=[photo("a.jpg")])
    assert _headings(content) == ["1.1", "1.2", "1.3", "3.3"]
    assert [figure.picture for figure in _figures(content)] == [
        "map.png#1", "sketch.png#1", "a.jpg", "plan.png#1",
    ]  # fmt: skip


def test_photos_when_there_are_many_then_the_grid_has_six_and_the_annex_all_with_hashes() -> None:
    photos = [photo("front.jpg", front=True)] + [photo(f"{n}.jpg") for n in range(9)]
    photos[1] = photo("0.jpg", caption="סלון")
    photos[2] = photo("1.jpg", room="KITCHEN")
    content = report_of({}, photos=photos)
    assert [figure.picture for figure in _figures(content)] == [f"{n}.jpg" for n in range(6)]
    assert [figure.caption for figure in _figures(content)[:3]] == ["סלון", "מטבח", None]
    assert content.cover.picture == "front.jpg"
    annex = content.chapters[-1]
    assert annex.key == "annex_photos"
    grid, hashes = annex.blocks
    assert isinstance(grid, FigureGrid)
    assert isinstance(hashes, Table)
    assert [figure.picture for figure in grid.figures] == [image.sha256 for image in photos]
    assert len(hashes.rows) == len(photos)


@pytest.mark.parametrize("status", list(Status))
def test_the_mark_when_it_is_not_the_issued_file_then_says_what_it_is(status: Status) -> None:
    marks = {Status.READY: "טרם נחתם", Status.SIGNED: "העתק", Status.ARCHIVED: "העתק"}
    assert report_of({}, status=status).watermark == marks.get(status, "טיוטה")


def test_an_english_report_when_made_then_only_what_was_entered_is_hebrew() -> None:
    content = report_of(FILLED, language=Language.EN, photos=[photo("a.jpg")],
                        papers=[paper(DocType.TABU, "t.pdf")])  # fmt: skip
    own = [run.text for run in content.runs() if run.field is None]
    own += [chapter.title for chapter in content.chapters]
    for chapter in content.chapters:
        for block in chapter.blocks:
            if isinstance(block, LabelLines):
                own += [line.label for line in block.lines]
            if isinstance(block, Table):
                own += [block.caption or "", *(column.head for column in block.columns)]
            if isinstance(block, Heading):
                own.append(block.title)
    assert [text for text in own if re.search("[א-ת]", text)] == []


def test_a_foreign_name_when_among_our_words_then_keeps_its_own_direction() -> None:
    def bank(name: str, language: Language) -> str:
        content = report_of({"loan.bank": name}, language=language)
        return next(run.text for run in content.runs() if run.field == "loan.bank")

    assert bank("First Bank Ltd.", Language.HE) == "\u2066First Bank Ltd.\u2069"
    assert bank("בנק הדגמה", Language.EN) == "\u2067בנק הדגמה\u2069"
    assert bank("בנק Demo", Language.HE) == "בנק Demo"
    assert bank("First Bank", Language.EN) == "First Bank"


def test_table_columns_when_weighed_then_a_long_word_gets_the_room_it_needs() -> None:
    mortgage: Json = {
        "rank": "1", "lender": "בנק", "deed": "41877/2014/4", "date": "2014-07-03"
    }  # fmt: skip
    table = _tables(report_of({"rights.mortgages": [mortgage]}))["משכנתאות"]
    weights = {column.head: column.weight for column in table.columns}
    assert weights["מספר שטר"] >= len("41877/2014/4")
    assert weights["תאריך"] >= len("03.07.2014")
    assert weights["דרגה"] < weights["מספר שטר"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("treatment", "day", "rated"),
    [
        ("included", "2026-10-01", True),
        ("excluded", "2026-10-01", True),
        ("exempt", "2026-10-01", False),
        ("included", "1990-01-01", False),
        ("excluded", "1990-01-01", False),
    ],
)
def test_vat_when_stated_then_the_value_says_how_it_stands_to_it(
    language: Language, treatment: str, day: str, *, rated: bool
) -> None:
    fields: dict[str, Json] = {
        "valuation.areas": [{"area": "100", "coefficient": "1"}],
        "valuation.adopted_price_per_sqm": "10000",
        "valuation.vat": treatment,
        "valuation.date": day,
    }
    content = report_of(fields, language=language)
    (chapter,) = [each for each in content.chapters if each.key == "value"]
    notes = [
        run.text
        for block in chapter.blocks
        if isinstance(block, Paragraph)
        for run in block.inlines
        if isinstance(run, Run) and run.field == "valuation.vat"
    ]
    assert len(notes) == 1
    assert ("18" in notes[0]) is rated
