"""Which reports a test asks for at once, and which in the long runs; and what was made of them.

Every template, order, case and language together are some eighty reports. What a test needs to see
of them takes turns; the whole product is marked as a long run.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from shamay_desktop.domain.report_templates.template import Kind, Order
from shamay_desktop.i18n.language import Language
from shamay_desktop.reports.docx import write_paged_docx
from shamay_desktop.reports.pdf import lay_out
from shamay_desktop.reports.pdf.archive import write_archived
from shamay_desktop.reports.pdf.drawing import Layout
from tests.reports.printing import AT, AnyPicture, Printed

KINDS, ORDERS = tuple(Kind), tuple(Order)


def once(*cases: str) -> list[Printed]:
    """Each template once in each order; the cases take turns."""
    return [
        Printed(cases[(row + column) % len(cases)], kind, order)
        for (row, kind), (column, order) in product(enumerate(KINDS), enumerate(ORDERS))
    ]


def of_each(*cases: str) -> list[Printed]:
    """Each template of each case; the orders take turns."""
    return [
        Printed(case, kind, ORDERS[(row + column) % len(ORDERS)])
        for (row, kind), (column, case) in product(enumerate(KINDS), enumerate(cases))
    ]


def translated(*cases: str) -> list[Printed]:
    """Each template once in English; cases and orders take turns."""
    return [
        Printed(cases[row % len(cases)], kind, ORDERS[row // 2 % len(ORDERS)], Language.EN)
        for row, kind in enumerate(KINDS)
    ]


def asked(full: Sequence[Printed], soon: Sequence[Printed]) -> list[Any]:
    """All of them as parameters; those that are not asked soon belong to the long runs."""
    missing = set(soon) - set(full)
    assert not missing, missing
    return [
        pytest.param(each, id=str(each), marks=() if each in soon else pytest.mark.soak)
        for each in full
    ]


class Prints:
    """What was made of reports: files once for all processes of a run, the last few layouts."""

    def __init__(self, folder: Path, pictures: AnyPicture) -> None:
        self.pictures = pictures
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.layout = lru_cache(maxsize=3)(self._laid_out)

    def _laid_out(self, which: Printed) -> Layout:
        return lay_out(which.content, self.pictures)

    def word(self, which: Printed) -> Path:
        """The report for Word."""
        return self._made(which, "docx", write_paged_docx)

    def archived(self, which: Printed) -> Path:
        """The PDF that is handed out."""
        return self._made(which, "pdf", write_archived)

    def _made(self, which: Printed, ending: str, write: Any) -> Path:
        target = self._folder / f"{which}.{ending}"
        if not target.exists():
            # two processes may make the same file; whoever is last puts an equal one in its place
            own = self._folder / f"{os.getpid()}-{target.name}"
            write(which.content, self.pictures, own, created=AT)
            own.replace(target)
        return target
