"""An invented report of some pages with everything that a report may hold."""

from pathlib import Path

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.plots.choosing import plots_of
from shamay_desktop.i18n import formats
from shamay_desktop.i18n.language import Language
from shamay_desktop.i18n.texts import load_texts
from tests.plot_samples import plotted_case

SENTENCE = (
    "הדירה נשוא השומה ממוקמת בקומה השלישית מתוך שש קומות, בבניין משותף ברחוב הדקל 12 (פינת "
    "רחוב האורן), ובה שלושה חדרי שינה, מטבח, סלון ושתי מרפסות; גימור Premium ברמה טובה. "
)


def picture_files(folder: Path) -> dict[str, rc.PictureFile]:
    """A wide and a tall photo, a page and a logo with transparency."""
    from PIL import Image

    made = {}
    shapes = {"wide": (640, 420), "tall": (420, 640), "page": (620, 877), "logo": (200, 80)}
    for name, size in shapes.items():
        kind = "png" if name == "logo" else "jpg"
        path = folder / f"{name}.{kind}"
        colour = (90, 120, 150, 128) if kind == "png" else (170, 190, 180)
        Image.new("RGBA" if kind == "png" else "RGB", size, colour).save(path)
        made[name] = rc.PictureFile(str(path), *size)
    return made


def words(text: str, *, bold: bool = False) -> tuple[rc.Run, ...]:
    return (rc.Run(text, bold=bold),)


def report(
    *chapters: rc.Chapter,
    language: Language = Language.HE,
    watermark: str | None = None,
    annexes: tuple[rc.Annex, ...] = (),
    logo: str | None = "logo",
    front: str | None = "wide",
) -> rc.ReportContent:
    hebrew = language.right_to_left
    return rc.ReportContent(
        language=language,
        metadata=rc.Metadata(
            "שומת מקרקעין – הדקל 12", "נועה כהן-לוי", "אומדן שווי", ("גוש 6109", "חלקה 396")
        ),
        letterhead=rc.Letterhead(
            "נועה כהן-לוי, שמאות מקרקעין" if hebrew else "Noa Cohen-Levi, Appraisals",
            logo,
            ("רחוב האלון 7, רמת גן · טל' 03-5550123", "office@example.org"),
            slogan="שומה שאפשר להוכיח" if hebrew else "A valuation that can be proven",
            footer_logo=logo,
        ),
        cover=rc.Cover(
            (
                words("שומת מקרקעין מקיפה"),
                words("רחוב הדקל 12, רמת גן"),
                words("גוש 6109 חלקה 396"),
            ),
            front,
        ),
        chapters=chapters,
        annexes_title="נספחים" if hebrew else "Annexes",
        annexes=annexes,
        page_label="עמוד {page} מתוך {pages}" if hebrew else "Page {page} of {pages}",
        watermark=watermark,
    )


def chapter(*blocks: rc.Block, number: str = "1", title: str = "תיאור הנכס") -> rc.Chapter:
    return rc.Chapter(f"chapter-{number}", number, title, blocks)


def comparables(rows: int = 9) -> rc.Table:
    number = rc.ColumnKind.NUMBER
    columns = (
        rc.Column("יום מכירה", weight=11),
        rc.Column("כתובת", weight=16),
        rc.Column('גו"ח', weight=12),
        rc.Column("חדרים", number, 8),
        rc.Column("קומה", number, 8),
        rc.Column('שטח דירה במ"ר', number, 10),
        rc.Column("שנת בניה", number, 8),
        rc.Column("מחיר עסקה", number, 13),
        rc.Column('מחיר למ"ר במעוגל', number, 12),
    )
    made = []
    for at in range(rows):
        cells = (
            formats.date(f"2025-0{at % 9 + 1}-03"),
            f"הדקל {at + 3} (חזית)",
            formats.identifier(f"6109/{396 + at}"),
            formats.number("3.5"),
            str(at % 6),
            formats.number("98.5"),
            "1998",
            formats.number(str(3_400_000 + 10_000 * at)),
            formats.number("35000"),
        )
        made.append(rc.TableRow(tuple(words(cell) for cell in cells)))
    mean = tuple(words(text) for text in ("", "ממוצע", "", "", "", "", "", "", "35,000"))
    made.append(rc.TableRow(mean, strong=True))
    return rc.Table(columns, tuple(made), "נתוני השוואה – עסקאות בסביבה")


def charts() -> tuple[rc.Block, ...]:
    """Every kind of plot, alone and side by side, one with a note."""
    plots = plots_of(plotted_case(), load_texts(Language.HE))
    made = [rc.Chart(plot, plot.description, plot.note) for plot in plots]
    made[0] = rc.Chart(made[0].plot, made[0].description, "לנתון אחד אין שטח.")
    return rc.ChartGrid(tuple(made[:2])), rc.ChartGrid(tuple(made[2:]), 2)


def full_report(*, watermark: str | None = "טיוטה") -> rc.ReportContent:
    """Each kind of block, mixed text, notes, annexes."""
    note = rc.Footnote(words('נסח רישום מיום 01.06.2025, שטח רשום 98.5 מ"ר (סעיף 2).'))
    opening = rc.Chapter(
        "opening",
        "",
        "",
        (
            rc.Paragraph(words('לכבוד\nבנק הדוגמה בע"מ (סניף 123)'), rc.Role.ADDRESSEE),
            rc.Paragraph(words("הנדון: שומת מקרקעין – רחוב הדקל 12, רמת גן"), rc.Role.SUBJECT),
            rc.LabelLines(
                (
                    rc.LabelLine("מטרת חוות הדעת:", words(SENTENCE)),
                    rc.LabelLine("גוש:", words("6109")),
                    rc.LabelLine("חלקה / תת חלקה:", words(formats.fraction("396/168"))),
                    rc.LabelLine(
                        "שטח דירה רשום:",
                        (rc.Run(formats.area("98.5", Language.HE)), note, rc.Run(".")),
                    ),
                    rc.LabelLine("זכויות:", words(f"בעלות, {formats.fraction('1/2')} (מחצית)")),
                )
            ),
        ),
    )
    land = chapter(
        rc.Heading("1.1", "תיאור הסביבה", "surroundings"),
        rc.Paragraph(words(SENTENCE * 3)),
        rc.Paragraph(
            (
                rc.Run("תכנית "),
                rc.Run(formats.identifier("מק/340/ג/21/ב"), bold=True),
                rc.Run(" [בתוקף] מאפשרת תוספת של "),
                rc.Run("-3.2%", underline=True),
                rc.Run(f" או {formats.percent('-3.2')}, בקומות {formats.between('3', '5')}"),
                rc.Footnote(words(SENTENCE)),
                rc.Run(" (בכפוף להקלה). "),
                rc.Run(SENTENCE),
            )
        ),
        rc.Bullets((words(SENTENCE * 2), words("קרבה לגן ציבורי – 120 מ'."), words("חניה: 2"))),
        rc.Heading("1.2", "תיאור החלקה", "parcel"),
        rc.Figure("wide", "מפת הסביבה (ללא קנה מידה)", rc.Width.HALF),
        rc.FigureGrid(
            (
                rc.Figure("wide", "סלון"),
                rc.Figure("tall", "מטבח – מבט לצפון, כולל שיש וארונות עליונים חדשים"),
                rc.Figure("wide", None),
            ),
            2,
        ),
        rc.Paragraph(words(SENTENCE * 2), rc.Role.NOTE),
    )
    sums = chapter(
        rc.Heading("5.1", "נתוני השוואה", "comparables"),
        comparables(),
        *charts(),
        rc.Paragraph(words(SENTENCE), rc.Role.BOXED),
        rc.Paragraph(words(f"שווי הנכס: {formats.money('5700000', Language.HE)}"), rc.Role.VALUE),
        rc.SignatureBlock(
            (words("נועה כהן-לוי", bold=True), words("שמאית מקרקעין"), words("רישיון מס' 4321"))
        ),
        number="5",
        title="תחשיבים לאומדן השווי",
    )
    annexes = (
        rc.Annex(1, "נסח רישום (טאבו)", "נסח 6109-396.pdf", "ab" * 32, ("page", "page")),
        rc.Annex(2, "היתר בנייה", "permit (1).pdf", "c7" * 32, ("page",)),
    )
    return report(opening, land, sums, watermark=watermark, annexes=annexes)
