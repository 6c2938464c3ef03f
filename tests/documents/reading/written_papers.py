"""Papers whose words are known: what writers of PDFs make of lines that an appraiser meets."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

from shamay_desktop.domain import report_content as rc
from shamay_desktop.i18n.isolates import isolate_left_to_right as ltr
from shamay_desktop.i18n.isolates import strip_marks
from shamay_desktop.reports.docx import write_docx
from shamay_desktop.reports.pdf import write_pdf
from tests.reports.pdf.sample_report import picture_files, report, words

OFFICE = shutil.which("soffice")
CREATED = datetime(2026, 11, 21, tzinfo=UTC)

STRINGS = (
    "גוש 6109, חלקה 396, תת חלקה 21",
    "תכנית מק/340/ג/33 בתוקף",
    "תכנית רג/340/ג/21/ב (חלה)",
    "תכנית מספר 506-1085653 בהפקדה",
    "החלק ברכוש המשותף: 97/6128",
    "חלק בנכס: 1/2",
    'שטח הדירה 97.60 מ"ר (רשום)',
    'בניין בן 48 יח"ד ו-2 מבנים',
    'בנק הדוגמה לדוגמה בע"מ',
    "שווי: 3,850,000 ₪",
    "שווי של 3,850,000 ₪ (שלושה מיליון)",
    "שיעור של 7.5% לשנה",
    "תוספת של 15% (חמישה עשר אחוזים)",
    "קומות 3-6 בבניין",
    "בקומה (3) מתוך 12 קומות",
    "ליום 17/08/2025 בשעה 09:41",
    "מיום 06.11.2016 ועד 14.03.2017",
    'תקנה 54(ב)(1) לתקנות המקרקעין (ניהול ורישום), התשע"ב-2011',
    'חוק התכנון והבנייה, התשכ"ה-1965',
    "טל' 03-5550123",
    "רחוב הדקל 12 (פינת רחוב האורן)",
    "שטר 8812/2017/1 מיום 14/03/2017",
    "מגרש 5א בתשריט 104/א",
    "חניה מס' 14 [מקורה]",
    "גובה 2.70 מ' נטו",
    'כ-120 מ"ר ברוטו',
    "דמי היוון של 91% לשנת 2043",
    "עמ' 3 מתוך 12",
    'דוא"ל office@example.org של המשרד',
    "גימור Premium ברמה טובה",
    "תקן 19 (גילוי נאות) – סעיף 4.2",
    'ת"א 1234-05-19 (מחוזי)',
    "זכויות: 240% (עיקרי) + 60% (שירות)",
    'שטח עיקרי: 1,240.5 מ"ר; שטח שירות: 310 מ"ר',
    'אחוזי בנייה: 35% לקומה, סה"כ 140%.',
    "הערה לפי סעיף 126 לטובת: 000000018",
)
POINTED = "שָׁלוֹם רַב 1/2"
"""Points are placed by the font, which only an office program asks."""

CELLS = (
    ("דוד כהן", "1/2", "14/03/2017"),
    ("רותי כהן", ltr("1 / 2"), "000000026"),
    ("(רשומה)", "97/6128", "7.5%"),
    ("מק/340/ג/33", "506-1085653", "3,850,000"),
    ('מ"ר', "2,410.75", "12-14"),
)

_MARK = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def known_report(*more: str) -> rc.ReportContent:
    """The strings as paragraphs, bullets, label lines and cells."""
    rows = tuple(rc.TableRow(tuple(words(cell) for cell in row)) for row in CELLS)
    columns = tuple(rc.Column(head, weight=12) for head in ("שם", "חלק", "מספר"))
    third = len(STRINGS) // 3
    return report(
        rc.Chapter(
            "known",
            "1",
            "ידועים",
            (
                *(rc.Paragraph(words(string)) for string in (*STRINGS[:third], *more)),
                rc.Bullets(tuple(words(string) for string in STRINGS[third : 2 * third])),
                rc.LabelLines(tuple(rc.LabelLine("סעיף", words(s)) for s in STRINGS[2 * third :])),
                rc.Table(columns, rows),
            ),
        )
    )


def our_pdf(folder: Path) -> Path:
    """The known report by the program's own writer."""
    write_pdf(known_report(), picture_files(folder), folder / "ours.pdf", created=CREATED)
    return folder / "ours.pdf"


def word_like_pdf(folder: Path) -> Path:
    """The known report as an office program makes a PDF of it."""
    write_docx(known_report(POINTED), picture_files(folder), folder / "ours.docx", created=CREATED)
    _with_an_offices_fonts(folder / "ours.docx", folder / "office.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         str(folder / "office.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "office.pdf"


def _with_an_offices_fonts(ours: Path, target: Path) -> None:
    """The same file in a face of the machine: LibreOffice gives no text for pointed letters of
    the face that we embed, and no office's paper has that one.
    """
    with ZipFile(ours) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                words = _EMBEDDED.sub("", content.decode())
                content = _OURS.sub("DejaVu Sans", words).encode()
            new.writestr(name, content)


_EMBEDDED = re.compile(r"<w:embed(Regular|Bold)[^>]*/>")
_OURS = re.compile("Frank Ruhl Libre|Heebo")


def missing(strings: tuple[str, ...], lines: list[str]) -> list[str]:
    """The strings that do not stand in the lines as they are read; lines may break anywhere."""
    whole = " ".join(" ".join(lines).split())
    return [string for string in strings if _plain(string) not in whole]


def _plain(string: str) -> str:
    return " ".join(_MARK.sub("", strip_marks(string)).split())
