"""The sheet and the faces: measures of the page and names of fonts, in Word's own units."""

from dataclasses import dataclass

from shamay_desktop.domain.report_content import TALLEST_PICTURE, Width
from shamay_desktop.domain.report_looks import Looks
from shamay_desktop.reports.installed_fonts import family_taken

TWIPS_PER_CM = 567
EMU_PER_TWIP = 635
_TWIPS_PER_MM = 56.7

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
HEADER_DISTANCE = 567
FOOTER_DISTANCE = 454
LOGO_HEIGHT = 794  # 1.4 cm
COVER_LOGO_HEIGHT = 1417  # 2.5 cm
PAGE_LABEL_WIDTH = 1871  # 3.3 cm: "page 188 of 188" in one line
FOOTER_LOGO_HEIGHT = 596  # 1.05 cm


@dataclass(frozen=True, slots=True)
class Sheet:
    """A4 with a template's margins. Word pushes text down by itself below a higher letterhead."""

    side: int
    top: int
    bottom: int

    @property
    def text_width(self) -> int:
        """From margin to margin."""
        return PAGE_WIDTH - 2 * self.side

    @property
    def text_height(self) -> int:
        """What a page holds of text."""
        return PAGE_HEIGHT - self.top - self.bottom

    def picture_box(self, width: Width) -> tuple[int, int]:
        """What a picture that stands alone may take."""
        return int(self.text_width * width.share), int(self.text_height * TALLEST_PICTURE)

    @property
    def annex_height(self) -> int:
        """Three lines stand above it, and the letterhead may be higher than the margin."""
        return self.text_height - 2155

    @property
    def cover_picture_height(self) -> int:
        """What the office's name and the title's box leave of the cover."""
        return self.text_height - 7824


def sheet_of(looks: Looks) -> Sheet:
    """The sheet of a template's looks."""
    margins = (looks.side_margin, looks.top_margin, looks.bottom_margin)
    return Sheet(*(round(float(each) * _TWIPS_PER_MM) for each in margins))


@dataclass(frozen=True, slots=True)
class DocxFaces:
    """Names of the fonts that the Word file asks for."""

    body: str = "David"
    headings: str = "David"
    numbers: str = "David"


def faces_of(looks: Looks) -> DocxFaces:
    """The families that a template's looks name, as the PDF takes them on this machine."""
    return DocxFaces(*map(family_taken, (looks.body_font, looks.titles, looks.number_font)))


def fitted(width: int, height: int, box_width: int, box_height: int) -> tuple[int, int]:
    """The size in EMU of a picture (pixels) within a box (twips), its proportions kept."""
    wide, high = box_width * EMU_PER_TWIP, box_height * EMU_PER_TWIP
    if wide * height <= high * width:
        return wide, max(1, wide * height // width)
    return max(1, high * width // height), high
