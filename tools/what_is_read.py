"""Writes docs/what-is-read.md: what each extractor declares that it reads, and how well."""

import sys
from collections.abc import Iterator
from pathlib import Path

from shamay_desktop.documents.extraction.catalogue import EXTRACTORS
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.facts_of_papers import FIELDS_OF, LISTS_OF, PERMIT_COLUMNS
from shamay_desktop.domain.reading.page_text import Method
from shamay_desktop.usecases.reading_ports import Declared, ExtractorFacts

TARGET = Path(__file__).parents[1] / "docs" / "what-is-read.md"
_WELL = {
    "sure": "right",
    "with_review": "read, confirmed by a person where nothing agrees with it",
    "sometimes": "where the paper has it in a usual form",
}
_OPENING = """\
# What is read, and how well

Written by `tools/what_is_read.py` from what the extractors declare; a test fails when it is not up
to date. To change it, change the declaration and run

    .venv/bin/python -m tools.what_is_read

Keys are those of `data` in the answer of `extract` ([command line](command-line.md)); `[]` is a
list, and a key that ends in one stands for all columns of its rows. *Text* is a PDF with words of
its own, *scan* a page whose words were recognised: there no number is believed unless something
agrees with it (a check digit, shares that make a whole, a share and its area, a sum, another
place), whatever the engine's confidence says. *Field* is what it is proposed for; what has none is
shown with the paper and compared, and never taken. A new extractor:
[guide](guides/add-an-extractor.md).
"""
_PARCEL_THEN = "`licensing.permits/parcel_then`"
_IDENTITY = "none: tells which property the paper is of"
_FIELDS = {
    (DocType.TABU, "units"): "the fields of the subject's unit",
    (DocType.PERMIT, "gush"): _PARCEL_THEN,
    (DocType.PERMIT, "helka"): _PARCEL_THEN,
    (DocType.PERMIT, "plot"): _PARCEL_THEN,
    (DocType.PERMIT, "plans"): "`licensing.permits/plan`, `licensing.permits/further_plans`",
    (DocType.PERMIT, "additional_parcels"): "`licensing.permits/further_parcels`",
    (DocType.PERMIT, "neighbourhood"): "`address.neighborhood`",
    (DocType.PLANNING_INFO, "gush"): _IDENTITY,
    (DocType.PLANNING_INFO, "helka"): _IDENTITY,
    (DocType.PLANNING_INFO, "address"): "`address.street`, `address.house_number`, `address.city`",
}
"""Fields of what is no field, list or column by its own name."""


def main() -> int:
    """Write the page."""
    TARGET.write_text(what_is_read(), encoding="utf-8")
    print(f"{TARGET}: {len(EXTRACTORS)} extractors")
    return 0


def what_is_read() -> str:
    """The whole page in Markdown."""
    return "\n".join((_OPENING, *(_section(extractor.facts) for extractor in EXTRACTORS)))


def _section(facts: ExtractorFacts) -> str:
    forms = ", ".join(f"`{form}`" for form in facts.forms)
    head = f"## {facts.kind.value}: `{facts.name}`, version {facts.version}\n\nForms: {forms}.\n"
    return "\n".join(
        (head, "| key | text | scan | field |", "|---|---|---|---|", *_rows(facts), "")
    )


def _rows(facts: ExtractorFacts) -> Iterator[str]:
    for key in dict.fromkeys(declared.key for declared in facts.declared):
        of_key = [declared for declared in facts.declared if declared.key == key]
        cells = (_how_well(of_key, method) for method in (Method.TEXT, Method.OCR))
        yield f"| `{key}` | {' | '.join(cells)} | {_field(facts.kind, key)} |"


def _field(kind: DocType, key: str) -> str:
    """Where a value goes, as the mapping of readings to fields has it. Raises KeyError."""
    head = key.partition("[")[0]
    if head in (lists := LISTS_OF.get(kind, {})):
        return f"`{lists[head].list_id}`"
    fields = FIELDS_OF.get(kind, {})
    own = [path for name, path in fields.items() if name == key or name.startswith(f"{key}.")]
    if own:
        return f"`{own[0].partition('/')[0] if len(own) > 1 else own[0]}`"
    if kind is DocType.PERMIT and key in PERMIT_COLUMNS:
        return f"`licensing.permits/{PERMIT_COLUMNS[key]}`"
    return _FIELDS[kind, head]


def _how_well(declared: list[Declared], method: Method) -> str:
    return next((_WELL[each.well] for each in declared if method in each.methods), "not read")


if __name__ == "__main__":
    sys.exit(main())
