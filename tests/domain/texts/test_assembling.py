"""A template and a case become a text: right Hebrew, nothing left over, each fact its field."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.case import Case, Row, State, Value
from shamay_desktop.domain.errors import Refused
from shamay_desktop.domain.fields import BY_ID, Kind
from shamay_desktop.domain.records import Phrase
from shamay_desktop.domain.texts.assembling import Assembled, assembled
from shamay_desktop.domain.texts.parsing import parsed
from shamay_desktop.domain.texts.shipped import shipped_templates
from shamay_desktop.domain.texts.template import Template
from shamay_desktop.i18n.language import Language
from tests.filled_case import filled_case

FLAT = {
    "address.city": "רמת גן",
    "address.street": "הרי הגלעד",
    "address.house_number": "9",
    "unit.description": "דירת גן",
    "unit.rooms": "4",
    "unit.floor": "3",
}


def case_of(**further: object) -> Case:
    """A flat, and further facts (`__` for the point in a field's id)."""
    told = FLAT | {name.replace("__", "."): content for name, content in further.items()}
    return Case("c", {path: Value.of(content) for path, content in told.items()})  # type: ignore[arg-type]  # test contents


def told(
    text: str, case: Case, language: Language = Language.HE, *, phrases: tuple[Phrase, ...] = ()
) -> Assembled:
    """What a template of this text says."""
    template = Template("t", "considerations.environment", "ניסיון", text)
    return assembled(template, case, language, phrases)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("הנכס ב{address.city}.", "הנכס ברמת גן."),
        ("הנכס ב{יישוב}.", "הנכס ברמת גן."),
        ("הנכס ב{address}.", "הנכס בהרי הגלעד 9, רמת גן."),
        ("{unit.rooms: חדר אחד|שני חדרים|# חדרים}", "4 חדרים"),
        ("בקומה ה{unit.floor}.", "בקומה ה-3."),
        ("נוף[ אל {unit.view}].", ""),
        ("הדירה[, עם נוף אל {unit.view}][, בקומה {unit.floor}].", "הדירה, בקומה 3."),
        ("[נוף: {unit.view}][, קומה {unit.floor}].", "קומה 3."),
        ("נוף: {unit.view}. קומה {unit.floor}.", ""),
        ("שורה בלי עובדות.", "שורה בלי עובדות."),
        ("ברחוב {address.street}", "ברחוב הרי הגלעד"),
        ("\\[{unit.floor}\\]", "[3]"),
        ("{unit.description ~ פונה|פונה} {unit.description ~ ממוקם|ממוקמת}", "פונה ממוקמת"),
        ("[? unit.rooms = 4: ארבעה][? unit.rooms != 4: אחרת]", "ארבעה"),
        ("[? !unit.view: בלי נוף. ]קומה {unit.floor}", "בלי נוף. קומה 3"),
        ("[& {unit.view} | קומה {unit.floor} | {unit.rooms} חדרים]", "קומה 3 ו-4 חדרים"),
        ("ב{address.city} ({unit.view})", ""),
        ("ב{address.city}[ ({unit.view})].", "ברמת גן."),
    ],
)
def test_template_when_told_then_says_what_is_known_and_nothing_else(text: str, said: str) -> None:
    assert told(text, case_of()).text == said


@pytest.mark.parametrize(
    ("rooms", "said"),
    [("1", "חדר אחד"), ("2", "שני חדרים"), ("2.5", "2.5 חדרים"), ("3", "3 חדרים"), ("0", "")],
)
def test_count_when_told_then_takes_the_words_of_its_number(rooms: str, said: str) -> None:
    text = "{unit.rooms: חדר אחד|שני חדרים|# חדרים}"
    assert told(text, case_of(unit__rooms=rooms)).text == said


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("דירה", "נמצאת"), ("דירת גג", "נמצאת"), ("פנטהאוז", "נמצא"), ("מבנה", "נמצא"),
        ("בית צמוד קרקע", "נמצא"), ("חנות", "נמצאת"), ("קרקע", "נמצאת"), ("מגרש", "נמצא"),
        ("משרדים", "נמצאים"), ("חנויות", "נמצאות"), ("חצר", "נמצאת"), ("מחסן", "נמצא"),
    ],
)  # fmt: skip
def test_verb_when_told_of_a_noun_then_agrees_in_gender_and_number(noun: str, said: str) -> None:
    text = "ה{unit.description} {unit.description ~ נמצא|נמצאת|נמצאים|נמצאות} כאן"
    assert told(text, case_of(unit__description=noun)).text == f"ה{noun} {said} כאן"


def test_street_when_it_begins_with_its_kind_then_the_word_stands_once() -> None:
    case = case_of(address__street="רחוב הרצל")
    assert told("רחוב {address.street}", case).text == "רחוב הרצל"
    assert told("ברחוב {address.street}", case).text == "ברחוב הרצל"


def test_fact_when_it_ends_its_sentence_itself_then_no_second_point_follows() -> None:
    assert told("נוף {unit.view}.", case_of(unit__view="לים.")).text == "נוף לים."


def test_rows_when_told_then_are_joined_and_each_cell_knows_its_row() -> None:
    rows = (
        Row("a", {"side": Value.of("north"), "text": Value.of("רחוב הרצל")}),
        Row("b", {"side": Value.of("south"), "text": Value.of("חלקה 5")}),
        Row("c", {"side": Value.of("east")}),
    )
    of = told("גבולות: [* parcel.boundaries: {.side} – {.text}].", case_of(parcel__boundaries=rows))
    assert of.text == "גבולות: צפון – רחוב הרצל ודרום – חלקה 5."
    assert of.paths == (
        "parcel.boundaries/a/side", "parcel.boundaries/a/text",
        "parcel.boundaries/b/side", "parcel.boundaries/b/text",
    )  # fmt: skip
    assert "parcel.boundaries/c/text" in of.missing


def test_list_when_the_document_says_none_then_counts_as_zero() -> None:
    text = "{#rights.mortgages: לא רשומות משכנתאות|רשומה משכנתה אחת|שתי משכנתאות|# משכנתאות}"
    case = Case("c", {"rights.mortgages": Value(State.NONE)})
    assert told(text, case).text == "לא רשומות משכנתאות"
    assert told(text, Case("c")).text == ""


def test_fact_when_in_a_text_then_is_a_run_of_its_field() -> None:
    of = told("הנכס ב{address.city}, קומה {unit.floor}.", case_of())
    facts = [(run.text, run.path) for run in of.runs if run.path is not None]
    assert facts == [("רמת גן", "address.city"), ("3", "unit.floor")]
    assert of.facts == {"address.city": "רמת גן", "unit.floor": "3"}


def test_phrase_when_named_by_its_code_then_stands_in_the_text_with_its_facts() -> None:
    phrase = Phrase("p", "מיקום", "מיקום", "הנכס [מצוי] ב{address.city}.", user_id="u")
    of = told("{=מיקום}", case_of(), phrases=(phrase,))
    assert of.text == "הנכס [מצוי] ברמת גן."
    assert of.paths == ("address.city",)
    assert told("קומה {unit.floor}[. {=אין}].", case_of()).unknown == ("אין",)


def test_choice_when_told_in_english_then_stands_small_inside_the_sentence() -> None:
    case = case_of(parcel__utilities=("road", "lighting", "gas"))
    of = told("There are {parcel.utilities}.", case, Language.EN)
    assert of.text == "There are paved road, street lighting and natural gas."


@pytest.mark.parametrize("language", list(Language))
def test_shipped_templates_when_the_case_is_full_then_all_say_something(language: Language) -> None:
    for template in shipped_templates(language):
        assert assembled(template, filled_case(), language).text, template.id


def test_shipped_templates_when_compared_then_are_the_same_in_both_languages() -> None:
    hebrew, english = (shipped_templates(each) for each in Language)
    assert [(each.id, each.field_id) for each in hebrew] == [
        (each.id, each.field_id) for each in english
    ]
    assert all(BY_ID[each.field_id].kind is Kind.LONG_TEXT for each in hebrew)


FULL = filled_case()
SCALARS = sorted(FULL.values)
HANGING = re.compile(r"(^|[.!?]\s)[,;:.]|[,;:]\s*[.!?]|[,;:]\s*$|\(\s*\)|\s[,.;:]|  |\s$|\bNone\b")


@given(kept=st.sets(st.sampled_from(SCALARS)), language=st.sampled_from(list(Language)))
def test_any_case_when_told_then_nothing_hangs_and_nothing_is_invented(
    kept: set[str], language: Language
) -> None:
    case = Case("c", {path: FULL.values[path] for path in kept})
    for template in shipped_templates(language):
        of = assembled(template, case, language)
        for line in of.text.splitlines():
            assert HANGING.search(line) is None, (template.id, line)
        # Whatever the text says rests on a field that the case holds or leaves open.
        for path in of.paths:
            head = path.partition("/")[0]
            conditional = any(run.own for run in of.runs if run.path == path)
            assert head in kept or conditional or head == "address.street", (template.id, path)


@given(st.text(alphabet="{}[]|&*?!=:~#. אבunit.roomsview", max_size=60))
def test_any_words_when_read_as_a_template_then_are_read_or_refused(text: str) -> None:
    try:
        read = parsed(text)
    except Refused:
        return
    assert len(read) == 1
    assert "None" not in told(text, case_of()).text
