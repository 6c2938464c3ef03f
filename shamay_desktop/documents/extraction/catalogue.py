"""All extractors: adding one is a folder and a line here (docs/guides/add-an-extractor.md)."""

from shamay_desktop.documents.extraction.condominium_order.extractor import CondominiumOrder
from shamay_desktop.documents.extraction.extractor import Extractor
from shamay_desktop.documents.extraction.permit.extractor import BuildingPermit
from shamay_desktop.documents.extraction.planning.extractor import PlanningInformation
from shamay_desktop.documents.extraction.tabu.extractor import TabuExtractor

EXTRACTORS: tuple[Extractor, ...] = (
    TabuExtractor(),
    CondominiumOrder(),
    BuildingPermit(),
    PlanningInformation(),
)
"""In the order in which they are asked; of two that are equally sure the first has the page."""
