"""The face and size that words have on the page, for the editor that lies over them."""

from decimal import Decimal
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from shamay_desktop.domain.report_content import (
    Block,
    Figure,
    Heading,
    Paragraph,
    Role,
    Table,
)
from shamay_desktop.domain.report_looks import (
    COVER_FIRST,
    COVER_LINE,
    FRANK_RUHL,
    SMALL,
    VALUE,
    Looks,
)
from shamay_desktop.resource_files import resource
from shamay_desktop.ui.report.editing.block_layer import COVER
from shamay_desktop.ui.report.editing.rich_document import Look

_FILES = (
    "FrankRuhlLibre-Regular.ttf", "FrankRuhlLibre-Bold.ttf", "Heebo-Regular.ttf", "Heebo-Bold.ttf"
)  # fmt: skip
_USUAL = Decimal(1)
_OF_ROLES = {Role.NOTE: SMALL, Role.VALUE: VALUE}


@cache
def _load_shipped() -> None:
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))


def shown_family(name: str) -> str:
    """The family as this machine has it; the shipped one of the pages stands in for others."""
    _load_shipped()
    known = QFontDatabase.families()
    return next((each for each in (name, FRANK_RUHL) if each in known), QFont().family())


def look_of(block: Block | None, looks: Looks, scale: float, *, first: bool = False) -> Look:
    """The look of a block's words by a template's looks; None is a new paragraph.

    A chapter's title comes as a heading, a line of the cover as a paragraph (`first` of them).
    """
    titles = shown_family(looks.titles)
    if isinstance(block, Heading):
        chapter = block.key.startswith("chapter:")
        return Look(float(looks.chapter_size if chapter else looks.section_size), scale, titles)
    if isinstance(block, Paragraph) and block.key.startswith(COVER):
        return Look(float(COVER_FIRST if first else COVER_LINE), scale, titles)
    share = _USUAL
    if isinstance(block, Table | Figure):
        share = SMALL
    elif isinstance(block, Paragraph):
        share = _OF_ROLES.get(block.role, _USUAL)
    return Look(float(looks.body_size * share), scale, shown_family(looks.body_font))
