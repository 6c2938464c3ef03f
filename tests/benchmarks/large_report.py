"""A report of 40 pages with 60 photos, and its pictures as the program prepares them for print."""

from pathlib import Path

from shamay_desktop.domain import report_content as rc
from shamay_desktop.domain.evidence import FileKind
from tests.benchmarks.photos import make_photos, with_comment
from tests.reports.pdf.sample_report import SENTENCE, comparables, report, words

PHOTOS = 60
PHOTO_WIDTH = 1000
SHAPE = (PHOTO_WIDTH, PHOTO_WIDTH * 3 // 4)
CHAPTERS = 7


def large_pictures(folder: Path) -> dict[str, rc.PictureFile]:
    """Photos of 12 megapixels, scaled as the program does and caches it, each with own bytes."""
    from shamay_desktop.documents.imaging.pictures import Fit, reduced, write_jpeg

    photos = make_photos(folder, 8)
    for number, photo in enumerate(photos):
        picture = reduced(photo, FileKind.JPEG, Fit(PHOTO_WIDTH, 2 * PHOTO_WIDTH))
        write_jpeg(picture, folder / f"master-{number}.jpg")
    for number in range(PHOTOS):
        master = (folder / f"master-{number % len(photos)}.jpg").read_bytes()
        (folder / f"print-{number}.jpg").write_bytes(_own(master, f"print {number}"))
    return known_pictures(folder)


def _own(jpeg: bytes, words: str) -> bytes:
    """The picture with a comment behind its first part, by which python-docx knows a JPEG."""
    behind = 4 + int.from_bytes(jpeg[4:6], "big")
    return jpeg[:behind] + with_comment(jpeg[:2], words)[2:] + jpeg[behind:]


def known_pictures(folder: Path) -> dict[str, rc.PictureFile]:
    """Those that were made in the folder."""
    return {
        f"photo-{number}": rc.PictureFile(str(folder / f"print-{number}.jpg"), *SHAPE)
        for number in range(PHOTOS)
    }


def large_report() -> rc.ReportContent:
    """Chapters of mixed text, tables of comparables, and the photos six to a page."""
    chapters = [_chapter(number) for number in range(1, CHAPTERS + 1)]
    figures = tuple(
        rc.Figure(f"photo-{number}", f"תמונה {number + 1}: חזית לרחוב") for number in range(PHOTOS)
    )
    photos = rc.Chapter("photos", str(CHAPTERS + 1), "תמונות", (rc.FigureGrid(figures, 2),))
    return report(*chapters, photos, logo=None, front="photo-0", watermark="טיוטה")


def _chapter(number: int) -> rc.Chapter:
    blocks: list[rc.Block] = []
    for section in range(1, 5):
        blocks.append(
            rc.Heading(f"{number}.{section}", "תיאור הנכס והסביבה", f"{number}-{section}")
        )
        for at in range(4):
            said = f"סעיף {number}.{section} ({at}): {SENTENCE * 3}"
            note = rc.Footnote(words(f'נסח מיום {at + 1}.06.2025, {98 + at}.5 מ"ר.'))
            blocks.append(rc.Paragraph((rc.Run(said), note, rc.Run("."))))
    blocks.append(comparables(14))
    return rc.Chapter(f"chapter-{number}", str(number), "תיאור הנכס", tuple(blocks))
