"""The text of PDFs as it is read: whole lines, in order, nothing turned or moved."""

import random
import unicodedata
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from shamay_desktop.documents.reading.text_layer import layers_of
from tests.documents.reading.drawn_papers import (
    drawn,
    letters_at,
    line_at,
    lines_of,
    shown,
)
from tests.documents.reading.written_papers import (
    CELLS,
    OFFICE,
    POINTED,
    STRINGS,
    missing,
    our_pdf,
    word_like_pdf,
)

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
_KNOWN = STRINGS + tuple(cell for row in CELLS for cell in row)


# -- known papers -----------------------------------------------------------------------------


def test_the_program_s_own_report_when_read_then_every_known_string_is_right(
    tmp_path: Path,
) -> None:
    assert missing(_KNOWN, lines_of(our_pdf(tmp_path))) == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_program_s_paper_when_read_then_every_known_string_is_right(
    tmp_path: Path,
) -> None:
    pointed = unicodedata.normalize("NFC", POINTED)
    assert missing((*_KNOWN, pointed), lines_of(word_like_pdf(tmp_path))) == []


EXTRACT = (
    "נסח מס' 51422",
    "17/08/2025",
    "לשכת רישום מקרקעין: חדרה",
    "העתק רישום מפנקס בתים משותפים",
    "גוש: 7245 חלקה: 113 תת חלקה: 21",
    'הנכס נוצר ע"י שטר: 31245/2016 מיום: 06/11/2016 סוג שטר: צו רישום בית משותף',
    "דירה רביעית 97.60 97/6128",
    "מרפסת פתוחה 12.40",
    "כא ירוק חניה 12.40",
    "8812/2017/1 14/03/2017 מכר ללא תמורה כהן דוד ת.ז 000000018",
    "8812/2017/1 14/03/2017 מכר ללא תמורה כהן רותי ת.ז 000000026",
    "1 / 2",
    '8812/2017/2 14/03/2017 משכנתה בנק הדוגמה לדוגמה בע"מ חברה 520000001',
    "ראשונה ₪ 940,000 בשלמות",
    'סעיף 4 יט לחוק רשות מקרקעי ישראל תש"ך-1960',
    "עיריית חדרה 4,318",
    "I הגפן 6 , חדרה",
    "II התמר 14, חדרה",
    "מוסכם 48 2",
    "7245/12",
    'בתקנה 54(ב)(1) לתקנות המקרקעין (ניהול ורישום), התשע"ב - 2011.',
    "35510/2016/8 12/12/2016 תיקון זיקת הנאה",
    'במפלס הקרקע בשטח 174 מ"ר המסומן באות B',
    "בתנאי שטר מקורי: 18220/2010/6",
    "על פני גוש/ספר חלקה/דף סוג נכס",
    'שולמה אגרה בסך 17.00 ש"ח',
    "עמוד 3 מתוך 3",
)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are for development only")
def test_the_registry_s_layout_when_read_then_every_known_string_is_right() -> None:
    assert missing(EXTRACT, lines_of(SAMPLES / "tabu_condominium_unit.pdf")) == []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples are for development only")
def test_scanned_pages_when_read_then_their_own_text_is_not_taken_for_real() -> None:
    for name in ("building_permit_scan.pdf", "condominium_order_scan.pdf"):
        assert not any(layer.is_real for layer in layers_of(SAMPLES / name)[1])


# -- any line ---------------------------------------------------------------------------------

_LETTERS = st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=2, max_size=8)
_NUMBER = st.integers(0, 9_999_999)
_WORD = st.one_of(
    _LETTERS,
    st.builds('{}"{}'.format, _LETTERS, st.sampled_from("ראדמ")),
    st.builds("{}'".format, _LETTERS),
)
_FIGURE = st.one_of(
    st.builds("{:,}".format, _NUMBER),
    st.builds("{:,.2f}".format, st.floats(0, 99_999)),
    st.builds("{}/{}".format, st.integers(1, 999), st.integers(1, 9999)),
    st.builds("{:02}/{:02}/{}".format, st.integers(1, 28), st.integers(1, 12), st.just(2025)),
    st.builds("{:02}.{:02}.{}".format, st.integers(1, 28), st.integers(1, 12), st.just(2025)),
    st.builds("{}-{}".format, st.integers(1, 99), st.integers(100, 999)),
    st.builds("506-{}".format, st.integers(1_000_000, 1_999_999)),
    st.builds("{}%".format, st.integers(1, 300)),
    st.builds("{:,} ₪".format, _NUMBER),
)
_PLAN = st.one_of(
    st.builds("{}/{}/{}/{}".format, st.sampled_from(["מק", "רג"]), st.integers(1, 999),
              st.sampled_from("אבג"), st.integers(1, 99)),
    st.builds("{}/{}/{}/{}/{}".format, st.just("רג"), st.integers(1, 999), st.just("ג"),
              st.integers(1, 99), st.sampled_from("אבג")),
    st.builds('תמ"א {}/{}'.format, st.integers(10, 40), st.sampled_from("אב")),
)  # fmt: skip
_ITEM = st.one_of(_WORD, _WORD, _FIGURE, _PLAN)
_MARKED = st.one_of(
    _ITEM,
    st.builds("({})".format, _ITEM),
    st.builds("{}:".format, _WORD),
    st.builds("{},".format, _ITEM),
)
_LINE = st.builds("{} {}".format, _LETTERS, st.lists(_MARKED, min_size=1, max_size=7).map(" ".join))
_ANY_NUMBER = count()


@settings(max_examples=150)
@given(lines=st.lists(_LINE, min_size=1, max_size=25))
def test_lines_when_drawn_in_one_go_then_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"lines{next(_ANY_NUMBER)}.pdf"

    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(lines):
            line_at(canvas, row, line)

    assert lines_of(drawn(path, draw)) == lines


@settings(max_examples=60)
@given(lines=st.lists(_LINE, min_size=1, max_size=8), chance=st.randoms())
def test_lines_when_drawn_letter_by_letter_in_any_order_then_come_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], chance: random.Random
) -> None:
    path = tmp_path_factory.getbasetemp() / f"letters{next(_ANY_NUMBER)}.pdf"

    def draw(canvas: Canvas) -> None:
        for row, line in enumerate(lines):
            order = list(range(len(shown(line))))
            chance.shuffle(order)
            letters_at(canvas, row, line, order)

    assert lines_of(drawn(path, draw)) == lines
