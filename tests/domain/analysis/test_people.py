"""People whom only the text names are found: by title, role, number, or as they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shamay_desktop.domain.analysis.masking import Mask, mask_for
from shamay_desktop.domain.analysis.people import people_in
from shamay_desktop.domain.case import Case
from shamay_desktop.domain.evidence import CaseEvidence

FIRST = ("אברם", "בלה", "יקותיאל", "דרורה", "פרידה", "Zbigniew", "Ольга", "זלדה")
LAST = ("קופרשטיין", "זילברפניג", "צימרמן", "אבו־רביע", "בן שטרית", "Kowalczyk", "ז'בוטינסקי")
PERSON = st.builds(lambda first, last: f"{first} {last}", st.sampled_from(FIRST),
                   st.sampled_from(LAST))  # fmt: skip
BEFORE = (
    "מר", "גב'", "ד\"ר", "עו\"ד", "בעלים:", "המוכר", "הקונה:", "השוכרת", "החוכר", "יורשת של המנוח",
    "לטובת", "ע\"ש", "על שם", "המנוחה", "שם החוכר:", "ולמר", "Mr.", "Mrs", "Adv.", "Owner:",
    "משכנתה לטובת", "ד״ר", "ע״ש המנוח", "משפחת",
)  # fmt: skip
LINES = ("{} הסכים", "{}, בשלמות", "{}.", "{} ת.ז. 123456782", "{}", "\t{}\t1/2")


BESIDE = (
    "{} ת.ז. 123456782", "123456782 {}", "{} 12345678-2", "דרכון A1234567 {}",
    "בעלות\t{}\tת.ז\t012345678\t1/2", "{}, מספר זהות 31245678",
)  # fmt: skip


def sent(text: str) -> str:
    """A text as it leaves, of a case that knows nobody."""
    return mask_for(Case("c"), CaseEvidence(), (), (text,)).masked(text)


def bare(name: str) -> list[str]:
    """The words of a name, as masking writes them."""
    return name.replace("־", " ").replace("-", " ").split()


@given(st.sampled_from(BEFORE), PERSON, st.sampled_from(LINES))
def test_a_person_when_a_title_or_role_stands_before_then_nothing_of_them_leaves(
    before: str, name: str, line: str
) -> None:
    shown = sent(f"{before} " + line.format(name).lstrip())
    assert [word for word in bare(name) if len(word) > 2 and word in shown] == []


@given(PERSON, st.sampled_from(BESIDE))
def test_a_person_when_beside_a_number_of_theirs_then_nothing_of_them_leaves(
    name: str, line: str
) -> None:
    shown = sent(line.format(name))
    assert [word for word in bare(name) if len(word) > 2 and word in shown] == []
    assert not [digit for digit in ("12345678", "1234567", "31245678") if digit in shown]


@given(
    PERSON, st.sampled_from(["ו", "ל", "ב", "מ", "ה", "ש", "של ", "כש", "ול", "שב", "ולכש", "מה"])
)
def test_a_family_name_when_it_stands_elsewhere_with_letters_before_it_then_is_masked(
    name: str, letters: str
) -> None:
    last = name.split(maxsplit=1)[1]
    shown = sent(f"הבעלים: {name}\nהדירה נמכרה {letters}{last} בשנה שעברה")
    assert [word for word in bare(last) if len(word) > 2 and word in shown] == []


@pytest.mark.parametrize(
    "text",
    [
        "הבעלים רשאי לבנות מרפסת", "לטובת הציבור", "זכות מעבר לטובת חלקה 12",
        "רחוב יוסף טרומפלדור 5",
        "שטח הדירה 120.5 מ\"ר בקומה שנייה", "בניין בן 4 קומות",
        "משכנתה לטובת בנק לאומי לישראל בע\"מ",
        "הנכס נמצא בשכונת נווה צדק", "גוש 6109 חלקה 396 תת-חלקה 12", "מחיר 5,700,000 ₪",
        "the owner has the right to build", "שדרות דוד בן גוריון 12",
    ],
)  # fmt: skip
def test_a_fact_when_it_names_nobody_then_stays(text: str) -> None:
    assert sent(text) == text


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("חשבון בנק 12-345-678901", "678901"),
        ("חשבון מס' 123456", "123456"),
        ("IL62 0108 0000 0009 9999 999", "9999"),
        ("כרטיס 4580 1234 5678 9012", "5678"),
        ("רכב מס' 1234567", "1234567"),
        ("לוחית רישוי 123-45-678", "45-678"),
        ("12-345-67", "345"),
        ("דרכון מס' A1234567", "1234567"),
        ("passport no. 12345678", "12345678"),
        ("ח.פ. 51-234567-8", "234567"),
        ('ח"פ 512345678', "512345678"),
        ("עמותה 580123456", "580123456"),
        ("טל' 6123456", "6123456"),
        ("פקס: 03-612-3456", "612-3456"),
        ("00972 52 1234567", "1234567"),
    ],
)
def test_a_number_of_a_person_when_it_stands_in_a_text_then_is_masked(
    text: str, secret: str
) -> None:
    assert secret not in sent(text)


def test_label_of_a_number_when_beside_it_then_is_no_name() -> None:
    shown = sent("שם מיכל שדה־אור; סוג זיהוי תעודת זהות; מספר זיהוי 304159262; החלק 1/2")
    assert "סוג זיהוי תעודת זהות; מספר זיהוי [ID_1]; החלק 1/2" in shown
    shown = sent("Name Jane Roe; kind of identification Identity card; ID number 304159262")
    assert "kind of identification Identity card" in shown


@given(st.text(max_size=200))
def test_any_text_when_people_are_looked_for_then_what_is_found_stands_in_it(text: str) -> None:
    words = set(text.replace("\t", " ").replace("|", " ").split())
    for name in people_in(text):
        assert any(part in word for part in name.split() for word in words)


@given(PERSON, st.text(max_size=60), st.text(max_size=60))
def test_any_text_when_masked_then_never_leaks_and_comes_back(
    name: str, before: str, after: str
) -> None:
    text = f"{before}\nהמוכר: {name}\n{after}"
    mask = mask_for(Case("c"), CaseEvidence(), (), (text,))
    assert not mask.leaks(mask.masked(text))


def test_words_when_hidden_by_hand_then_are_masked_everywhere_and_turned_back() -> None:
    mask = Mask(("דנה כהן",), ("הבית הלבן", "[NAME_1] שכן"))
    shown = mask.masked("דנה כהן גרה בבית הלבן. הבית  הלבן, והשכנים שכן")
    assert "הלבן, ו" not in shown
    assert "שכן" not in shown
    assert "[NAME_1]" in shown
    assert mask.unmasked(shown).replace("  ", " ") == (
        "דנה כהן גרה בבית הלבן. הבית הלבן, והשכנים שכן"
    )
    assert not mask.leaks(shown)
