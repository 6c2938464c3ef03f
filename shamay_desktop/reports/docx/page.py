"""The sheet and the faces: measures of the page and names of fonts, in Word's own units."""

from dataclasses import dataclass

TWIPS_PER_CM = 567
EMU_PER_TWIP = 635

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
SIDE_MARGIN = 1361  # 2.4 cm
TOP_MARGIN = 1474  # 2.6 cm; Word pushes the text down by itself when the letterhead is higher
BOTTOM_MARGIN = 1304  # 2.3 cm
HEADER_DISTANCE = 567
FOOTER_DISTANCE = 454
TEXT_WIDTH = PAGE_WIDTH - 2 * SIDE_MARGIN
TEXT_HEIGHT = PAGE_HEIGHT - TOP_MARGIN - BOTTOM_MARGIN
LOGO_HEIGHT = 794  # 1.4 cm
PICTURE_HEIGHT = 10206  # 18 cm: a portrait photo with its caption and a heading fit on a page
ANNEX_HEIGHT = TEXT_HEIGHT - 2155  # three lines above it, and a letterhead higher than the margin
COVER_PICTURE_HEIGHT = 6236  # 11 cm
COVER_LOGO_HEIGHT = 1417  # 2.5 cm
PAGE_LABEL_WIDTH = 1871  # 3.3 cm: "page 188 of 188" in one line
FOOTER_LOGO_HEIGHT = 596  # 1.05 cm
LABEL_WIDTH = 2835  # 5 cm


@dataclass(frozen=True, slots=True)
class DocxFaces:
    """Names of the fonts that the Word file asks for; Word brings David with Hebrew."""

    body: str = "David"
    headings: str = "David"
    numbers: str = "David"


def fitted(width: int, height: int, box_width: int, box_height: int) -> tuple[int, int]:
    """The size in EMU of a picture (pixels) within a box (twips), its proportions kept."""
    wide, high = box_width * EMU_PER_TWIP, box_height * EMU_PER_TWIP
    if wide * height <= high * width:
        return wide, max(1, wide * height // width)
    return max(1, high * width // height), high
