"""A report with every kind of block, in Hebrew and in English, with invented people and places."""

from pathlib import Path

from PIL import Image, ImageDraw

from shamay_desktop.domain.plots.choosing import plots_of
from shamay_desktop.domain.report_content import (
    Annex,
    Bullets,
    Chapter,
    Chart,
    ChartGrid,
    Column,
    ColumnKind,
    Cover,
    Figure,
    FigureGrid,
    Footnote,
    Heading,
    Inline,
    LabelLine,
    LabelLines,
    Letterhead,
    Metadata,
    PageBreak,
    Paragraph,
    PictureFile,
    ReportContent,
    Role,
    Run,
    SignatureBlock,
    Table,
    TableRow,
    Width,
)
from shamay_desktop.i18n.isolates import isolate_left_to_right as ltr
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.plot_samples import plotted_case

SIZES = {
    "logo": (300, 120),
    "front": (1200, 900),
    "map": (1000, 700),
    "tall": (600, 900),
    "kitchen": (800, 600),
    "twin": (800, 600),
    "stamp": (300, 160),
    "page1": (1240, 1754),
    "page2": (1240, 1754),
}


def draw_pictures(folder: Path) -> dict[str, PictureFile]:
    """JPEG files of all sizes (the logo and the stamp as PNG); `twin` has the kitchen's bytes."""
    found = {}
    for place, (key, size) in enumerate(SIZES.items()):
        kind = "png" if key in ("logo", "stamp") else "jpg"
        path = folder / f"{key}.{kind}"
        name = "kitchen" if key == "twin" else key
        picture = Image.new("RGB", size, (200 - 12 * (place % 5), 215, 225))
        if key == "twin":
            path.write_bytes((folder / "kitchen.jpg").read_bytes())
        else:
            pen = ImageDraw.Draw(picture)
            pen.rectangle((20, 20, size[0] - 20, size[1] - 20), outline=(90, 90, 120), width=6)
            pen.text((40, 40), name, fill=(40, 40, 60))
            picture.save(path)
        found[key] = PictureFile(str(path), *size)
    return found


def text(words: str, *, underline: bool = False) -> tuple[Inline, ...]:
    """A text as inlines."""
    return (Run(words, underline=underline),)


def hebrew(watermark: str | None = "טיוטה") -> ReportContent:
    """A Hebrew report."""
    return ReportContent(
        language=Language.HE,
        metadata=Metadata(
            "שומת מקרקעין – דירה ברח' האלון 12", "נועה ברק", "שווי שוק", ("גוש 6109", "דירה")
        ),
        letterhead=Letterhead(
            "ברק שמאות מקרקעין",
            "logo",
            ("רח' הגפן 3, חיפה", f"טל' {ltr('04-5550123')}"),
            slogan="מדויק, מנומק, מוכח",
            footer_logo="logo",
        ),
        cover=Cover(
            (
                text("חוות דעת בעניין"),
                text("אומדן שווי זכויות במקרקעין"),
                text(f"דירת מגורים, רח' האלון 12, גוש {ltr('6109')} חלקה {ltr('396/168')}"),
            ),
            "front",
        ),
        chapters=(_opening(), _property(), _planning(), _valuation()),
        annexes_title="נספחים",
        annexes=(
            Annex(1, "נסח רישום", "נסח Tabu (2).pdf", "ab" * 32, ("page1", "page2")),
            Annex(2, "היתר בניה", "permit_2019.pdf", "cd" * 32, ("page1",)),
        ),
        page_label="עמוד {page} מתוך {pages}",
        watermark=watermark,
    )


def english() -> ReportContent:
    """A short English report."""
    note = Footnote((Run("Register extract of 12.05.2026 (file 1)"),))
    chapter = Chapter(
        "property",
        "1",
        "The property",
        (
            Heading("1.1", "The flat", "flat"),
            Paragraph((Run("A flat of 142.3 m² in גוש 6109, "), Run("bold", bold=True), note)),
            LabelLines((LabelLine("Owner:", text("נועה ברק (1/2)")),)),
            Bullets((text("North – a public garden."),)),
            Table(
                (Column("Day"), Column("Price", ColumnKind.NUMBER, 5)),
                (TableRow((text("01.02.2026"), text("5,700,000"))),),
                "Table 1",
            ),
        ),
    )
    return ReportContent(
        Language.EN,
        Metadata("Valuation", "Noa Barak", "Market value"),
        Letterhead("Barak Valuers", None, ("3 Gefen St., Haifa",)),
        Cover((text("Valuation"),), None),
        (chapter,),
        "Annexes",
        (),
        "Page {page} of {pages}",
    )


def _opening() -> Chapter:
    area_source = Footnote((Run("לפי נסח רישום מיום 12.05.2026 (שעה 10:30)."),))
    return Chapter(
        "opening",
        "",
        "",
        (
            Paragraph(text("לכבוד"), Role.ADDRESSEE),
            Paragraph(text("הגב' דנה אלמוג"), Role.ADDRESSEE),
            Paragraph(text("הנדון: אומדן שווי דירת מגורים", underline=True), Role.SUBJECT),
            LabelLines(
                (
                    LabelLine("מטרת חוות הדעת:", text("אומדן שווי שוק לבטוחה אשראית")),
                    LabelLine("מועד הביקור בנכס:", text("03.11.2026, במעמד Dana Almog")),
                    LabelLine("חלק ברכוש המשותף:", text(ltr("142/10,000"))),
                    LabelLine(
                        "שטח דירה רשום:",
                        (Run(f'{ltr("142.3")} מ"ר', "registered_area"), area_source, Run(" (נטו)")),
                    ),
                )
            ),
            Paragraph(text("הערה: נתונים אלה לא נבדקו במדידה."), Role.NOTE),
        ),
    )


def _property() -> Chapter:
    long = (
        "הדירה נמצאת בקומה 3 מתוך 8 בבניין מגורים (משנת 1998), בסביבה שקטה ומטופחת, סמוך לפארק "
        f"ולמרכז מסחרי. המרחק מהחוף {ltr('1.5–2 km')} בלבד, בתחום תכנית {ltr('מק/340/ג/21/ב')}; "
        f"שינוי שנתי של {ltr('-3.2%')} במדד. הבניין נבנה בידי חברת Green Oak 2000 Ltd. ונמסר "
        'ב-1999; שטחו 98.5 מ"ר [ברוטו], וראו "הערות".'
    )
    return Chapter(
        "property",
        "1",
        "תיאור הנכס והסביבה",
        (
            Heading("1.1", "תיאור הסביבה", "surroundings"),
            Paragraph((Run(long), Footnote((Run("מפת GovMap, "), Run("2026", bold=True))))),
            Figure("map", "מפת הסביבה (ללא קנה מידה)"),
            Heading("1.2", "תיאור החלקה", "parcel"),
            Figure("tall", "תצלום חזית", Width.HALF),
            Heading("1.3", "תיאור נשוא השומה", "unit"),
            FigureGrid(
                (
                    Figure("kitchen", "מטבח"),
                    Figure("twin", "מטבח, מבט נוסף"),
                    Figure("tall", "מרפסת"),
                )
            ),
        ),
    )


def _planning() -> Chapter:
    rows = tuple(
        TableRow(
            (
                text(ltr(f"מק/340/ג/{number}/ב")),
                text(ltr(f"{5000 + number}")),
                text("12.05.1998"),
                text('שינוי קווי בניין, תוספת 2 יח"ד (סה"כ 10)'),
            )
        )
        for number in range(1, 31)
    )
    return Chapter(
        "planning",
        "2",
        "מידע תכנוני",
        (
            PageBreak(),
            Table(
                (
                    Column("תכנית", weight=12),
                    Column("י.פ.", ColumnKind.NUMBER, 7),
                    Column("תאריך פרסום למתן תוקף", weight=9),
                    Column("מהות", weight=24),
                ),
                rows,
                "תכניות בתוקף",
            ),
            Bullets(
                (
                    text("ייעוד: מגורים ב', 120% בנייה, 3–5 קומות."),
                    (Run("היתר מס' "), Run(ltr("2019/0456"), "permit_number", bold=True)),
                )
            ),
        ),
    )


def _charts() -> tuple[ChartGrid, ...]:
    plots = plots_of(plotted_case(), load_texts(Language.HE))
    made = tuple(Chart(plot, plot.description, plot.note) for plot in plots)
    noted = (Chart(made[0].plot, made[0].description, "לנתון אחד אין שטח."), made[1])
    return ChartGrid(noted), ChartGrid(made[2:], 2)


def _valuation() -> Chapter:
    columns = (
        Column("תיאור הנכס", weight=20),
        Column('שטח במ"ר', ColumnKind.NUMBER),
        Column("שווי ב-₪", ColumnKind.NUMBER, 12),
    )
    total_note = Footnote((Run("לפני עיגול: 5,670,000 ₪."),))
    rows = (
        TableRow((text("דירה"), text("142"), text("4,970,000"))),
        TableRow((text('סה"כ'), text("162"), (Run("5,700,000"), total_note)), strong=True),
    )
    return Chapter(
        "valuation",
        "3",
        "השומה",
        (
            Table(columns, rows),
            *_charts(),
            Paragraph(text("5,700,000 ₪ (חמישה מיליון ושבע מאות אלף ₪)"), Role.VALUE),
            Paragraph(text('השווי אינו כולל מע"מ.'), Role.BOXED),
            SignatureBlock(
                (text("נועה ברק"), text("שמאית מקרקעין"), text("רישיון מס' 9999")), "stamp"
            ),
        ),
    )
