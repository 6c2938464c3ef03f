"""Which page shows which step; a page's module is imported and built at its first visit."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from shamay_desktop.domain.fields import Step
from shamay_desktop.ui.pages.page import Page, PageContext

PAGES: Mapping[Step, str] = MappingProxyType(
    {
        Step.INITIAL_DATA: "shamay_desktop.ui.pages.initial_data:InitialDataPage",
        Step.DOCUMENTS: "shamay_desktop.ui.pages.documents:DocumentsPage",
        Step.VALIDATION: "shamay_desktop.ui.pages.validation:ValidationPage",
        Step.ANALYSIS: "shamay_desktop.ui.pages.analysis:AnalysisPage",
        Step.EXPORT: "shamay_desktop.ui.pages.export:ExportPage",
    }
)
PAPER = "shamay_desktop.ui.canvases.paper_view"


def make_page(step: Step, context: PageContext) -> Page:
    """The page of a step."""
    module, _, name = PAGES[step].partition(":")
    page_class: type[Page] = getattr(import_module(module), name)
    return page_class(context)


def import_pages() -> None:
    """Import what the wizard needs, ahead of the first case; runs off the UI thread."""
    import_module("shamay_desktop.ui.wizard.shell")
    import_module(PAPER)
    for path in PAGES.values():
        import_module(path.partition(":")[0])
