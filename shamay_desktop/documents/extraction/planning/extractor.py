"""The extractor of planning information: a table of plans, rights, labelled values."""

import re
from collections.abc import Sequence

from shamay_desktop.documents.extraction import agreement
from shamay_desktop.documents.extraction.agreement import Agreement
from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.labelled import Labelled, labelled
from shamay_desktop.documents.extraction.plan_numbers import plan_numbers
from shamay_desktop.documents.extraction.planning.labels import LABELS, TITLES
from shamay_desktop.documents.extraction.planning.plans import (
    plans_header,
    table_of,
    take_named_plans,
    take_plans,
)
from shamay_desktop.documents.extraction.planning.rights import (
    rights_header,
    take_labelled,
    take_rights,
)
from shamay_desktop.documents.extraction.straightening import straight
from shamay_desktop.documents.extraction.tables import Header, joined, rows_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.usecases.reading_ports import Declared, ExtractorFacts

_BOTH = (Method.TEXT, Method.OCR)
_LISTS = ("plans", "rights", "setbacks")
_SCALARS = (
    "authority", "information", "information_date", "designation", "uses", "min_plot",
    "building_percent", "floors", "units", "basement", "building_lines", "parking_standard",
    "gush", "helka", "plot", "address",
)  # fmt: skip


class PlanningInformation:
    """Reads pages of planning information: plans, rights to build, building lines."""

    facts = ExtractorFacts(
        "planning_information",
        1,
        DocType.PLANNING_INFO,
        ("plans_table", "planning_info"),
        (
            *(Declared(key, _BOTH, "with_review") for key in _LISTS),
            *(Declared(key, _BOTH, "sometimes") for key in _SCALARS),
        ),
    )

    def knows(self, page: PageText) -> float:
        """By its title together with plans, else by the table of plans."""
        page, _ = straight(page)
        titled = any(title in head_of(page) for title in TITLES)
        if plans_header(page) is not None:
            return 0.95 if titled else 0.9
        if titled:
            return 0.9 if plan_numbers(page.text) or rights_header(page) is not None else 0.75
        return 0.6 if rights_header(page) is not None else 0

    def continues(self, before: PageText, page: PageText) -> bool:
        """A page without a title of its own that goes on about plans or rights."""
        before, page = straight(before)[0], straight(page)[0]
        if any(title in head_of(page) for title in TITLES[:1]) and _is_first(page):
            return False
        if self.knows(before) < 0.5 and not plan_numbers(before.text):
            return False
        return bool(
            plans_header(page) is not None
            or rights_header(page) is not None
            or plan_numbers(page.text)
            or len({each.key for each in labelled(page, LABELS)}) >= 3
        )

    def read(self, pages: Sequence[PageText]) -> Reading:
        """One set of planning information."""
        gathered = Gathered()
        pages = gathered.straightened(pages)
        plans = rights = 0
        tabled = False
        for page in pages:
            covered: list[tuple[float, float]] = []
            tables = _tables(page)
            tops = [header.top for header, _ in tables]
            for (header, is_plans), end in zip(tables, [*tops, None][1:], strict=True):
                table = table_of(page, header, "number" if is_plans else "use", end)
                covered.append((header.top - 1, table.bottom + 1))
                if is_plans:
                    plans, tabled = take_plans(gathered, page, table, plans), True
                else:
                    rights = take_rights(gathered, page, table, rights)
            plans = take_named_plans(gathered, page, covered, plans)
            take_labelled(gathered, page, [e for e in _labels(page) if not _within(e, covered)])
        if not plans:
            gathered.miss("plans", "not_stated")
        for key in ("designation", "information_date", "authority"):
            if key not in gathered.found:
                gathered.miss(key, "not_stated")
        values = gathered.agreement(pages)
        _compare(values)
        return Reading(
            DocType.PLANNING_INFO,
            "plans_table" if tabled else "planning_info",
            self.facts.name,
            self.facts.version,
            pages[0].page,
            pages[-1].page,
            values.settled(),
            tuple(gathered.missed),
        )


def head_of(page: PageText) -> str:
    """The first lines of a page."""
    return "\n".join(" ".join(joined(row).split()) for row in rows_of(page.words())[:8])


def _is_first(page: PageText) -> bool:
    return re.search(r"עמוד\s*:?\s*1(?!\d)", page.text) is not None


def _tables(page: PageText) -> list[tuple[Header, bool]]:
    """The tables of a page from the top, and whether each is of plans."""
    found: list[tuple[Header, bool]] = []
    for header_of, is_plans in ((plans_header, True), (rights_header, False)):
        top = 0.0
        while (header := header_of(page, top)) is not None:
            if not any(abs(header.top - other.top) < 4 for other, _ in found):
                found.append((header, is_plans))
            top = header.bottom + 1
    return sorted(found, key=lambda pair: pair[0].top)


def _labels(page: PageText) -> list[Labelled]:
    """Labels that begin a row or a cell, or end with a colon: in running text they are words."""
    starts = [row[0] for row in rows_of(page.words())]
    return [
        each
        for each in labelled(page, LABELS)
        if each.label[-1].text.rstrip().endswith(":")
        or any(
            word.box[2] - 1 <= each.label[0].box[2] <= word.box[2] + 1
            for word in starts
            if abs(word.box[1] - each.label[0].box[1]) < 3
        )
        or (not each.own and each.left)
    ]


def _within(each: Labelled, covered: Sequence[tuple[float, float]]) -> bool:
    middle = (each.label[0].box[1] + each.label[0].box[3]) / 2
    return any(top <= middle <= bottom for top, bottom in covered)


def _compare(values: Agreement) -> None:
    """A plan that stands in the table of plans and of rights was read right in both."""
    plans = {
        p: f.content for p, f in values.found.items() if re.fullmatch(r"plans\[\d+\].number", p)
    }
    rights = {
        p: f.content for p, f in values.found.items() if re.fullmatch(r"rights\[\d+\].plan", p)
    }
    for one, other in ((plans, rights), (rights, plans)):
        for path, content in one.items():
            if content in other.values():
                values.confirm(path, agreement.SEVERAL_PLACES)
