"""Chapter 2: what the register says, the condominium's papers, and the reservation."""

from shamay_desktop.domain.report_content import Block, Chapter, LabelLine, LabelLines
from shamay_desktop.usecases.report.chapters.opening import identity_inlines
from shamay_desktop.usecases.report.chapters.sections import numbered, plain_section
from shamay_desktop.usecases.report.facts import Facts, printed_at, together

_FIRST = (
    "rights.register", "rights.office", "rights.extract_number", "rights.extract_date",
    "rights.extract_time",
)  # fmt: skip


def rights_chapter(facts: Facts) -> Chapter:
    """2: extract, condominium papers, reservation."""
    return numbered(
        facts,
        2,
        "rights",
        (("2.1", _extract(facts)), plain_section(facts, "2.2"), plain_section(facts, "2.3")),
    )


def _extract(facts: Facts) -> list[Block]:
    """Which extract it is, of which parcel, and what it says of it."""
    rest = [path for path in printed_at("2.1") if path not in _FIRST]
    said = facts.blocks(rest)
    head = facts.blocks(_FIRST)
    parcel = identity_inlines(facts)
    if parcel and (head or said):
        head.append(LabelLines((LabelLine(facts.texts("report.parcel"), parcel),)))
    return together([*head, *said])
