"""Writes docs/what-is-read.md: what each extractor declares that it reads, and how well."""

import sys
from collections.abc import Iterator
from pathlib import Path

from shamay_desktop.documents.extraction.catalogue import EXTRACTORS
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
place), whatever the engine's confidence says. A new extractor: [guide](guides/add-an-extractor.md).
"""


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
    return "\n".join((head, "| key | text | scan |", "|---|---|---|", *_rows(facts), ""))


def _rows(facts: ExtractorFacts) -> Iterator[str]:
    for key in dict.fromkeys(declared.key for declared in facts.declared):
        of_key = [declared for declared in facts.declared if declared.key == key]
        cells = (_how_well(of_key, method) for method in (Method.TEXT, Method.OCR))
        yield f"| `{key}` | {' | '.join(cells)} |"


def _how_well(declared: list[Declared], method: Method) -> str:
    return next((_WELL[each.well] for each in declared if method in each.methods), "not read")


if __name__ == "__main__":
    sys.exit(main())
