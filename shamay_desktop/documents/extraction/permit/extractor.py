"""The extractor of building permits: form 3 (regulation 18(a)) and labelled forms after it."""

import re
from collections.abc import Sequence

from shamay_desktop.documents.extraction.gathering import Gathered
from shamay_desktop.documents.extraction.labelled import Labelled, labelled
from shamay_desktop.documents.extraction.permit import values
from shamay_desktop.documents.extraction.permit.labels import ANNEXES, COVERS, LABELS, TITLES
from shamay_desktop.documents.extraction.permit.permitted import says, starts_with
from shamay_desktop.documents.extraction.straightening import straight
from shamay_desktop.documents.extraction.tables import rows_of
from shamay_desktop.domain.evidence import DocType
from shamay_desktop.domain.reading.page_text import Method, PageText
from shamay_desktop.domain.reading.paper_reading import Reading
from shamay_desktop.usecases.reading_ports import Declared, ExtractorFacts

_BOTH = (Method.TEXT, Method.OCR)
_FORM_3 = re.compile(r"טופס\s*3|תקנה\s*18|18\s*\(\s*א\s*\)")
_REVIEWED = (
    "request_number", "helka", "plot", "plans", "additional_parcels", "building_file",
    "permitted_text", "building_number", "floors", "dwelling_units", "areas", "session_date",
    "session", "valid_years",
)  # fmt: skip
_SURE = ("number", "issue_date", "committee", "gush", "authority", "neighbourhood", "address")
_SOMETIMES = (
    "granted", "valid_until", "holder", "use", "kind", "main_area", "service_area", "total_area",
)  # fmt: skip


class BuildingPermit:
    """Reads one permit: its form, and its cover, conditions and fees when they are there."""

    facts = ExtractorFacts(
        "building_permit",
        1,
        DocType.PERMIT,
        ("permit_form_3", "permit"),
        (
            *(Declared(key, _BOTH, "sure") for key in _SURE),
            *(Declared(key, _BOTH, "with_review") for key in _REVIEWED),
            *(Declared(key, _BOTH, "sometimes") for key in _SOMETIMES),
        ),
    )

    def knows(self, page: PageText) -> float:
        """The form by its title and labels; covers, conditions and fees by theirs, less surely."""
        page, _ = straight(page)
        if is_form(page):
            return 0.96
        if says(page, COVERS[:1]) or (is_annex(page) and says(page, ("להיתר",))):
            return 0.7
        return 0.5 if says(page, TITLES[1:]) and says(page, ("בעל ההיתר",)) else 0

    def continues(self, before: PageText, page: PageText) -> bool:
        """A form begins a permit, but for one behind its cover or with the same number."""
        before, page = straight(before)[0], straight(page)[0]
        if is_cover(page):
            return False
        if is_form(page):
            numbers = number_of(before), number_of(page)
            return is_cover(before) or (numbers[0] is not None and numbers[0] == numbers[1])
        if (own := number_of(page)) is not None and (last := number_of(before)) is not None:
            return own == last
        return is_annex(page) or says(page, ("היתר", "ההיתר"))

    def read(self, pages: Sequence[PageText]) -> Reading:
        """One permit."""
        gathered = Gathered()
        pages = gathered.straightened(pages)
        forms = [page for page in pages if is_form(page)] or list(pages)
        others = [page for page in pages if page not in forms]
        every = {page.page: labelled(page, LABELS) for page in (*forms, *others)}
        ordered = (*forms, *others)
        values.take_number(gathered, ordered, every)
        for page in forms:
            values.take_head(gathered, page, every[page.page])
            values.take_text(gathered, page, every[page.page])
        values.miss_what_is_not_there(
            gathered, [each for page in forms for each in every[page.page]]
        )
        compared = gathered.agreement(pages)
        values.compare(compared, ordered, every)
        found = compared.settled()
        read = {value.path for value in found}
        missed = tuple(each for each in gathered.missed if each.path not in read)
        return Reading(
            DocType.PERMIT,
            "permit_form_3" if any(_FORM_3.search(page.text) for page in forms) else "permit",
            self.facts.name,
            self.facts.version,
            pages[0].page,
            pages[-1].page,
            found,
            missed,
        )


def is_form(page: PageText) -> bool:
    """Whether a page is the permit itself: its number's label and two more of the form's."""
    if is_cover(page) or is_annex(page):
        return False
    keys = {each.key for each in labelled(page, LABELS)}
    titled = _FORM_3.search(page.text) is not None or any(
        starts_with(row, title) and len(row) <= 4
        for row in rows_of(page.words())
        for title in TITLES
    )
    wanted = keys & {"gush", "helka", "request_number", "permitted_text", "issue_date", "committee"}
    return len(wanted) >= (3 if titled or "number" in keys else 5)


def is_cover(page: PageText) -> bool:
    """Whether a page is a municipal cover sheet (טופס א2)."""
    return says(page, COVERS[:2]) or (says(page, COVERS[2:3]) and says(page, COVERS[3:]))


def is_annex(page: PageText) -> bool:
    """Whether a page has conditions or fees of a permit, by how it begins."""
    rows = [row for row in rows_of(page.words()) if sum(len(w.text) for w in row) > 6][:4]
    return any(starts_with(row, way) for row in rows for way in ANNEXES)


def number_of(page: PageText) -> str | None:
    """The permit's number as the page says it, None when it does not."""
    found: list[Labelled] = [each for each in labelled(page, LABELS) if each.key == "number"]
    for each in found:
        figure = values.number_in(each)
        if figure is not None:
            return figure.content
    return None
