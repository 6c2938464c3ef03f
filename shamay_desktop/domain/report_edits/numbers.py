"""By which number a report's parts are referred to: chapters, sections, annexes."""

from collections.abc import Mapping

from shamay_desktop.domain.report_content import Annex, Heading, ReportContent
from shamay_desktop.domain.report_edits.keys import chapter_key, heading_key


def annex_key(annex: Annex) -> str:
    """The key of an annex: the paper it shows."""
    return f"annex:{annex.sha256}"


def numbers_of(content: ReportContent) -> Mapping[str, str]:
    """Key -> number of what has one, in the order of the report."""
    numbers: dict[str, str] = {}
    for chapter in content.chapters:
        numbers[chapter_key(chapter)] = chapter.number
        for block in chapter.blocks:
            if isinstance(block, Heading):
                numbers[heading_key(block)] = block.number
    numbers |= {annex_key(annex): str(annex.number) for annex in content.annexes}
    return {key: number for key, number in numbers.items() if number}
